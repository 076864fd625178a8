"""Starts, stops and resumes jobs: for the pages, in any process of the gateway."""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy.exc import SQLAlchemyError

from knowledge.settings import ROOT
from web_widget.jobs.job import AtOnce, Job, JobKind, JobState, Order
from web_widget.jobs.job_table import JobTable
from web_widget.jobs.worker import UNEXPECTED

TURN_SECONDS = 1.0
NICENESS = "10"
"""There are few cores, and parents come first."""

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Workshop:
    """The one way to have something slow done.

    Attributes:
        jobs: where it is kept.
        environment: what the processes must know besides this one's environment: secrets, databases, folders.
    """

    jobs: JobTable
    environment: Mapping[str, str]

    def begin(self, kind: JobKind, order: Order) -> Job:
        """Begin a job.

        Raises:
            JobRunning: there may only be one of its kind, and there is.
        """
        job = self.jobs.add(kind, order)
        self._launch_in_turn(kind, job)
        return job

    def resume(self, kind: JobKind, job: Job) -> None:
        """Resume a job that ended early; otherwise do nothing.

        Raises:
            JobRunning: there may only be one of its kind, and there is another.
        """
        if waiting := self.jobs.resume(kind, job):
            self._launch_in_turn(kind, waiting)

    def _launch_in_turn(self, kind: JobKind, job: Job) -> None:
        """A job that must wait for others has no process yet: each would take 370 MB while it waits."""
        if kind.at_once is not AtOnce.QUEUED or self.jobs.is_next(job):
            self.launch(job)
        else:
            threading.Thread(target=self._wait_and_launch, args=(job,), name=f"job {job.id}", daemon=True).start()

    def _wait_and_launch(self, job: Job) -> None:
        with recording_failure(self.jobs, job):
            if self._waited_for_turn(job):
                self.launch(job)
            else:
                self.jobs.end(job, JobState.STOPPED)

    def _waited_for_turn(self, job: Job) -> bool:
        """Wait until it is a job's turn; return whether it is still wanted."""
        while True:
            try:
                if self.jobs.is_next(job):
                    return True
                if not self.jobs.beat(job):
                    return False
            except SQLAlchemyError as error:  # the database is locked for a moment, or away: the next turn tries again
                logger.warning("Job %d could not see whether it is its turn (%s).", job.id, type(error).__name__)
            time.sleep(TURN_SECONDS)

    def launch(self, job: Job) -> None:
        """Start the process of a job that waits. Its messages go to the gateway's log."""
        command = [sys.executable, "-m", "web_widget", "job", str(job.id), "--gateway", str(os.getpgrp())]
        process = subprocess.Popen(
            ["nice", "-n", NICENESS, *command],
            cwd=ROOT,
            env={**os.environ, **self.environment},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            start_new_session=True,
        )
        threading.Thread(target=self._look_after, args=(process, job), daemon=True).start()

    def _look_after(self, process: subprocess.Popen[bytes], job: Job) -> None:
        """Wait for the process to end; if it could not record how it ended, record it."""
        self.jobs.end(job, JobState.FAILED, reason_of(process.wait()))


@contextmanager
def recording_failure(jobs: JobTable, job: Job) -> Iterator[None]:
    """For a thread that prepares a job: where it meets an unexpected problem, the job is recorded as failed."""
    try:
        yield
    except Exception:
        logger.exception("Job %d could not be started.", job.id)
        jobs.end(job, JobState.FAILED, UNEXPECTED)


def reason_of(status: int) -> str:
    """Why a process ended without saying why, by its exit status."""
    if status == -signal.SIGKILL:
        return "It was stopped before it finished, perhaps because the server ran out of memory."
    if status < 0:
        return f"It was stopped before it finished (signal {signal.Signals(-status).name})."
    return f"It ended before it finished (exit status {status}). The details are in the gateway's log."
