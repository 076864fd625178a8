"""What parents asked and what happened: `unanswered`, `said` and `use` are the pages."""
