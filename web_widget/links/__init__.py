"""Checks whether the links in the content still work."""
