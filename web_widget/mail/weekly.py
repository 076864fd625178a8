"""What was not answered in the last week: numbers and titles of pages, never what parents typed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from knowledge.files.records import Content
from web_widget.mail.sending import Mail
from web_widget.mail.settings import MailSettings
from web_widget.mail.words import NearPage, not_answered
from web_widget.staff.feedback.unanswered_groups import FEWEST, typed
from web_widget.store.unanswered import Asked

WEEK = timedelta(days=7)


def last_monday(today: date) -> date:
    """The Monday of the week before this one."""
    return today - timedelta(days=today.weekday()) - WEEK


def key_of(monday: date) -> str:
    """The key under which the log keeps the e-mail of a week."""
    return f"week:{monday}"


def weekly_mail(
    asked: Sequence[Asked], monday: date, content: Content, nearest: Callable[[str], str], settings: MailSettings
) -> Mail | None:
    """The e-mail about a week; None if nothing fell short in it.

    A page is named only if enough people asked near it that none of them can be recognised.

    Args:
        asked: questions that fell short, of that week and others.
        monday: the first day of the week.
        content: that parents are answered from.
        nearest: the id of the page that comes nearest to a question.
        settings: where it goes.
    """
    within = [one for one in typed(asked, content.council) if one.day and monday <= one.day < monday + WEEK]
    if not within:
        return None
    near: dict[str, list[Asked]] = {}
    for one in within:
        near.setdefault(nearest(one.question), []).append(one)
    pages = [
        NearPage(content.entries[entry].title, len(questions))
        for entry, questions in near.items()
        if entry in content.entries and len({one.conversation for one in questions}) >= FEWEST
    ]
    pages.sort(key=lambda page: (-page.times, page.title))
    others = len(within) - sum(page.times for page in pages)
    text = not_answered(monday, pages, others, f"{settings.origin}/staff/unanswered/")
    return Mail(settings.to, text.subject, text.body, (key_of(monday),))
