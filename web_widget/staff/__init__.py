"""The pages for council staff and for the forum, under /staff. A new page: see `site.py`."""
