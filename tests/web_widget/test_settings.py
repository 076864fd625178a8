"""Settings come from the environment, and the secret is kept."""

from __future__ import annotations

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from knowledge.kept_secret import kept_secret
from web_widget.settings import Settings


def test_addresses_and_secret_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RASA_URL", "http://rasa.example:1")
    monkeypatch.setenv("ACTIONS_URL", "http://actions.example:2")
    monkeypatch.setenv("ASSISTANT_SECRET", "typed by staff")
    monkeypatch.setenv("RASA_TOKEN", "typed by staff, too")
    settings = Settings.from_environment()
    assert (settings.rasa_url, settings.actions_url) == ("http://rasa.example:1", "http://actions.example:2")
    assert (settings.secret, settings.rasa_token) == ("typed by staff", "typed by staff, too")


def test_secret_is_not_shown_where_settings_are_logged() -> None:
    assert "typed by staff" not in repr(Settings(secret="typed by staff", rasa_token="typed by staff"))


def test_secret_is_made_once_and_kept(tmp_path: Path) -> None:
    path = tmp_path / "var" / "secret"
    first = kept_secret(path)
    assert len(first) >= 32
    assert kept_secret(path) == first


def test_kept_secret_can_be_read_by_its_owner_alone(tmp_path: Path) -> None:
    kept_secret(tmp_path / "secret")
    assert stat.S_IMODE((tmp_path / "secret").stat().st_mode) == 0o600


def test_empty_secret_file_is_never_used_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("", encoding="utf-8")
    try:
        assert kept_secret(tmp_path / "secret") != ""
    except ValueError:
        return


def test_settings_made_by_hand_have_secrets_of_their_own() -> None:
    assert Settings().secret != Settings().secret


def test_processes_that_start_at_once_get_the_same_secret(tmp_path: Path) -> None:
    with ThreadPoolExecutor(16) as pool:
        made = set(pool.map(lambda _: kept_secret(tmp_path / "secret"), range(64)))
    assert len(made) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["secret"]
