"""What is kept, what is read from it, and what is left when it is too old."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa

from actions.wire import Outcome
from knowledge.settings import ROOT
from web_widget.store.database import connect, migrate
from web_widget.store.keeping import KeepSettings
from web_widget.store.records import Feedback, Record, Records, Unanswered
from web_widget.store.tables import ALL, FEEDBACK, FORGOTTEN, RECORDS

OLD, TODAY = date(2026, 10, 1), date(2026, 11, 22)
QUESTION = "my son [name] is out of school"


ON_A_FILE = pytest.mark.parametrize("new_database", ["sqlite"], indirect=True)


@pytest.fixture
def engine(keep: KeepSettings) -> sa.engine.Engine:
    made = connect(keep.records_url)
    migrate(made)
    return made


@pytest.fixture
def records(engine: sa.engine.Engine) -> Records:
    return Records(engine)


def record(conversation: str, day: date = TODAY, outcome: Outcome = Outcome.NOT_KNOWN) -> Record:
    return Record(conversation, QUESTION, "short-breaks", outcome, day, "abc")


def feedback(conversation: str, day: date = TODAY) -> Feedback:
    return Feedback(conversation, "short-breaks", False, "other", "it was [name]", day)


def rows(engine: sa.engine.Engine, table: sa.Table) -> list[dict[str, object]]:
    with engine.connect() as connection:
        return [dict(row._mapping) for row in connection.execute(sa.select(table).order_by(table.c[0]))]


def test_migrations_make_the_tables_that_the_code_uses(engine: sa.engine.Engine) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), ALL) == []


@pytest.mark.process
def test_several_processes_may_migrate_at_once(keep: KeepSettings) -> None:
    from_nothing = "import sys; from web_widget.store.database import connect, migrate; migrate(connect(sys.argv[1]))"
    command = [sys.executable, "-c", from_nothing, keep.records_url]
    processes = [subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE) for _ in range(4)]
    told = [process.communicate()[1].decode() for process in processes]
    assert [process.returncode for process in processes] == [0] * 4, told
    with connect(keep.records_url).connect() as connection:
        assert set(sa.inspect(connection).get_table_names()) == {
            *(name for each in ALL for name in each.tables),
            "alembic_version",
        }


def test_migrating_again_changes_nothing(engine: sa.engine.Engine, records: Records) -> None:
    records.keep(record("a"))
    migrate(engine)
    assert len(rows(engine, RECORDS)) == 1


@ON_A_FILE
def test_file_is_for_its_owner_alone_and_keeps_a_log_of_changes(engine: sa.engine.Engine, tmp_path: Path) -> None:
    assert (tmp_path / "records.db").stat().st_mode & 0o077 == 0
    with engine.connect() as connection:
        assert connection.execute(sa.text("PRAGMA journal_mode")).scalar() == "wal"


def test_record_holds_the_question_and_what_came_of_it(engine: sa.engine.Engine, records: Records) -> None:
    records.keep(record("a"))
    kept = {**rows(engine, RECORDS)[0], "id": None}
    assert kept == {
        "id": None,
        "conversation": "a",
        "question": QUESTION,
        "entry": "short-breaks",
        "outcome": "not_known",
        "month": "2026-11",
        "day": TODAY,
        "version": "abc",
        "shortfall": "not_known",
        "out_of_hours": False,
    }


@pytest.mark.parametrize("outcome", [Outcome.GUIDED, Outcome.TALK])
def test_words_of_small_talk_and_of_journeys_are_not_kept(
    engine: sa.engine.Engine, records: Records, outcome: Outcome
) -> None:
    records.keep(record("a", outcome=outcome))
    assert rows(engine, RECORDS)[0]["question"] is None


@ON_A_FILE
def test_forgotten_conversation_leaves_nothing_in_any_file(
    engine: sa.engine.Engine, records: Records, tmp_path: Path
) -> None:
    records.keep(record("conversation-a"))
    records.judge(feedback("conversation-a"))
    records.keep(Record("conversation-b", "bus pass", None, Outcome.ANSWERED, TODAY, "abc"))
    records.forget("conversation-a", TODAY)
    assert [row["conversation"] for row in rows(engine, RECORDS)] == ["conversation-b"]
    assert rows(engine, FEEDBACK) == []
    files = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert b"out of school" not in files
    assert b"conversation-a" not in files
    assert b"bus pass" in files


def test_forgotten_conversation_is_known_as_such(records: Records) -> None:
    records.forget("a", TODAY)
    records.forget("a", TODAY)
    assert records.is_forgotten("a")
    assert not records.is_forgotten("b")


def test_old_conversation_leaves_question_entry_outcome_and_month(engine: sa.engine.Engine, records: Records) -> None:
    records.keep(record("old", OLD))
    records.keep(record("new"))
    assert records.make_anonymous(date(2026, 10, 23)) == 1
    old, new = rows(engine, RECORDS)
    kept = {"id", "question", "entry", "outcome", "month", "shortfall", "out_of_hours"}
    assert {name for name, value in old.items() if value is not None} == kept
    assert new["conversation"] == "new"


def test_late_message_of_an_old_conversation_becomes_anonymous_with_it(
    engine: sa.engine.Engine, records: Records
) -> None:
    records.keep(record("old", OLD))
    records.keep(record("old", TODAY))
    records.make_anonymous(OLD)
    assert {row["conversation"] for row in rows(engine, RECORDS)} == {None}


def test_old_feedback_leaves_no_comment(engine: sa.engine.Engine, records: Records) -> None:
    records.judge(feedback("old", OLD))
    records.make_anonymous(OLD)
    row = rows(engine, FEEDBACK)[0]
    assert (row["comment"], row["conversation"], row["day"]) == (None, None, None)
    assert (row["entry"], row["helped"], row["month"]) == ("short-breaks", False, "2026-10")


@ON_A_FILE
def test_conversation_id_of_an_old_record_is_in_no_file(records: Records, tmp_path: Path) -> None:
    records.keep(record("conversation-old", OLD))
    records.make_anonymous(OLD)
    assert b"conversation-old" not in b"".join(path.read_bytes() for path in tmp_path.iterdir())


def test_marks_of_forgotten_conversations_go_as_well(engine: sa.engine.Engine, records: Records) -> None:
    records.forget("old", OLD)
    records.make_anonymous(OLD)
    assert rows(engine, FORGOTTEN) == []


def test_unanswered_questions_come_with_the_most_frequent_first(records: Records) -> None:
    for conversation in ("a", "b"):
        records.keep(record(conversation))
    records.keep(Record("c", "horse riding", None, Outcome.HANDED_OVER, TODAY, "abc"))
    records.keep(Record("d", "answered", "sendiass", Outcome.ANSWERED, TODAY, "abc"))
    records.keep(record("e", OLD))
    assert records.unanswered("2026-11") == [
        Unanswered(QUESTION, Outcome.NOT_KNOWN, 2),
        Unanswered("horse riding", Outcome.HANDED_OVER, 1),
    ]
