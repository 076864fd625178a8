"""Tests of `knowledge/versions`."""
