"""A Haystack FAQ pipeline: documents are the wordings, the retriever finds the nearest by the same sentence model."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

from knowledge.encoder.sentence_encoder import Encoder
from knowledge.files.records import Content
from tests.bench.peers.passages import wordings
from tests.bench.ranking import Ranking

WORKER = Path(__file__).with_name("haystack_worker.py")


class HaystackFaq:
    """Haystack's in-memory document store and embedding retriever over the wordings.

    Args:
        content: whose wordings are its documents.
        encoder: embeds documents and messages.
        python: of an environment with haystack-ai.
    """

    name = "Haystack FAQ pipeline"

    def __init__(self, content: Content, encoder: Encoder, python: Path) -> None:
        self._wordings = wordings(content)
        self._encoder = encoder
        self._python = python

    def rank(self, texts: Sequence[str]) -> list[Ranking]:
        """The topics by the score of their first document.

        Raises:
            subprocess.CalledProcessError: Haystack failed; what it said is on standard error.
        """
        documents = [passage.text for passage in self._wordings]
        given = {
            "texts": documents,
            "topics": [passage.topic for passage in self._wordings],
            "vectors": self._encoder.encode(documents).tolist(),
            "asked": self._encoder.encode(texts).tolist(),
        }
        quiet = {**os.environ, "HAYSTACK_TELEMETRY_ENABLED": "False"}
        done = subprocess.run(
            [self._python, WORKER], input=json.dumps(given), stdout=subprocess.PIPE, text=True, check=True, env=quiet
        )
        return [_ranking(found) for found in json.loads(done.stdout)]


def _ranking(found: list[tuple[str, float]]) -> Ranking:
    topics = tuple(dict.fromkeys(topic for topic, _ in found))
    return Ranking(topics[0], topics, None, True, found[0][1])
