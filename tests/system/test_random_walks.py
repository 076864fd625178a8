"""However a parent wanders, every reply is a valid card."""

from __future__ import annotations

import random

import pytest
from jsonschema import Draft7Validator

from actions.card_schema import CARD
from tests.running import System

pytestmark = pytest.mark.system

WALKS = 200
STEPS = 6
TYPED = (
    *(
        "can my son get short breaks",
        "how do i apply",
        "who do i ring",
        "how long does that take",
        "what if they say no",
    ),
    *("EHCP", "help", "autism", "something else", "yes", "no", "thanks", "start again", "skip", "stop", "hello", "bye"),
    *("what clubs are there near us", "he is 7 and autistic", "Oakham", "free ones please", "can I talk to someone"),
    *("work out my deadlines", "3rd of March", "last Tuesday", "can I ask for an assessment myself", "I don't know"),
    *("wheres the bins", "asdf", "?", "1", "the council said no to an assessment what now", "that didnt help at all"),
    *("my son says he wants to die", "moje dziecko ma autyzm i potrzebuje pomocy", "can he get DLA? and is it taxed?"),
)
VALIDATOR = Draft7Validator(CARD)


def test_every_reply_of_200_random_walks_is_a_valid_card_and_no_walk_is_trapped(system: System) -> None:
    chance = random.Random(20261122)
    for walk in range(WALKS):
        conversation, opening = system.begin()
        offered = _messages(opening)
        for _ in range(STEPS):
            text = chance.choice(offered) if offered and chance.random() < 0.4 else chance.choice(TYPED)
            replied = system.ask(text, conversation)
            assert replied, f"walk {walk}: nothing came back for {text!r}"
            for card in replied:
                VALIDATOR.validate(card)
            offered = _messages(replied)
        (last, *_) = system.ask("start again", conversation)
        assert last["type"] == "text", f"walk {walk} could not start again: {last}"


def _messages(replied: list[dict[str, object]]) -> list[str]:
    """What the buttons of the cards would send."""
    found = []
    for card in replied:
        for name in ("options", "follow_ups", "alternatives"):
            options = card.get(name, [])
            assert isinstance(options, list)
            found += [option["message"] for option in options]
    return found
