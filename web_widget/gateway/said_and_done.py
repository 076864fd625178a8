"""What is published of "You said, we did": by month, under the headings of the law. Pure functions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from knowledge.files.records import Content
from web_widget.spreadsheet import as_csv
from web_widget.store.statements import Heading, Statement

FEWEST = 3
"""The fewest people who must be known to have said something before it is published."""
HEADINGS = {
    Heading.CONTENT: "Content",
    Heading.QUALITY: "Quality of what there is",
    Heading.GAPS: "Gaps in what there is",
    Heading.ACCESSIBILITY: "How easy it is to find and to use",
    Heading.DEVELOPED: "How the Local Offer was developed and reviewed",
}
"""The headings in regulation 56 of the SEND Regulations 2014, in order."""
COLUMNS = ("Month", "Heading", "You said", "People", "We did", "Page")


@dataclass(frozen=True)
class Point:
    """One thing that was said and what was done.

    Attributes:
        said, done: the words.
        people: how many said so, or None.
        page: title of the entry that tells more, or None.
        question: what to ask the assistant to see that entry.
    """

    said: str
    done: str
    people: int | None
    page: str | None
    question: str | None


@dataclass(frozen=True)
class Month:
    """What was said in a month, by heading."""

    first: date
    headings: Mapping[Heading, tuple[Point, ...]]


def is_publishable(people: int | None) -> bool:
    """Whether something said by this many people may be published."""
    return people is None or people >= FEWEST


def months(statements: Sequence[Statement], content: Content) -> list[Month]:
    """What anyone may read, newest month first.

    Args:
        statements: those that were published.
        content: for the titles of entries.
    """
    by_month: dict[str, list[Statement]] = {}
    for statement in statements:
        if statement.published and is_publishable(statement.text.people):
            by_month.setdefault(statement.text.month, []).append(statement)
    return [_month(month, by_month[month], content) for month in sorted(by_month, reverse=True)]


def counted(listed: Sequence[Month]) -> Mapping[Heading, int]:
    """How many points there are under each heading."""
    return {heading: sum(len(month.headings.get(heading, ())) for month in listed) for heading in HEADINGS}


def table(listed: Sequence[Month]) -> str:
    """The same as CSV, without anything that a spreadsheet would run."""
    rows = [
        (f"{month.first:%Y-%m}", HEADINGS[heading], point.said, point.people, point.done, point.page)
        for month in listed
        for heading, points in month.headings.items()
        for point in points
    ]
    return as_csv(COLUMNS, rows)


def _month(month: str, statements: Sequence[Statement], content: Content) -> Month:
    found = {
        heading: tuple(_point(one, content) for one in statements if one.text.heading is heading)
        for heading in HEADINGS
    }
    return Month(date.fromisoformat(f"{month}-01"), {heading: points for heading, points in found.items() if points})


def _point(statement: Statement, content: Content) -> Point:
    text = statement.text
    entry = content.entries.get(text.entry or "")
    return Point(text.said, text.done, text.people, entry.title if entry else None, entry.ask if entry else None)
