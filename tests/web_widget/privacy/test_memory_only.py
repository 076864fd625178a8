"""What a parent typed, as it was typed, is in memory only: in no log, figure or file, whatever goes wrong."""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from knowledge.settings import ROOT
from tests.web_widget.conftest import FakeRasa
from web_widget.privacy.redactor import Redaction, Redactor

TYPED = "my son Quillan Thistlewaite is 7, ring 07700 900431, nhs 999 291 4173, quill@example.com"
ORIGINALS = ("quillan", "thistlewaite", "900431", "2914173", "291 4173", "quill@")
WAITING = """
import sys, time
from pathlib import Path
from tests.web_widget.conftest import SECRET, FakeRasa
from web_widget.app import create_app
from web_widget.settings import Settings
rasa = FakeRasa()
rasa.meanwhile = lambda: (print("asked", flush=True), time.sleep(600))
client = create_app(Settings(secret=SECRET, widgets=Path(sys.argv[1]) / "widget"), rasa).test_client()
token = client.post("/api/conversations", json={}).json["conversation"]
client.post("/api/messages", json={"conversation": token, "text": sys.stdin.readline()})
"""


def send(client: FlaskClient) -> int:
    token = client.post("/api/conversations", json={}).json["conversation"]  # type: ignore[index]
    return client.post("/api/messages", json={"conversation": token, "text": TYPED}).status_code


def originals_in(text: str) -> list[str]:
    return [original for original in ORIGINALS if original in text.lower()]


def files_with_originals(folder: Path) -> list[str]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return [path.name for path in files if originals_in(path.read_bytes().decode("latin-1"))]


def test_no_log_no_figure_and_no_file_holds_it(
    client: FlaskClient, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        assert send(client) == 200
    assert originals_in(caplog.text) == []
    assert originals_in(client.get("/metrics", environ_base={"REMOTE_ADDR": "127.0.0.1"}).text) == []
    assert files_with_originals(tmp_path) == []


@pytest.mark.parametrize("away", [True, False])
def test_error_on_the_way_tells_nothing_of_it(
    client: FlaskClient,
    rasa: FakeRasa,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
    away: bool,
) -> None:
    def fail(self: Redactor, text: str) -> Redaction:
        raise ValueError(text)

    rasa.away = away
    if not away:
        monkeypatch.setattr(Redactor, "redact", fail)
        client.application.config["PROPAGATE_EXCEPTIONS"] = False
    with caplog.at_level(logging.DEBUG):
        assert send_to_greeted(client, rasa) >= 500
    assert originals_in(caplog.text) == []
    assert files_with_originals(tmp_path) == []


def send_to_greeted(client: FlaskClient, rasa: FakeRasa) -> int:
    """Send a message in a conversation that was begun while Rasa was there."""
    away, rasa.away = rasa.away, False
    token = client.post("/api/conversations", json={}).json["conversation"]  # type: ignore[index]
    rasa.away = away
    return client.post("/api/messages", json={"conversation": token, "text": TYPED}).status_code


@pytest.mark.process
def test_process_that_is_killed_in_the_middle_leaves_nothing_of_it(in_use: Path, tmp_path: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", WAITING, str(tmp_path)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=(tmp_path / "errors.log").open("wb"),
        text=True,
    )
    assert process.stdin
    assert process.stdout
    process.stdin.write(f"{TYPED}\n")
    process.stdin.close()
    assert process.stdout.readline() == "asked\n"
    process.send_signal(signal.SIGKILL)
    process.wait(10)
    assert files_with_originals(tmp_path) == []


def test_gateway_leaves_no_copy_of_its_memory_when_it_crashes() -> None:
    script = (
        "import resource, runpy; runpy.run_path('deploy/gunicorn.conf.py'); "
        "print(resource.getrlimit(resource.RLIMIT_CORE))"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "(0, 0)\n"


@pytest.mark.parametrize("unit", sorted((ROOT / "deploy" / "systemd").glob("*.service")), ids=lambda unit: unit.name)
def test_no_unit_of_systemd_may_leave_a_copy_of_its_memory(unit: Path) -> None:
    assert "LimitCORE=0" in unit.read_text(encoding="utf-8")


def test_make_run_starts_all_parts_without_copies_of_memory_and_with_logs_for_the_group_at_most() -> None:
    starts = next(line for line in (ROOT / "Makefile").read_text().splitlines() if "supervisord -c" in line)
    assert starts.strip().startswith("@umask 027; ulimit -c 0;")
