"""What staff did, and the second factor. Wrong passwords are no longer counted in the database."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Make the table, and change the accounts."""
    op.create_table(
        "acts",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("who", sa.String(80), nullable=False),
        sa.Column("what", sa.String(80), nullable=False),
        sa.Column("about", sa.String(300), nullable=False),
    )
    op.create_index("ix_acts_at", "acts", ["at"])
    with op.batch_alter_table("accounts") as accounts:
        accounts.add_column(sa.Column("second_factor", sa.String(64)))
        accounts.add_column(sa.Column("code_used", sa.Integer))
        accounts.drop_column("attempts")
        accounts.drop_column("last_attempt")


def downgrade() -> None:
    """As it was."""
    with op.batch_alter_table("accounts") as accounts:
        accounts.drop_column("second_factor")
        accounts.drop_column("code_used")
        accounts.add_column(sa.Column("attempts", sa.Integer, nullable=False, server_default="0"))
        accounts.add_column(sa.Column("last_attempt", sa.DateTime))
    op.drop_index("ix_acts_at", "acts")
    op.drop_table("acts")
