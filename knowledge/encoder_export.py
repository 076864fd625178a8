"""A sentence-transformers model as one ONNX network, from tokens to the finished vector: made once, then kept."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from knowledge.faults import EncoderInvalid
from knowledge.settings import ROOT

OPSET = 17
FORM = "a text at a time, steps fused"
_EXAMPLES = ["the first example", "and a second one, which is longer"]


@dataclass(frozen=True)
class ExportedModel:
    """Files of one exported model: the network, and its tokenizer, which cuts long texts and pads none."""

    network: Path
    tokenizer: Path


def exported(model: Path, kept_in: Path) -> ExportedModel:
    """The exported form of a model. It is made, in a few seconds, where it is not kept already.

    That happens in a process of its own, which gives PyTorch's memory back.

    Args:
        model: folder of a sentence-transformers model.
        kept_in: where exported models are kept, each in a folder named after what it was made from.

    Raises:
        EncoderInvalid: the folder holds no such model.
    """
    folder = kept_in / f"{model.name}-{_fingerprint(model)}"
    if not folder.exists():
        kept_in.mkdir(parents=True, exist_ok=True)
        scratch = Path(tempfile.mkdtemp(prefix="exporting-", dir=kept_in))
        try:
            _run_export(model, scratch)
            scratch.rename(folder)
        except OSError:
            if not folder.exists():  # unless another process has made it meanwhile
                raise
        finally:
            shutil.rmtree(scratch, ignore_errors=True)
    return _files(folder)


def _files(folder: Path) -> ExportedModel:
    return ExportedModel(folder / "network.onnx", folder / "tokenizer.json")


def _fingerprint(model: Path) -> str:
    digest = hashlib.sha256(f"{OPSET} {FORM}".encode())
    for path in sorted(path for path in model.rglob("*") if path.is_file()):
        status = path.stat()
        digest.update(f"{path.relative_to(model).as_posix()} {status.st_size} {status.st_mtime_ns}".encode())
    return digest.hexdigest()[:12]


def _run_export(model: Path, folder: Path) -> None:
    command = [sys.executable, "-m", "knowledge.encoder_export", str(model), str(folder)]
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

    class TokensToVector(torch.nn.Module):  # type: ignore[misc, unused-ignore]
        """Every module of the model, pooling included, and the vector at length 1."""

        def __init__(self, sentences: SentenceTransformer, names: list[str]) -> None:
            super().__init__()
            self._sentences = sentences
            self._names = names

        def forward(self, *tokens: Any) -> Any:
            made = self._sentences(dict(zip(self._names, tokens, strict=True)))
            return torch.nn.functional.normalize(made["sentence_embedding"], dim=1)

    logging.set_verbosity_error()
    logging.disable_progress_bar()
    # The exporter cannot follow PyTorch's own fused attention.
    sentences = SentenceTransformer(str(model), device="cpu", model_kwargs={"attn_implementation": "eager"})
    tokens = dict(sentences.tokenizer(_EXAMPLES, return_tensors="pt", padding=True))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            TokensToVector(sentences, list(tokens)).eval(),
            tuple(tokens.values()),
            str(files.network),
            input_names=list(tokens),
            output_names=["vector"],
            dynamic_axes={name: {0: "texts", 1: "tokens"} for name in tokens},
            opset_version=OPSET,
            dynamo=False,
        )
    _fuse(files.network)
    tokenizer = sentences.tokenizer.backend_tokenizer
    tokenizer.enable_truncation(sentences.max_seq_length)
    tokenizer.no_padding()
    tokenizer.save(str(files.tokenizer))


def _fuse(network: Path) -> None:
    """Let neighbouring steps of the network run as one: the same vectors in about six sevenths of the time."""
    from onnxruntime.transformers.optimizer import optimize_model

    optimize_model(str(network), "bert", opt_level=0).save_model_to_file(str(network))


if __name__ == "__main__":
    _export(Path(sys.argv[1]), _files(Path(sys.argv[2])))
