"""Tests of `knowledge/files`."""
