"""The tables of coverage. They are in the database of the records, and its migrations create them."""

from __future__ import annotations

import sqlalchemy as sa

METADATA = sa.MetaData()

SETS = sa.Table(
    "question_sets",
    METADATA,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("name", sa.String(80), index=True),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("digest", sa.String(32), nullable=False, index=True),
    sa.Column("made_by", sa.String(120), nullable=False),
    sa.Column("made_at", sa.DateTime, nullable=False),
    sa.UniqueConstraint("name", "version"),
)
"""A row for each version of a list of questions; the name is empty until somebody saves it."""

QUESTIONS = sa.Table(
    "set_questions",
    METADATA,
    sa.Column("set_id", sa.Integer, sa.ForeignKey("question_sets.id"), primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("expected", sa.String(80)),
    sa.Column("asked_by", sa.String(80)),
    sa.Column("asked_on", sa.String(80)),
)
"""A row for each question of a list; the text is redacted."""

RUNS = sa.Table(
    "coverage_runs",
    METADATA,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("set_id", sa.Integer, sa.ForeignKey("question_sets.id"), index=True),
    sa.Column("digest", sa.String(32), nullable=False, index=True),
    sa.Column("title", sa.String(120), nullable=False),
    sa.Column("total", sa.Integer, nullable=False),
    sa.Column("started_by", sa.String(120), nullable=False),
    sa.Column("started_at", sa.DateTime, nullable=False),
    sa.Column("seconds", sa.Float, nullable=False),
    sa.Column("version", sa.String(40), nullable=False),
    sa.Column("commit", sa.String(40)),
    sa.Column("pages", sa.JSON, nullable=False),
    sa.Column("pictures", sa.JSON, nullable=False),
)
"""A row for each time that a list was asked. How far it is, its job says.

`pages` has the digest of every page of the content at that time.
"""

RESULTS = sa.Table(
    "coverage_results",
    METADATA,
    sa.Column("run_id", sa.Integer, sa.ForeignKey("coverage_runs.id"), primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("question", sa.Text, nullable=False),
    sa.Column("expected", sa.String(80)),
    sa.Column("asked_by", sa.String(80)),
    sa.Column("asked_on", sa.String(80)),
    sa.Column("outcome", sa.String(20), nullable=False),
    sa.Column("entry", sa.String(80)),
    sa.Column("section", sa.String(40)),
    sa.Column("confidence", sa.Float),
    sa.Column("source", sa.Text),
    sa.Column("published", sa.String(20)),
    sa.Column("stale", sa.Boolean),
    sa.Column("near", sa.JSON, nullable=False),
    sa.Column("reply", sa.Text, nullable=False),
    sa.Column("group", sa.Integer),
    sa.Column("central", sa.Boolean, nullable=False, default=False),
    sa.Column("mark", sa.String(20)),
    sa.Column("comment", sa.Text),
    sa.Column("marked_by", sa.String(120)),
)
"""A row for each question of a run, with its result. What was typed is kept redacted, as it was passed on."""

PLEASE_ANSWER = sa.Table(
    "please_answer",
    METADATA,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("question", sa.Text, nullable=False),
    sa.Column("key", sa.String(64), nullable=False, unique=True),
    sa.Column("run_id", sa.Integer, sa.ForeignKey("coverage_runs.id"), nullable=False),
    sa.Column("number", sa.Integer, nullable=False),
    sa.Column("note", sa.Text, nullable=False),
    sa.Column("sent_by", sa.String(120), nullable=False),
    sa.Column("sent_at", sa.DateTime, nullable=False),
    sa.Column("reply", sa.Text),
    sa.Column("replied_by", sa.String(120)),
    sa.Column("replied_at", sa.DateTime),
)
"""A row for each question that a volunteer sent to staff; `key` is the same for the same words in any list."""
