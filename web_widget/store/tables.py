"""The tables of what is kept. A change here needs a migration in `web_widget/migrations/versions/`."""

from __future__ import annotations

import sqlalchemy as sa

from knowledge.coverage import tables as coverage

METADATA = sa.MetaData()
ALL = (METADATA, coverage.METADATA)
"""Of every table in the database: those of this module, and those that the terminal shares."""

RECORDS = sa.Table(
    "records",
    METADATA,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("conversation", sa.String(64), index=True),
    sa.Column("question", sa.Text),
    sa.Column("entry", sa.String(80)),
    sa.Column("outcome", sa.String(20), nullable=False),
    sa.Column("month", sa.String(7), nullable=False, index=True),
    sa.Column("day", sa.Date),
    sa.Column("version", sa.String(40)),
    sa.Column("shortfall", sa.String(20)),
    sa.Column("out_of_hours", sa.Boolean),
)
"""A row for each message that was answered."""

FEEDBACK = sa.Table(
    "feedback",
    METADATA,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("conversation", sa.String(64), index=True),
    sa.Column("entry", sa.String(80), nullable=False),
    sa.Column("helped", sa.Boolean, nullable=False),
    sa.Column("reason", sa.String(40)),
    sa.Column("comment", sa.Text),
    sa.Column("month", sa.String(7), nullable=False, index=True),
    sa.Column("day", sa.Date),
)
"""A row for each time that a parent said whether an answer helped."""

FORGOTTEN = sa.Table(
    "forgotten",
    METADATA,
    sa.Column("digest", sa.String(64), primary_key=True),
    sa.Column("day", sa.Date, nullable=False),
)
"""Digests of conversations that were deleted, so that a message under way does not bring one back."""

ACCOUNTS = sa.Table(
    "accounts",
    METADATA,
    sa.Column("name", sa.String(80), primary_key=True),
    sa.Column("full_name", sa.String(120), nullable=False),
    sa.Column("role", sa.String(20), nullable=False),
    sa.Column("password", sa.String(200), nullable=False),
    sa.Column("stamp", sa.String(64), nullable=False),
    sa.Column("attempts", sa.Integer, nullable=False),
    sa.Column("last_attempt", sa.DateTime),
)
"""A row for each person who may use the staff pages: the hash of the password, and attempts at it that failed.

With the stamp every session of that person ends; a new one is made at each log out and change of password.
"""

LINKS = sa.Table(
    "links",
    METADATA,
    sa.Column("url", sa.Text, primary_key=True),
    sa.Column("state", sa.String(20), nullable=False),
    sa.Column("detail", sa.String(300), nullable=False),
    sa.Column("checked", sa.DateTime, nullable=False),
)
"""A row for each link of the content that was looked at: what came of it last."""

LINK_RUNS = sa.Table(
    "link_runs",
    METADATA,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("began", sa.DateTime, nullable=False),
    sa.Column("seen", sa.DateTime, nullable=False),
    sa.Column("done", sa.Integer, nullable=False),
    sa.Column("total", sa.Integer, nullable=False),
)
"""A row for each time that the links were looked at; `seen` is when it was last known to be going on."""

STATEMENTS = sa.Table(
    "statements",
    METADATA,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("month", sa.String(7), nullable=False, index=True),
    sa.Column("heading", sa.String(20), nullable=False),
    sa.Column("said", sa.Text, nullable=False),
    sa.Column("done", sa.Text, nullable=False),
    sa.Column("people", sa.Integer),
    sa.Column("entry", sa.String(80)),
    sa.Column("published", sa.Boolean, nullable=False),
    sa.Column("written_by", sa.String(120), nullable=False),
    sa.Column("changed", sa.Date, nullable=False),
)
"""A row for each thing that parents said and what was done about it, in the words of staff."""
