"""Connections to the databases, and their migrations."""

from __future__ import annotations

import logging
import os
import threading
import time
import weakref
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.engine import Engine
from sqlalchemy.engine.url import make_url

MIGRATIONS = Path(__file__).resolve().parent.parent / "migrations"
LOCK_SECONDS = 2
"""How long a parent waits if another process holds a file of SQLite."""
SHRED_TRIES = 3
SHRED_SECONDS = 0.05
"""Between the first tries to empty the log of changes, while the parent waits."""
LATER_TRIES = 60
LATER_SECONDS = 5.0
_PRAGMAS = (
    "journal_mode = WAL",
    "synchronous = NORMAL",
    # What is deleted is overwritten, in the file as well.
    "secure_delete = ON",
)

_shredding: weakref.WeakKeyDictionary[Engine, threading.Thread] = weakref.WeakKeyDictionary()
_shredding_lock = threading.Lock()

logger = logging.getLogger(__name__)


def connect(url: str, patience: float = LOCK_SECONDS) -> Engine:
    """An engine for a database. A file of SQLite is made, readable by its owner alone.

    Args:
        url: as SQLAlchemy takes it: sqlite:///var/records.db, or postgresql://user:password@host/database.
        patience: seconds to wait if another process holds a file of SQLite.
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
    # Without a pool, SQLAlchemy 1.4 would open the file again for every query.
    engine = sa.create_engine(
        parsed,
        connect_args={"timeout": patience, "check_same_thread": False},
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


def shred(engine: Engine, tries: int = SHRED_TRIES) -> bool:
    """Empty SQLite's log of changes, which would hold deleted rows for a while.

    Somebody who is still reading keeps it from being emptied. It is tried for a moment, and after that in the
    background for some minutes.

    Returns:
        Whether it is empty now.
    """
    if engine.dialect.name != "sqlite" or any(_emptied(engine, pause) for pause in (0.0, *[SHRED_SECONDS] * tries)):
        return True
    logger.warning("The log of changes of a database is in use and could not be emptied yet. It is tried again.")
    shredding(engine)
    return False


def shredding(engine: Engine) -> threading.Thread:
    """The thread that empties the log of changes of an engine; one is begun where there is none."""
    with _shredding_lock:
        thread = _shredding.get(engine)
        if thread is None or not thread.is_alive():
            thread = threading.Thread(target=_empty_later, args=[engine], name="shred", daemon=True)
            _shredding[engine] = thread
            thread.start()
        return thread


def _emptied(engine: Engine, pause: float) -> bool:
    """Try once, after a pause in seconds."""
    time.sleep(pause)
    try:
        with engine.connect() as connection:
            busy, _, _ = connection.execute(sa.text("PRAGMA wal_checkpoint(TRUNCATE)")).one()
            return not busy
    except sa.exc.OperationalError:
        return False


def _empty_later(engine: Engine) -> None:
    if not any(_emptied(engine, LATER_SECONDS) for _ in range(LATER_TRIES)):
        logger.error("The log of changes of a database could not be emptied. The hourly tidying tries again.")


def migrate(engine: Engine) -> None:
    """Bring the tables up to date; several processes may do it at once.

    Tables of a newer version of the program stay as they are: new migrations only add, so an older version can go on
    using them after an upgrade was undone.
    """
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with engine.connect() as connection, connection.begin():
        if engine.dialect.name == "postgresql":
            connection.execute(sa.text("SELECT pg_advisory_xact_lock(8203)"))
        else:
            # pysqlite begins a transaction only before a change; this one must hold from the start.
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        at = MigrationContext.configure(connection).get_current_revision()
        if at and at not in {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}:
            logger.warning("The tables are at revision %s, of a newer version of the program. They stay so.", at)
            return
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
