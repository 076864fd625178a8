"""Changing the content: files to fields and back, what a change would do, publishing it, and bringing back what was."""
