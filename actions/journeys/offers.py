"""The buttons that offer the guided journeys. None begins before a parent asks for it or presses its button."""

from __future__ import annotations

from dataclasses import replace
from typing import Optional, Sequence, Tuple

from actions.card_types import (
    AnswerCard,
    ButtonPart,
    Card,
    ChoiceCard,
    NoAnswerCard,
    OptionPart,
    ServicesCard,
    TextCard,
)
from actions.cards import FOLLOW_UPS_SHOWN
from knowledge.files.journey_descriptions import JourneyDescription
from knowledge.files.records import Content


def buttons(content: Content) -> Tuple[OptionPart, ...]:
    """One button for each journey."""
    return tuple(OptionPart(journey.title, journey.title) for journey in content.journeys.all)


def with_way_back(content: Content, journey: Optional[JourneyDescription], shown: Sequence[Card]) -> Sequence[Card]:
    """The cards of a reply, the last with a button to go on with the journey that was set aside, if one was."""
    if journey is None:
        return shown
    *before, last = shown
    return [*before, _with_button(last, content.journeys.named(journey.name).title)]


def _with_button(card: Card, title: str) -> Card:
    if isinstance(card, AnswerCard):
        button = ButtonPart(title, title)
        others = [other for other in card.follow_ups if other != button]
        return replace(card, follow_ups=(button, *others)[:FOLLOW_UPS_SHOWN])
    if isinstance(card, (ChoiceCard, NoAnswerCard, TextCard)):
        return replace(card, options=(*card.options, OptionPart(title, title)))
    if isinstance(card, ServicesCard):
        return replace(card, options=(*(card.options or ()), ButtonPart(title, title)))
    return card
