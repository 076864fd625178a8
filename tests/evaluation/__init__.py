"""How often the assistant is right, measured through its own API on a file of labelled messages."""
