"""The tables of what is kept. A change here needs a migration in `web_widget/migrations/versions/`."""

from __future__ import annotations

import sqlalchemy as sa

from web_widget.jobs import tables as jobs
from web_widget.store import coverage_tables as coverage

METADATA = sa.MetaData()
ALL = (METADATA, coverage.METADATA, jobs.METADATA)
"""The metadata of every table in the database: those of this module, and those that the terminal shares."""

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
"""Digests of conversations that were deleted, so that a message on its way does not bring one back."""

DANGERS_NOTICED = sa.Table(
    "dangers_noticed",
    METADATA,
    sa.Column("month", sa.String(7), primary_key=True),
    sa.Column("level", sa.String(10), primary_key=True),
    sa.Column("kind", sa.String(40), primary_key=True),
    sa.Column("times", sa.Integer, nullable=False),
)
"""How often the emergency card, or the line about danger, of a kind was shown in a month."""

ACCOUNTS = sa.Table(
    "accounts",
    METADATA,
    sa.Column("name", sa.String(80), primary_key=True),
    sa.Column("full_name", sa.String(120), nullable=False),
    sa.Column("role", sa.String(20), nullable=False),
    sa.Column("password", sa.String(200), nullable=False),
    sa.Column("stamp", sa.String(64), nullable=False),
    sa.Column("second_factor", sa.String(64)),
    sa.Column("code_used", sa.Integer),
    sa.Column("issuer", sa.String(300)),
    sa.Column("subject", sa.String(255)),
    sa.Index("accounts_of_the_council", "issuer", "subject", unique=True),
)
"""A row for each person who may use the staff pages: the hash of the password and, where they want a second factor,
the secret of their app and the half minute of the code that was used last, so that none is used twice. Those who log in
with a council account have issuer and subject, by which their council knows them, and a hash that no password fits.

With the stamp every session of that person ends; a new one is made at each log out and change of password.
"""

ACTS = sa.Table(
    "acts",
    METADATA,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("at", sa.DateTime, nullable=False, index=True),
    sa.Column("who", sa.String(80), nullable=False),
    sa.Column("what", sa.String(80), nullable=False),
    sa.Column("about", sa.String(300), nullable=False),
)
"""A row for each thing that staff did: who, when and where, without what was typed."""

LINKS = sa.Table(
    "links",
    METADATA,
    sa.Column("url", sa.Text, primary_key=True),
    sa.Column("state", sa.String(20), nullable=False),
    sa.Column("detail", sa.String(300), nullable=False),
    sa.Column("checked", sa.DateTime, nullable=False),
)
"""A row for each link in the content that was checked, with its last result."""

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

MAILED = sa.Table(
    "mailed",
    METADATA,
    sa.Column("key", sa.String(200), primary_key=True),
    sa.Column("at", sa.DateTime, nullable=False),
)
"""A row for each thing that an e-mail told staff: a page due on a day, a week, a fault; no addresses and no words."""
