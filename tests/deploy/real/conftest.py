"""One machine with the assistant on it, for all tests that only look at it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.deploy.real.installation import bare_copy, install, shown, stand_in
from tests.deploy.real.machine import Machine, booted

RASA = ("assistant-rasa@",)


@pytest.fixture(scope="session")
def history(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What is committed here, as a repository to clone."""
    return bare_copy(tmp_path_factory.mktemp("history") / "program.git")


@pytest.fixture(scope="session")
def server(history: Path) -> Iterator[Machine]:
    """A server as docs/running.md has it, with everything on it real but Rasa."""
    with booted(shown(history)) as machine:
        stand_in(machine, RASA)
        install(machine)
        yield machine
