"""The table of jobs. It is in the database of the records, and its migrations create it."""

from __future__ import annotations

import sqlalchemy as sa

METADATA = sa.MetaData()

JOBS = sa.Table(
    "jobs",
    METADATA,
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
    sa.Index("ix_jobs_kind_about", "kind", "about"),
)
"""A row for each piece of slow work.

`place` is the kind while a job holds the only place for its kind, so the database itself refuses a second.
`seen` is when its process last said that it is alive.
"""
