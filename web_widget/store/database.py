"""Connections to the databases, and their migrations."""

from __future__ import annotations

import os
import weakref
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from sqlalchemy.engine import Engine
from sqlalchemy.engine.url import make_url

MIGRATIONS = Path(__file__).resolve().parent.parent / "migrations"
LOCK_SECONDS = 2
"""How long a parent waits where somebody else holds a file of SQLite."""
_PRAGMAS = (
    "journal_mode = WAL",
    "synchronous = NORMAL",
    # What is deleted is overwritten, in the file as well.
    "secure_delete = ON",
)


def connect(url: str) -> Engine:
    """An engine for a database. A file of SQLite is made, readable by its owner alone.

    Args:
        url: as SQLAlchemy takes it: sqlite:///var/records.db, or postgresql://user:password@host/database.
    """
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite":
        engine = sa.create_engine(parsed, pool_pre_ping=True, hide_parameters=True)
        # A worker of the gateway begins as a copy of its master, and must not talk over the master's connections.
        _dispose_in_children(weakref.ref(engine))
        return engine
    path = Path(parsed.database or "")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o600)
    path.chmod(0o600)
    # Without a pool, SQLAlchemy 1.4 would open the file anew for every question.
    engine = sa.create_engine(
        parsed,
        connect_args={"timeout": LOCK_SECONDS, "check_same_thread": False},
        hide_parameters=True,
        poolclass=sa.pool.QueuePool,
    )
    sa.event.listen(engine, "connect", _settle)
    return engine


def _dispose_in_children(reference: weakref.ref[Engine]) -> None:
    def dispose() -> None:
        if (engine := reference()) is not None:
            engine.dispose(close=False)

    os.register_at_fork(after_in_child=dispose)


def _settle(connection: Any, _: object) -> None:
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}").close()


def shred(engine: Engine) -> None:
    """Empty SQLite's log of changes, in which deleted rows would stand for a while."""
    if engine.dialect.name == "sqlite":
        with engine.connect() as connection:
            connection.execute(sa.text("PRAGMA wal_checkpoint(TRUNCATE)"))


def migrate(engine: Engine) -> None:
    """Bring the tables up to date; several processes may do it at once."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with engine.connect() as connection, connection.begin():
        if engine.dialect.name == "postgresql":
            connection.execute(sa.text("SELECT pg_advisory_xact_lock(8203)"))
        else:
            # pysqlite begins a transaction only before a change; this one must hold from the start.
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
