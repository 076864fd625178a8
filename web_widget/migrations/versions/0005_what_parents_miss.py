"""Why a question was not answered, whether it came out of hours, and what staff write of what was done."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add the columns and make the table."""
    op.add_column("records", sa.Column("shortfall", sa.String(20)))
    op.add_column("records", sa.Column("out_of_hours", sa.Boolean))
    op.execute("UPDATE records SET shortfall = 'not_known' WHERE outcome = 'not_known'")
    op.create_table(
        "statements",
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


def downgrade() -> None:
    """Take them away."""
    op.drop_table("statements")
    with op.batch_alter_table("records") as records:
        records.drop_column("out_of_hours")
        records.drop_column("shortfall")
