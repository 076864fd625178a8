"""`loading.load` reads the content folder into records (`records.py`); `check.check` lists what is wrong with it."""
