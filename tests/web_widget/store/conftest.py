"""The same tests on a file of SQLite and, by `make test-scale`, on a server of PostgreSQL."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.scale.services import database, postgresql
from web_widget.store.keeping import KeepSettings

NewDatabase = Callable[[str], str]


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """A running PostgreSQL that does not wait for the disk."""
    with postgresql("-F") as address:
        yield address


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.scale)])
def new_database(request: pytest.FixtureRequest, tmp_path: Path) -> NewDatabase:
    """Gives the URL of an empty database of a name."""
    if request.param == "sqlite":
        return lambda name: f"sqlite:///{tmp_path / name}.db"
    server: str = request.getfixturevalue("server")
    return lambda name: database(server, f"{name}_{uuid.uuid4().hex}")


@pytest.fixture(autouse=True)
def keep(new_database: NewDatabase, monkeypatch: pytest.MonkeyPatch) -> KeepSettings:
    """Stores of this test's own."""
    monkeypatch.setenv("RECORDS_URL", new_database("records"))
    monkeypatch.setenv("TRACKER_URL", new_database("trackers"))
    return KeepSettings.from_environment()
