"""The runs that are kept: each time that a list of questions was asked, and what came of each question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from knowledge.coverage.results import Result
from knowledge.coverage.tables import RESULTS, RUNS

SILENT = timedelta(minutes=5)
"""A run that says it is under way and has not been heard of for so long was interrupted."""


class State(StrEnum):
    """How far a run is."""

    RUNNING = "running"
    STOPPING = "stopping"
    STOPPED = "stopped"
    FAILED = "failed"
    DONE = "done"


@dataclass(frozen=True)
class Run:
    """A run.

    Attributes:
        set_id: id of the list, where it is kept.
        digest: of the questions.
        title: name of the list or of the file.
        total: how many questions there are.
        asked: how many have been asked.
        seconds: for which it was under way.
        problem: why it failed, for people.
        version: of the content, when it began.
        commit: the last commit that touched the content by then, where there is git.
        pages: digest of every page of the content at that time, by entry.
        pictures: the charts as SVG, by name, once it is done.
    """

    id: int
    set_id: int | None
    digest: str
    title: str
    total: int
    asked: int
    state: State
    started_by: str
    started_at: datetime
    touched_at: datetime
    seconds: float
    problem: str | None
    version: str
    commit: str | None
    pages: Mapping[str, str]
    pictures: Mapping[str, str]


@dataclass(frozen=True)
class Beginning:
    """What is known of a run before it begins; the fields are as in `Run`."""

    set_id: int | None
    digest: str
    title: str
    total: int
    started_by: str
    version: str
    commit: str | None
    pages: Mapping[str, str]


class Runs:
    """The one way to the runs.

    Args:
        engine: of the database of the records, whose tables are up to date.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def begin(self, beginning: Beginning, now: datetime) -> int:
        """Keep a new run; gives its id."""
        values = {**asdict(beginning), "pages": dict(beginning.pages), "state": State.RUNNING.value, "seconds": 0.0}
        moment = _bare(now)
        insert = sa.insert(RUNS).values(**values, started_at=moment, touched_at=moment, pictures={})
        with self._engine.begin() as connection:
            return int(connection.execute(insert).inserted_primary_key[0])

    def find(self, identifier: int, now: datetime) -> Run | None:
        """A run by its id."""
        return next(iter(self._read(RUNS.c.id == identifier, now)), None)

    def all(self, now: datetime) -> list[Run]:
        """Every run, the newest first."""
        return self._read(sa.true(), now)

    def unfinished(self, digest: str, version: str, now: datetime) -> Run | None:
        """The newest run of the same questions on the same content that was stopped before its end."""
        same = (RUNS.c.digest == digest) & (RUNS.c.version == version)
        stopped = (State.STOPPED, State.FAILED)
        return next((run for run in self._read(same, now) if run.state in stopped), None)

    def results(self, identifier: int) -> list[Result]:
        """The results of a run so far, in the order of the questions."""
        rows = sa.select(RESULTS).where(RESULTS.c.run_id == identifier).order_by(RESULTS.c.number)
        with self._engine.connect() as connection:
            found = [dict(row._mapping) for row in connection.execute(rows)]
        return [
            Result(**{name: value for name, value in row.items() if name != "run_id"} | {"near": tuple(row["near"])})
            for row in found
        ]

    def add(self, identifier: int, results: Sequence[Result], seconds: float, now: datetime) -> State:
        """Keep results of a run that is under way.

        Args:
            identifier: of the run.
            results: new ones, or ones whose question got no reply before.
            seconds: for which it was under way since the last call.
            now: with its zone.

        Returns:
            How far the run is; it is to stop when that is STOPPING.
        """
        numbers = [result.number for result in results]
        again = (RESULTS.c.run_id == identifier) & RESULTS.c.number.in_(numbers)
        with self._engine.begin() as connection:
            connection.execute(sa.delete(RESULTS).where(again))
            if results:
                rows = [{**asdict(result), "near": list(result.near), "run_id": identifier} for result in results]
                connection.execute(sa.insert(RESULTS), rows)
            values = {"touched_at": _bare(now), "seconds": RUNS.c.seconds + seconds}
            connection.execute(sa.update(RUNS).where(RUNS.c.id == identifier).values(**values))
            return State(connection.execute(sa.select(RUNS.c.state).where(RUNS.c.id == identifier)).scalar_one())

    def resume(self, identifier: int, now: datetime) -> None:
        """Say that a run is under way again."""
        self._change(identifier, state=State.RUNNING.value, problem=None, touched_at=_bare(now))

    def ask_to_stop(self, identifier: int) -> None:
        """Have a run stop after the questions that are being asked."""
        mine = (RUNS.c.id == identifier) & (RUNS.c.state == State.RUNNING.value)
        with self._engine.begin() as connection:
            connection.execute(sa.update(RUNS).where(mine).values(state=State.STOPPING.value))

    def stopped(self, identifier: int) -> None:
        """Say that a run was stopped."""
        self._change(identifier, state=State.STOPPED.value)

    def failed(self, identifier: int, problem: str) -> None:
        """Say that a run cannot go on just now, and why."""
        self._change(identifier, state=State.FAILED.value, problem=problem)

    def done(self, identifier: int, groups: Mapping[int, tuple[int, bool]], pictures: Mapping[str, str]) -> None:
        """Say that a run is whole.

        Args:
            identifier: of the run.
            groups: for the number of each question, that of its group and whether it names it.
            pictures: the charts as SVG, by name.
        """
        mine = (RESULTS.c.run_id == identifier) & (RESULTS.c.number == sa.bindparam("question_number"))
        rows = [
            {"question_number": number, "group": group, "central": central}
            for number, (group, central) in groups.items()
        ]
        with self._engine.begin() as connection:
            if rows:
                update = sa.update(RESULTS).where(mine)
                connection.execute(update.values(group=sa.bindparam("group"), central=sa.bindparam("central")), rows)
            values = {"state": State.DONE.value, "pictures": dict(pictures)}
            connection.execute(sa.update(RUNS).where(RUNS.c.id == identifier).values(**values))

    def belongs_to(self, identifier: int, set_id: int) -> None:
        """Say which list a run asked."""
        self._change(identifier, set_id=set_id)

    def mark(self, identifier: int, number: int, mark: str | None, comment: str | None, by: str) -> None:
        """Keep what somebody says of an answer; None takes it back.

        Args:
            identifier: of the run.
            number: of the question.
            mark: one of MARKS.
            comment: redacted.
            by: full name.
        """
        mine = (RESULTS.c.run_id == identifier) & (RESULTS.c.number == number)
        values = {"mark": mark, "comment": comment, "marked_by": by if mark or comment else None}
        with self._engine.begin() as connection:
            connection.execute(sa.update(RESULTS).where(mine).values(**values))

    def _change(self, identifier: int, **values: object) -> None:
        with self._engine.begin() as connection:
            connection.execute(sa.update(RUNS).where(RUNS.c.id == identifier).values(**values))

    def _read(self, which: sa.sql.ColumnElement[bool], now: datetime) -> list[Run]:
        asked = sa.select(sa.func.count()).where(RESULTS.c.run_id == RUNS.c.id).scalar_subquery()
        query = sa.select(RUNS, asked.label("asked")).where(which).order_by(RUNS.c.id.desc())
        with self._engine.connect() as connection:
            return [_run(dict(row._mapping), _bare(now)) for row in connection.execute(query)]


def _run(row: dict[str, Any], now: datetime) -> Run:
    state = State(row["state"])
    silent = state in (State.RUNNING, State.STOPPING) and now - row["touched_at"] > SILENT
    return Run(**{**row, "state": State.STOPPED if silent else state})


def _bare(moment: datetime) -> datetime:
    """A moment as the database keeps it: of UTC, without saying so."""
    return moment.astimezone(UTC).replace(tzinfo=None)
