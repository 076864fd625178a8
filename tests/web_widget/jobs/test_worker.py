"""A job is worked at to its end, is stopped, fails with a reason, waits for its turn, and ends with the gateway."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable

import pytest

from knowledge.faults import KnowledgeError
from tests.web_widget.jobs.conftest import MANY, QUEUED, count_to_three
from web_widget.jobs import worker
from web_widget.jobs.job import Job, JobState, JobStep, Order, Steps
from web_widget.jobs.job_table import JobTable
from web_widget.jobs.worker import STOPPED_WITH_GATEWAY, UNEXPECTED, carry_out, group_runs

ORDER = Order("A title", "Edith Editor")


def done(jobs: JobTable, steps: Callable[[], Steps], say: Callable[[JobStep], object] = lambda _: None) -> Job:
    ended = carry_out(jobs, MANY, jobs.add(MANY, ORDER), steps, say)
    assert ended
    return ended


def three() -> Steps:
    return count_to_three(None, None)  # type: ignore[arg-type]


def failing(error: BaseException) -> Callable[[], Steps]:
    def steps() -> Steps:
        yield JobStep(1, 3)
        raise error

    return steps


def test_job_is_done_and_each_step_is_told(jobs: JobTable) -> None:
    told: list[int] = []
    ended = done(jobs, three, lambda step: told.append(step.done))
    assert (ended.state, ended.done, ended.found, told) == (JobState.DONE, 3, {"last": 3}, [1, 2, 3])


def test_job_that_is_to_stop_is_closed_after_its_step(jobs: JobTable) -> None:
    closed = threading.Event()

    def steps() -> Steps:
        try:
            yield from three()
        finally:
            closed.set()

    def stop(step: JobStep) -> None:
        [job] = jobs.newest(1)
        jobs.ask_to_stop(job)

    ended = done(jobs, steps, stop)
    assert (ended.state, ended.done, ended.problem) == (JobState.STOPPED, 2, None)
    assert closed.is_set()


@pytest.mark.parametrize(
    ("error", "state", "problem"),
    [
        (KnowledgeError("The feed is away. Try again."), JobState.FAILED, "The feed is away. Try again."),
        (OSError("No space left on device"), JobState.FAILED, UNEXPECTED),
        (KeyboardInterrupt(), JobState.STOPPED, worker.INTERRUPTED),
    ],
)
def test_job_that_cannot_go_on_says_why(jobs: JobTable, error: BaseException, state: JobState, problem: str) -> None:
    ended = done(jobs, failing(error))
    assert (ended.state, ended.done, ended.problem) == (state, 1, problem)


def test_job_says_that_it_is_alive_however_long_a_step_takes(jobs: JobTable, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "BEAT_SECONDS", 0.01)
    begun = jobs.add(MANY, ORDER)

    def long() -> Steps:
        until = threading.Event()
        while jobs.get(begun.id).seen == begun.seen:
            until.wait(0.01)
        yield JobStep(1, 1)

    ended = carry_out(jobs, MANY, begun, long)
    assert ended
    assert ended.state is JobState.DONE


def test_job_ends_with_the_gateway_and_says_so(jobs: JobTable) -> None:
    ended = carry_out(jobs, MANY, jobs.add(MANY, ORDER), three, gateway_runs=lambda: False)
    assert ended
    assert (ended.state, ended.problem) == (JobState.STOPPED, STOPPED_WITH_GATEWAY)


@pytest.mark.process
def test_group_of_processes_runs_as_long_as_one_of_it_does() -> None:
    process = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE, start_new_session=True)
    assert group_runs(process.pid)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    assert not group_runs(process.pid)


def test_job_in_a_queue_waits_until_the_one_before_it_has_ended(
    jobs: JobTable, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker, "TURN_SECONDS", 0.01)
    first, second = jobs.add(QUEUED, ORDER), jobs.add(QUEUED, ORDER)
    waiting = threading.Thread(target=carry_out, args=(jobs, QUEUED, second, three))
    waiting.start()
    ended = carry_out(jobs, QUEUED, first, lambda: watched(jobs, second))
    waiting.join(20)
    assert ended
    assert ended.found == {"second": "waiting"}
    assert jobs.get(second.id).state is JobState.DONE


def watched(jobs: JobTable, other: Job) -> Steps:
    yield JobStep(1, 1, {"second": jobs.get(other.id).state.value})


def test_job_that_waits_for_its_turn_can_be_stopped(jobs: JobTable, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "TURN_SECONDS", 0.01)
    jobs.add(QUEUED, ORDER)
    second = jobs.add(QUEUED, ORDER)
    jobs.ask_to_stop(second)
    ended = carry_out(jobs, QUEUED, second, three)
    assert ended
    assert (ended.state, ended.done) == (JobState.STOPPED, 0)


def test_job_that_is_forgotten_while_it_works_ends_quietly(jobs: JobTable) -> None:
    seen: list[int] = []

    def forget(step: JobStep) -> None:
        seen.append(step.done)
        jobs.forget("many", "")

    assert carry_out(jobs, MANY, jobs.add(MANY, ORDER), three, forget) is None
    assert seen == [1, 2]
