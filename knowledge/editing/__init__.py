"""Changing the content: files to form fields and back, what a change would do, publishing it, and going back."""
