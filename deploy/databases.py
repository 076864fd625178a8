"""The database of the records, in a backup and back: a file of SQLite, or a database of PostgreSQL."""

from __future__ import annotations

import os
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import sqlalchemy as sa
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy.engine.url import URL, make_url

from deploy.archive import BackupRefused
from web_widget.store.database import MIGRATIONS

CONVERSATIONS = "events"
"""Rasa's table of what was said. It is in no backup: conversations must be gone when they are too old."""


def kind_of(url: str) -> str:
    """What a database is: "sqlite" or "postgresql"."""
    return str(make_url(url).get_backend_name())


def dump(url: str, folder: Path) -> Path:
    """Write all of a database as it is at one moment, whoever is writing, except conversations.

    Args:
        url: of the database.
        folder: where the file is made.

    Raises:
        BackupRefused: the database or its program is not there, or it cannot be read.
    """
    parsed = make_url(url)
    if kind_of(url) == "sqlite":
        return _copy_of_file(Path(parsed.database or ""), folder / "records.db")
    made = folder / "records.dump"
    options = ["--format=custom", "--no-owner", "--no-privileges", f"--exclude-table-data={CONVERSATIONS}"]
    _run(parsed, "pg_dump", *options, f"--file={made}")
    return made


def tables(url: str) -> list[str]:
    """The tables that are in a database; none where there is no database."""
    parsed = make_url(url)
    if kind_of(url) == "sqlite" and not Path(parsed.database or "").exists():
        return []
    engine = sa.create_engine(parsed, hide_parameters=True)
    try:
        return sorted(sa.inspect(engine).get_table_names())
    except sa.exc.DatabaseError as error:
        raise BackupRefused(
            f"The database {parsed.host or parsed.database} does not answer. Start it, or correct RECORDS_URL: "
            "python -m web_widget check-settings"
        ) from error
    finally:
        engine.dispose()


def revision(url: str) -> str:
    """Which of our migrations the tables of a database are at; "" for none."""
    engine = sa.create_engine(url, hide_parameters=True)
    try:
        with engine.connect() as connection:
            return str(connection.execute(sa.text("SELECT version_num FROM alembic_version")).scalar() or "")
    except sa.exc.DatabaseError:
        return ""
    finally:
        engine.dispose()


def known_revisions() -> set[str]:
    """The migrations of this version of the program."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    return {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}


def load(dumped: Path, url: str) -> None:
    """Put a dump in the place of all that is in a database.

    Args:
        dumped: what `dump` made of a database of the same kind.
        url: of the database.

    Raises:
        BackupRefused: it could not be loaded. All is then as it was.
    """
    parsed = make_url(url)
    if kind_of(url) == "sqlite":
        _load_file(dumped, Path(parsed.database or ""))
        return
    names = ", ".join(f'"{name}"' for name in tables(url))
    script = dumped.with_suffix(".sql")
    _run(parsed, "pg_restore", "--no-owner", "--no-privileges", f"--file={script}", str(dumped), asks_database=False)
    clearing = [f"--command=DROP TABLE {names} CASCADE"] if names else []
    # One transaction, so that a dump that does not load leaves everything as it was.
    options = ["--quiet", "--no-psqlrc", "--single-transaction", "--set=ON_ERROR_STOP=1", *clearing]
    _run(parsed, "psql", *options, f"--file={script}")


def _load_file(dumped: Path, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o600)
    try:
        with closing(sqlite3.connect(dumped)) as source, closing(sqlite3.connect(path)) as target:
            source.backup(target)
    except sqlite3.Error as error:
        raise BackupRefused(
            f"The database {path} could not be restored: {error}. Nothing was restored. If the assistant still runs, "
            "stop it, then try again."
        ) from error


def _copy_of_file(path: Path, copy: Path) -> Path:
    if not path.exists():
        raise BackupRefused(f"There is no database at {path}. Look at RECORDS_URL: python -m web_widget check-settings")
    copy.touch(mode=0o600)
    try:
        with closing(sqlite3.connect(path)) as live, closing(sqlite3.connect(copy, isolation_level=None)) as made:
            live.backup(made)
            found = _without_conversations(made)
    except sqlite3.Error as error:
        raise BackupRefused(f"The database {path} could not be read: {error}. Look at RECORDS_URL.") from error
    if found != "ok":
        raise BackupRefused(f"The database {path} is damaged ({found}). Restore an older backup.")
    return copy


def _without_conversations(made: sqlite3.Connection) -> str:
    """Delete the conversations of a copy; return what SQLite finds wrong with it, or "ok"."""
    made.execute("PRAGMA journal_mode = DELETE").close()
    if made.execute("SELECT 1 FROM sqlite_master WHERE name = ?", [CONVERSATIONS]).fetchone():
        made.execute(f"DELETE FROM {CONVERSATIONS}")
    made.execute("VACUUM")
    return str(made.execute("PRAGMA integrity_check").fetchone()[0])


def _run(url: URL, program: str, *arguments: str, asks_database: bool = True) -> None:
    """Run a program of PostgreSQL. The password is in its environment, where others cannot see it."""
    address = url.set(drivername="postgresql", password=None).render_as_string(hide_password=False)
    where = [f"--dbname={address}"] if asks_database else []
    environment = {**os.environ, "PGPASSWORD": str(url.password or "")}
    try:
        done = subprocess.run([program, *where, *arguments], env=environment, capture_output=True, text=True)
    except FileNotFoundError as error:
        raise BackupRefused(f"{program} is not here. Install it: apt-get install postgresql-client") from error
    if done.returncode:
        raise BackupRefused(f"{program} failed: {done.stderr.strip()}")
