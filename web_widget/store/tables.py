"""The tables of what is kept. A change here needs a migration in `web_widget/migrations/versions/`."""

from __future__ import annotations

import sqlalchemy as sa

METADATA = sa.MetaData()

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
