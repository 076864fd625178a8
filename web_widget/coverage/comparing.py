"""What changed between two runs, question by question, and the edits in between."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from knowledge.text.comparing import normalised
from web_widget.coverage.figures import WRONG, is_covered, is_sure
from web_widget.coverage.pages import Edit, changed
from web_widget.coverage.results import Result
from web_widget.coverage.runs import Run

_WORTH = {"asked_back": 1}
"""Outcomes that are not covered: asking back is worth more than not understanding."""
_UNSURE = 1
"""An answer below the floor."""


class CoverageChange(StrEnum):
    """How a question fared the second time."""

    BETTER = "better"
    WORSE = "worse"
    OTHER = "other"
    SAME = "same"


@dataclass(frozen=True)
class Pair:
    """A question that was asked in both runs.

    Attributes:
        before: its result in the first run.
        after: in the second.
        change: whether that is better.
        pages: entries that it is about and that were changed between the runs.
        edits: the commits that changed them.
    """

    before: Result
    after: Result
    change: CoverageChange
    pages: tuple[str, ...]
    edits: tuple[Edit, ...]


@dataclass(frozen=True)
class Comparison:
    """Two runs side by side.

    Attributes:
        pairs: every question that was asked in both, in the order of the second.
        added: only in the second.
        removed: only in the first.
        pages: every entry that was changed between the runs.
    """

    pairs: tuple[Pair, ...]
    added: tuple[Result, ...]
    removed: tuple[Result, ...]
    pages: tuple[str, ...]

    def having(self, change: CoverageChange) -> list[Pair]:
        """The questions that changed in one way."""
        return [pair for pair in self.pairs if pair.change is change]


FindEdits = Callable[[str], Sequence[Edit]]


def compare(
    first: Run, before: Sequence[Result], second: Run, after: Sequence[Result], find_edits: FindEdits
) -> Comparison:
    """Compare two runs.

    Args:
        first: the earlier run.
        before: its results.
        second: the later run.
        after: its results.
        find_edits: the commits between the two that touched the page of an entry.
    """
    pages = changed(first.pages, second.pages)
    edits = {entry: tuple(find_edits(entry)) for entry in sorted(pages)}
    earlier = {normalised(result.question): result for result in before}
    later = {normalised(result.question) for result in after}
    pairs = []
    for result in after:
        if (old := earlier.get(normalised(result.question))) is not None:
            about = tuple(sorted({*_about(old), *_about(result)} & pages))
            found = tuple(edit for entry in about for edit in edits[entry])
            pairs.append(Pair(old, result, _change(old, result), about, tuple(dict.fromkeys(found))))
    added = tuple(result for result in after if normalised(result.question) not in earlier)
    removed = tuple(result for key, result in earlier.items() if key not in later)
    return Comparison(tuple(pairs), added, removed, tuple(sorted(pages)))


def _change(before: Result, after: Result) -> CoverageChange:
    after = _still_marked(before, after)
    worth, now = _worth(before), _worth(after)
    if worth != now:
        return CoverageChange.BETTER if now > worth else CoverageChange.WORSE
    return CoverageChange.SAME if _shown(before)[:3] == _shown(after)[:3] else CoverageChange.OTHER


def _still_marked(before: Result, after: Result) -> Result:
    """The later result with the mark of the earlier one, if a parent would see the same and nobody marked it again."""
    return replace(after, mark=before.mark) if not after.mark and _shown(before) == _shown(after) else after


def _shown(result: Result) -> tuple[str | None, ...]:
    return result.outcome, result.entry, result.section, result.reply


def _worth(result: Result) -> int:
    """0 to 3; an expected result is worth most, noticed danger is never a loss, and what is marked wrong is nothing."""
    if result.mark == WRONG:
        return 0
    if result.outcome == "answered" and not is_sure(result):
        return _UNSURE
    if result.passed or (result.passed is None and (is_covered(result) or result.outcome == "danger")):
        return 3
    return _WORTH.get(result.outcome, 0)


def _about(result: Result) -> Iterator[str]:
    yield from (entry for entry in (result.expected, result.entry) if entry)
