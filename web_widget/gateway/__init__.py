"""`message_flow.py` is the way of one message, from the browser to Rasa and back; the rest are the doors to it."""
