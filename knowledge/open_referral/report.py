"""What an import did, for people and for programs."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from typing import Any

from knowledge.open_referral.merge import Difference

LONGEST_VALUE = 90


class Fate(StrEnum):
    """What happened to one service."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    REFUSED = "refused"
    REMOVED = "removed"
    GONE = "gone"


@dataclass(frozen=True)
class ServiceOutcome:
    """One service.

    Attributes:
        fate: what happened to it.
        id: of our record, or "" if there is none.
        name: what it is called.
        feed_id: its id in the feed.
        taken, conflicts, kept: fields, as in `merge.Merged`.
        left_out: what could not be used.
        reason: why it was refused.
    """

    fate: Fate
    id: str
    name: str
    feed_id: str
    taken: tuple[Difference, ...] = ()
    conflicts: tuple[Difference, ...] = ()
    kept: tuple[Difference, ...] = ()
    left_out: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True)
class Report:
    """A whole import, or as much of it as could be read.

    Attributes:
        feed: its name.
        forms: the versions and dialects that were found.
        outcomes: of each service, in the order of the feed.
        pages: how many were applied.
        stopped: why it ended before the feed did; "" if it did not.
        shortfall: how the feed differs from what it says about itself; "" if it does not.
    """

    feed: str
    forms: tuple[str, ...] = ()
    outcomes: tuple[ServiceOutcome, ...] = ()
    pages: int = 0
    stopped: str = ""
    shortfall: str = ""

    @property
    def complete(self) -> bool:
        """Whether all of the feed was read."""
        return not self.stopped and not self.shortfall

    def of(self, fate: Fate) -> tuple[ServiceOutcome, ...]:
        """The services with that fate."""
        return tuple(outcome for outcome in self.outcomes if outcome.fate is fate)

    @property
    def conflicts(self) -> tuple[ServiceOutcome, ...]:
        """The services with a field that staff and the feed both changed."""
        return tuple(outcome for outcome in self.outcomes if outcome.conflicts)

    def with_page(self, outcomes: tuple[ServiceOutcome, ...], forms: tuple[str, ...]) -> Report:
        """The report after one more page."""
        known = tuple(dict.fromkeys((*self.forms, *forms)))
        return replace(self, outcomes=(*self.outcomes, *outcomes), forms=known, pages=self.pages + 1)

    def to_json(self) -> dict[str, Any]:
        """Plain values, with the counts."""
        counts = {fate.value: len(self.of(fate)) for fate in Fate}
        return {**asdict(self), "complete": self.complete, "counts": {**counts, "conflicts": len(self.conflicts)}}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Report:
        """The report of plain values."""
        outcomes = tuple(read_outcome(item) for item in data["outcomes"])
        return cls(data["feed"], tuple(data["forms"]), outcomes, data["pages"], data["stopped"], data["shortfall"])

    def __str__(self) -> str:
        return "\n".join(_lines(self))


def read_outcome(item: Mapping[str, Any]) -> ServiceOutcome:
    """An outcome of plain values."""
    differences = {name: tuple(Difference(**each) for each in item[name]) for name in ("taken", "conflicts", "kept")}
    return ServiceOutcome(**{**item, **differences, "fate": Fate(item["fate"]), "left_out": tuple(item["left_out"])})


def _lines(report: Report) -> Iterator[str]:
    forms = f" ({', '.join(report.forms)})" if report.forms else ""
    yield f"{report.feed}{forms}: {report.pages} page(s)."
    counts = ", ".join(f"{len(report.of(fate))} {fate.value}" for fate in Fate if fate is not Fate.REMOVED)
    yield f"{counts}, {len(report.conflicts)} with a conflict."
    for outcome in report.of(Fate.NEW):
        yield f"\nNew: {_title(outcome)}"
        yield from _left_out(outcome)
    for outcome in report.of(Fate.CHANGED):
        yield f"\nChanged: {_title(outcome)}"
        yield from (f"  {each.field}: {shown(each.ours)} is now {shown(each.offered)}" for each in outcome.taken)
        yield from _left_out(outcome)
    for outcome in report.conflicts:
        yield f"\nConflict, ours kept: {_title(outcome)}"
        for each in outcome.conflicts:
            yield f"  {each.field}: ours {shown(each.ours)}, the feed {shown(each.offered)} (was {shown(each.last)})"
    for outcome in report.outcomes:
        if outcome.kept:
            yield f"\nKept as staff wrote it: {_title(outcome)}"
            yield from (
                f"  {each.field}: ours {shown(each.ours)}, the feed {shown(each.offered)}" for each in outcome.kept
            )
    for outcome in report.of(Fate.REMOVED):
        yield f"\nNot imported again, as staff deleted it: {_title(outcome)}"
    for outcome in report.of(Fate.GONE):
        yield f"\nNo longer in the feed, our record unchanged: {_title(outcome)}"
    for outcome in report.of(Fate.REFUSED):
        yield f"\nNot imported: {_title(outcome)}: {outcome.reason}"
    for problem in (report.shortfall, report.stopped):
        if problem:
            yield f"\nNot complete: {problem}"


def _title(outcome: ServiceOutcome) -> str:
    return f"{outcome.name or 'no name'} ({outcome.id or outcome.feed_id or 'no id'})"


def _left_out(outcome: ServiceOutcome) -> Iterator[str]:
    yield from (f"  left out: {what}" for what in outcome.left_out)


def shown(value: Any) -> str:
    """A value of a field, in short."""
    if value is None:
        return "nothing"
    words = json.dumps(value, ensure_ascii=False)
    return words if len(words) <= LONGEST_VALUE else words[: LONGEST_VALUE - 1] + "…"
