"""Tests of the programs in deploy."""
