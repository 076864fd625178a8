"""Pages that are due for review, to those who look after them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta

from knowledge.files.records import Entry
from web_widget.mail.sending import Mail
from web_widget.mail.settings import ADDRESS, MailSettings
from web_widget.mail.words import PageDue, pages_to_check

AHEAD = timedelta(days=14)
"""How long before the day staff are told."""


def review_mails(
    entries: Iterable[Entry], today: date, known: Callable[[Iterable[str]], set[str]], settings: MailSettings
) -> Iterator[Mail]:
    """An e-mail to each address with the pages that are due and were not told yet, the earliest first.

    Args:
        entries: all pages.
        today: the day.
        known: those of some keys that were told.
        settings: has the address for pages whose owner has none.
    """
    due = {_key(entry): entry for entry in entries if entry.review_due <= today + AHEAD}
    told = known(due)
    of_address: dict[str, list[Entry]] = {}
    for key, entry in sorted(due.items(), key=lambda item: (item[1].review_due, item[1].title)):
        if key not in told:
            of_address.setdefault(address_of(entry) or settings.to, []).append(entry)
    for to, pages in of_address.items():
        text = pages_to_check([_page(entry, settings.origin) for entry in pages], f"{settings.origin}/staff/")
        yield Mail(to, text.subject, text.body, tuple(map(_key, pages)))


def address_of(entry: Entry) -> str:
    """The e-mail address in the owner of a page, as in "SEND team, send@testshire.example"; "" if there is none."""
    found = ADDRESS.search(entry.owner or "")
    return found[0] if found else ""


def _key(entry: Entry) -> str:
    return f"review:{entry.id}:{entry.review_due}"


def _page(entry: Entry, origin: str) -> PageDue:
    return PageDue(entry.title, entry.review_due, f"{origin}/staff/entries/{entry.id}")
