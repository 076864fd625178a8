"""Tests of more than one machine's worth: PostgreSQL, Redis, nginx, two Rasas and two action servers."""
