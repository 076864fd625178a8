"""The first tables: records, feedback, and conversations that were deleted."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make them."""
    op.create_table(
        "records",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("conversation", sa.String(64), index=True),
        sa.Column("question", sa.Text),
        sa.Column("entry", sa.String(80)),
        sa.Column("outcome", sa.String(20), nullable=False),
        sa.Column("month", sa.String(7), nullable=False, index=True),
        sa.Column("day", sa.Date),
        sa.Column("version", sa.String(40)),
    )
    op.create_table(
        "feedback",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("conversation", sa.String(64), index=True),
        sa.Column("entry", sa.String(80), nullable=False),
        sa.Column("helped", sa.Boolean, nullable=False),
        sa.Column("reason", sa.String(40)),
        sa.Column("comment", sa.Text),
        sa.Column("month", sa.String(7), nullable=False, index=True),
        sa.Column("day", sa.Date),
    )
    op.create_table(
        "forgotten",
        sa.Column("digest", sa.String(64), primary_key=True),
        sa.Column("day", sa.Date, nullable=False),
    )


def downgrade() -> None:
    """Take them away."""
    for name in ("forgotten", "feedback", "records"):
        op.drop_table(name)
