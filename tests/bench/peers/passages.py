"""The content as plain searching systems get it: every wording and every section, as staff wrote them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from knowledge.files.records import Content, Entry
from tests.bench.ranking import Ranking
from tests.bench.statistics import Floats


@dataclass(frozen=True)
class Passage:
    """A text that answers, or is asked as, a topic; `section` is None for a wording."""

    topic: str
    section: str | None
    text: str


def wordings(content: Content) -> list[Passage]:
    """How parents ask for each topic."""
    return [Passage(entry.id, None, text) for entry in content.entries.values() for text in wordings_of(entry)]


def wordings_of(entry: Entry) -> list[str]:
    """How parents ask for one topic, each once."""
    return list(dict.fromkeys((entry.title, entry.ask, *entry.questions)))


def sections(content: Content) -> list[Passage]:
    """What each topic says."""
    return [
        Passage(entry.id, section.id, f"{entry.title}. {section.heading}. {section.text}")
        for entry in content.entries.values()
        for section in entry.sections
    ]


def ranked(passages: Sequence[Passage], scores: Floats) -> Ranking:
    """Topics by their best passage, and the best section of the first. Nothing is ever refused."""
    order = [passages[position] for position in np.argsort(-scores, kind="stable")]
    topics = tuple(dict.fromkeys(passage.topic for passage in order))
    section = next((p.section for p in order if p.topic == topics[0] and p.section), None)
    return Ranking(topics[0], topics, section, True, float(scores.max()))
