"""What the public page of an entry shows. All of it is what staff wrote."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from actions import cards
from actions.card_types import AnswerCard
from knowledge.files.markdown import passages
from knowledge.files.records import ANSWER, Content, Entry

FOLDER = "/answers/"
LONGEST_DESCRIPTION = 160
"""Search engines show about this many characters of a description."""
_SENTENCE = re.compile(r"(?<=[.?!]) (?=[A-Z])")


@dataclass(frozen=True)
class AnswerPage:
    """A page.

    Attributes:
        entry: that it shows.
        card: the same answer as the chat shows it, the section that says what to do in front.
        related: the pages that parents often want next.
        description: the first sentences of the answer.
        address: the one that search engines should list.
    """

    entry: Entry
    card: AnswerCard
    related: tuple[Entry, ...]
    description: str
    address: str

    @property
    def data(self) -> dict[str, Any]:
        """The question and the answer for search engines, in the words of schema.org."""
        answer = {"@type": "Answer", "text": self.entry.sections[0].text}
        return {
            "@context": "https://schema.org",
            "@type": "FAQPage",
            "url": self.address,
            "name": self.entry.title,
            "inLanguage": "en-GB",
            "lastReviewed": self.entry.checked.isoformat(),
            "mainEntity": [{"@type": "Question", "name": self.entry.ask, "acceptedAnswer": answer}],
        }


def page_of(content: Content, entry: Entry, origin: str, today: date) -> AnswerPage:
    """The page of an entry.

    Args:
        content: all of it, for services and related pages.
        entry: what is shown.
        origin: of the gateway, such as "https://assistant.example".
        today: for telling whether the entry is past its review date.
    """
    return AnswerPage(
        entry=entry,
        card=cards.answer(content, entry, ANSWER, 1.0, (), today),
        related=tuple(content.entries[identifier] for identifier in entry.follow_ups),
        description=first_sentences(entry),
        address=address_of(origin, entry),
    )


def address_of(origin: str, entry: Entry) -> str:
    """The address of an entry's page."""
    return f"{origin}{FOLDER}{entry.id}"


def first_sentences(entry: Entry) -> str:
    """Whole sentences from the beginning of the answer, as many as search engines show, and at least one."""
    first, *others = _SENTENCE.split(next(passages(entry.sections[0].blocks)))
    told = first
    for sentence in others:
        if len(told) + len(sentence) >= LONGEST_DESCRIPTION:
            break
        told = f"{told} {sentence}"
    return told
