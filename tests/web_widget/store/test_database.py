"""What is deleted is gone from SQLite's log of changes as well, also while somebody reads."""

from __future__ import annotations

from pathlib import Path

import pytest
import sqlalchemy as sa

from web_widget.store import database
from web_widget.store.database import MIGRATIONS, connect, migrate, shred

LAST_THAT_TOOK_AWAY = "0008_staff_acts.py"


@pytest.fixture
def engine(tmp_path: Path) -> sa.engine.Engine:
    """A database in which something was written and deleted."""
    engine = connect(f"sqlite:///{tmp_path / 'words.db'}", patience=0.05)
    with engine.begin() as connection:
        connection.execute(sa.text("CREATE TABLE words (word TEXT)"))
        connection.execute(sa.text("INSERT INTO words VALUES ('llamas')"))
    return engine


def log_of(engine: sa.engine.Engine) -> bytes:
    return Path(f"{engine.url.database}-wal").read_bytes()


def delete(engine: sa.engine.Engine) -> None:
    with engine.begin() as connection:
        connection.execute(sa.text("DELETE FROM words"))


def test_log_of_changes_is_empty_after_shredding(engine: sa.engine.Engine) -> None:
    delete(engine)
    assert shred(engine)
    assert log_of(engine) == b""
    assert b"llamas" not in Path(str(engine.url.database)).read_bytes()


def test_while_somebody_reads_it_is_tried_again_until_it_is_empty(
    engine: sa.engine.Engine, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(database, "SHRED_SECONDS", 0.01)
    monkeypatch.setattr(database, "LATER_SECONDS", 0.05)
    with engine.connect() as reading:
        reading.execute(sa.text("BEGIN"))
        reading.execute(sa.text("SELECT * FROM words")).all()
        delete(engine)
        assert not shred(engine)
        assert "could not be emptied yet" in caplog.text
        reading.execute(sa.text("COMMIT"))
    database.shredding(engine).join(10)
    assert log_of(engine) == b""


def test_tables_of_a_newer_program_stay_as_they_are(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    engine = connect(f"sqlite:///{tmp_path / 'records.db'}")
    migrate(engine)
    with engine.begin() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
    migrate(engine)
    assert "They stay so." in caplog.text
    with engine.connect() as connection:
        assert connection.execute(sa.text("SELECT version_num FROM alembic_version")).scalar() == "9999"


def test_new_migrations_only_add_so_that_an_older_program_can_go_on_with_the_tables() -> None:
    taking_away = ("drop_", "rename_", "alter_column")
    for path in sorted((MIGRATIONS / "versions").glob("*.py")):
        upgrade = path.read_text(encoding="utf-8").split("def upgrade", 1)[1].split("def downgrade", 1)[0]
        if path.name > LAST_THAT_TOOK_AWAY:
            assert [word for word in taking_away if word in upgrade] == [], path.name
