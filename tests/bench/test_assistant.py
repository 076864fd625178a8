"""This assistant's replies are read as strictly as those of the others."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

from knowledge.files.records import Content
from tests.bench.peers.assistant import Assistant, sure_by_search
from tests.support.fake_encoder import FakeEncoder
from tests.support.running import System


class Replying:
    """A system that always replies with the same cards."""

    processes: dict[str, Any] = {}

    def __init__(self, *cards: dict[str, Any]) -> None:
        self._cards = list(cards)

    def ask(self, text: str) -> list[dict[str, Any]]:
        return self._cards


def assistant(*cards: dict[str, Any]) -> Assistant:
    return Assistant(cast(System, Replying(*cards)), lambda text: 0.7)


def test_answer_is_shown_with_its_section() -> None:
    card = {"type": "answer", "entry": "a", "section": "who", "confidence": 0.9, "alternatives": [{"entry": "b"}]}
    [ranking] = assistant(card).rank(["hello"])
    assert (ranking.shown, ranking.offered, ranking.section, ranking.answered) == ("a", ("a", "b"), "who", True)
    assert ranking.confidence == 0.7


def test_topic_that_is_only_offered_is_not_shown() -> None:
    [ranking] = assistant({"type": "no_answer", "options": [{"entry": "a"}]}).rank(["hello"])
    assert (ranking.shown, ranking.offered, ranking.answered) == (None, ("a",), False)


def test_search_is_surer_of_a_wording_than_of_what_is_out_of_scope(small_index: Path, small: Content) -> None:
    sure = sure_by_search(small_index, FakeEncoder())
    known = next(iter(small.entries.values())).questions[0]
    foreign = small.out_of_scope[0].questions[0]
    assert 0 <= sure(foreign) < sure(known) < 1.01
