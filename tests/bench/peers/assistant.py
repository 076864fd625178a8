"""This assistant, through its own API."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import requests

from knowledge.encoder.sentence_encoder import Encoder
from knowledge.evaluation.messages import Message
from knowledge.search import index
from knowledge.search.search import Search
from knowledge.settings import SearchSettings
from tests.bench.ranking import Ranking
from tests.evaluation.replies import read_cards
from tests.support.running import System

Sure = Callable[[str], float]


class Assistant:
    """The running assistant.

    Args:
        system: where it runs.
        sure: the probability that a message can be answered; the API tells it only of what was answered.
    """

    name = "this assistant"

    def __init__(self, system: System, sure: Sure) -> None:
        self._system = system
        self._sure = sure
        self.processes: Mapping[str, int] = {name: process.pid for name, process in system.processes.items()}

    def rank(self, texts: Sequence[str]) -> list[Ranking]:
        """What it shows, each message in a conversation of its own. A topic only offered is not shown."""
        return [self._ranking(text) for text in texts]

    def begin(self, session: requests.Session) -> Callable[[str], object]:
        """A conversation with a session of its own."""
        system = replace(self._system, session=session)
        token, _ = system.begin()
        return lambda text: system.ask(text, token)

    def _ranking(self, text: str) -> Ranking:
        reply = read_cards(Message("", text, (), ""), self._system.ask(text))
        shown = reply.entries[0] if reply.answered else None
        return Ranking(shown, reply.entries, reply.section or "", reply.answered, self._sure(text))


def sure_by_search(index_folder: Path, encoder: Encoder) -> Sure:
    """The probability that any entry answers, as the knowledge search reckons it on the whole message."""
    every_entry = replace(SearchSettings(), ranked=10_000)
    search = Search(index.load(index_folder, every_entry), every_entry)

    def sure(text: str) -> float:
        results = search.search(text, encoder.encode([search.spell_out(text)])[0])
        return sum(hit.confidence for hit in results.hits)

    return sure
