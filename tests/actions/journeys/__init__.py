"""Tests of the guided journeys."""
