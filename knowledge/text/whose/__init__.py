"""Whose question it is, where and how old: facts that are read from the words, never from similarity."""
