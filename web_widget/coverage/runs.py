"""The runs that are kept: each time a list of questions was asked, with the result of each question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from web_widget.coverage.kind import COVERAGE
from web_widget.coverage.results import Result
from web_widget.jobs.job import CAN_GO_ON, Job, JobState, Order
from web_widget.jobs.job_table import JobTable, utc_now
from web_widget.jobs.tables import JOBS
from web_widget.store.coverage_tables import RESULTS, RUNS, SETS


@dataclass(frozen=True)
class Run:
    """A run.

    Attributes:
        set_id: id of the list, if it is kept.
        digest: of the questions.
        title: name of the list or of the file.
        total: how many questions there are.
        asked: how many have been asked.
        state: the state of its job.
        seconds: how long it ran.
        problem: why it failed, for people.
        version: of the content, when it began.
        commit: the last commit that had touched the content, with git.
        pages: digest of every page of the content at that time, by entry.
        pictures: the charts as SVG, by name, once it is done.
        saved_as: the name under which its list is saved, in this version or another; None if it is not.
        kept_digest: of its questions as they are kept, without personal details; None until they are.
    """

    id: int
    set_id: int | None
    digest: str
    title: str
    total: int
    asked: int
    state: JobState
    started_by: str
    started_at: datetime
    seconds: float
    problem: str | None
    version: str
    commit: str | None
    pages: Mapping[str, str]
    pictures: Mapping[str, str]
    saved_as: str | None = None
    kept_digest: str | None = None

    def asks_same_list(self, other: Run) -> bool:
        """Whether two runs ask the same list: the same questions, one list that is kept, or versions of a saved one.

        Lists that only share a title are different lists: every pasted list has the same.
        """
        kept = self.set_id is not None and self.set_id == other.set_id
        saved = self.saved_as is not None and self.saved_as == other.saved_as
        same = {self.digest, self.kept_digest} & {other.digest, other.kept_digest} - {None}
        return kept or saved or bool(same)


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
        self.jobs = JobTable(engine)

    def begin(self, beginning: Beginning) -> int:
        """Keep a new run, and a job that waits for its process; gives the id of the run."""
        values = {**asdict(beginning), "pages": dict(beginning.pages), "seconds": 0.0, "pictures": {}}
        with self._engine.begin() as connection:
            insert = sa.insert(RUNS).values(**values, started_at=utc_now())
            run = int(connection.execute(insert).inserted_primary_key[0])
        self.jobs.add(COVERAGE, Order(beginning.title, beginning.started_by, str(run)))
        return run

    def job(self, identifier: int) -> Job:
        """The job of a run.

        Raises:
            LookupError: there is no such run.
        """
        if (job := self.jobs.last(COVERAGE.name, str(identifier))) is None:
            raise LookupError(f"There is no run {identifier}.")
        return job

    def find(self, identifier: int) -> Run | None:
        """A run by its id."""
        return next(iter(self._read(RUNS.c.id == identifier)), None)

    def all(self) -> list[Run]:
        """Every run, the newest first."""
        return self._read(sa.true())

    def unfinished(self, digest: str, version: str) -> Run | None:
        """The newest run of the same questions on the same content that was stopped before its end."""
        same = (RUNS.c.digest == digest) & (RUNS.c.version == version)
        return next((run for run in self._read(same) if run.state in CAN_GO_ON), None)

    def results(self, identifier: int) -> list[Result]:
        """The results of a run so far, in the order of the questions."""
        rows = sa.select(RESULTS).where(RESULTS.c.run_id == identifier).order_by(RESULTS.c.number)
        with self._engine.connect() as connection:
            found = [dict(row._mapping) for row in connection.execute(rows)]
        return [
            Result(**{name: value for name, value in row.items() if name != "run_id"} | {"near": tuple(row["near"])})
            for row in found
        ]

    def add(self, identifier: int, results: Sequence[Result], seconds: float) -> None:
        """Keep results of a running run.

        Args:
            identifier: of the run.
            results: new ones, or ones whose question got no reply before.
            seconds: how long it ran since the last call.
        """
        numbers = [result.number for result in results]
        again = (RESULTS.c.run_id == identifier) & RESULTS.c.number.in_(numbers)
        with self._engine.begin() as connection:
            connection.execute(sa.delete(RESULTS).where(again))
            if results:
                rows = [{**asdict(result), "near": list(result.near), "run_id": identifier} for result in results]
                connection.execute(sa.insert(RESULTS), rows)
            longer = sa.update(RUNS).where(RUNS.c.id == identifier).values(seconds=RUNS.c.seconds + seconds)
            connection.execute(longer)

    def summed_up(self, identifier: int, groups: Mapping[int, tuple[int, bool]], pictures: Mapping[str, str]) -> None:
        """Keep the summary of a run that was asked to its end.

        Args:
            identifier: of the run.
            groups: by the number of each question, the number of its group and whether the question names it.
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
            connection.execute(sa.update(RUNS).where(RUNS.c.id == identifier).values(pictures=dict(pictures)))

    def belongs_to(self, identifier: int, set_id: int) -> None:
        """Say which list a run asked."""
        with self._engine.begin() as connection:
            connection.execute(sa.update(RUNS).where(RUNS.c.id == identifier).values(set_id=set_id))

    def mark(self, identifier: int, number: int, mark: str | None, comment: str | None, by: str) -> None:
        """Keep somebody's opinion of an answer; None removes it.

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

    def _read(self, which: sa.sql.ColumnElement[bool]) -> list[Run]:
        self.jobs.end_silent()
        asked = sa.select(sa.func.count()).where(RESULTS.c.run_id == RUNS.c.id).scalar_subquery()
        its_job = (JOBS.c.kind == COVERAGE.name) & (JOBS.c.about == sa.cast(RUNS.c.id, sa.String))
        of_list = (SETS.c.name.label("saved_as"), SETS.c.digest.label("kept_digest"))
        columns = (RUNS, JOBS.c.state, JOBS.c.problem, asked.label("asked"), *of_list)
        joined = sa.select(*columns).join(JOBS, its_job).outerjoin(SETS, SETS.c.id == RUNS.c.set_id)
        query = joined.where(which).order_by(RUNS.c.id.desc())
        with self._engine.connect() as connection:
            rows = [dict(row._mapping) for row in connection.execute(query)]
        return [Run(**{**row, "state": JobState(row["state"])}) for row in rows]
