"""`accounts.Accounts` says who may use the staff pages; `access` lets them in."""
