"""`python -m deploy.restore FILE`: brings back what `python -m deploy.backup` wrote. Stop the assistant first."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from deploy import databases
from deploy.archive import BackupRefused, unpack
from deploy.places import Places
from knowledge.settings_file import into_environment, path_in, read
from web_widget.store.keeping import KeepSettings, tidy

SETTINGS = Path("settings") / "assistant.env"
"""Where they are in a backup."""


def main(arguments: list[str] | None = None) -> int:
    """Restore a backup; 1 where that failed."""
    parser = argparse.ArgumentParser(prog="python -m deploy.restore", description=__doc__)
    parser.add_argument("file", type=Path, help="the backup; if it is encrypted, set BACKUP_KEY")
    parser.add_argument("--overwrite", action="store_true", help="put it in the place of what is there now")
    options = parser.parse_args(arguments)
    os.umask(0o077)  # secrets are among what is written
    settings = path_in(os.environ)
    try:
        with tempfile.TemporaryDirectory(prefix="assistant-restore-") as scratch:
            folder = Path(scratch)
            kept = settings.is_file()
            if kept:
                into_environment()
            about = unpack(options.file, folder, os.environ.get("BACKUP_KEY", ""))
            if not kept:
                _take_settings(folder)
            places = Places.of(settings)
            must_fit(about, places)
            if not options.overwrite:
                must_be_free(places)
            put_back(folder, places)
            _keep_settings(folder, settings)
    except (BackupRefused, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    print(f"All of the backup of {about['made']} is back. Build the index and start the assistant: docs/running.md")
    print(f"The settings file {settings} {'stayed as it was' if kept else 'is that of the backup'}.")
    return tidied()


def tidied() -> int:
    """Bring the tables up to date, and delete what has become too old since the backup."""
    try:
        tidy(KeepSettings.from_environment())
    except SQLAlchemyError as error:
        why = str(getattr(error, "orig", error)).strip()
        print(f"What is too old was not deleted: {why}", file=sys.stderr)
        print("Correct RECORDS_URL and TRACKER_URL, then run: .venv/bin/python -m web_widget tidy", file=sys.stderr)
        return 1
    return 0


def must_fit(about: dict[str, str], places: Places) -> None:
    """Make sure that the database of a backup can be loaded here.

    Raises:
        BackupRefused: it is of another kind, or of a newer program.
    """
    kind = databases.kind_of(places.records)
    if about["database"] != kind:
        raise BackupRefused(f"The backup is of {about['database']}, and RECORDS_URL names {kind}. Change RECORDS_URL.")
    if about["revision"] and about["revision"] not in databases.known_revisions():
        raise BackupRefused("The backup is of a newer version of the program. Install that version first.")


def must_be_free(places: Places) -> None:
    """Make sure that nothing would be overwritten.

    Raises:
        BackupRefused: something would; the message names all of it.
    """
    folders = [places.content, *places.folders.values()]
    there = [
        str(folder) for folder in folders if folder.is_dir() and any(path != places.lock for path in folder.iterdir())
    ]
    there += [str(path) for path in places.secrets.values() if path.exists()]
    if databases.tables(places.records):
        there.append("the database in RECORDS_URL")
    if there:
        raise BackupRefused(
            f"Nothing was restored, because there is already: {', '.join(there)}. To lose it: --overwrite"
        )


def put_back(folder: Path, places: Places) -> None:
    """Put what was unpacked in its places, instead of what is there.

    Args:
        folder: what `unpack` filled.
        places: where it goes.

    Raises:
        BackupRefused: a part could not be put back; the message names it, and what was put back before it.
    """
    (dumped,) = (folder / "database").iterdir()
    databases.load(dumped, places.records)
    done = ["the database in RECORDS_URL"]
    for target, put in _parts(folder, places):
        try:
            put()
        except OSError as error:
            raise BackupRefused(
                f"{target} could not be restored: {error}. Already restored: {', '.join(done)}. "
                "Fix the problem and restore everything again, with --overwrite."
            ) from error
        done.append(str(target))


def _parts(folder: Path, places: Places) -> Iterator[tuple[Path, Callable[[], None]]]:
    """Where each folder and secret goes, and what puts it there."""
    for name, target in {"content": places.content, **places.folders}.items():
        yield target, partial(_exchange, folder / name, target)
    for name, target in places.shared.items():
        yield target, partial(_add, folder / name, target)
    for name, target in places.secrets.items():
        if (folder / name).is_file():
            yield target, partial(_copy, folder / name, target)


def _exchange(source: Path, target: Path) -> None:
    """Give a folder the files of another. The folder itself stays, which may be a disk of its own."""
    target.mkdir(parents=True, exist_ok=True)
    for path in target.iterdir():
        shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()
    _add(source, target)


def _add(source: Path, target: Path) -> None:
    """Give a folder the files of another beside its own."""
    if source.is_dir():
        shutil.copytree(source, target, dirs_exist_ok=True)


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(source, target)


def _take_settings(folder: Path) -> None:
    """Let the settings of the backup say where everything goes, as there are no others."""
    for name, value in read(folder / SETTINGS).values.items():
        os.environ.setdefault(name, value)


def _keep_settings(folder: Path, settings: Path) -> None:
    if (folder / SETTINGS).is_file() and not settings.exists():
        shutil.copy(folder / SETTINGS, settings)


if __name__ == "__main__":
    sys.exit(main())
