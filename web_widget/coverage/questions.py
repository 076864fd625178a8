"""A question to be asked, with what is known about it, and the answer that is expected."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from knowledge.faults import KnowledgeError
from knowledge.text.comparing import normalised

OUTCOMES = {
    "answered": "Answered",
    "asked_back": "Asked back",
    "not_known": "Not known",
    "danger": "Danger noticed",
    "out_of_scope": "Out of scope",
    "handed_over": "People named",
    "guided": "Guided journey started",
    "talk": "Small talk",
    "failed": "No reply",
}
"""The outcomes of a question, as the gateway's records name them, in the words that people read."""

OUTSIDE = frozenset({"danger", "out_of_scope", "talk"})
"""A question with such an expected outcome is counted separately, neither as covered nor as not covered."""

_MOST_FAULTS = 10


class QuestionsInvalid(KnowledgeError):
    """A list of questions that cannot be asked; the message names the row and what to do."""


@dataclass(frozen=True)
class Question:
    """A row of a list.

    Attributes:
        number: its place in the list, counted from 1.
        text: as a parent asked it.
        expected: id of the entry that should answer, or one of OUTCOMES; None if nothing is expected.
        asked_by: who asked, as the list says.
        asked_on: when, as the list says.
        row: of the file, counted from 1, for messages.
    """

    number: int
    text: str
    expected: str | None = None
    asked_by: str | None = None
    asked_on: str | None = None
    row: int = 0


def digest(questions: Sequence[Question]) -> str:
    """A digest that is equal for the same questions with the same expectations, from any file."""
    lines = "\n".join(f"{question.text}\t{question.expected or ''}" for question in questions)
    return hashlib.sha256(lines.encode()).hexdigest()[:32]


def with_known_expectations(questions: Sequence[Question], titles: Mapping[str, str]) -> list[Question]:
    """The questions with each expectation as an id, even if it was given as a title or in other words.

    Args:
        questions: as read.
        titles: of the entries, by id.

    Raises:
        QuestionsInvalid: an entry is expected that does not exist.
    """
    known = {normalised(name): name for name in (*titles, *OUTCOMES)}
    known |= {normalised(title): name for name, title in (*OUTCOMES.items(), *titles.items())}
    faults = [_unknown(q, known) for q in questions if q.expected and normalised(q.expected) not in known]
    if faults:
        more = f"\nand {len(faults) - _MOST_FAULTS} more." if len(faults) > _MOST_FAULTS else ""
        raise QuestionsInvalid("\n".join(faults[:_MOST_FAULTS]) + more)
    return [
        Question(q.number, q.text, known[normalised(q.expected)] if q.expected else None, q.asked_by, q.asked_on, q.row)
        for q in questions
    ]


def _unknown(question: Question, known: Mapping[str, str]) -> str:
    near = get_close_matches(normalised(question.expected or ""), known, n=1)
    remedy = f'Did you mean "{known[near[0]]}"?' if near else "Enter the title or id of an entry, or leave it empty."
    return f'Row {question.row}: there is no entry called "{question.expected}". {remedy}'
