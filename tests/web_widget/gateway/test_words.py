"""The gateway has words and a number for a parent even where the index is damaged."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from knowledge.settings import Paths
from knowledge.versions.building import Built
from tests.support.content import PHONE
from tests.web_widget.conftest import FakeRasa
from web_widget.app import create_app
from web_widget.gateway.words import DAMAGED, Words
from web_widget.settings import Settings


@pytest.fixture
def damaged(build: Callable[[], Built], index_folder: Path) -> Path:
    """A file of the index that is not as it was written."""
    path = index_folder / build().version / "units.faiss"
    path.with_suffix(".whole").write_bytes(path.read_bytes())
    path.write_bytes(path.read_bytes()[:100])
    return path


@pytest.fixture
def paths(damaged: Path, content_folder: Path, index_folder: Path, tmp_path: Path) -> Paths:
    return Paths(content_folder, index_folder, tmp_path)


def test_words_come_from_the_files_while_the_index_is_damaged(paths: Paths, caplog: pytest.LogCaptureFixture) -> None:
    version, content = Words(paths).current()
    assert version == DAMAGED
    assert content.council.main_contact["phone"] == PHONE
    assert "Run: python -m knowledge build --afresh" in caplog.text


def test_index_that_is_mended_is_taken_up(paths: Paths, damaged: Path) -> None:
    words = Words(paths)
    assert words.current()[0] == DAMAGED
    damaged.with_suffix(".whole").replace(damaged)
    assert words.current()[0] == damaged.parent.name


@pytest.fixture
def client(paths: Paths, rasa: FakeRasa, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FlaskClient:
    """The gateway, started on a damaged index."""
    monkeypatch.setenv("ASSISTANT_INDEX", str(paths.index))
    monkeypatch.setenv("ASSISTANT_CONTENT", str(paths.content))
    rasa.away = True  # it does not start on such an index
    return create_app(Settings(secret="only for tests", widgets=tmp_path / "widget"), rasa).test_client()


def test_parent_is_told_whom_to_ring_while_the_index_is_damaged(client: FlaskClient) -> None:
    reply = client.post("/api/conversations", json={})
    assert reply.status_code == 503
    assert reply.json is not None
    assert reply.json["contacts"][0]["phone"] == PHONE
    assert PHONE in client.get("/chat").text


def test_gateway_is_not_ready_while_the_index_is_damaged(client: FlaskClient) -> None:
    reply = client.get("/readyz")
    assert (reply.status_code, reply.json) == (503, {"ready": False})
