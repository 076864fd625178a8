"""The lines of docs/running.md, one after the other, on an empty Debian 12 whose first process is systemd."""

from __future__ import annotations

import pytest

from tests.deploy.real.machine import Machine

pytestmark = pytest.mark.deploy


def test_all_parts_answer_after_the_last_line(server: Machine) -> None:
    assert "ready" in server.told(READY)


READY = "python3.11 -c \"import urllib.request as u; print(u.urlopen('http://127.0.0.1:8000/readyz').read().decode())\""
