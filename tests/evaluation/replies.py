"""What the assistant made of a message, read from its cards. Pure functions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from knowledge.evaluation.messages import LabelledNeed, Message
from knowledge.files.records import Content

Card = Mapping[str, Any]

JOURNEYS = ("find_help", "timetable", "assessment", "talk")
OTHER_LANGUAGE = "other_language"
EMERGENCY = "emergency"
REFUSED = "refused: "
"""What a canned reply is called: the first two, or this and the kind out of scope, or the name of the fixed words."""


class Kind(StrEnum):
    """What kind of reply it was, leaving aside an emergency card above it."""

    ANSWER = "answer"
    CHOICE = "choice"
    CANNED = "canned"
    FORM = "form"
    NOTHING = "nothing"


@dataclass(frozen=True)
class Words:
    """The fixed words, which tell canned replies apart.

    Attributes:
        names: the name of each fixed reply, by what it says.
        refusals: ids of the kinds out of scope.
        gap: the notice on a page which does not tell what was asked.
        doubt: the notice on a page which may not be what was asked about.
        journeys: the name of each guided journey, by its title.
    """

    names: Mapping[str, str] = field(default_factory=dict)
    refusals: frozenset[str] = frozenset()
    gap: str = ""
    doubt: str = ""
    journeys: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, content: Content) -> Words:
        """As the content has them."""
        names = {text.strip(): name for name, text in content.council.words.items()}
        refusals = frozenset(kind.id for kind in content.out_of_scope)
        journeys = {content.journeys.named(name).title: name for name in JOURNEYS}
        notices = content.council.notices
        return cls(names, refusals, notices["not_on_page"], notices["perhaps"], journeys)


@dataclass(frozen=True)
class Page:
    """A page that was shown, and the section that it put first."""

    entry: str
    section: str
    confidence: float = 0.0
    doubted: bool = False
    """A word of doubt stood above it."""


@dataclass(frozen=True)
class Reply:
    """What the assistant did with a message.

    Attributes:
        kind: of reply.
        shown: the pages shown as the answer, in their order.
        offered: ids of the pages offered: as buttons, or shown with the notice that they do not tell what was asked.
        said: what a canned reply is called, the journey of a form, or the reason for showing nothing.
        emergency: id of the kind of danger of the emergency card.
        line: a line about danger stood above the reply.
    """

    message: Message
    kind: Kind
    shown: tuple[Page, ...] = ()
    offered: tuple[str, ...] = ()
    said: str = ""
    emergency: str | None = None
    line: bool = False

    @property
    def answered(self) -> bool:
        return bool(self.shown)

    @property
    def entries(self) -> tuple[str, ...]:
        """The pages shown, then those offered."""
        return tuple(dict.fromkeys((*(page.entry for page in self.shown), *self.offered)))

    @property
    def section(self) -> str | None:
        """The section that the first page shown put first."""
        return self.shown[0].section if self.shown else None

    @property
    def confidence(self) -> float:
        return self.shown[0].confidence if self.shown else 0.0

    @property
    def right_first(self) -> bool:
        """The page shown first is one that answers."""
        return self.answered and self.shown[0].entry in self.message.topics

    @property
    def right_in_three(self) -> bool:
        """One of the first three shown or offered is one that answers."""
        return any(entry in self.message.topics for entry in self.entries[:3])

    @property
    def right_offered(self) -> bool:
        """One of the pages shown or offered is one that answers."""
        return any(entry in self.message.topics for entry in self.entries)

    @property
    def right_section(self) -> bool:
        """The right page was shown, with a section first that answers."""
        return self.right_first and self.section in self.message.sections

    @property
    def wrong_shown(self) -> bool:
        """A page was shown as the answer, and it is none that answers."""
        return self.answered and not self.right_first

    @property
    def answered_without_doubt(self) -> bool:
        """A page was shown as the answer, and no word of doubt stood above it."""
        return self.answered and not self.shown[0].doubted

    @property
    def noticed(self) -> bool:
        """Danger was noticed, by a card or by a line."""
        return self.emergency is not None or self.line

    @property
    def refused(self) -> bool:
        """It was said to be out of scope."""
        return self.kind is Kind.CANNED and self.said.startswith(REFUSED)

    def meets(self, need: LabelledNeed) -> bool:
        """One of the pages shown answers this question."""
        return any(page.entry in need.topics for page in self.shown)


def read_cards(message: Message, cards: Sequence[Card], words: Words | None = None) -> Reply:
    """The reply to a message, from its cards.

    Args:
        message: as labelled.
        cards: what the API sent.
        words: the fixed words; without them no canned reply has a name.
    """
    words = words or Words()
    pages = [card for card in cards if card["type"] == "answer"]
    gaps = [card for card in pages if words.gap and words.gap in card.get("notices", ())]
    shown = tuple(_page(card, words) for card in pages if card not in gaps)
    offered = tuple(dict.fromkeys([*(card["entry"] for card in gaps), *_options(cards)]))
    kind, said = (Kind.ANSWER, "") if shown else _without_page(cards, bool(gaps), words)
    emergency = next((card.get("kind", "") for card in cards if card["type"] == "crisis"), None)
    line = any(card["type"] == "notice" and card.get("kind") == "danger" for card in cards)
    return Reply(message, kind, shown, offered, said, emergency, line)


def _page(card: Card, words: Words) -> Page:
    doubted = bool(words.doubt) and words.doubt in card.get("notices", ())
    return Page(card["entry"], card.get("section", ""), float(card.get("confidence", 0.0)), doubted)


def _without_page(cards: Sequence[Card], gap: bool, words: Words) -> tuple[Kind, str]:
    """The kind of a reply that shows no page as the answer, and what it is called."""
    first: dict[str, Card] = {}
    for card in cards:
        first.setdefault(card["type"], card)
    if "form" in first:
        return Kind.FORM, words.journeys.get(first["form"]["journey"], "")
    unknown = first.get("no_answer", {})
    if unknown.get("reason") in words.refusals:
        return Kind.CANNED, REFUSED + unknown["reason"]
    if gap or "choice" in first or _options([unknown]):
        return Kind.CHOICE, ""
    if unknown:
        return Kind.NOTHING, unknown.get("reason", "")
    if told := next((first[name] for name in ("services", "text", "dates", "letter") if name in first), None):
        return Kind.CANNED, _name(told, words)
    return (Kind.CANNED, EMERGENCY) if "crisis" in first else (Kind.NOTHING, "")


def _name(card: Card, words: Words) -> str:
    return OTHER_LANGUAGE if "language" in card else words.names.get(card.get("text", "").strip(), "")


def _options(cards: Iterable[Card]) -> list[str]:
    listed = [option for card in cards for name in ("options", "alternatives") for option in card.get(name, [])]
    return [option["entry"] for option in listed if "entry" in option]
