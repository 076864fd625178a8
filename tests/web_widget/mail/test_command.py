"""`python -m web_widget mail` sends what is due in this installation, and the hourly tidying starts it."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from knowledge.faults import Fault
from knowledge.versions import watch_status
from knowledge.versions.live import live_content
from tests.support.fake_encoder import FakeEncoder
from tests.support.mail_server import MailServer
from tests.web_widget.mail.conftest import Office
from web_widget import __main__ as commands
from web_widget.mail import command
from web_widget.mail.weekly import last_monday
from web_widget.store import __main__ as tidying


@pytest.fixture
def settings(server: MailServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """E-mail is on."""
    for name, value in {
        "MAIL_HOST": "127.0.0.1",
        "MAIL_PORT": str(server.port),
        "MAIL_SECURITY": "none",
        "MAIL_FROM": "assistant@testshire.example",
        "MAIL_TO": "send@testshire.example",
        "PUBLIC_ORIGIN": "https://assistant.example",
    }.items():
        monkeypatch.setenv(name, value)


@pytest.fixture(autouse=True)
def fake_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "SentenceEncoder", FakeEncoder)
    monkeypatch.setattr(sys, "argv", ["web_widget", "mail"])
    command._meaning.cache_clear()


def test_command_says_that_email_is_off(
    server: MailServer, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("MAIL_HOST", raising=False)
    assert commands.main() == 0
    assert capsys.readouterr().out == "No e-mails are sent: MAIL_HOST is not set.\n"
    assert server.received == []


def test_command_names_the_page_that_the_search_finds_nearest(
    settings: None, in_use: Path, office: Office, server: MailServer, capsys: pytest.CaptureFixture[str]
) -> None:
    day = last_monday(datetime.now(UTC).date())
    office.miss("who pays for the school taxi zanzibar", "a", "b", "c", day=day)
    assert commands.main() == 0
    assert capsys.readouterr().out == "Sent 1 e-mail(s); 0 could not be sent.\n"
    (mail,) = server.received
    assert f"   3  {office.content.entries['school-transport'].title}" in mail.get_content()
    assert "zanzibar" not in str(mail)


def test_command_tells_of_refused_content_also_where_there_is_no_index(
    settings: None,
    server: MailServer,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("ASSISTANT_INDEX", str(tmp_path / "index"))
    live_content.cache_clear()
    fault = Fault("council.yml", 3, "name", "It is empty.", "Give one.")
    watch_status.keep(watch_status.Attempt(datetime.now(UTC), None, (fault,)), tmp_path / "index")
    assert commands.main() == 1
    assert "python -m knowledge build" in capsys.readouterr().err
    assert [mail["Subject"] for mail in server.received] == ["Recent changes are not live"]
    live_content.cache_clear()


def test_setting_that_is_wrong_is_named(
    settings: None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("MAIL_SECURITY", "ssl")
    assert commands.main() == 1
    assert 'MAIL_SECURITY is "ssl"' in capsys.readouterr().err


def test_tidying_starts_the_command_only_where_email_is_on(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[Any] = []
    monkeypatch.setattr("subprocess.run", lambda command, **options: started.append(command))
    monkeypatch.delenv("MAIL_HOST", raising=False)
    tidying.send_mails()
    assert started == []
    monkeypatch.setenv("MAIL_HOST", "mail.testshire.example")
    tidying.send_mails()
    assert [command[-3:] for command in started] == [["-m", "web_widget", "mail"]]
