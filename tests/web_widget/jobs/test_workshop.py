"""The workshop starts real processes; one that ends without a word is said to have ended, with the reason."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlalchemy.exc import SQLAlchemyError

from tests.web_widget.staff.editors import until
from web_widget.jobs.job import JobState, Order
from web_widget.jobs.job_table import JobTable
from web_widget.jobs.worker import UNEXPECTED
from web_widget.jobs.workshop import Workshop, reason_of
from web_widget.links.job import LINKS
from web_widget.slow_work import KINDS
from web_widget.store.keeping import KeepSettings

pytestmark = pytest.mark.process

ORDER = Order("All links", "Edith Editor")


@pytest.fixture
def workshop(jobs: JobTable, keep: KeepSettings, small_index: Path) -> Workshop:
    shared = {"RECORDS_URL": keep.records_url, "ASSISTANT_INDEX": str(small_index), "ASSISTANT_LINK_HOSTS": ""}
    return Workshop(jobs, shared)


def test_job_is_done_by_a_process_of_low_priority_in_a_session_of_its_own(
    workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[tuple[list[str], bool]] = []
    popen = subprocess.Popen

    def spy(command: list[str], start_new_session: bool, **given: object) -> object:
        begun.append((command, start_new_session))
        return popen(command, start_new_session=start_new_session, **given)  # type: ignore[call-overload]

    monkeypatch.setattr(subprocess, "Popen", spy)
    job = workshop.begin(LINKS, ORDER)
    until(lambda: not workshop.jobs.get(job.id).under_way)
    ended = workshop.jobs.get(job.id)
    assert (ended.state, ended.problem, ended.done) == (JobState.DONE, None, ended.total)
    [(command, own_session)] = begun
    assert (command[:3], own_session) == (["nice", "-n", "10"], True)


def test_process_that_ends_without_a_word_is_told_with_its_exit_status(workshop: Workshop) -> None:
    broken = Workshop(workshop.jobs, {**workshop.environment, "RECORDS_URL": "nonsense"})
    job = broken.begin(LINKS, ORDER)
    until(lambda: not workshop.jobs.get(job.id).under_way)
    ended = workshop.jobs.get(job.id)
    assert ended.state is JobState.FAILED
    assert ended.problem == reason_of(1)
    workshop.resume(LINKS, ended)
    until(lambda: workshop.jobs.get(job.id).state is JobState.DONE)


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (-signal.SIGKILL, "was stopped before it finished, perhaps because the server ran out of memory"),
        (-signal.SIGSEGV, "was stopped before it finished (signal SIGSEGV)"),
        (3, "exit status 3"),
    ],
)
def test_reason_says_how_the_process_ended(status: int, words: str) -> None:
    assert words in reason_of(status)


def test_process_that_is_asked_to_end_stops_its_job(workshop: Workshop, keep: KeepSettings) -> None:
    first = workshop.jobs.add(KINDS["draft"], ORDER)
    second = workshop.jobs.add(KINDS["draft"], ORDER)  # waits for its turn for as long as the first is under way
    process = subprocess.Popen(
        [sys.executable, "-m", "web_widget", "job", str(second.id)], env={**os.environ, **workshop.environment}
    )
    until(lambda: workshop.jobs.get(second.id).seen > second.seen)
    process.send_signal(signal.SIGTERM)
    assert process.wait(30) == 1
    ended = workshop.jobs.get(second.id)
    assert (ended.state, ended.problem) == (JobState.STOPPED, "Somebody or something outside the assistant stopped it.")
    assert workshop.jobs.get(first.id).under_way


def test_every_kind_has_a_name_that_fits_into_the_table() -> None:
    assert set(KINDS) == {"coverage", "draft", "import", "links"}
    assert all(len(name) <= 20 for name in KINDS)


def test_job_begins_within_seconds(workshop: Workshop) -> None:
    began = time.monotonic()
    job = workshop.begin(LINKS, ORDER)
    until(lambda: workshop.jobs.get(job.id).state is not JobState.WAITING)
    assert time.monotonic() - began < 30


def test_job_whose_turn_could_not_be_seen_for_a_moment_begins_all_the_same(
    jobs: JobTable, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[int] = []
    turns = [False, SQLAlchemyError("locked"), False, True]

    def is_next(*_: object) -> bool:
        turn = turns.pop(0)
        if isinstance(turn, Exception):
            raise turn
        return turn

    monkeypatch.setattr(JobTable, "is_next", is_next)
    monkeypatch.setattr(Workshop, "launch", lambda _, job: begun.append(job.id))
    monkeypatch.setattr("web_widget.jobs.workshop.TURN_SECONDS", 0)
    job = Workshop(jobs, {}).begin(KINDS["draft"], ORDER)
    until(lambda: begun == [job.id])


def test_waiting_job_that_cannot_be_started_is_recorded_as_failed(
    jobs: JobTable, monkeypatch: pytest.MonkeyPatch
) -> None:
    turns = [False, True]
    monkeypatch.setattr(JobTable, "is_next", lambda *_: turns.pop(0))
    monkeypatch.setattr("web_widget.jobs.workshop.TURN_SECONDS", 0)

    def no_memory(*_: object, **__: object) -> None:
        raise OSError("Cannot allocate memory")

    monkeypatch.setattr(subprocess, "Popen", no_memory)
    job = Workshop(jobs, {}).begin(KINDS["draft"], ORDER)
    until(lambda: not jobs.get(job.id).under_way)
    assert (jobs.get(job.id).state, jobs.get(job.id).problem) == (JobState.FAILED, UNEXPECTED)
