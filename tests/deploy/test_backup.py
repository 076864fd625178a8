"""Everything is destroyed and brought back from one file."""

from __future__ import annotations

import io
import json
import os
import shutil
import sqlite3
import stat
import tarfile
import threading
import uuid
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from cryptography.fernet import Fernet
from dulwich.repo import Repo

from deploy import archive, backup, databases, restore
from deploy.archive import BackupRefused, Member
from deploy.places import Places
from knowledge.editing.history import history_of
from tests.scale.services import database, postgresql
from tests.support import content
from web_widget.store.database import connect
from web_widget.store.keeping import KeepSettings, Stores
from web_widget.store.tables import ALL
from web_widget.store.trackers import EVENTS

KEY = Fernet.generate_key().decode()
SECRET = "only for tests, never for parents"
VALUES: dict[type, Any] = {
    sa.Boolean: True,
    sa.Date: date.today(),
    sa.DateTime: datetime(2026, 11, 30, 12, 0, tzinfo=UTC),
    sa.Float: 1.5,
    sa.Integer: 1,
    sa.LargeBinary: b"\x00\xff",
    sa.JSON: {"a": [1]},
    sa.String: "seven",
}


def tables() -> list[sa.Table]:
    return [table for metadata in ALL for table in metadata.sorted_tables]


def fill(url: str) -> None:
    """A row in every table, and one of a conversation."""
    Stores(KeepSettings(url, url, 30)).close()
    engine = connect(url)
    EVENTS.create(engine, checkfirst=True)
    with engine.begin() as connection:
        for table in [*tables(), EVENTS]:
            row = {column.name: VALUES[_kind(column)] for column in table.columns}
            connection.execute(table.insert().values(**row))
    engine.dispose()


def _kind(column: sa.Column[Any]) -> type:
    return next(kind for kind in VALUES if isinstance(column.type, kind))


def rows(url: str) -> dict[str, list[Any]]:
    """All that is in every table."""
    engine = connect(url)
    with engine.connect() as connection:
        found = {
            table.name: [tuple(row) for row in connection.execute(table.select())] for table in [*tables(), EVENTS]
        }
    engine.dispose()
    return found


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """A running PostgreSQL that does not wait for the disk."""
    with postgresql("-F") as address:
        yield address


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.scale)])
def new_database(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[str], str]:
    """Gives the URL of an empty database."""
    if request.param == "sqlite":
        return lambda name: f"sqlite:///{tmp_path / name}.db"
    address: str = request.getfixturevalue("server")
    return lambda name: database(address, f"{name}_{uuid.uuid4().hex}")


