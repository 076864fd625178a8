"""Danger is looked for in the message as it was typed, before anything is taken out or passed on."""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Protocol

from actions import cards
from actions.card_types import CrisisCard, NoticeCard, to_wire
from actions.wire import Outcome, Reply
from knowledge.danger.detector import Level
from knowledge.danger.watch import DangerWatch, Looked
from knowledge.encoder.sentence_encoder import Vectors
from knowledge.faults import KnowledgeError
from knowledge.files.records import Content
from knowledge.versions.live import live_search
from knowledge.versions.live_vectors import sentence_encoder
from web_widget.store.dangers_noticed import DangerShown

LEVEL = "danger"
KIND = "danger_kind"
"""The names under which Rasa gets the level and the kind of danger. It gets none of the words."""
LANGUAGE = "language"
"""What says that the message is in another language; the words for that name 999 already."""

URGENT_SECONDS = 2.0
"""How long somebody in danger waits for Rasa, which may be busy or away; then they get the card without it."""
EASED = "danger_eased"
"""The name of the words that are said once help has come; they name 999 too."""
CARD, NOTICE = CrisisCard.type, NoticeCard.type

logger = logging.getLogger(__name__)


class Looks(Protocol):
    """Anything that looks at a message."""

    def look(self, text: str) -> Looked | None:
        """The judgement of the message; None if it has no words."""
        ...


@dataclass(frozen=True)
class Noticed:
    """What the text as typed told.

    Attributes:
        travels: with the message to Rasa; nothing where it could not be looked at, so that Rasa looks instead.
        vector: of the text: float32, (dim,); None where it could not be looked at. It goes no further by itself.
    """

    travels: Mapping[str, str]
    vector: Vectors | None = None


class DangerAtTheDoor:
    """What the gateway does about danger. Nothing of a text is kept or logged.

    Args:
        make: makes what looks; called once in each process, at the first message or before it.
    """

    def __init__(self, make: Callable[[], Looks]) -> None:
        self._make = make
        self._made: Looks | None = None
        self._making = threading.Lock()

    def noticed(self, text: str) -> Noticed:
        """What the text shows about danger."""
        try:
            looked = self._looks().look(text)
        except (KnowledgeError, OSError, ValueError) as error:
            logger.warning("A message could not be looked at for danger: %s", type(error).__name__)
            return Noticed({})
        if looked is None:
            return Noticed({LEVEL: Level.NONE.value})
        notice = looked.notice
        kind = {} if notice.level is Level.NONE else {KIND: notice.kind}
        return Noticed({LEVEL: notice.level.value, **kind}, looked.vector)

    def warm_up_workers(self) -> None:
        """Load the model in each process that is forked from this one, in the background: it cannot be shared."""
        os.register_at_fork(after_in_child=self._begin_anew)

    def _begin_anew(self) -> None:
        self._making = threading.Lock()
        threading.Thread(target=self.noticed, args=["warm up"], name="danger", daemon=True).start()

    def _looks(self) -> Looks:
        with self._making:
            if self._made is None:
                self._made = self._make()
            return self._made


def shipped_watch() -> DangerWatch:
    """The watch on the index in use."""
    search = live_search()
    return DangerWatch(sentence_encoder(), lambda: search.current().danger)


def is_emergency(noticed: Mapping[str, str]) -> bool:
    """Whether the numbers to ring come before all else."""
    return noticed.get(LEVEL) == Level.CARD


def patience(noticed: Mapping[str, str]) -> float | None:
    """How many seconds to wait for Rasa's reply; None where as long as for any other."""
    return URGENT_SECONDS if is_emergency(noticed) else None


def emergency(noticed: Mapping[str, str], content: Content, version: str) -> Reply:
    """The emergency card, made here: nobody in danger waits for the rest of the assistant."""
    card = {**to_wire(cards.crisis(content, noticed.get(KIND))), "version": version}
    return Reply((card,), Outcome.DANGER, None, version)


def with_card(reply: Reply, noticed: Mapping[str, str], content: Content) -> Reply:
    """The reply with the emergency card above it, where somebody is in danger and nothing in the reply says so."""
    says_so = any(card["type"] == "crisis" for card in reply.cards)
    if says_so or not is_emergency(noticed):
        return reply
    return replace(reply, cards=(*emergency(noticed, content, reply.version).cards, *reply.cards))


def with_line(reply: Reply, noticed: Mapping[str, str], content: Content) -> Reply:
    """The reply with the one line above it, where danger is possible and the reply does not name 999 already."""
    if noticed.get(LEVEL) != Level.LINE or reply.outcome is Outcome.DANGER or LANGUAGE in noticed:
        return reply
    if any(card.get("text") == content.council.words[EASED] for card in reply.cards):
        return reply
    line = cards.danger_line(content, noticed.get(KIND, ""))
    return replace(reply, cards=({**to_wire(line), "version": reply.version}, *reply.cards)) if line else reply


def shown(reply: Reply, noticed: Mapping[str, str]) -> DangerShown | None:
    """Which card or line about danger a reply shows; None where it shows none, or the message was not looked at."""
    types = [(card["type"], card.get("kind")) for card in reply.cards]
    level = Level.CARD if any(name == CARD for name, _ in types) else Level.LINE if (NOTICE, LEVEL) in types else None
    return DangerShown(level.value, noticed[KIND]) if level and KIND in noticed else None
