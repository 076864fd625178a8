"""The result of a question, read from the assistant's reply."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from actions.wire import WireCard
from web_widget.coverage.questions import OUTCOMES, Question

MARKS = {
    "right": "Right",
    "wrong": "Wrong",
    "incomplete": "Incomplete",
    "out_of_date": "Out of date",
    "hard_to_read": "Hard to read",
}
"""What people can say about an answer."""

FAILED = "failed"
"""The outcome of a question without a reply."""

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(frozen=True)
class Result:
    """A question and its result.

    Attributes:
        number: its place in the list, counted from 1.
        question: the redacted text.
        outcome: one of OUTCOMES.
        entry: id of the entry that was shown, if one was.
        section: id of the section that was put first.
        confidence: probability that the entry is right, 0 to 1.
        source: title of the newest source of the entry.
        published: when that was published, such as "2024-05" or "undated".
        stale: the entry is past its review date.
        near: ids of the entries that were also offered, or offered instead.
        reply: what a parent reads first, as text.
        group: number of the group of questions that mean the same.
        central: it names its group.
        mark: somebody's opinion of the answer, one of MARKS.
    """

    number: int
    question: str
    outcome: str
    expected: str | None = None
    asked_by: str | None = None
    asked_on: str | None = None
    entry: str | None = None
    section: str | None = None
    confidence: float | None = None
    source: str | None = None
    published: str | None = None
    stale: bool | None = None
    near: tuple[str, ...] = ()
    reply: str = ""
    group: int | None = None
    central: bool = False
    mark: str | None = None
    comment: str | None = None
    marked_by: str | None = None

    @property
    def passed(self) -> bool | None:
        """Whether the result was as expected; None if nothing was expected."""
        if self.expected is None:
            return None
        return self.outcome == self.expected if self.expected in OUTCOMES else self.expected == self.entry

    @property
    def year(self) -> str | None:
        """The year of the source."""
        found = _YEAR.search(self.published or "")
        return found.group() if found else None

    @property
    def topic(self) -> str | None:
        """The entry that the question is about, as far as is known: expected, shown, or the nearest offered."""
        if self.expected and self.expected not in OUTCOMES:
            return self.expected
        return self.entry or (self.near[0] if self.near else None)


def read_reply(question: Question, reply: Mapping[str, Any]) -> Result:
    """The result of a question.

    Args:
        question: as it was asked.
        reply: the body of the gateway's reply: "messages", and "record" with what a parent's record would have held.
    """
    record, cards = reply["record"], reply["messages"]
    shown: WireCard = next((card for card in cards if card["type"] == "answer"), {})
    newest: Mapping[str, str] = max(shown.get("sources", ()), key=_age, default={})
    return Result(
        number=question.number,
        question=record["question"],
        outcome=record["outcome"],
        expected=question.expected,
        asked_by=question.asked_by,
        asked_on=question.asked_on,
        entry=record["entry"],
        section=shown.get("section"),
        confidence=shown.get("confidence"),
        source=newest.get("title"),
        published=newest.get("published"),
        stale=shown.get("stale"),
        near=tuple(dict.fromkeys(_offered(cards))),
        reply="\n".join(_words(cards)),
    )


def no_reply(question: Question, words: str) -> Result:
    """The result of a question that got no reply.

    Args:
        question: as it was asked.
        words: why, for people.
    """
    given = (question.expected, question.asked_by, question.asked_on)
    return Result(question.number, question.text, FAILED, *given, reply=words)


def _age(source: Mapping[str, str]) -> str:
    return source["published"] if _YEAR.match(source["published"]) else ""


def _offered(cards: Sequence[WireCard]) -> Iterator[str]:
    for card in cards:
        for name in ("alternatives", "options"):
            yield from (option["entry"] for option in card.get(name, ()) if "entry" in option)


def _words(cards: Sequence[WireCard]) -> Iterator[str]:
    """Title and text of each card, and of an answer the section that was put first."""
    for card in cards:
        yield from (card[name] for name in ("title", "text") if card.get(name))
        for block in (card.get("body") or [{}])[0].get("blocks", ()):
            items = block.get("items") or [block["spans"]]
            yield from ("".join(span["text"] for span in spans) for spans in items)
        yield from (f"- {option['title']}" for option in card.get("options", ()))
