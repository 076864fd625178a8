"""What is looked over before Rasa starts, so that it starts whole or says why not."""

from __future__ import annotations

import gzip
import io
import tarfile
import zlib
from itertools import pairwise
from pathlib import Path
from typing import Sequence

from knowledge.versions.live import live_search

MODEL = Path("models/assistant.tar.gz")


class ModelDamaged(Exception):
    """The trained model is not there, or is not as it was written; the message says what to run."""


def verify_model(path: Path) -> None:
    """Read the archive of a model to its end, where its checksum is.

    Raises:
        ModelDamaged: it cannot be read.
    """
    try:
        with gzip.open(path) as packed, tarfile.open(fileobj=io.BytesIO(packed.read())) as archive:
            archive.getmembers()
    except FileNotFoundError as error:
        raise ModelDamaged(f"There is no trained model at {path}. Run: make build") from error
    except (OSError, EOFError, zlib.error, tarfile.TarError) as error:
        raise ModelDamaged(f"The trained model {path} is damaged ({error}). Run: rm {path} && make build") from error


def prepare(arguments: Sequence[str]) -> None:
    """Look over the model that `rasa run` is given, and read the index, for which the first parent need not wait.

    Args:
        arguments: of the command line, from "run" on.

    Raises:
        ModelDamaged: the model cannot be read.
        KnowledgeError: the index cannot.
    """
    given = dict(pairwise(arguments))
    verify_model(Path(given.get("--model", MODEL)))
    live_search().current()
