"""Draws the charts of a run as SVG for a page. Each chart has its numbers in a table beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from knowledge.files.records import Content
from web_widget.coverage.figures import CoverageFigures, Share
from web_widget.drawing import as_svg, sheet, short

GOOD, FAIR = 0.8, 0.5
"""The shares from which a topic is well, or partly, covered."""

MOST_BARS = 12
"""More topics would not fit on a printed page; the table beside the chart has all."""

_COVERED, _LEFT, _INK = "#0b4f3c", "#e0ab3c", "#0b0c0c"
_STYLES: tuple[tuple[str, dict[str, Any]], ...] = (
    ("well covered", {"marker": "o", "c": _COVERED, "s": 60}),
    ("partly covered", {"marker": "D", "c": _LEFT, "edgecolors": _INK, "s": 45}),
    ("hardly covered", {"marker": "X", "c": "#b10e1e", "s": 60}),
    ("not asked", {"marker": "o", "facecolors": "none", "edgecolors": "#6b7177", "s": 30}),
)


@dataclass(frozen=True)
class TrendPoint:
    """A run of a trend: its id, its day, and how many of how many questions were covered."""

    run: int
    day: date
    covered: int
    asked: int


def pictures(counted: CoverageFigures, content: Content, trend: Sequence[TrendPoint]) -> dict[str, str]:
    """The charts of a run as SVG, by name: "topics", "statutory", "map" and "trend".

    Args:
        counted: its figures.
        content: for the map of pages against Schedule 2.
        trend: runs of the same list, the oldest first.
    """
    return {
        "topics": _bars("topics", "Share covered by topic", counted.topics, MOST_BARS),
        "statutory": _bars(
            "statutory", "Share covered by legal requirement", counted.statutory, len(counted.statutory)
        ),
        "map": _map(counted, content),
        "trend": _trend(trend),
    }


def _bars(name: str, title: str, all_shares: Sequence[Share], most: int) -> str:
    shares = all_shares[:most]
    figure, axes = sheet(len(shares))
    places = range(len(shares))
    axes.barh(places, [share.covered for share in shares], color=_COVERED, label="covered")
    left = [share.asked - share.covered for share in shares]
    axes.barh(places, left, left=[s.covered for s in shares], color=_LEFT, hatch="//", edgecolor=_INK, label="not yet")
    for place, share in zip(places, shares, strict=True):
        words = f" {share.covered} of {share.asked} ({share.share:.0%})" if share.asked else " not asked"
        axes.text(share.asked, place, words, va="center", fontsize=9)
    axes.set_yticks(places, [short(share.title) for share in shares])
    fewer = (
        "" if len(shares) == len(all_shares) else f" (the first {len(shares)} of {len(all_shares)}; all in the table)"
    )
    axes.set_xlabel(f"questions{fewer}")
    axes.margins(x=0.2)
    axes.legend(loc="lower left", bbox_to_anchor=(0, 1), ncols=2, frameon=False, fontsize=9)
    said = "; ".join(f"{share.title}: {share.covered} of {share.asked}" for share in shares)
    return as_svg(figure, name, title, f"A bar for each; its length is the number of questions{fewer}. {said}.")


def _map(counted: CoverageFigures, content: Content) -> str:
    """A row for each page, a column for each item of the law, a mark where the page covers the item."""
    entries = sorted(content.entries.values(), key=lambda entry: entry.title)
    items = list(content.statutory)
    asked = {share.id: share for share in counted.topics}
    figure, axes = sheet(len(entries))
    for number, (words, style) in enumerate(_STYLES):
        spots = [
            (items.index(item), row)
            for row, entry in enumerate(entries)
            for item in entry.statutory
            if _style(asked.get(entry.id)) == number
        ]
        axes.scatter([x for x, _ in spots], [y for _, y in spots], label=words, zorder=3, **style)
    axes.set_yticks(range(len(entries)), [short(entry.title) for entry in entries])
    axes.set_xticks(range(len(items)), [short(content.statutory[item], 40) for item in items], rotation=60, ha="left")
    axes.xaxis.tick_top()
    axes.grid(color="#d5d7d8", linewidth=0.6)
    axes.legend(loc="upper left", bbox_to_anchor=(0, 0), ncols=4, frameon=False, fontsize=9)
    bare = [title for item, title in content.statutory.items() if not any(item in e.statutory for e in entries)]
    said = f"No page covers: {'; '.join(bare)}." if bare else "Every item has a page."
    words = (
        "Pages are in rows and items of Schedule 2 in columns. Marks show where a page covers an item and how well its"
    )
    return as_svg(figure, "map", "Pages against Schedule 2", f"{words} questions are covered. {said}")


def _trend(points: Sequence[TrendPoint]) -> str:
    figure, axes = sheet(9)
    shares = [100 * point.covered / point.asked if point.asked else 0 for point in points]
    axes.plot(range(len(points)), shares, color=_COVERED, marker="o")
    for place, share in enumerate(shares):
        axes.annotate(f"{share:.0f}%", (place, share), textcoords="offset points", xytext=(0, 8), ha="center")
    axes.set_xticks(range(len(points)), [f"{point.day:%-d %b %Y}\nrun {point.run}" for point in points])
    axes.set_ylim(0, 110)
    axes.set_ylabel("covered, %")
    axes.margins(x=0.1)
    said = "; ".join(f"run {p.run}, {p.day:%-d %B %Y}: {p.covered} of {p.asked}" for p in points)
    return as_svg(figure, "trend", "Share covered, run by run", f"{said}.")


def _style(share: Share | None) -> int:
    if share is None or share.share is None:
        return 3
    return 0 if share.share >= GOOD else 1 if share.share >= FAIR else 2
