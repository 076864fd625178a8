"""Schemathesis sends the running gateway what its own description allows, and what it does not."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from knowledge.settings import ROOT
from tests.support.running import System

pytestmark = pytest.mark.system

SCHEMATHESIS = ROOT / "var" / "schemathesis" / "bin" / "schemathesis"
OPTIONS = ["--seed", "20261122", "--max-examples", "40", "--request-timeout", "20", "--no-shrink"]
# What "/" and blanks alone say is told in words, since a JSON Schema cannot.
LEFT_OUT = ["--exclude-checks", "positive_data_acceptance"]


def test_replies_are_as_described_whatever_is_sent(system: System, tmp_path: Path) -> None:
    assert SCHEMATHESIS.exists(), "Schemathesis is not there. Install it: make var/schemathesis/.installed"
    command = [str(SCHEMATHESIS), "run", f"{system.address}/api/openapi.json", *OPTIONS, *LEFT_OUT]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=400)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "API Links:    3 covered" in done.stdout, "Conversations that were begun are not gone on with."
    assert "Traceback" not in (system.logs / "gateway.log").read_text()
