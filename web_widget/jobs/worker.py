"""Does one job, and keeps reporting that it is alive."""

from __future__ import annotations

import logging
import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager

from sqlalchemy.exc import SQLAlchemyError

from knowledge.faults import KnowledgeError
from web_widget.jobs.job import Job, JobKind, JobState, JobStep, Steps
from web_widget.jobs.job_table import JobTable

BEAT_SECONDS = 5.0
TURN_SECONDS = 0.5
"""How often, in seconds, a waiting job checks whether it is its turn."""
UNEXPECTED = "There was an unexpected problem. The details are in the gateway's log."
STOPPED_WITH_GATEWAY = "The assistant was stopped."
INTERRUPTED = "Somebody or something outside the assistant stopped it."

logger = logging.getLogger(__name__)


def carry_out(
    jobs: JobTable,
    kind: JobKind,
    job: Job,
    steps: Callable[[], Steps],
    say: Callable[[JobStep], object] = lambda _: None,
    gateway_runs: Callable[[], bool] = lambda: True,
) -> Job | None:
    """Do a job until it ends or has to stop.

    Args:
        jobs: where its progress is kept.
        kind: of the job.
        job: to do; it waits.
        steps: begins the work.
        say: called with each step.
        gateway_runs: whether the gateway that started this still runs; the job stops if it does not.

    Returns:
        The job as it ended; None if it was deleted while it ran.
    """
    with _heartbeat(jobs, job):
        state, problem = _ended(jobs, kind, job, steps, say, gateway_runs)
        jobs.end(job, state, problem)
    return jobs.find(job.id)


def group_runs(group: int) -> bool:
    """Whether a group of processes has any left."""
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _ended(
    jobs: JobTable,
    kind: JobKind,
    job: Job,
    steps: Callable[[], Steps],
    say: Callable[[JobStep], object],
    gateway_runs: Callable[[], bool],
) -> tuple[JobState, str | None]:
    """Do the work; return how it ended, and why if it was not finished."""
    try:
        while not jobs.claim(kind, job):
            if not jobs.beat(job):
                return JobState.STOPPED, None
            if not gateway_runs():
                return JobState.STOPPED, STOPPED_WITH_GATEWAY
            time.sleep(TURN_SECONDS)
        with closing(steps()) as work:
            for step in work:
                wanted = jobs.advance(job, step)
                say(step)
                if not wanted:
                    return JobState.STOPPED, None
                if not gateway_runs():
                    return JobState.STOPPED, STOPPED_WITH_GATEWAY
    except KeyboardInterrupt:
        return JobState.STOPPED, INTERRUPTED
    except KnowledgeError as error:
        return JobState.FAILED, str(error)
    except Exception:
        logger.exception("Job %d (%s) failed.", job.id, kind.name)
        return JobState.FAILED, UNEXPECTED
    return JobState.DONE, None


@contextmanager
def _heartbeat(jobs: JobTable, job: Job) -> Iterator[None]:
    """Report now and then that this process is alive, even during a long step."""
    over = threading.Event()

    def beat() -> None:
        while not over.wait(BEAT_SECONDS):
            try:
                jobs.beat(job)
            except SQLAlchemyError as error:  # the database is locked for a moment, or away: the next beat tries again
                logger.warning("Job %d could not say that it is alive (%s).", job.id, type(error).__name__)

    thread = threading.Thread(target=beat, daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()
