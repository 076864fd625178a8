"""The figures of a run, counted from its results. Pure functions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from knowledge.files.records import Content
from knowledge.settings import SearchSettings
from web_widget.coverage.questions import OUTCOMES, OUTSIDE
from web_widget.coverage.results import Result

FLOOR = SearchSettings().page_at
"""The least probability of an answer that counts: from here on, the assistant shows a page at all."""
WRONG = "wrong"
APART = {"out_of_scope": "Out of scope", "danger": "Danger", "talk": "Small talk"}
"""Questions that are counted separately, in the words that people read."""


@dataclass(frozen=True)
class Share:
    """How many of some questions were covered.

    Attributes:
        id: of what was counted: an entry, or an item of the law.
        title: the same in words.
        covered: how many were answered, and by the right entry if one was expected.
        asked: how many were about it.
        pages: how many entries there are about it.
    """

    id: str
    title: str
    covered: int
    asked: int
    pages: int = 1

    @property
    def share(self) -> float | None:
        """0 to 1, or None if nothing was asked."""
        return self.covered / self.asked if self.asked else None


@dataclass(frozen=True)
class CoverageFigures:
    """The summary of a run.

    Attributes:
        outcomes: how many questions had each outcome, in the order of OUTCOMES.
        covered: of all questions about the Local Offer. Small talk and refusals in reply to one are not covered.
        passed: how many went as expected.
        failed: how many did not.
        stale: how many answers came from an entry past its review date.
        topics: by entry, the least covered first; only those that were asked about.
        statutory: by item of Schedule 2, in order.
        apart: the questions that are counted by themselves, and how many went as they should: out of scope, danger
            and small talk. Together with `covered.asked` they are all questions.
        unsure: how many answers are below the floor, and so not covered.
        wrong: how many answers people marked as wrong.
    """

    outcomes: Mapping[str, int]
    covered: Share
    passed: int
    failed: int
    stale: int
    topics: tuple[Share, ...]
    statutory: tuple[Share, ...]
    apart: tuple[Share, ...]
    unsure: int
    wrong: int

    @property
    def not_covered(self) -> int:
        """How many questions about the Local Offer are not covered."""
        return self.covered.asked - self.covered.covered


def figures(results: Sequence[Result], content: Content) -> CoverageFigures:
    """The figures of some results.

    Args:
        results: of a run.
        content: for titles and for what the law asks for.
    """
    counted = Counter(result.outcome for result in results)
    inside = [result for result in results if is_inside(result)]
    judged = Counter(result.passed for result in results)
    return CoverageFigures(
        outcomes={name: counted[name] for name in OUTCOMES if counted[name]},
        covered=_share("all", "All questions about the Local Offer", inside),
        passed=judged[True],
        failed=judged[False],
        stale=sum(bool(result.stale) for result in results),
        topics=_topics(inside, content),
        statutory=tuple(_item(item, title, inside, content) for item, title in content.statutory.items()),
        apart=tuple(_apart(kind, results) for kind in APART),
        unsure=sum(not is_sure(result) for result in inside),
        wrong=sum(result.mark == WRONG for result in results),
    )


def kind_of(result: Result) -> str | None:
    """Which of APART a question is: by what was expected, or else by the outcome; None if it is a real question.

    Small talk is only what was expected to be. A refusal or an alarm that people marked as wrong met a real question.
    """
    if result.expected:
        return result.expected if result.expected in OUTSIDE else None
    noticed = result.outcome in ("danger", "out_of_scope") and result.mark != WRONG
    return result.outcome if noticed else None


def is_inside(result: Result) -> bool:
    """Whether a question is one that the Local Offer should cover."""
    return kind_of(result) is None


def is_covered(result: Result) -> bool:
    """Whether a question was surely answered, by the right entry if one was expected, and nobody marked it as wrong."""
    answered = result.outcome in ("answered", "guided") and result.passed is not False
    return answered and result.mark != WRONG and is_sure(result)


def is_sure(result: Result) -> bool:
    """Whether the assistant was as sure of an answer as it must be for the page to count."""
    return result.outcome != "answered" or result.confidence is None or result.confidence >= FLOOR


def _apart(kind: str, results: Sequence[Result]) -> Share:
    mine = [result for result in results if kind_of(result) == kind]
    right = sum(result.outcome == kind and result.mark != WRONG for result in mine)
    return Share(kind, APART[kind], right, len(mine))


def _share(identifier: str, title: str, results: Iterable[Result], pages: int = 1) -> Share:
    listed = list(results)
    return Share(identifier, title, sum(is_covered(result) for result in listed), len(listed), pages)


def _topics(inside: Sequence[Result], content: Content) -> tuple[Share, ...]:
    about: dict[str, list[Result]] = {}
    for result in inside:
        if result.topic in content.entries:
            about.setdefault(str(result.topic), []).append(result)
    shares = [_share(entry, content.entries[entry].title, found) for entry, found in about.items()]
    return tuple(sorted(shares, key=lambda share: (share.share or 0, -share.asked, share.title)))


def _item(item: str, title: str, inside: Sequence[Result], content: Content) -> Share:
    pages = {entry.id for entry in content.entries.values() if item in entry.statutory}
    return _share(item, title, (result for result in inside if result.topic in pages), len(pages))
