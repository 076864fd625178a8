"""The one sentence model of this process: for danger, and for the search of the pages."""

from __future__ import annotations

from functools import lru_cache

from knowledge.encoder.sentence_encoder import SentenceEncoder


@lru_cache(maxsize=1)
def sentence_encoder() -> SentenceEncoder:
    """The model. It is loaded at its first use, so each process that is forked from this one loads its own."""
    return SentenceEncoder()
