"""Messages with a family's details through the real processes; then every file is searched for them."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from knowledge.files.records import Content
from knowledge.settings import ROOT
from tests.support.running import System, running
from web_widget.store.database import connect
from web_widget.store.trackers import EVENTS

pytestmark = pytest.mark.system

MESSAGES = {
    "my son Quillan Thistlewaite is out of school, ring me on 07700 900431": ("Quillan", "Thistlewaite", "900431"),
    "shes called Zephyrine and her nhs number is 999 291 4173, short breaks?": ("Zephyrine", "291 4173", "2914173"),
    "we live at 14 Marrowfat Lane, LE15 6QZ can she get a taxi": ("Marrowfat", "6QZ"),
    "quillans dob is 17/04/2013 and my ni number is AB 12 34 56 C. who is SENDIASS": (
        *("quillan", "17/04/2013"),
        "12 34 56",
    ),
    "write to xanthe.t@example.com about Sebastiana": ("xanthe.t", "Sebastiana"),
    "pay card 4111 1111 1111 1111 or sort code 20-00-00": ("4111 1111", "20-00-00"),
    "i cant cope with Jemima any more, i want to die": ("Jemima",),
}
COMMENT = "Bartholomew Quixwood was not helped, ring 01632 960777"
ORIGINALS = (*(original for found in MESSAGES.values() for original in found), "Quixwood", "Bartholomew", "960777")
ASKED = "is there horse riding for my son Ptolemy near Whissendine"
LEFT = "is there horse riding for my son [name] near Whissendine"


@pytest.fixture(scope="module")
def system() -> Iterator[System]:
    """An assistant of this module's own, since all that it keeps is searched."""
    with running() as started:
        answer_a_first_question(started)
        yield started


def answer_a_first_question(system: System) -> None:
    """Rasa learns what danger is like at its first message, which can take longer than the gateway waits."""
    token, _ = system.begin()
    deadline = time.monotonic() + 60
    body = {"conversation": token, "text": "what is the local offer"}
    while not system.session.post(f"{system.address}/api/messages", json=body, timeout=30).ok:
        assert time.monotonic() < deadline, "No first question was answered."


def files(system: System) -> list[Path]:
    """Every file that the system keeps or writes into."""
    return [path for folder in (system.state, system.logs) for path in folder.rglob("*") if path.is_file()]


def written(since: float) -> list[Path]:
    """Every file of the project that was changed since, besides those of tests and caches."""
    passed = {".git", ".venv", "__pycache__", ".pytest_cache", ".mypy_cache", ".ruff_cache", "tests"}
    found = (path for path in ROOT.rglob("*") if not passed.intersection(path.relative_to(ROOT).parts))
    return [path for path in found if path.is_file() and path.stat().st_mtime >= since]


def holding(paths: list[Path], text: str) -> list[str]:
    """The files in which a text stands, in whatever case."""
    return [path.name for path in paths if text.lower().encode() in path.read_bytes().lower()]


def rows(system: System) -> str:
    """Everything in every table, as text."""
    told = []
    for path in system.state.glob("*.db"):
        with closing(sqlite3.connect(path)) as connection, connection:
            told.append("\n".join(connection.iterdump()))
    return "\n".join(told)


def test_no_detail_is_in_any_file_table_log_or_tracker(system: System) -> None:
    begun = datetime.now(UTC).timestamp()
    token, _ = system.begin()
    for message in MESSAGES:
        system.ask(message, token)
    given = {"conversation": token, "entry": "short-breaks", "helped": "no", "reason": "other", "comment": COMMENT}
    assert system.session.post(f"{system.address}/api/feedback", json=given, timeout=20).ok
    system.ask(ASKED, token)
    places = [*files(system), *written(begun)]
    assert {path.name for path in places} >= {"records.db", "tracker.db", "gateway.log", "rasa.log"}
    assert LEFT.lower() in rows(system).lower(), "The search would not find a message that is there."
    assert holding(places, LEFT)
    found = {original: holding(places, original) for original in ORIGINALS if holding(places, original)}
    assert found == {}
    assert [original for original in ORIGINALS if original.lower() in rows(system).lower()] == []


def test_parent_sees_what_was_taken_out(system: System, shipped: Content) -> None:
    token, _ = system.begin()
    body = {"conversation": token, "text": "my son Quillan needs short breaks, LE15 6QZ"}
    reply = system.session.post(f"{system.address}/api/messages", json=body, timeout=20).json()
    words = shipped.council.words
    assert reply["notice"] == {
        "text": words["removed"],
        "removed": [
            {"kind": "name", "words": words["removed_name"]},
            {"kind": "postcode", "words": words["removed_postcode"]},
        ],
    }
    assert any(card.get("entry") == "short-breaks" for card in reply["messages"])


def test_deleted_chat_is_gone_from_tracker_record_and_feedback_at_once(system: System) -> None:
    token, _ = system.begin()
    unusual = "are there llamas for disabled children"
    system.ask(unusual, token)
    given = {"conversation": token, "entry": "short-breaks", "helped": "no", "comment": "too few llamas"}
    assert system.session.post(f"{system.address}/api/feedback", json=given, timeout=20).ok
    assert {"records.db", "tracker.db"} <= {name.removesuffix("-wal") for name in holding(files(system), "llamas")}
    reply = system.session.delete(f"{system.address}/api/conversations", json={"conversation": token}, timeout=20)
    assert reply.ok
    assert holding(files(system), "llamas") == []
    body = {"conversation": token, "text": "hello"}
    assert system.session.post(f"{system.address}/api/messages", json=body, timeout=20).status_code == 404


def test_old_chat_is_deleted_and_leaves_only_the_question_without_whose_it_was(system: System) -> None:
    token, _ = system.begin()
    system.ask("is there falconry for teenagers", token)
    tracker = f"sqlite:///{system.state / 'tracker.db'}"
    long_ago = (datetime.now(UTC) - timedelta(days=31)).timestamp()
    with connect(tracker).begin() as connection:
        connection.execute(sa.update(EVENTS).values(timestamp=long_ago))
    with closing(sqlite3.connect(system.state / "records.db")) as connection, connection:
        connection.execute("UPDATE records SET day = '2020-01-01'")
    environment = {**os.environ, "RECORDS_URL": f"sqlite:///{system.state / 'records.db'}", "TRACKER_URL": tracker}
    subprocess.run([sys.executable, "-m", "web_widget", "tidy"], cwd=ROOT, env=environment, check=True)
    with closing(sqlite3.connect(system.state / "tracker.db")) as connection, connection:
        assert connection.execute("SELECT count(*) FROM events").fetchone() == (0,)
    with closing(sqlite3.connect(system.state / "records.db")) as connection, connection:
        kept = connection.execute("SELECT question, conversation, day, version FROM records").fetchall()
    assert ("is there falconry for teenagers", None, None, None) in kept
    assert {row[1:] for row in kept} == {(None, None, None)}


def test_access_log_holds_no_address_of_the_visitor(system: System) -> None:
    system.session.get(f"{system.address}/?text=Quillan", timeout=10)
    system.session.get(f"{system.address}/healthz", timeout=10)  # by now the line of the first is written
    log = (system.logs / "gateway.log").read_text()
    assert "127.0.0.0 - - [" in log
    assert '"GET / HTTP/1.1" 200' in log
    assert "Quillan" not in log
