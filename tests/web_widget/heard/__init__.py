"""What a blind parent hears: a chat is held by keyboard with a real screen reader, and its speech is written down.

`parent.py` has what a parent can do, `chat.py` the chat that is held, and `test_chat_is_heard.py` what must be heard.
A desktop of its own runs below them (`desktop.py`, `voice.py`, `browser.py`, `page.py`): it needs no screen, no sound
card and no network.
"""
