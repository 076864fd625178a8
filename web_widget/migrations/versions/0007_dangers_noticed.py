"""How often danger was noticed, by month and kind; nothing of who wrote or what."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "dangers_noticed",
        sa.Column("month", sa.String(7), primary_key=True),
        sa.Column("level", sa.String(10), primary_key=True),
        sa.Column("kind", sa.String(40), primary_key=True),
        sa.Column("times", sa.Integer, nullable=False),
    )


def downgrade() -> None:
    """Take it away."""
    op.drop_table("dangers_noticed")
