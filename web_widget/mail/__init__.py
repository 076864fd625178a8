"""`send_due` in `delivery.py` sends staff the e-mails that are due.

They are about pages to check, what was not answered in a week, and saved content that is not live.

Every word of them is in `words.py`. Off until MAIL_HOST is set. `python -m web_widget mail` does it once; the hourly
tidying starts that, in a process of its own, so that no parent waits for a mail server.
"""
