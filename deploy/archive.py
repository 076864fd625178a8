"""A backup as one file: a packed tar with a list of the hashes of all that is in it, encrypted if there is a key."""

from __future__ import annotations

import hashlib
import io
import json
import os
import tarfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO

from cryptography.fernet import Fernet, InvalidToken

ENCRYPTED = b"local-offer-assistant backup, encrypted\n"
"""The first line of an encrypted backup; each line after it is a block of the rest."""
BLOCK_BYTES = 1_000_000
MANIFEST = "manifest.json"
WHOLE = "It is damaged, or something was changed in it. Take another backup; nothing was restored."


class BackupRefused(Exception):
    """Something was not backed up or restored; the message says why and what to do."""


DRAFTS = "kept/editing/"
"""What staff work on: it comes and goes while a backup is written."""


@dataclass(frozen=True)
class Member:
    """A file or an empty folder in a backup.

    Attributes:
        name: its path in the backup, such as "content/council.yml".
        path: where it is.
    """

    name: str
    path: Path


def pack(target: Path, members: Iterable[Member], about: Mapping[str, str], key: str) -> int:
    """Write a backup, whole or not at all.

    Args:
        target: the file; it must not be there yet.
        members: what goes in, in this order.
        about: what a restore must know.
        key: of Fernet; "" for none.

    Returns:
        How many files are in it.

    Raises:
        BackupRefused: the file is there, or the key is none.
        OSError: something cannot be read or written.
    """
    if target.exists():
        raise BackupRefused(f"{target} is there already. Give the name of a new file.")
    scratch = target.with_name(f".{target.name}.new")
    try:
        with open(os.open(scratch, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            hashes = _pack_into(file, members, about, key)
            file.flush()
            os.fsync(file.fileno())
        scratch.replace(target)
    finally:
        scratch.unlink(missing_ok=True)
    return len(hashes)


def unpack(archive: Path, folder: Path, key: str) -> dict[str, str]:
    """Take a backup apart, and make sure that all of it is as it was written.

    Args:
        archive: the file.
        folder: an empty one; nothing is written outside it.
        key: of Fernet; "" for none.

    Returns:
        What a restore must know.

    Raises:
        BackupRefused: it is no backup, is damaged, or needs another key.
    """
    hashes: dict[str, str] = {}
    try:
        with _opened(archive, key) as file, tarfile.open(fileobj=file, mode="r|gz") as tar:
            for info in tar:
                if info.isfile():
                    hashes[info.name] = _unpack_file(tar, info, folder)
                elif info.isdir():
                    _inside(folder, info.name).mkdir(parents=True, exist_ok=True)
                else:
                    raise BackupRefused(f"{archive} holds {info.name!r}, which is neither file nor folder. {WHOLE}")
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        told, about = dict(manifest["files"]), dict(manifest["about"])
    except FileExistsError as error:
        raise BackupRefused(f"{archive} holds {error.filename} twice. {WHOLE}") from error
    except (tarfile.TarError, OSError, EOFError, zlib.error, ValueError, KeyError, TypeError) as error:
        raise BackupRefused(
            f"{archive} cannot be read as a backup ({error or type(error).__name__}). {WHOLE}"
        ) from error
    hashes.pop(MANIFEST)
    if other := sorted(name for name in {*hashes, *told} if hashes.get(name) != told.get(name)):
        raise BackupRefused(f"In {archive}, {other[0]!r} is not as it was written. {WHOLE}")
    return about


def _pack_into(file: BinaryIO, members: Iterable[Member], about: Mapping[str, str], key: str) -> dict[str, str]:
    hashes: dict[str, str] = {}
    opened: Any = _Encrypting(file, key) if key else nullcontext(file)
    with opened as packed, tarfile.open(fileobj=packed, mode="w|gz") as tar:
        for member in members:
            if member.name.startswith(DRAFTS) and not member.path.exists():  # published or dropped in the meantime
                continue
            info = tarfile.TarInfo(member.name)
            info.mode = member.path.stat().st_mode & 0o777
            if member.path.is_dir():
                info.type = tarfile.DIRTYPE
                tar.addfile(info)
                continue
            with member.path.open("rb") as source:
                info.size = os.fstat(source.fileno()).st_size
                hashing = _Hashing(source)
                tar.addfile(info, hashing)
            hashes[member.name] = hashing.hash.hexdigest()
        manifest = json.dumps({"about": dict(about), "files": hashes}).encode()
        info = tarfile.TarInfo(MANIFEST)
        info.mode, info.size = 0o600, len(manifest)
        tar.addfile(info, io.BytesIO(manifest))
    return hashes


def _unpack_file(tar: tarfile.TarFile, info: tarfile.TarInfo, folder: Path) -> str:
    """Write a file with the rights it had; its hash."""
    path = _inside(folder, info.name)
    path.parent.mkdir(parents=True, exist_ok=True)
    source, hashed = tar.extractfile(info), hashlib.sha256()
    assert source
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        while block := source.read(BLOCK_BYTES):
            hashed.update(block)
            file.write(block)
    path.chmod(info.mode & 0o777 | 0o600)
    return hashed.hexdigest()


def _inside(folder: Path, name: str) -> Path:
    """Where a member goes. The folder was empty and gets no links, so a path without ".." cannot leave it."""
    parts = PurePosixPath(name).parts
    if not parts or name.startswith("/") or ".." in parts or "\0" in name:
        raise BackupRefused(f"The backup holds {name!r}, which would be outside its folder. {WHOLE}")
    return folder.joinpath(*parts)


class _Hashing:
    """Reads a file and hashes what was read."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.hash = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        block = self._file.read(size)
        self.hash.update(block)
        return block


class _Encrypting:
    """Takes bytes and writes them in encrypted blocks, one a line."""

    def __init__(self, file: BinaryIO, key: str) -> None:
        self._file, self._fernet = file, _fernet(key)
        self._waiting = bytearray()
        file.write(ENCRYPTED)

    def __enter__(self) -> _Encrypting:
        return self

    def __exit__(self, *_: object) -> None:
        self._write_block()

    def write(self, data: bytes) -> int:
        self._waiting += data
        if len(self._waiting) >= BLOCK_BYTES:
            self._write_block()
        return len(data)

    def _write_block(self) -> None:
        self._file.write(self._fernet.encrypt(bytes(self._waiting)) + b"\n")
        self._waiting.clear()


class _Decrypting:
    """Reads what `_Encrypting` wrote."""

    def __init__(self, file: BinaryIO, key: str) -> None:
        self._blocks = self._decrypted(file, _fernet(key))
        self._read = bytearray()

    def read(self, size: int) -> bytes:
        while len(self._read) < size and (block := next(self._blocks, b"")):
            self._read += block
        taken = bytes(self._read[:size])
        del self._read[:size]
        return taken

    @staticmethod
    def _decrypted(file: BinaryIO, fernet: Fernet) -> Iterator[bytes]:
        for line in file:
            try:
                yield fernet.decrypt(line.rstrip(b"\n"))
            except InvalidToken as error:
                raise BackupRefused(
                    f"BACKUP_KEY does not open the backup. Give the key it was made with. {WHOLE}"
                ) from error


@contextmanager
def _opened(archive: Path, key: str) -> Iterator[Any]:
    """The packed tar of a backup."""
    with archive.open("rb") as file:
        is_encrypted = file.read(len(ENCRYPTED)) == ENCRYPTED
        if is_encrypted and key:
            yield _Decrypting(file, key)
        elif key:
            raise BackupRefused(
                f"{archive} is not encrypted, though there is a BACKUP_KEY, so somebody else may have made it. "
                "If you know that it is yours, run this again with BACKUP_KEY= in front of the command."
            )
        elif not is_encrypted:
            file.seek(0)
            yield file
        else:
            raise BackupRefused(f"{archive} is encrypted. Give its key: BACKUP_KEY=... in front of the command.")


def _fernet(key: str) -> Fernet:
    try:
        return Fernet(key)
    except ValueError as error:
        raise BackupRefused("BACKUP_KEY is not a valid key. Make one: python -m deploy.backup --new-key") from error
