"""The Rasa side: how a message is understood."""
