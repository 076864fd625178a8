"""Open Referral UK, in and out."""
