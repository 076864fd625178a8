"""Every text of the e-mails. Parents' words are in none of them: nothing here is given any."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

NOT_LIVE = "Recent changes are not live. Parents still get the earlier answers."
"""As the staff page Home says it."""
MOST_LINES = 50
_END = "This is an automatic e-mail from the Local Offer assistant."


@dataclass(frozen=True)
class Text:
    """What an e-mail says."""

    subject: str
    body: str


@dataclass(frozen=True)
class PageDue:
    """A page to check: its title, the day by which, and the address of its staff page."""

    title: str
    due: date
    address: str


@dataclass(frozen=True)
class NearPage:
    """How many questions came near a page."""

    title: str
    times: int


def pages_to_check(pages: Sequence[PageDue], home: str) -> Text:
    """Pages that are due for review, to whoever looks after them.

    Args:
        pages: at least one.
        home: address of the staff page Home.
    """
    return Text(
        f"Pages to check: {len(pages)}",
        _paragraphs(
            f"Please check {_counted(len(pages), 'page')} of the Local Offer assistant.",
            "\n\n".join(_first([f"{page.title}\nCheck by {_day(page.due)}.\n{page.address}" for page in pages])),
            "Compare each page with its sources. If it is still right, change only “Checked on” and “Review by”. "
            "After the date above, parents see a note that the page is overdue.",
            f"This e-mail comes once for each date. Home lists every page whose date has passed:\n{home}",
        ),
    )


def not_answered(monday: date, near: Sequence[NearPage], others: int, page: str) -> Text:
    """What was not answered in a week: numbers, and titles of our own pages.

    Args:
        monday: the first day of the week.
        near: pages with the questions that came near them, of enough people each that nobody can be recognised.
        others: how many more questions there were.
        page: address of the staff page Unanswered.
    """
    total = sum(one.times for one in near) + others
    listed = "\n".join(_first([f"{one.times:>4}  {one.title}" for one in near]))
    rest = f"Not listed by page, because too few people asked: {_counted(others, 'question')}."
    return Text(
        f"Not answered last week: {_counted(total, 'question')}",
        _paragraphs(
            f"In the week from {_day(monday)} to {_day(monday + timedelta(days=6))}, {_counted(total, 'question')} "
            f"{'was' if total == 1 else 'were'} not fully answered: the assistant had no answer, had to ask what was "
            "meant, said that it could not help with that, gave an answer that did not help, or named a person.",
            f"The pages that came nearest, with the number of questions:\n\n{listed}" if near else "",
            rest if others else "",
            f"Read what was asked, and add what is missing, on the staff page Unanswered:\n{page}",
            "This e-mail does not quote any parent.",
        ),
    )


def not_live(places: Sequence[str], home: str) -> Text:
    """Saved changes were refused.

    Args:
        places: file and line of each problem.
        home: address of the staff page Home.
    """
    return Text(
        "Recent changes are not live",
        _paragraphs(
            NOT_LIVE,
            f"For whoever looks after the assistant, {_counted(len(places), 'problem')}:\n\n"
            + "\n".join(_first(places)),
            f"Home says what is wrong, and what to do about it:\n{home}",
            "This e-mail comes once. Another one comes when the changes are live.",
        ),
    )


def live_again(home: str) -> Text:
    """Nothing keeps saved changes from being live any longer."""
    return Text(
        "Recent changes are live",
        _paragraphs(
            "The problems have been fixed. Parents now get the latest answers.",
            f"You do not need to do anything. Home shows what is live:\n{home}",
        ),
    )


def _paragraphs(*parts: str) -> str:
    return "\n\n".join(filter(None, ("Hello,", *parts, _END))) + "\n"


def _first(lines: Sequence[str]) -> list[str]:
    """The first of many lines, and how many more there are."""
    more = len(lines) - MOST_LINES
    return [*lines[:MOST_LINES], *([f"And {more} more."] if more > 0 else [])]


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _day(day: date) -> str:
    return f"{day:%-d %B %Y}"
