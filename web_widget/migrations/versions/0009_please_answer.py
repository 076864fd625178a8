"""Questions of a list that a volunteer sent to staff to be answered, and what staff replied."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "please_answer",
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


def downgrade() -> None:
    """Take it away."""
    op.drop_table("please_answer")
