"""The numbers of a running gateway, whose processes count together."""

from __future__ import annotations

import pytest
import requests

from tests.support.running import System

pytestmark = pytest.mark.system


def count(system: System) -> float:
    """How many messages were answered so far."""
    text = requests.get(f"{system.address}/metrics", timeout=10).text
    lines = [line for line in text.splitlines() if line.startswith('assistant_outcomes_total{outcome="answered"}')]
    return float(lines[0].rsplit(" ", 1)[1]) if lines else 0.0


def test_message_that_was_answered_is_counted(system: System) -> None:
    before = count(system)
    system.ask("can my son get short breaks")
    assert count(system) == before + 1
