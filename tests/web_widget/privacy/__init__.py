"""Tests of what is taken out of messages."""
