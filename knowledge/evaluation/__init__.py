"""Labelled messages that show how well the assistant understands; `messages.read` is the one reader of such files."""
