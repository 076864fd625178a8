"""A gateway on a content that a test makes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from knowledge.files.records import Content
from knowledge.versions.live import Live
from tests.web_widget.conftest import SECRET, FakeRasa
from web_widget.app import create_app
from web_widget.settings import Settings

Showing = Callable[[Content], FlaskClient]


@pytest.fixture
def showing(monkeypatch: pytest.MonkeyPatch, rasa: FakeRasa, tmp_path: Path) -> Showing:
    """Makes a gateway on a content."""

    def made(content: Content) -> FlaskClient:
        live = Live(tmp_path, lambda _: ("of this test", content))
        monkeypatch.setattr("web_widget.app.live_words", lambda read: live)
        return create_app(Settings(secret=SECRET, widgets=tmp_path / "widget"), rasa).test_client()

    return made
