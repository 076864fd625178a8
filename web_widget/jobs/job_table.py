"""The one way to the table of jobs, for every process of the gateway and for the processes that do the jobs."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Engine
from sqlalchemy.exc import IntegrityError

from web_widget.jobs.job import CAN_GO_ON, UNDER_WAY, AtOnce, Job, JobKind, JobRunning, JobState, JobStep, Order
from web_widget.jobs.tables import JOBS

SILENT = timedelta(seconds=60)
"""A job that has been silent for this long no longer has a process."""
VANISHED = "Its process ended before it was done, and could not say why. The machine may have been switched off."
_UNDER_WAY = JOBS.c.state.in_([state.value for state in UNDER_WAY])
_CAN_GO_ON = JOBS.c.state.in_([state.value for state in CAN_GO_ON])

logger = logging.getLogger(__name__)


def utc_now() -> datetime:
    """The time as the database keeps it."""
    return datetime.now(UTC).replace(tzinfo=None)


class JobTable:
    """The jobs.

    Args:
        engine: of the database of the records, whose tables are up to date.
        now: tells the time in UTC, without a zone.
    """

    def __init__(self, engine: Engine, now: Callable[[], datetime] = utc_now) -> None:
        self._engine = engine
        self._now = now

    def add(self, kind: JobKind, order: Order) -> Job:
        """Keep a new job; it waits for its process.

        Raises:
            JobRunning: there may only be one of its kind, and there is.
        """
        self.end_silent()
        insert = sa.insert(JOBS).values(**_new_row(kind, order, self._now()))
        try:
            with self._engine.begin() as connection:
                identifier = int(connection.execute(insert).inserted_primary_key[0])
        except IntegrityError as error:
            raise _busy(kind) from error
        return self.get(identifier)

    def resume(self, kind: JobKind, job: Job) -> Job | None:
        """Make a job that ended early wait for a process again; None if it did not end early.

        Raises:
            JobRunning: there may only be one of its kind, and there is another.
        """
        self.end_silent()
        values = {"state": JobState.WAITING.value, "problem": None, "place": _place(kind), "seen": self._now()}
        ended = (JOBS.c.id == job.id) & (JOBS.c.attempt == job.attempt) & _CAN_GO_ON
        try:
            return self.get(job.id) if self._change(ended, attempt=job.attempt + 1, **values) else None
        except IntegrityError as error:
            raise _busy(kind) from error

    def claim(self, kind: JobKind, job: Job) -> bool:
        """Start the job, unless it must wait for its turn or stop; return whether it runs now."""
        mine = _mine(job) & (JOBS.c.state == JobState.WAITING.value)
        if kind.at_once is not AtOnce.QUEUED:
            return self._change(mine, state=JobState.WORKING.value)
        self.end_silent()
        if self._is_behind_another(job):
            return False
        try:
            return self._change(mine, state=JobState.WORKING.value, place=kind.name)
        except IntegrityError:
            return False

    def is_next(self, job: Job) -> bool:
        """Whether no job of its kind that began before is under way."""
        self.end_silent()
        return not self._is_behind_another(job)

    def beat(self, job: Job) -> bool:
        """Record that a job's process is alive; return whether the job is still wanted."""
        self._change(_mine(job), seen=self._now())
        return self._is_wanted(job)

    def advance(self, job: Job, step: JobStep) -> bool:
        """Keep a job's progress; return whether it is still wanted."""
        found = {} if step.found is None else {"found": dict(step.found)}
        self._change(_mine(job), done=step.done, total=step.total, seen=self._now(), **found)
        return self._is_wanted(job)

    def ask_to_stop(self, job: Job) -> None:
        """Have a job stop after the step that it is at."""
        self._change(_mine(job), state=JobState.STOPPING.value)

    def end(self, job: Job, state: JobState, problem: str | None = None) -> None:
        """Record how a job ended, unless that is known."""
        self._change(_mine(job), state=state.value, problem=problem, place=None)

    def end_silent(self) -> None:
        """Mark each job as ended whose process has gone silent."""
        silent = _UNDER_WAY & (JOBS.c.seen < self._now() - SILENT)
        with self._engine.connect() as connection:  # if there is none, no change begins and nothing is locked
            found = connection.execute(sa.select(JOBS.c.id).where(silent)).scalars().all()
        for identifier in found:
            logger.warning("Job %d has not been heard of for %s.", identifier, SILENT)
            self._change((JOBS.c.id == identifier) & silent, state="failed", problem=VANISHED, place=None)

    def forget(self, kind: str, about: str) -> None:
        """Delete the jobs about something. A process that still works on one notices, and ends."""
        self._delete((JOBS.c.kind == kind) & (JOBS.c.about == about))

    def forget_before(self, kind: str, moment: datetime) -> None:
        """Delete the jobs of a kind that began before a moment."""
        self._delete((JOBS.c.kind == kind) & (JOBS.c.began < moment))

    def find(self, identifier: int) -> Job | None:
        """A job by its id."""
        return next(iter(self._read(JOBS.c.id == identifier, 1)), None)

    def get(self, identifier: int) -> Job:
        """An existing job.

        Raises:
            LookupError: there is no such job.
        """
        if (found := self.find(identifier)) is None:
            raise LookupError(f"There is no job {identifier}.")
        return found

    def last(self, kind: str, about: str = "") -> Job | None:
        """The newest job of a kind about something."""
        return next(iter(self._read((JOBS.c.kind == kind) & (JOBS.c.about == about), 1)), None)

    def newest(self, most: int) -> list[Job]:
        """The newest jobs of all kinds, newest first."""
        return self._read(sa.true(), most)

    def _is_behind_another(self, job: Job) -> bool:
        ahead = (JOBS.c.kind == job.kind) & _UNDER_WAY & (JOBS.c.id < job.id)
        with self._engine.connect() as connection:
            return connection.execute(sa.select(JOBS.c.id).where(ahead).limit(1)).first() is not None

    def _is_wanted(self, job: Job) -> bool:
        with self._engine.connect() as connection:
            state = connection.execute(sa.select(JOBS.c.state).where(_mine(job))).scalar()
        return state in (JobState.WAITING, JobState.WORKING)

    def _read(self, which: sa.sql.ColumnElement[bool], most: int) -> list[Job]:
        self.end_silent()
        columns = [column for column in JOBS.c if column.name != "place"]
        query = sa.select(*columns).where(which).order_by(JOBS.c.id.desc()).limit(most)
        with self._engine.connect() as connection:
            rows = [dict(row._mapping) for row in connection.execute(query)]
        return [Job(**{**row, "state": JobState(row["state"])}) for row in rows]

    def _change(self, which: sa.sql.ColumnElement[bool], **values: Any) -> bool:
        with self._engine.begin() as connection:
            return bool(connection.execute(sa.update(JOBS).where(which).values(**values)).rowcount)

    def _delete(self, which: sa.sql.ColumnElement[bool]) -> None:
        with self._engine.begin() as connection:
            connection.execute(sa.delete(JOBS).where(which))


def _mine(job: Job) -> sa.sql.ColumnElement[bool]:
    """The row of a job, as long as it is running and nobody has resumed it since."""
    return (JOBS.c.id == job.id) & (JOBS.c.attempt == job.attempt) & _UNDER_WAY


def _new_row(kind: JobKind, order: Order, moment: datetime) -> dict[str, object]:
    return {
        "kind": kind.name,
        "about": order.about,
        "title": order.title[:300],
        "given": dict(order.given),
        "state": JobState.WAITING.value,
        "place": _place(kind),
        "attempt": 0,
        "done": 0,
        "found": {},
        "started_by": order.started_by,
        "began": moment,
        "seen": moment,
    }


def _place(kind: JobKind) -> str | None:
    return kind.name if kind.at_once is AtOnce.ONE else None


def _busy(kind: JobKind) -> JobRunning:
    return JobRunning(f"{kind.title}: this is already running. Wait for it to finish, then try again.")
