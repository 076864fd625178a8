"""`make attack`: what was once found to stop or mislead the assistant is tried again, and must be held."""
