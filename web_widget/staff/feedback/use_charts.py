"""Draws the use of the assistant. Each picture shows no more than the table beside it."""

from __future__ import annotations

from web_widget.drawing import as_svg, sheet, short
from web_widget.staff.feedback.use_table import OUTCOMES, SMALLEST, Use, words

COLOURS = ("#0b4f3c", "#e0ab3c", "#b10e1e", "#4f7ab3", "#b1b4b6", "#0b0c0c")
HATCHES = ("", "//", "xx", "..", "\\\\", "++")
MOST_TOPICS = 20


def months(found: Use) -> str:
    """A bar for each month, divided by outcome."""
    figure, axes = sheet(10)
    places = range(len(found.months))
    below = [0] * len(found.months)
    for (_, name), colour, hatch in zip(OUTCOMES.items(), COLOURS, HATCHES, strict=True):
        numbers = [number or 0 for number in found.measures[name]]
        axes.bar(places, numbers, bottom=below, color=colour, hatch=hatch, edgecolor="#ffffff", label=name)
        below = [low + number for low, number in zip(below, numbers, strict=True)]
    axes.set_ylim(0, 1.1 * max([SMALLEST, *below]))
    axes.set_xticks(places, found.months)
    axes.set_ylabel("questions")
    axes.legend(loc="lower left", bbox_to_anchor=(0, 1), ncols=3, frameon=False, fontsize=9)
    said = "; ".join(
        f"{month}: " + ", ".join(f"{name} {words(found.measures[name][place])}" for name in OUTCOMES.values())
        for place, month in enumerate(found.months)
    )
    return as_svg(figure, "months", "Questions by month and outcome", f"{said}.")


def topics(found: Use) -> str:
    """A bar for each of the topics that were asked about most."""
    totals = {title: sum(number or 0 for number in row) for title, row in found.topics.items()}
    most = sorted(((title, total) for title, total in totals.items() if total), key=lambda pair: -pair[1])[:MOST_TOPICS]
    return _bars("topics", "Answers by topic", most)


def ages(found: Use) -> str:
    """A bar for each age of the sources."""
    return _bars("ages", "Answers by the age of their newest source", [(age, n or 0) for age, n in found.ages.items()])


PICTURES = {"months": months, "topics": topics, "ages": ages}


def _bars(name: str, title: str, rows: list[tuple[str, int]]) -> str:
    figure, axes = sheet(len(rows))
    axes.barh(range(len(rows)), [number for _, number in rows], color=COLOURS[0])
    for place, (_, number) in enumerate(rows):
        axes.text(number, place, f" {words(number or None)}", va="center", fontsize=9)
    axes.set_yticks(range(len(rows)), [short(row) for row, _ in rows])
    axes.set_xlabel("questions")
    axes.set_xlim(0, 1.15 * max([SMALLEST, *(number for _, number in rows)]))
    return as_svg(figure, name, title, "; ".join(f"{row}: {words(number or None)}" for row, number in rows) + ".")
