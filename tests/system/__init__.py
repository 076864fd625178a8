"""Tests of the real processes, over HTTP."""
