"""What the cards of a reply say about what came of a message."""

from __future__ import annotations

from typing import Any

import pytest

from actions.card_schema import CARDS
from web_widget.store.outcomes import _BY_TYPE, Outcome, entry_of, outcome_of

ANSWER = {"type": "answer", "entry": "short-breaks"}
PEOPLE: dict[str, Any] = {"type": "services", "services": [{"id": "a", "name": "A"}]}
FOUND: dict[str, Any] = {"type": "services", "services": [{"id": "a", "name": "A", "why": [{"title": "near"}]}]}


@pytest.mark.parametrize(
    ("cards", "outcome"),
    [
        ([ANSWER], Outcome.ANSWERED),
        ([{"type": "notice"}, {"type": "text"}, ANSWER, ANSWER], Outcome.ANSWERED),
        ([{"type": "crisis"}, ANSWER], Outcome.DANGER),
        ([{"type": "choice"}], Outcome.ASKED_BACK),
        ([{"type": "no_answer", "reason": "not_sure"}], Outcome.NOT_KNOWN),
        ([{"type": "no_answer", "reason": "handover"}], Outcome.HANDED_OVER),
        ([{"type": "no_answer", "reason": "bins"}], Outcome.OUT_OF_SCOPE),
        ([PEOPLE], Outcome.HANDED_OVER),
        ([FOUND], Outcome.ANSWERED),
        ([{"type": "form"}], Outcome.GUIDED),
        ([{"type": "dates"}], Outcome.ANSWERED),
        ([PEOPLE, ANSWER, {"type": "letter"}], Outcome.ANSWERED),
        ([{"type": "text"}], Outcome.TALK),
        ([{"type": "notice"}], Outcome.TALK),
    ],
)
def test_outcome_is_the_most_telling_one(cards: list[dict[str, Any]], outcome: Outcome) -> None:
    assert outcome_of(cards) is outcome


def test_entry_is_the_first_that_was_shown() -> None:
    assert entry_of([{"type": "crisis"}, ANSWER, {**ANSWER, "entry": "sendiass"}]) == "short-breaks"
    assert entry_of([PEOPLE]) is None


def test_every_type_of_card_is_thought_of() -> None:
    assert set(CARDS) == {*_BY_TYPE, "crisis", "no_answer", "text", "notice"}
