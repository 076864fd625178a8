"""Which results of a run are shown, and in which order; the address of the page says so."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from web_widget.coverage.figures import is_covered, is_inside, is_sure
from web_widget.coverage.results import Result

ON_A_PAGE = 100

Key = Callable[[Result], tuple[object, ...]]

SORTS: Mapping[str, tuple[str, Key]] = {
    "number": ("As in the list", lambda r: (r.number,)),
    "outcome": ("Outcome", lambda r: (r.outcome, r.number)),
    "unsure": ("Least sure first", lambda r: (r.confidence is None, r.confidence or 0, r.number)),
    "topic": ("Topic", lambda r: (r.topic or "~", r.number)),
    "group": ("Largest group first", lambda r: (r.group or 0, not r.central, r.number)),
    "source": ("Oldest source first", lambda r: (r.year or "~", r.number)),
    "question": ("Question, A to Z", lambda r: (r.question.lower(),)),
}
KINDS: Mapping[str, tuple[str, Callable[[Result], bool]]] = {
    "covered": ("Covered", is_covered),
    "not_covered": ("Not covered", lambda r: is_inside(r) and not is_covered(r)),
    "unsure": ("Answered, but not sure enough", lambda r: not is_sure(r)),
    "failed": ("Not as expected", lambda r: r.passed is False),
    "stale": ("From a page overdue for review", lambda r: bool(r.stale)),
    "marked": ("Marked", lambda r: bool(r.mark or r.comment)),
}


@dataclass(frozen=True)
class Choice:
    """What is asked for.

    Attributes:
        find: words that must be in the question.
        outcome: the only one to be shown, if any.
        topic: id of the only entry to be shown, if any.
        kind: one of KINDS, if any.
        group: the only group to be shown, if any.
        sort: one of SORTS.
        page: counted from 1.
    """

    find: str = ""
    outcome: str = ""
    topic: str = ""
    kind: str = ""
    group: str = ""
    sort: str = "number"
    page: int = 1

    @classmethod
    def of(cls, asked: Mapping[str, str]) -> Choice:
        """Read the choice from an address; unknown values are ignored."""
        page = asked.get("page", "1")
        return cls(
            find=asked.get("find", "").strip(),
            outcome=asked.get("outcome", ""),
            topic=asked.get("topic", ""),
            kind=asked["kind"] if asked.get("kind") in KINDS else "",
            group=asked.get("group", ""),
            sort=asked["sort"] if asked.get("sort") in SORTS else "number",
            page=int(page) if page.isdecimal() and 0 < int(page) < 10_000 else 1,
        )

    def __call__(self, results: Sequence[Result]) -> list[Result]:
        """All that match, in the chosen order."""
        return sorted((result for result in results if self._fits(result)), key=SORTS[self.sort][1])

    def on_page(self, fitting: Sequence[Result]) -> Sequence[Result]:
        """The results on the page that was asked for."""
        return fitting[(self.page - 1) * ON_A_PAGE : self.page * ON_A_PAGE]

    def other_page(self, page: int) -> dict[str, str | int]:
        """The address of another page, as its arguments."""
        named = ("find", "outcome", "topic", "kind", "group", "sort")
        return {name: value for name in named if (value := getattr(self, name))} | {"page": page}

    def _fits(self, result: Result) -> bool:
        return (
            self.find.lower() in result.question.lower()
            and self.outcome in ("", result.outcome)
            and self.topic in ("", result.topic)
            and self.group in ("", str(result.group))
            and (not self.kind or KINDS[self.kind][1](result))
        )
