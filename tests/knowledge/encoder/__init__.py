"""Tests of `knowledge/encoder`."""
