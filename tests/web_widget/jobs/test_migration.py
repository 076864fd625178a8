"""What was known of runs and of looks at the links before there was one table of jobs stays known."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from sqlalchemy.engine import Engine

from web_widget.coverage.runs import Runs
from web_widget.jobs.job import JobState
from web_widget.jobs.job_table import JobTable
from web_widget.store.database import MIGRATIONS, connect, migrate

BEGAN, SEEN = datetime(2026, 10, 1, 9, 0), datetime(2026, 10, 1, 9, 5)


def move(engine: Engine, step: str) -> None:
    """Bring the tables to a revision."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with engine.connect() as connection, connection.begin():
        config.attributes["connection"] = connection
        (command.downgrade if step.startswith("-") else command.upgrade)(config, step.removeprefix("-"))


@pytest.fixture
def before(tmp_path: Path) -> Engine:
    """A database of the version before, with four runs and two looks at the links."""
    engine = connect(f"sqlite:///{tmp_path / 'old.db'}")
    move(engine, "0005")
    run = sa.text(
        "INSERT INTO coverage_runs (digest, title, total, state, started_by, started_at, touched_at, seconds, problem,"
        " version, pages, pictures) VALUES ('d', 'Autumn', 2, :state, 'Tess', :began, :seen, 1.5, :problem, 'v1',"
        " '{\"a\": \"1\"}', '{}')"
    )
    look = sa.text("INSERT INTO link_runs (began, seen, done, total) VALUES (:began, :seen, :done, 3)")
    result = sa.text(
        "INSERT INTO coverage_results (run_id, number, question, outcome, near, reply, central)"
        " VALUES (1, 1, 'a question', 'answered', '[]', '', false)"
    )
    with engine.begin() as connection:
        for state, problem in (("done", None), ("running", None), ("stopped", None), ("failed", "It was away.")):
            connection.execute(run, {"state": state, "problem": problem, "began": str(BEGAN), "seen": str(SEEN)})
        connection.execute(result)
        for done in (1, 3):
            connection.execute(look, {"began": str(BEGAN), "seen": str(SEEN), "done": done})
    return engine


def test_runs_and_looks_of_before_can_be_read(before: Engine) -> None:
    migrate(before)
    runs = Runs(before)
    known = [(run.id, run.state, run.asked, run.started_at, run.pages) for run in runs.all()]
    pages = {"a": "1"}
    assert known == [
        (4, JobState.FAILED, 0, BEGAN, pages),
        (3, JobState.STOPPED, 0, BEGAN, pages),
        (2, JobState.FAILED, 0, BEGAN, pages),  # nobody has heard of it for long
        (1, JobState.DONE, 1, BEGAN, pages),
    ]
    assert runs.all()[0].problem == "It was away."
    look = JobTable(before).last("links")
    assert look
    assert (look.state, look.done, look.total, look.began) == (JobState.DONE, 3, 3, BEGAN)
    assert [result.question for result in runs.results(1)] == ["a question"]


def test_what_was_known_comes_back_with_the_version_before(before: Engine) -> None:
    migrate(before)
    move(before, "-0005")
    with before.connect() as connection:
        runs = connection.execute(sa.text("SELECT state, problem FROM coverage_runs ORDER BY id")).all()
        looks = connection.execute(sa.text("SELECT done, total FROM link_runs ORDER BY id")).all()
    assert runs == [("done", None), ("running", None), ("stopped", None), ("failed", "It was away.")]
    assert looks == [(1, 3), (3, 3)]
    migrate(before)
    assert len(Runs(before).all()) == 4
