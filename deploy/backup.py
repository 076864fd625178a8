"""`python -m deploy.backup FILE`: writes all that cannot be built again into one file, while the assistant runs.

Records, staff accounts and statements, the content with its history, drafts, settings and secrets. Conversations are
left out: they must be gone when they are too old.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path

from cryptography.fernet import Fernet

from deploy import databases
from deploy.archive import BackupRefused, Member, pack, unpack
from deploy.places import Places, members_of
from knowledge.faults import KnowledgeError
from knowledge.files.locking import alone
from knowledge.settings_file import into_environment, path_in


def main(arguments: list[str] | None = None) -> int:
    """Write a backup, or print a new key; 1 where that failed."""
    parser = argparse.ArgumentParser(prog="python -m deploy.backup", description=__doc__)
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("file", type=Path, nargs="?", help="a new file; it is encrypted if BACKUP_KEY is set")
    what.add_argument("--new-key", action="store_true", help="print a key for BACKUP_KEY; keep a copy elsewhere")
    options = parser.parse_args(arguments)
    if options.new_key:
        print(Fernet.generate_key().decode())
        return 0
    into_environment()
    key = os.environ.get("BACKUP_KEY", "")
    try:
        for line in back_up(options.file, Places.of(path_in(os.environ)), key):
            print(line)
    except (BackupRefused, KnowledgeError, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def back_up(target: Path, places: Places, key: str) -> list[str]:
    """Write a backup and read it once more.

    Args:
        target: a new file.
        places: what goes in.
        key: to encrypt it; "" for none.

    Returns:
        What to tell whoever asked for it.

    Raises:
        BackupRefused, Busy, OSError: there is none; the message says why.
    """
    with tempfile.TemporaryDirectory(prefix="assistant-backup-") as scratch:
        dumped = databases.dump(places.records, Path(scratch))
        about = {
            "made": datetime.now(UTC).isoformat(timespec="seconds"),
            "database": databases.kind_of(places.records),
            "revision": databases.revision(places.records),
        }
        with alone(places.lock):
            count = pack(target, chain([Member(f"database/{dumped.name}", dumped)], _members(places)), about, key)
    with tempfile.TemporaryDirectory(prefix="assistant-backup-") as scratch:
        unpack(target, Path(scratch), key)
    said = [f"{target} holds {count} files. All of it was read once more, and is as it was written."]
    if not key:
        said.append("It is not encrypted, and holds secrets: keep it where nobody else can read it, or set BACKUP_KEY.")
    if not (places.content / ".git").is_dir():
        said.append(f"The history of {places.content} in git is not in it, because it is not a repository of its own.")
    return said


def _members(places: Places) -> Iterator[Member]:
    if places.settings.is_file():
        yield Member("settings/assistant.env", places.settings)
    yield from (Member(name, path) for name, path in places.secrets.items() if path.is_file())
    yield from members_of("content", places.content)
    for name, folder in {**places.folders, **places.shared}.items():
        yield from members_of(name, folder)


if __name__ == "__main__":
    sys.exit(main())
