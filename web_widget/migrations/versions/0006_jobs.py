"""One table for all slow work. What is known of runs of coverage and of looks at the links moves there."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

_JOBS = sa.table(
    "jobs",
    *(sa.column(name) for name in ("id", "kind", "about", "title", "state", "problem", "started_by")),
    *(sa.column(name, sa.Integer) for name in ("attempt", "done", "total")),
    *(sa.column(name, sa.JSON) for name in ("given", "found")),
    *(sa.column(name, sa.DateTime) for name in ("began", "seen")),
)
_RUNS = sa.table(
    "coverage_runs",
    *(sa.column(name, sa.Integer) for name in ("id", "total")),
    *(sa.column(name) for name in ("title", "state", "problem", "started_by")),
    *(sa.column(name, sa.DateTime) for name in ("started_at", "touched_at")),
)
_RESULTS = sa.table("coverage_results", sa.column("run_id"))
_LOOKS = sa.table(
    "link_runs",
    *(sa.column(name, sa.Integer) for name in ("id", "done", "total")),
    *(sa.column(name, sa.DateTime) for name in ("began", "seen")),
)
_WORKING = ("running", "working")
"""What the same state was called before, and is called now."""


def upgrade() -> None:
    """Make the table and move what is known."""
    _make_jobs()
    connection = op.get_bind()
    rows = [*_jobs_of_runs(connection), *_jobs_of_looks(connection)]
    if rows:
        connection.execute(sa.insert(_JOBS), rows)
    with op.batch_alter_table("coverage_runs") as runs:
        for name in ("state", "problem", "touched_at"):
            runs.drop_column(name)
    op.drop_table("link_runs")


def downgrade() -> None:
    """Bring back what was there before; jobs of other kinds are lost."""
    with op.batch_alter_table("coverage_runs") as runs:
        runs.add_column(sa.Column("state", sa.String(10), nullable=False, server_default="stopped"))
        runs.add_column(sa.Column("problem", sa.Text))
        runs.add_column(sa.Column("touched_at", sa.DateTime, nullable=False, server_default="2000-01-01 00:00:00"))
    op.create_table(
        "link_runs",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("began", sa.DateTime, nullable=False),
        sa.Column("seen", sa.DateTime, nullable=False),
        sa.Column("done", sa.Integer, nullable=False),
        sa.Column("total", sa.Integer, nullable=False),
    )
    connection = op.get_bind()
    for job in connection.execute(sa.select(_JOBS).order_by(_JOBS.c.id)).all():
        _give_back(connection, job)
    op.drop_table("jobs")


def _make_jobs() -> None:
    op.create_table(
        "jobs",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("about", sa.String(80), nullable=False),
        sa.Column("title", sa.String(300), nullable=False),
        sa.Column("given", sa.JSON, nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("place", sa.String(20), unique=True),
        sa.Column("attempt", sa.Integer, nullable=False),
        sa.Column("done", sa.Integer, nullable=False),
        sa.Column("total", sa.Integer),
        sa.Column("found", sa.JSON, nullable=False),
        sa.Column("problem", sa.Text),
        sa.Column("started_by", sa.String(120), nullable=False),
        sa.Column("began", sa.DateTime, nullable=False),
        sa.Column("seen", sa.DateTime, nullable=False),
    )
    op.create_index("ix_jobs_kind_about", "jobs", ["kind", "about"])


def _jobs_of_runs(connection: sa.engine.Connection) -> list[dict[str, object]]:
    asked = sa.select(sa.func.count()).where(_RESULTS.c.run_id == _RUNS.c.id).scalar_subquery()
    before, now = _WORKING
    return [
        _job("coverage", str(run.id), run.title, now if run.state == before else run.state, run.problem)
        | {"done": run.asked, "total": run.total, "started_by": run.started_by}
        | {"began": run.started_at, "seen": run.touched_at}
        for run in connection.execute(sa.select(_RUNS, asked.label("asked")).order_by(_RUNS.c.id))
    ]


def _jobs_of_looks(connection: sa.engine.Connection) -> list[dict[str, object]]:
    return [
        _job("links", "", "All links", "done" if look.done >= look.total else "stopped", None)
        | {"done": look.done, "total": look.total, "started_by": "", "began": look.began, "seen": look.seen}
        for look in connection.execute(sa.select(_LOOKS).order_by(_LOOKS.c.id))
    ]


def _job(kind: str, about: str, title: str, state: str, problem: str | None) -> dict[str, object]:
    named = {"kind": kind, "about": about, "title": title, "state": state, "problem": problem}
    return {**named, "given": {}, "found": {}, "attempt": 0}


def _give_back(connection: sa.engine.Connection, job: sa.engine.Row) -> None:
    if job.kind == "links":
        times = {"began": job.began, "seen": job.seen}
        connection.execute(sa.insert(_LOOKS).values(done=job.done, total=job.total or 0, **times))
    elif job.kind == "coverage":
        before, now = _WORKING
        state = "stopped" if job.state == "waiting" else before if job.state == now else job.state
        values = {"state": state, "problem": job.problem, "touched_at": job.seen}
        connection.execute(sa.update(_RUNS).where(_RUNS.c.id == int(job.about)).values(**values))
