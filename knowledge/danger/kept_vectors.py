"""The vectors of the texts that danger is learnt from, kept for the next build. Nothing else reads them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from knowledge.danger.pieces import pieces_of, with_pieces
from knowledge.encoder.sentence_encoder import Encoder, Vectors

Kept = Mapping[tuple[str, ...], Vectors]
"""The vectors of a text and its pieces, (1 + pieces, dim), by their words. A text cut in another way is not found."""


def vectors_of(texts: Sequence[str], kept: Kept, encoder: Encoder) -> dict[str, Vectors]:
    """The vectors of each text and, after it, of its pieces: float32, (1 + pieces, dim), L2-normalised.

    Args:
        texts: to learn from.
        kept: of an earlier build with the same encoder.
        encoder: makes those that were not kept.
    """
    return joined(texts, kept, made(new_of(texts, kept), encoder))


def new_of(texts: Sequence[str], kept: Kept) -> tuple[str, ...]:
    """The texts whose vectors were not kept."""
    return tuple(text for text in texts if with_pieces(text) not in kept)


def made(texts: Sequence[str], encoder: Encoder) -> dict[str, Vectors]:
    """The vectors of texts that were not kept. If there are none, the model is not loaded."""
    vectors = encoder.encode_many_parts([(text, pieces_of(text)) for text in texts]) if texts else []
    return dict(zip(texts, vectors, strict=True))


def joined(texts: Sequence[str], kept: Kept, new: Mapping[str, Vectors]) -> dict[str, Vectors]:
    """The vectors of `texts`, some of which are new and the rest kept."""
    return {text: new[text] if text in new else kept[with_pieces(text)] for text in texts}


def save(path: Path, vectors: Mapping[str, Vectors]) -> None:
    """Write the vectors of texts and their pieces to a .npz file, with 16 bits a number."""
    pieces = [with_pieces(text) for text in vectors]
    flat = np.array([part for parts in pieces for part in parts])
    stacked = np.concatenate(list(vectors.values())).astype(np.float16)
    np.savez(path, pieces=flat, counts=np.array([len(parts) for parts in pieces]), vectors=stacked)


def read(path: Path) -> Kept:
    """What `save` wrote.

    Raises:
        OSError: there is no such file.
        ValueError, KeyError: it is of another form.
    """
    with np.load(path) as file:
        pieces, vectors, ends = file["pieces"].tolist(), file["vectors"], np.cumsum(file["counts"]).tolist()
    starts = [0, *ends[:-1]]
    spans = zip(starts, ends, strict=True)
    return {tuple(pieces[start:end]): vectors[start:end].astype(np.float32) for start, end in spans}