@pytest.fixture
def places(tmp_path: Path, new_database: Callable[[str], str]) -> Places:
    """An installation in which something is in every place."""
    council = content.write(tmp_path / "content")
    Repo.init(str(council)).close()
    history_of(council, tmp_path).keep(
        {"council.yml": (council / "council.yml").read_text()}, "Jo Smith", "a new number"
    )
    for name in ("editing", "imports", "widget"):
        (tmp_path / name / "inner").mkdir(parents=True)
        (tmp_path / name / "inner" / "file.json").write_text(name)
    (tmp_path / "secret").write_text(SECRET)
    (tmp_path / "secret").chmod(0o600)
    url = new_database("records")
    (tmp_path / "assistant.env").write_text(f"RECORDS_URL={url}\nASSISTANT_CONTENT={council}\n")
    fill(url)
    return Places(
        tmp_path / "assistant.env",
        council,
        {f"kept/{name}": tmp_path / name for name in ("editing", "imports")},
        {"secrets/secret": tmp_path / "secret", "secrets/rasa-token": tmp_path / "rasa-token"},
        url,
        tmp_path / "editing" / "publishing.lock",
        {"kept/widget": tmp_path / "widget"},
    )


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where the backup goes."""
    return tmp_path / "backup"


def unpacked(file: Path, folder: Path, key: str = "") -> Path:
    folder.mkdir()
    archive.unpack(file, folder, key)
    return folder


@pytest.mark.parametrize("key", ["", KEY], ids=["plain", "encrypted"])
def test_all_that_was_destroyed_is_back(
    tmp_path: Path, file: Path, places: Places, new_database: Callable[[str], str], key: str
) -> None:
    before = rows(places.records)
    assert all(before.values()), "every table has a row"
    backup.back_up(file, places, key)
    kept = (*places.folders.values(), *places.shared.values())
    for folder in (places.content, *kept):
        shutil.rmtree(folder)
    places.secrets["secrets/secret"].unlink()
    lost = replace(places, records=new_database("another"))

    restore.must_be_free(lost)
    restore.put_back(unpacked(file, tmp_path / "unpacked", key), lost)

    assert rows(lost.records) == {**before, "events": []}
    assert databases.revision(lost.records) in databases.known_revisions()
    (version,) = history_of(places.content, tmp_path).versions("council.yml")
    assert (version.editor, version.reason) == ("Jo Smith", "a new number")
    assert (places.content / "council.yml").read_text() == version.text
    assert [(folder / "inner" / "file.json").read_text() for folder in kept] == ["editing", "imports", "widget"]
    secret = places.secrets["secrets/secret"]
    assert (secret.read_text(), stat.S_IMODE(secret.stat().st_mode)) == (SECRET, 0o600)
    assert not places.secrets["secrets/rasa-token"].exists()


def test_overwriting_leaves_nothing_of_what_was_there(tmp_path: Path, file: Path, places: Places) -> None:
    before = rows(places.records)
    backup.back_up(file, places, "")
    (places.content / "topics" / "later.md").write_text("later")
    engine = connect(places.records)
    with engine.begin() as connection:
        connection.execute(sa.text("DELETE FROM accounts"))
        connection.execute(sa.text("CREATE TABLE later (id INTEGER)"))
    engine.dispose()
    restore.put_back(unpacked(file, tmp_path / "unpacked"), places)
    assert rows(places.records) == {**before, "events": []}
    assert "later" not in databases.tables(places.records)
    assert not (places.content / "topics" / "later.md").exists()


def test_versions_of_the_widget_that_other_councils_serve_stay(
    tmp_path: Path, file: Path, sqlite_places: Places
) -> None:
    places = replace(sqlite_places, shared={"kept/widget": tmp_path / "widget"})
    (tmp_path / "widget" / "old").mkdir(parents=True)
    backup.back_up(file, places, "")
    (tmp_path / "widget" / "old").rename(tmp_path / "widget" / "of-another-council")
    restore.put_back(unpacked(file, tmp_path / "unpacked"), places)
    assert sorted(path.name for path in (tmp_path / "widget").iterdir()) == ["of-another-council", "old"]


def test_versions_of_the_widget_do_not_stop_a_restore(tmp_path: Path) -> None:
    (tmp_path / "widget" / "of-another-council").mkdir(parents=True)
    url, shared = f"sqlite:///{tmp_path / 'records.db'}", {"kept/widget": tmp_path / "widget"}
    restore.must_be_free(Places(tmp_path / "none.env", tmp_path / "content", {}, {}, url, tmp_path / "lock", shared))


def test_database_that_is_locked_or_is_none_is_named(tmp_path: Path, file: Path, sqlite_places: Places) -> None:
    backup.back_up(file, sqlite_places, "")
    folder = unpacked(file, tmp_path / "unpacked")
    (tmp_path / "records.db").write_text("no database, and longer than a hundred bytes " * 4)
    with pytest.raises(BackupRefused, match=r"records\.db could not be read: file is not a database"):
        databases.dump(sqlite_places.records, tmp_path)
    with pytest.raises(BackupRefused, match=r"records\.db could not be restored: file is not a database"):
        restore.put_back(folder, sqlite_places)
    with pytest.raises(BackupRefused, match="does not answer"):
        restore.must_be_free(sqlite_places)


def test_restore_that_ends_half_way_says_what_is_back(tmp_path: Path, file: Path, sqlite_places: Places) -> None:
    imports = tmp_path / "imports"
    places = replace(sqlite_places, folders={"kept/imports": imports})
    backup.back_up(file, places, "")
    folder = unpacked(file, tmp_path / "unpacked")
    imports.write_text("This is where a folder should be.")
    with pytest.raises(BackupRefused, match="Already restored: the database in RECORDS_URL, ") as refused:
        restore.put_back(folder, places)
    assert str(refused.value).startswith(f"{imports} could not be restored")
    assert str(places.content) in str(refused.value)


def test_restore_refuses_to_overwrite_and_names_all_that_is_there(places: Places) -> None:
    with pytest.raises(BackupRefused, match="--overwrite") as refused:
        restore.must_be_free(places)
    for there in (places.content, *places.folders.values(), places.secrets["secrets/secret"], "the database"):
        assert str(there) in str(refused.value)


@pytest.mark.scale
def test_dump_that_does_not_load_leaves_postgresql_as_it_was(tmp_path: Path, server: str) -> None:
    url = database(server, f"kept_{uuid.uuid4().hex}")
    fill(url)
    before = rows(url)
    dumped = databases.dump(url, tmp_path)
    whole = dumped.read_bytes()
    dumped.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(BackupRefused, match="failed"):
        databases.load(dumped, url)
    assert rows(url) == before


@pytest.fixture
def sqlite_places(tmp_path: Path) -> Places:
    """A small installation on SQLite."""
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "council.yml").write_text("council: Testshire\n")
    with closing(sqlite3.connect(tmp_path / "records.db")) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("CREATE TABLE pairs (number INTEGER)")
        connection.commit()
    url = f"sqlite:///{tmp_path / 'records.db'}"
    return Places(tmp_path / "none.env", tmp_path / "content", {}, {}, url, tmp_path / "lock")


def test_backup_while_it_is_written_to_is_whole(tmp_path: Path, file: Path, sqlite_places: Places) -> None:
    stopped, began = threading.Event(), threading.Event()

    def write_pairs() -> None:
        with closing(sqlite3.connect(tmp_path / "records.db", timeout=30)) as connection:
            number = 0
            while not stopped.is_set():
                with connection:
                    connection.execute("INSERT INTO pairs VALUES (?)", [number])
                    connection.execute("INSERT INTO pairs VALUES (?)", [number])
                number += 1
                began.set()

    writing = threading.Thread(target=write_pairs)
    writing.start()
    try:
        assert began.wait(10)
        backup.back_up(file, sqlite_places, "")
    finally:
        stopped.set()
        writing.join()
    copy = unpacked(file, tmp_path / "unpacked") / "database" / "records.db"
    with closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("SELECT count(*) FROM pairs").fetchone()[0] > 0
        torn = "SELECT number FROM pairs GROUP BY number HAVING count(*) <> 2"
        assert connection.execute(torn).fetchall() == []


def test_backup_is_readable_by_its_owner_alone_and_replaces_no_other(file: Path, sqlite_places: Places) -> None:
    backup.back_up(file, sqlite_places, "")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    with pytest.raises(BackupRefused, match="is there already"):
        backup.back_up(file, sqlite_places, "")


def test_backup_without_a_key_or_without_the_history_says_so(tmp_path: Path, sqlite_places: Places) -> None:
    open_words = "\n".join(backup.back_up(tmp_path / "open", sqlite_places, ""))
    assert "not encrypted" in open_words
    assert "not a repository of its own" in open_words
    assert "not encrypted" not in "\n".join(backup.back_up(tmp_path / "closed", sqlite_places, KEY))


def test_encrypted_backup_shows_nothing_and_opens_with_its_key_alone(
    tmp_path: Path, file: Path, sqlite_places: Places
) -> None:
    backup.back_up(file, sqlite_places, KEY)
    assert b"Testshire" not in file.read_bytes()
    with pytest.raises(BackupRefused, match="is encrypted"):
        unpacked(file, tmp_path / "without")
    with pytest.raises(BackupRefused, match="does not open"):
        unpacked(file, tmp_path / "wrong", Fernet.generate_key().decode())
    assert (unpacked(file, tmp_path / "right", KEY) / "content" / "council.yml").read_text() == "council: Testshire\n"


def test_backup_that_anybody_could_have_made_is_refused_where_there_is_a_key(
    tmp_path: Path, file: Path, sqlite_places: Places
) -> None:
    backup.back_up(file, sqlite_places, "")
    with pytest.raises(BackupRefused, match="is not encrypted, though there is a BACKUP_KEY"):
        unpacked(file, tmp_path / "opened", KEY)


@pytest.mark.parametrize("key", ["", KEY], ids=["plain", "encrypted"])
def test_backup_that_was_cut_off_is_refused(tmp_path: Path, file: Path, sqlite_places: Places, key: str) -> None:
    backup.back_up(file, sqlite_places, key)
    whole = file.read_bytes()
    file.write_bytes(whole[: len(whole) * 2 // 3])
    with pytest.raises(BackupRefused, match="nothing was restored"):
        unpacked(file, tmp_path / "unpacked", key)


def made_by_hand(file: Path, members: dict[str, bytes], listed: dict[str, str], kind: bytes = tarfile.REGTYPE) -> None:
    manifest = json.dumps({"about": {}, "files": listed}).encode()
    with tarfile.open(file, "w:gz") as tar:
        for name, data in [*members.items(), (archive.MANIFEST, manifest)]:
            info = tarfile.TarInfo(name)
            info.size = len(data)
            if name != archive.MANIFEST:
                info.type = kind
                info.linkname = "/etc/passwd"
            tar.addfile(info, io.BytesIO(data))


@pytest.mark.parametrize(
    ("members", "listed"),
    [
        ({"content/a": b"changed"}, {"content/a": "0" * 64}),
        ({"content/a": b"more"}, {}),
        ({}, {"content/a": "0" * 64}),
    ],
)
def test_backup_that_is_not_what_its_list_says_is_refused(
    tmp_path: Path, file: Path, members: dict[str, bytes], listed: dict[str, str]
) -> None:
    made_by_hand(file, members, listed)
    with pytest.raises(BackupRefused, match="'content/a' is not as it was written"):
        unpacked(file, tmp_path / "unpacked")


@pytest.mark.parametrize("name", ["../outside", "/tmp/outside", "content/../../outside"])
def test_nothing_is_unpacked_outside_the_folder(tmp_path: Path, file: Path, name: str) -> None:
    made_by_hand(file, {name: b"x"}, {})
    with pytest.raises(BackupRefused, match="outside its folder"):
        unpacked(file, tmp_path / "unpacked")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["backup", "unpacked"]


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE, tarfile.CHRTYPE])
def test_links_and_devices_are_refused(tmp_path: Path, file: Path, kind: bytes) -> None:
    made_by_hand(file, {"content/a": b""}, {}, kind)
    with pytest.raises(BackupRefused, match="neither file nor folder"):
        unpacked(file, tmp_path / "unpacked")


def test_any_other_file_is_told_to_be_no_backup(tmp_path: Path, file: Path) -> None:
    file.write_text("no backup")
    with pytest.raises(BackupRefused, match="cannot be read as a backup"):
        unpacked(file, tmp_path / "unpacked")


def test_link_in_the_content_is_left_out(tmp_path: Path, file: Path, sqlite_places: Places) -> None:
    (sqlite_places.content / "link").symlink_to("/etc/passwd")
    backup.back_up(file, sqlite_places, "")
    assert [path.name for path in (unpacked(file, tmp_path / "unpacked") / "content").iterdir()] == ["council.yml"]


def test_draft_that_is_published_while_a_backup_is_written_is_left_out(tmp_path: Path, file: Path) -> None:
    there = tmp_path / "there"
    there.write_text("words", encoding="utf-8")
    drafts = [Member("kept/editing/gone", tmp_path / "gone"), Member("kept/editing/there", there)]
    assert archive.pack(file, drafts, {}, "") == 1


def test_failed_backup_leaves_nothing_behind(tmp_path: Path, file: Path) -> None:
    with pytest.raises(OSError, match="No such file"):
        archive.pack(file, [Member("content/a", tmp_path / "none")], {}, "")
    assert list(tmp_path.iterdir()) == []


def test_database_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(BackupRefused, match="Look at RECORDS_URL"):
        databases.dump(f"sqlite:///{tmp_path / 'none.db'}", tmp_path)


@pytest.mark.parametrize(
    ("about", "why"),
    [
        ({"database": "postgresql", "revision": ""}, "RECORDS_URL names sqlite"),
        ({"database": "sqlite", "revision": "9999"}, "newer version of the program"),
    ],
)
def test_backup_that_does_not_fit_here_is_refused(sqlite_places: Places, about: dict[str, str], why: str) -> None:
    with pytest.raises(BackupRefused, match=why):
        restore.must_fit(about, sqlite_places)


def test_commands_say_what_they_did_and_bring_the_settings_back(
    tmp_path: Path, file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    council, url = tmp_path / "content", f"sqlite:///{tmp_path / 'records.db'}"
    content.write(council)
    fill(url)
    settings = tmp_path / "link.env"
    settings.symlink_to(tmp_path / "assistant.env")
    written = (
        f"RECORDS_URL={url}\nTRACKER_URL={url}\nASSISTANT_CONTENT={council}\nASSISTANT_INDEX={tmp_path}/var/index\n"
    )
    settings.write_text(written)
    monkeypatch.setattr(os, "environ", {"PATH": os.environ["PATH"], "ASSISTANT_SETTINGS": str(settings)})
    monkeypatch.setattr("deploy.places.ROOT", tmp_path)
    assert backup.main([str(file)]) == 0
    assert restore.main([str(file)]) == 1
    assert "To lose it: --overwrite" in capsys.readouterr().err
    shutil.rmtree(council)
    (tmp_path / "assistant.env").unlink()
    (tmp_path / "records.db").unlink()
    monkeypatch.setattr(os, "environ", {"PATH": os.environ["PATH"], "ASSISTANT_SETTINGS": str(settings)})
    assert restore.main([str(file)]) == 0
    assert "is that of the backup" in capsys.readouterr().out
    assert (tmp_path / "assistant.env").read_text() == written
    assert rows(url)["accounts"]
    assert databases.revision(url) >= "0009"
    assert (council / "council.yml").exists()


def test_database_of_conversations_that_is_away_does_not_undo_a_restore(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("RECORDS_URL", f"sqlite:///{tmp_path / 'records.db'}")
    monkeypatch.setenv("TRACKER_URL", f"sqlite:///{tmp_path / 'trackers.db'}")
    (tmp_path / "trackers.db").write_text("no database, and longer than a hundred bytes " * 4)
    assert restore.tidied() == 1
    assert "python -m web_widget tidy" in capsys.readouterr().err


def test_new_key_is_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert backup.main(["--new-key"]) == 0
    Fernet(capsys.readouterr().out.strip())
