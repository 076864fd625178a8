"""Rasa runs the actions, one a file; `sending.send` is how each replies, with cards that `cards` builds."""
