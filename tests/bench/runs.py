"""The two runs: the whole benchmark, and a smoke of it."""

from __future__ import annotations

import os
import platform
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice

from knowledge.encoder.sentence_encoder import Encoder, SentenceEncoder
from knowledge.evaluation.messages import Message
from knowledge.files import loading
from knowledge.files.records import Content
from knowledge.settings import Paths
from tests.bench import cost
from tests.bench.peers.assistant import Assistant, sure_by_search
from tests.bench.peers.bare_model import BareModel
from tests.bench.peers.bm25 import Bm25
from tests.bench.peers.environments import python_of
from tests.bench.peers.haystack_faq import HaystackFaq
from tests.bench.peers.stock_rasa import StockRasa
from tests.bench.quality import Figures, figures
from tests.bench.ranking import Peer
from tests.bench.results import Results
from tests.bench.speed import Timing, never_asked, time_floor
from tests.bench.stages import Asked, Stage, measure_assistant, measure_stock_rasa

TIMED = 240
SMOKE_TOPICS = 5


def whole(messages: Sequence[Message]) -> Results:
    """Measure everything, against every peer.

    Args:
        messages: labelled.

    Raises:
        PeerNotInstalled: before anything is measured.
    """
    rasa, haystack = python_of("rasa"), python_of("haystack")
    bench = _Bench.of(messages)
    ours = bench.measure_assistant()
    say("Training stock Rasa and asking it.")
    stock = measure_stock_rasa(bench.content, rasa, bench.asked)
    say("Asking the other peers.")
    peers = [HaystackFaq(bench.content, bench.encoder, haystack), *bench.cheap_peers()]
    quality = {Assistant.name: bench.figures(ours), StockRasa.name: bench.figures(stock)}
    say("Training and building this assistant.")
    return Results(
        machine=machine(),
        questions=counts(bench.messages),
        quality={**quality, **bench.figures_of(peers)},
        floor=bench.floor(),
        served={Assistant.name: ours.run, StockRasa.name: stock.run},
        stock_training=stock.training,
        cost=cost.measure(bench.paths.content),
    )


def smoke(messages: Sequence[Message]) -> Results:
    """Measure what can be measured within a minute: no training, no peer to install, few topics for peers."""
    bench = _Bench.of(messages)
    ours = bench.measure_assistant()
    bench = replace(bench, content=few_topics(bench.content))
    return Results(
        machine=machine(),
        questions=counts(bench.messages),
        quality={Assistant.name: bench.figures(ours), **bench.figures_of(bench.cheap_peers())},
        floor=bench.floor(),
        served={Assistant.name: ours.run},
        stock_training=None,
        cost=None,
    )


def spread(messages: Sequence[Message], most: int) -> list[Message]:
    """At most so many messages, taken evenly, so that every kind is among them."""
    return [messages[number * len(messages) // most] for number in range(most)] if most < len(messages) else [*messages]


def counts(messages: Sequence[Message]) -> dict[str, int]:
    """How many there are of each kind."""
    return dict(Counter(message.kind for message in messages))


def few_topics(content: Content) -> Content:
    """The first topics alone, for peers that embed everything anew."""
    return replace(content, entries=dict(islice(content.entries.items(), SMOKE_TOPICS)))


def machine() -> str:
    """What this runs on."""
    return f"{os.cpu_count()} processors, {platform.machine()}, {platform.system()}, Python {platform.python_version()}"


def say(line: str) -> None:
    """Tell on standard error how far it is."""
    print(line, file=sys.stderr, flush=True)


@dataclass(frozen=True)
class _Bench:
    """What both runs are made of."""

    messages: Sequence[Message]
    content: Content
    encoder: Encoder
    paths: Paths
    asked: Asked

    @classmethod
    def of(cls, messages: Sequence[Message]) -> _Bench:
        paths = Paths.from_environment()
        asked = Asked([m.text for m in messages], [m.text for m in spread(messages, TIMED)])
        return cls(messages, loading.load(paths.content), SentenceEncoder(), paths, asked)

    def measure_assistant(self) -> Stage:
        say("Starting this assistant and asking it.")
        return measure_assistant(sure_by_search(self.paths.index, self.encoder), self.asked)

    def cheap_peers(self) -> list[Peer]:
        return [Bm25(self.content), BareModel(self.content, self.encoder)]

    def figures(self, stage: Stage) -> Figures:
        return figures(self.messages, stage.rankings)

    def figures_of(self, peers: Sequence[Peer]) -> dict[str, Figures]:
        return {peer.name: figures(self.messages, peer.rank(self.asked.texts)) for peer in peers}

    def floor(self) -> Timing:
        return time_floor(self.encoder, never_asked(self.asked.timed, 1))
