"""Removes anything from a parent's message that would identify a family."""
