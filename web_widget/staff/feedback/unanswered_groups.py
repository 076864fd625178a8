"""Unanswered questions in groups that mean the same. Pure functions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from knowledge.encoder.sentence_encoder import Vectors
from knowledge.files.records import Council
from knowledge.text.comparing import normalised
from web_widget.coverage.grouping import grouped
from web_widget.store.shortfalls import Shortfall
from web_widget.store.unanswered import Asked

FEWEST = 3
"""Groups of fewer people are shown to editors only, and nothing about them is published."""
BUTTONS = ("talk_to_person_button", "something_else_button")
"""Names of the council's words that parents send by a button."""


@dataclass(frozen=True)
class Gap:
    """Questions that mean the same and were not answered.

    Attributes:
        id: of the record of its most central question.
        question: its most central question, which names it.
        wordings: every wording with the number of times, the most frequent first.
        people: how many people asked, at least: one for each conversation, and one for all that are anonymous by now.
        times: how often it was asked.
        shortfalls: how often for which reason.
        weeks: how often in the week that began on a Monday, the newest first; without those that keep only a month.
        earlier: how often before that.
        newest: the last day on which it was asked or, where only the month is kept, the first of that month.
    """

    id: int
    question: str
    wordings: tuple[tuple[str, int], ...]
    people: int
    times: int
    shortfalls: Mapping[Shortfall, int]
    weeks: Mapping[date, int]
    earlier: int
    newest: date

    @property
    def may_be_shared(self) -> bool:
        """Whether enough people asked that none of them can be identified."""
        return self.people >= FEWEST


def gaps(asked: Sequence[Asked], vectors: Vectors) -> list[Gap]:
    """The groups, the newest first and of one week the largest first.

    Args:
        asked: questions that fell short, the newest first.
        vectors: of each different question, in the order in which they first come: see `different`.
    """
    questions = different(asked)
    places = grouped(range(len(questions)), vectors)
    group_of = {question: places[number][0] for number, question in enumerate(questions)}
    central = {places[number][0]: question for number, question in enumerate(questions) if places[number][1]}
    members: dict[int, list[Asked]] = {}
    for one in asked:
        members.setdefault(group_of[one.question], []).append(one)
    found = [_gap(central[group], listed) for group, listed in members.items()]
    return sorted(found, key=lambda gap: (-_monday(gap.newest).toordinal(), -gap.people, -gap.times, gap.question))


def typed(asked: Sequence[Asked], council: Council) -> list[Asked]:
    """The questions that are not the words of a button."""
    buttons = {normalised(council.words[name]) for name in BUTTONS}
    return [one for one in asked if normalised(one.question) not in buttons]


def different(asked: Sequence[Asked]) -> list[str]:
    """Each question once, in the order in which they first come."""
    return list(dict.fromkeys(one.question for one in asked))


def _gap(question: str, members: Sequence[Asked]) -> Gap:
    conversations = {one.conversation for one in members}
    dated = Counter(_monday(one.day) for one in members if one.day)
    return Gap(
        id=min(one.id for one in members if one.question == question),
        question=question,
        wordings=tuple(Counter(one.question for one in members).most_common()),
        people=len(conversations),
        times=len(members),
        shortfalls=dict(Counter(one.shortfall for one in members).most_common()),
        weeks=dict(sorted(dated.items(), reverse=True)),
        earlier=sum(one.day is None for one in members),
        newest=max(one.day or date.fromisoformat(f"{one.month}-01") for one in members),
    )


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
