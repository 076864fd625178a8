"""Tests of the actions and of the cards they send."""
