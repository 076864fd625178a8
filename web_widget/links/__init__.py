"""Looks whether the links of the content still lead somewhere."""
