"""The figures of a run, counted from its results. Pure functions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from knowledge.coverage.questions import OUTCOMES, OUTSIDE
from knowledge.coverage.results import Result
from knowledge.documents import Content


@dataclass(frozen=True)
class Share:
    """A part of a number of questions.

    Attributes:
        id: of what was counted: an entry, or an item of the law.
        title: the same in words.
        covered: how many were answered, and by the right entry where one was expected.
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
        """0 to 1, or None where nothing was asked."""
        return self.covered / self.asked if self.asked else None


@dataclass(frozen=True)
class Figures:
    """What a run comes to.

    Attributes:
        outcomes: how many questions had each outcome, in the order of OUTCOMES.
        covered: of all questions that are not out of scope, in danger or small talk.
        passed: how many went as expected.
        failed: how many did not.
        stale: how many answers came from an entry past its review date.
        topics: by entry, the least covered first; only those that were asked about.
        statutory: by item of Schedule 2, in its order.
    """

    outcomes: Mapping[str, int]
    covered: Share
    passed: int
    failed: int
    stale: int
    topics: tuple[Share, ...]
    statutory: tuple[Share, ...]

    @property
    def as_expected(self) -> float | None:
        """The share that went as it should, 0 to 1: of what was expected or, where nothing was, of what is covered."""
        expected = self.passed + self.failed
        return self.passed / expected if expected else self.covered.share


def figures(results: Sequence[Result], content: Content) -> Figures:
    """The figures of some results.

    Args:
        results: of a run.
        content: for titles and for what the law asks for.
    """
    counted = Counter(result.outcome for result in results)
    inside = [result for result in results if is_inside(result)]
    judged = Counter(result.passed for result in results)
    return Figures(
        outcomes={name: counted[name] for name in OUTCOMES if counted[name]},
        covered=_share("all", "All questions about the Local Offer", inside),
        passed=judged[True],
        failed=judged[False],
        stale=sum(bool(result.stale) for result in results),
        topics=_topics(inside, content),
        statutory=tuple(_item(item, title, inside, content) for item, title in content.statutory.items()),
    )


def is_inside(result: Result) -> bool:
    """Whether a question is one that the Local Offer should cover: by what was expected or else by what came."""
    expected = result.expected
    return expected not in OUTSIDE if expected else result.outcome not in OUTSIDE


def is_covered(result: Result) -> bool:
    """Whether a question was answered, and by the right entry where one was expected."""
    return result.outcome in ("answered", "guided") and result.passed is not False


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
