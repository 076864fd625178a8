"""Tests of `knowledge/danger`."""
