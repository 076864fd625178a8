"""Accounts of those who log in with a council account: who says who they are, and as whom."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0009"


def upgrade() -> None:
    """Add the columns."""
    op.add_column("accounts", sa.Column("issuer", sa.String(300)))
    op.add_column("accounts", sa.Column("subject", sa.String(255)))
    op.create_index("accounts_of_the_council", "accounts", ["issuer", "subject"], unique=True)


def downgrade() -> None:
    """Take them away, with the accounts that nobody could use without them."""
    op.execute("DELETE FROM accounts WHERE subject IS NOT NULL")
    op.drop_index("accounts_of_the_council", table_name="accounts")
    with op.batch_alter_table("accounts") as accounts:
        accounts.drop_column("subject")
        accounts.drop_column("issuer")
