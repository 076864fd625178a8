"""However a parent wanders, every reply is a valid card and nothing traps them."""

from __future__ import annotations

import random
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import pytest
from jsonschema import Draft7Validator

from actions.card_schema import CARD
from actions.wire import WireCard
from tests.support.running import System

pytestmark = pytest.mark.system

SEED = 20261122
WALKS = 200
STEPS = 6
AT_ONCE = 4
PRESSED = 0.4
"""How often a button is pressed, where there is one, instead of typing."""
TYPED = (
    *("can my son get short breaks", "how do i apply", "who do i ring", "how long does that take"),
    *("what if they say no", "EHCP", "help", "autism", "something else", "yes", "no", "thanks", "hello", "bye"),
    *(
        "start again",
        "skip",
        "stop",
        "what clubs are there near us",
        "find something for my son",
        "he is 7 and autistic",
    ),
    *("Oakham", "free ones please", "can I talk to someone", "work out my deadlines", "3rd of March", "last Tuesday"),
    *("can I ask for an assessment myself", "I don't know", "wheres the bins", "asdf", "?", "1"),
    *("the council said no to an assessment what now", "that didnt help at all", "my son says he wants to die"),
    *("moje dziecko ma autyzm i potrzebuje pomocy", "can he get DLA? and is it taxed?"),
)
NEW_QUESTION = "which dentist is good with autistic children"
VALIDATOR = Draft7Validator(CARD)


def test_every_reply_of_200_random_walks_is_a_valid_card_and_no_walk_is_trapped(system: System) -> None:
    with ThreadPoolExecutor(AT_ONCE) as parents:
        list(parents.map(lambda number: Walk(system, number).wander(), range(WALKS)))


class Walk:
    """One conversation, with what was said and shown.

    Attributes:
        shown: the cards of the last reply.
        said: all messages, so that a failure can be told again.
    """

    def __init__(self, system: System, number: int) -> None:
        self._system = system
        self._number = number
        self._chance = random.Random(f"{SEED} {number}")
        self._conversation, self.shown = system.begin()
        self.said: list[str] = []

    def wander(self) -> None:
        """Say or press something some times over; then begin anew, or ask something else, and be answered."""
        for _ in range(STEPS):
            pressed = self.buttons and self._chance.random() < PRESSED
            self.say(self._chance.choice(self.buttons if pressed else TYPED))
        if self._number % 2:
            self.say("start again")
            assert [card["type"] for card in self.shown] == ["text"], self.story
        else:
            self.say(NEW_QUESTION)
            assert self.shown[0].get("entry") == "dentist", self.story

    @property
    def buttons(self) -> list[str]:
        """What the buttons of the last reply would send."""
        names = ("options", "follow_ups", "alternatives", "changes")
        listed = [option["message"] for card in self.shown for name in names for option in card.get(name, ())]
        return listed + [card["skip"]["message"] for card in self.shown if "skip" in card]

    @property
    def story(self) -> str:
        """The walk so far."""
        return f"seed {SEED}, walk {self._number}: {self.said} -> {[card['type'] for card in self.shown]}"

    def say(self, text: str) -> None:
        """Send a message; its reply must be of valid cards, and a choice that was made is not asked again."""
        before = self.shown
        self.said.append(text)
        self.shown = self._system.ask(text, self._conversation)
        assert self.shown, self.story
        for card in self.shown:
            VALIDATOR.validate(card)
        assert not [card for card in self.shown if card in _offering(text, before)], self.story


def _offering(text: str, shown: Sequence[WireCard]) -> list[WireCard]:
    """The choices among the cards that have a button with this text."""
    choices = [card for card in shown if card["type"] == "choice"]
    return [card for card in choices if text in {option["message"] for option in card["options"]}]
