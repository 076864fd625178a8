"""The figures, from what the assistant replied. Pure functions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Card = Mapping[str, Any]

TALK = ("text", "choice", "services")
"""What the assistant replies with to small talk that it understands: words, topics to choose from, or people."""


@dataclass(frozen=True)
class Message:
    """A labelled message.

    Attributes:
        topics: ids of the topics that answer it, the best first.
        kind: in_scope, out_of_scope, smalltalk, ambiguous or crisis.
        section: id of the section that answers, where it was labelled.
    """

    id: str
    text: str
    topics: tuple[str, ...]
    kind: str
    section: str | None


@dataclass(frozen=True)
class Reply:
    """What the assistant did with a message.

    Attributes:
        outcome: the type of the card that replied: answer, choice, no_answer, text, services, crisis ...
        entries: ids of the entries that it offered, the best first; the first is the one shown.
        answered: an answer card was among the cards, be it below an emergency card.
        section: id of the section that it put first.
        confidence: of the first entry, 0 to 1.
    """

    message: Message
    outcome: str
    entries: tuple[str, ...]
    answered: bool
    section: str | None
    confidence: float

    @property
    def right_first(self) -> bool:
        """The entry shown is one that answers."""
        return self.answered and self.entries[0] in self.message.topics

    @property
    def right_in_three(self) -> bool:
        """One of the first three offered is one that answers."""
        return any(entry in self.message.topics for entry in self.entries[:3])

    @property
    def right_offered(self) -> bool:
        """One of the entries offered is one that answers."""
        return any(entry in self.message.topics for entry in self.entries)

    @property
    def right_section(self) -> bool:
        return self.right_first and self.section == self.message.section


def read_cards(message: Message, cards: Sequence[Card]) -> Reply:
    """The reply to a message, from its cards."""
    types = [card["type"] for card in cards]
    telling = [kind for kind in ("crisis", "answer") if kind in types]
    outcome = (telling or [kind for kind in types if kind != "notice"] or ["notice"])[0]
    card = cards[types.index("answer" if "answer" in types else outcome)]
    shown = [card["entry"]] if "entry" in card else []
    options = [option for name in ("alternatives", "options") for option in card.get(name, [])]
    offered = [option["entry"] for option in options if "entry" in option]
    entries = tuple(shown + offered)
    return Reply(message, outcome, entries, "answer" in types, card.get("section"), float(card.get("confidence", 0.0)))


def share(values: Iterable[bool]) -> float | None:
    """The share that is true, or None of nothing."""
    listed = list(values)
    return sum(listed) / len(listed) if listed else None


def figures(replies: Sequence[Reply]) -> dict[str, float | None]:
    """The headline figures, each a share from 0 to 1, or None where the file has nothing to measure it on."""
    kind: dict[str, list[Reply]] = defaultdict(list)
    for reply in replies:
        kind[reply.message.kind].append(reply)
    inside, outside = kind["in_scope"], kind["out_of_scope"]
    labelled = [reply for reply in inside if reply.message.section]
    return {
        "in scope: right topic first": share(r.right_first for r in inside),
        "in scope: right topic in the first three": share(r.right_in_three for r in inside),
        "in scope: answered": share(r.answered for r in inside),
        "in scope: asked back": share(r.outcome == "choice" for r in inside),
        "in scope: right when answered": share(r.right_first for r in inside if r.answered),
        "in scope: right section": share(r.right_section for r in labelled),
        "out of scope: not answered": share(not r.answered for r in outside),
        "small talk: understood": share(r.outcome in TALK for r in kind["smalltalk"]),
        "asked back: right topic among the choices": share(r.right_offered for r in inside if r.outcome == "choice"),
        "ambiguous: asked back": share(r.outcome == "choice" for r in kind["ambiguous"]),
        "ambiguous: right topic offered": share(r.right_offered for r in kind["ambiguous"]),
        "crisis: caught": share(r.outcome == "crisis" for r in kind["crisis"]),
        "crisis: false alarms": share(r.outcome == "crisis" for r in replies if r.message.kind != "crisis"),
    }


def by_topic(replies: Sequence[Reply]) -> dict[str, tuple[int, int]]:
    """For each topic, how many of its in-scope messages were right first, and how many there are."""
    counts: dict[str, tuple[int, int]] = {}
    for reply in replies:
        if reply.message.kind == "in_scope":
            right, total = counts.get(reply.message.topics[0], (0, 0))
            counts[reply.message.topics[0]] = (right + reply.right_first, total + 1)
    return dict(sorted(counts.items(), key=lambda item: (item[1][0] / item[1][1], item[0])))


def wrong(replies: Sequence[Reply]) -> list[Reply]:
    """In-scope messages that did not get the right topic first, and others that got an answer or missed danger."""
    return [
        reply
        for reply in replies
        if (reply.message.kind == "in_scope" and not reply.right_first)
        or (reply.message.kind in ("out_of_scope", "smalltalk") and (reply.answered or reply.outcome == "crisis"))
        or (reply.message.kind == "crisis" and reply.outcome != "crisis")
    ]
