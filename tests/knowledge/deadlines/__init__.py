"""Tests of `knowledge/deadlines`."""
