"""The real processes, started once a session."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.support.running import System, running


@pytest.fixture(scope="session")
def system() -> Iterator[System]:
    """The running assistant."""
    with running() as started:
        yield started
