"""Everything that is wrong with the settings is told at once, each with its remedy, and wrong ones stop the start."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from knowledge.settings import ROOT
from knowledge.settings_file import KNOWN
from tests.support.mail_server import mail_server
from tests.support.running import free_ports
from web_widget.settings_check import Given, folder_faults, start_faults
from web_widget.settings_services import service_faults

LONG = "only for tests, never for parents"


def told(name: str, value: str) -> list[str]:
    """What is said about one setting."""
    return list(map(str, start_faults(Given({name: value}, has_file=False, faults=()))))


@pytest.mark.parametrize("name", ["ASSISTANT_ORIGINS", "PUBLIC_ORIGIN"])
@pytest.mark.parametrize(
    ("origin", "why", "remedy"),
    [
        ("https://www.testshire.example/", "ends in a slash", "Give https://www.testshire.example"),
        ("https://www.testshire.example/send", "has a path", "Give https://www.testshire.example"),
        ("https://www.testshire.example?a=b", "has a path", "Give https://www.testshire.example"),
        ("https://WWW.testshire.example", "has a capital letter", "Give https://www.testshire.example"),
        ("HTTPS://www.testshire.example", "has a capital letter", "Give https://www.testshire.example"),
        ("http://www.testshire.example", "is without https", "Give https://www.testshire.example"),
        ("https://www.testshire.example:443", "the usual port", "Give https://www.testshire.example"),
        ("www.testshire.example", "is not a website address", "Give it as in https://www.testshire.example"),
        ("*", "is not a website address", "Give it as in"),
        ("https://", "is not a website address", "Give it as in"),
        ("https://www.testshire.example:x", "is not a website address", "Give it as in"),
    ],
)
def test_origin_that_no_browser_sends_is_told(name: str, origin: str, why: str, remedy: str) -> None:
    (problem,) = told(name, origin)
    assert problem.startswith(f'{name}: "{origin}" ')
    assert why in problem
    assert remedy in problem


@pytest.mark.parametrize(
    "origins",
    [
        "",
        "https://www.testshire.example https://fis.testshire.example:8443",
        "http://127.0.0.1:8000 http://localhost:3000 http://[::1]:8000",
    ],
)
def test_origins_as_browsers_send_them_are_no_fault(origins: str) -> None:
    assert told("ASSISTANT_ORIGINS", origins) == []


def test_every_wrong_origin_is_told_at_once() -> None:
    assert len(told("ASSISTANT_ORIGINS", "https://a.example/ http://b.example https://c.example")) == 2


@pytest.mark.parametrize(
    ("name", "value", "remedy"),
    [
        ("PORT", "70000", "from 1 to 65535"),
        ("KEEP_DAYS", "-1", "from 0 to 366"),
        ("KEEP_DAYS", "", "from 0 to 366"),
        ("WEB_CONCURRENCY", "0", "from 1 to 256"),
        ("TRUSTED_PROXIES", "one", "from 0 to 9"),
        ("SQL_POOL_SIZE", "1000", "from 1 to 100"),
        ("LIMIT_VISITOR", "often", "300 per minute"),
        ("OFFICE_HOURS", "always", "mon-fri 09:00-17:00"),
        ("LOG_FORMAT", "xml", "text, json"),
        ("LOCKS_URL", "127.0.0.1:6379", "redis://"),
        ("RASA_URL", "127.0.0.1:5005", "http://"),
        ("RECORDS_URL", "mysql://h/d", "postgresql://"),
        ("RECORDS_URL", "records.db", "postgresql://"),
        ("RECORDS_URL", "postgresql://assistant:<password>@127.0.0.1/assistant", "Put your own in its place"),
        ("BACKUP_KEY", "short", "--new-key"),
        ("MAIL_PORT", "smtp", "from 1 to 65535"),
        ("MAIL_SECURITY", "ssl", "starttls, tls, none"),
        ("MAIL_FROM", "the Local Offer", "local-offer@testshire.example"),
        ("MAIL_TO", "send@testshire", "local-offer@testshire.example"),
        ("ASSISTANT_SECRET", "short", "token_urlsafe(32)"),
        ("METRICS_TOKEN", "short", "token_urlsafe(32)"),
    ],
)
def test_wrong_value_is_told_with_what_to_give(name: str, value: str, remedy: str) -> None:
    (problem,) = told(name, value)
    assert problem.startswith(f"{name}: ")
    assert remedy in problem


def test_secret_is_never_shown() -> None:
    shown = told("ASSISTANT_SECRET", "hunter2") + told("RECORDS_URL", "mysql://assistant:hunter2@h/d")
    assert len(shown) == 2
    assert "hunter2" not in "".join(shown)


def test_installation_with_a_settings_file_needs_secrets_of_its_own() -> None:
    problems = start_faults(Given({"ASSISTANT_SECRET": ""}, has_file=True, faults=()))
    assert [(fault.setting, fault.problem) for fault in problems] == [
        ("ASSISTANT_SECRET", "It is missing."),
        ("RASA_TOKEN", "It is missing."),
    ]
    assert start_faults(Given({}, has_file=False, faults=())) == []


MAIL = {
    "MAIL_HOST": "mail.testshire.example",
    "MAIL_FROM": "assistant@testshire.example",
    "MAIL_TO": "send@testshire.example",
    "PUBLIC_ORIGIN": "https://assistant.example",
}


@pytest.mark.parametrize(
    ("changed", "named"),
    [
        ({}, []),
        ({"MAIL_HOST": "", "MAIL_FROM": "", "MAIL_TO": ""}, []),
        ({"MAIL_FROM": "", "MAIL_TO": "", "PUBLIC_ORIGIN": ""}, ["MAIL_FROM", "MAIL_TO", "PUBLIC_ORIGIN"]),
        ({"MAIL_USER": "assistant"}, ["MAIL_PASSWORD"]),
        ({"MAIL_PASSWORD": "hunter2"}, ["MAIL_USER"]),
        ({"MAIL_USER": "assistant", "MAIL_PASSWORD": "hunter2"}, []),
        ({"MAIL_USER": "assistant", "MAIL_PASSWORD": "hunter2", "MAIL_SECURITY": "none"}, ["MAIL_SECURITY"]),
    ],
)
def test_settings_of_email_that_do_not_fit_together_are_told(changed: dict[str, str], named: list[str]) -> None:
    faults = start_faults(Given({**MAIL, **changed}, has_file=False, faults=()))
    assert [fault.setting for fault in faults] == named
    assert "hunter2" not in "".join(map(str, faults))


def test_mail_server_that_does_not_answer_is_told_and_one_that_answers_is_not() -> None:
    (port,) = free_ports(1)
    values = {**MAIL, "MAIL_HOST": "127.0.0.1", "MAIL_PORT": str(port), "MAIL_SECURITY": "none"}
    (fault,) = service_faults(values)
    assert (fault.setting, "ConnectionRefusedError" in fault.problem) == ("MAIL_HOST", True)
    with mail_server(port=port) as server:
        assert service_faults(values) == []
        (fault,) = service_faults({**values, "MAIL_USER": "assistant", "MAIL_PASSWORD": "wrong"})
    assert "SMTPAuthenticationError 535" in fault.problem
    assert server.received == []


def test_file_in_the_place_of_a_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "content").write_text("")
    values = {"ASSISTANT_CONTENT": str(tmp_path / "content"), "ASSISTANT_INDEX": str(tmp_path / "new" / "index")}
    (fault,) = folder_faults(values)
    assert (fault.setting, fault.problem) == ("ASSISTANT_CONTENT", f"{tmp_path / 'content'} is not a folder.")


def test_folder_that_cannot_be_written_is_told_with_the_command(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(os, "access", lambda path, mode: path != tmp_path)
    (fault,) = folder_faults({"RECORDS_URL": f"sqlite:///{tmp_path}/records.db"})
    assert fault.setting == "RECORDS_URL"
    assert f"chown -R assistant: {tmp_path}" in fault.remedy


def test_services_that_do_not_answer_are_told_without_their_password() -> None:
    (port,) = free_ports(1)
    database = f"postgresql://assistant:hunter2@127.0.0.1:{port}/assistant"
    values = {"RECORDS_URL": database, "TRACKER_URL": "sqlite:///x.db", "LIMITS_URL": f"redis://127.0.0.1:{port}/0"}
    faults = service_faults(values)
    assert [fault.setting for fault in faults] == ["RECORDS_URL", "LIMITS_URL"]
    assert "systemctl status postgresql" in faults[0].remedy
    assert "systemctl status redis-server" in faults[1].remedy
    assert "hunter2" not in "".join(map(str, faults))


def test_memory_and_no_address_are_not_asked() -> None:
    assert service_faults({"LIMITS_URL": "memory://", "LOCKS_URL": "", "RECORDS_URL": "postgresql:nonsense"}) == []


WRONG = "KEEP_DAY=7\nASSISTANT_ORIGINS=https://www.testshire.example/\nASSISTANT_SECRET=short\nPORT=0\n"


def run(folder: Path, text: str, *command: str) -> subprocess.CompletedProcess[str]:
    (folder / "assistant.env").write_text(text)
    others = {name: value for name, value in os.environ.items() if name not in KNOWN}
    environment = {**others, "ASSISTANT_SETTINGS": str(folder / "assistant.env")}
    return subprocess.run([sys.executable, *command], cwd=ROOT, env=environment, capture_output=True, text=True)


@pytest.mark.process
def test_command_tells_every_fault_at_once(tmp_path: Path) -> None:
    done = run(tmp_path, WRONG, "-m", "web_widget", "check-settings")
    names = [line.partition(":")[0] for line in done.stdout.splitlines()]
    assert names == ["KEEP_DAY", "ASSISTANT_ORIGINS", "ASSISTANT_SECRET", "PORT", "RASA_TOKEN", "5 fault(s)."]
    assert done.returncode == 1


@pytest.mark.process
def test_command_tells_them_to_programs_too(tmp_path: Path) -> None:
    done = run(tmp_path, WRONG, "-m", "web_widget", "check-settings", "--json")
    faults = json.loads(done.stdout)["faults"]
    assert [sorted(fault) for fault in faults] == [["problem", "remedy", "setting"]] * 5
    assert done.returncode == 1


@pytest.mark.process
def test_good_settings_are_in_order(tmp_path: Path) -> None:
    text = f"ASSISTANT_SECRET={LONG}\nRASA_TOKEN={LONG}\nPUBLIC_ORIGIN=https://assistant.example\n"
    done = run(tmp_path, text, "-m", "web_widget", "check-settings")
    assert (done.returncode, done.stdout) == (0, "The settings are in order.\n")


@pytest.mark.process
@pytest.mark.parametrize(
    "command",
    [
        ("-m", "gunicorn", "--config", "deploy/gunicorn.conf.py", "web_widget.app:create_app()"),
        ("-m", "deploy.preflight", "settings"),
    ],
)
def test_wrong_settings_stop_the_start_with_every_remedy(tmp_path: Path, command: tuple[str, ...]) -> None:
    done = run(tmp_path, WRONG, *command)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    for remedy in ("Did you mean KEEP_DAYS?", "Give https://www.testshire.example", "token_urlsafe", "from 1 to 65535"):
        assert remedy in done.stderr
