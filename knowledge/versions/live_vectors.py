"""The one sentence model of this process, and the vectors of messages that it makes for the index in use."""

from __future__ import annotations

from functools import lru_cache

from knowledge.encoder.sentence_encoder import SentenceEncoder
from knowledge.search.message_vectors import MessageVectors
from knowledge.versions.live import live_search


@lru_cache(maxsize=1)
def sentence_encoder() -> SentenceEncoder:
    """The model. It is loaded at its first use, so each process that is forked from this one loads its own."""
    return SentenceEncoder()


@lru_cache(maxsize=1)
def message_vectors() -> MessageVectors:
    """The vectors of this process's messages, with words spelt as the index in use spells them."""
    search = live_search()
    return MessageVectors(sentence_encoder(), lambda text: search.current().spell_out(text))
