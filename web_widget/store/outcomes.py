"""What came of a message, read from the cards of the reply."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any

Card = Mapping[str, Any]


class Outcome(StrEnum):
    """What the assistant did."""

    ANSWERED = "answered"
    ASKED_BACK = "asked_back"
    NOT_KNOWN = "not_known"
    OUT_OF_SCOPE = "out_of_scope"
    DANGER = "danger"
    HANDED_OVER = "handed_over"
    GUIDED = "guided"
    TALK = "talk"


class Shortfall(StrEnum):
    """Why a question counts as not answered."""

    NOT_KNOWN = "not_known"
    ASKED_BACK_TWICE = "asked_back_twice"
    UNHELPFUL = "unhelpful"
    HANDED_OVER = "handed_over"


WITHOUT_QUESTION = frozenset({Outcome.GUIDED, Outcome.TALK})
"""Of these the words are not kept: answers to the questions of a guided journey, greetings and thanks."""

_BY_TYPE = {
    "answer": Outcome.ANSWERED,
    "dates": Outcome.ANSWERED,
    "letter": Outcome.ANSWERED,
    "form": Outcome.GUIDED,
    "choice": Outcome.ASKED_BACK,
    "services": Outcome.HANDED_OVER,
}
_BY_REASON = {"not_sure": Outcome.NOT_KNOWN, "handover": Outcome.HANDED_OVER}


def outcome_of(cards: Sequence[Card]) -> Outcome:
    """The most telling of what the cards say: danger before all, an answer before anything else."""
    types = [card["type"] for card in cards]
    if "crisis" in types:
        return Outcome.DANGER
    if missed := next((card for card in cards if card["type"] == "no_answer"), None):
        return _BY_REASON.get(missed["reason"], Outcome.OUT_OF_SCOPE)
    if any("why" in service for card in cards for service in card.get("services", ())):
        return Outcome.ANSWERED  # services that were looked out for this child
    return next((outcome for kind, outcome in _BY_TYPE.items() if kind in types), Outcome.TALK)


def entry_of(cards: Sequence[Card]) -> str | None:
    """The id of the entry that was shown, where one was."""
    return next((card["entry"] for card in cards if card["type"] == "answer"), None)
