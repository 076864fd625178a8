"""Rasa actions, one a file; pure functions build the cards."""
