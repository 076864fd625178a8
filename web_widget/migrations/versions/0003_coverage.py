"""Lists of questions that are asked to see how well they are covered, and the results."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "question_sets",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("name", sa.String(80), index=True),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("digest", sa.String(32), nullable=False, index=True),
        sa.Column("made_by", sa.String(120), nullable=False),
        sa.Column("made_at", sa.DateTime, nullable=False),
        sa.UniqueConstraint("name", "version"),
    )
    op.create_table(
        "set_questions",
        sa.Column("set_id", sa.Integer, sa.ForeignKey("question_sets.id"), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("expected", sa.String(80)),
        sa.Column("asked_by", sa.String(80)),
        sa.Column("asked_on", sa.String(80)),
    )
    op.create_table(
        "coverage_runs",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("set_id", sa.Integer, sa.ForeignKey("question_sets.id"), index=True),
        sa.Column("digest", sa.String(32), nullable=False, index=True),
        sa.Column("title", sa.String(120), nullable=False),
        sa.Column("total", sa.Integer, nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("started_by", sa.String(120), nullable=False),
        sa.Column("started_at", sa.DateTime, nullable=False),
        sa.Column("touched_at", sa.DateTime, nullable=False),
        sa.Column("seconds", sa.Float, nullable=False),
        sa.Column("problem", sa.Text),
        sa.Column("version", sa.String(40), nullable=False),
        sa.Column("commit", sa.String(40)),
        sa.Column("pages", sa.JSON, nullable=False),
        sa.Column("pictures", sa.JSON, nullable=False),
    )
    op.create_table(
        "coverage_results",
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
        sa.Column("central", sa.Boolean, nullable=False),
        sa.Column("mark", sa.String(20)),
        sa.Column("comment", sa.Text),
        sa.Column("marked_by", sa.String(120)),
    )


def downgrade() -> None:
    """Take them away."""
    for name in ("coverage_results", "coverage_runs", "set_questions", "question_sets"):
        op.drop_table(name)
