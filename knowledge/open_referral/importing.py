"""Imports a feed into our directory, page by page."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from filelock import FileLock, Timeout

from knowledge.files import check
from knowledge.files.records import Need
from knowledge.open_referral import reading
from knowledge.open_referral.directory import Directory
from knowledge.open_referral.faults import FeedUnreadable, ImportUnderWay, ServiceUnusable
from knowledge.open_referral.feed import Feed, FeedPage, FeedRecord
from knowledge.open_referral.journal import Journal
from knowledge.open_referral.reading import Offered
from knowledge.open_referral.report import Fate, Report, ServiceOutcome

PASSES = 3
"""How often a feed whose order changes between its pages is read to its end."""


@dataclass(frozen=True)
class Progress:
    """How far an import has got. `pages` and `services` are what the feed says; None if it does not say.

    Attributes:
        page: the last that was applied, counted from 1.
        read: services, so far.
    """

    page: int
    pages: int | None
    read: int
    services: int | None


def work_folder_of(index_folder: Path) -> Path:
    """Where the progress of imports is kept."""
    return index_folder.parent / "imports"


def forget_progress(feed: Feed, work_folder: Path) -> None:
    """Let the next import of a feed begin at page 1, even if the last one could be resumed.

    Raises:
        ImportUnderWay: another import is running.
    """
    with _only_import(work_folder):
        Journal(work_folder, feed.name).forget()


def import_feed(
    feed: Feed,
    content_folder: Path,
    work_folder: Path,
    today: date,
    progress: Callable[[Progress], None] = lambda _: None,
) -> Report:
    """Write or update the services of a feed; `progress` is called after each page; otherwise like `import_pages`."""
    pages = import_pages(feed, content_folder, work_folder, today)
    while True:
        try:
            progress(next(pages))
        except StopIteration as end:
            report: Report = end.value
            return report


def import_pages(feed: Feed, content_folder: Path, work_folder: Path, today: date) -> Generator[Progress, None, Report]:
    """Write or update the services of a feed.

    A page is written as a whole, once all of it was read and the content with it is in order. After a failure, or
    if the caller stops taking pages, the pages so far stay applied, and the next call continues after them.

    Args:
        feed: what to read.
        content_folder: where `services/` is.
        work_folder: where the progress of an import is kept.
        today: the day to compare dates with.

    Yields:
        How far the import has got, after each page.

    Returns:
        What was done.

    Raises:
        ContentInvalid: the content has faults already.
        ImportUnderWay: another import is running.
        KeptUnreadable: what was imported before cannot be read.
    """
    with _only_import(work_folder):
        journal = Journal(work_folder, feed.name)
        directory = Directory(content_folder, check.load_checked(content_folder, today), feed.name, today)
        return (yield from _Import(feed, directory, journal, today).run())


@contextmanager
def _only_import(work_folder: Path) -> Iterator[None]:
    """Keeps other imports away for as long as it is entered."""
    work_folder.mkdir(parents=True, exist_ok=True)
    lock = FileLock(work_folder / "lock", timeout=0)
    try:
        lock.acquire()
    except Timeout as error:
        raise ImportUnderWay("Another import is running. Wait for it to finish, then try again.") from error
    try:
        yield
    finally:
        lock.release()


class _Import:
    """One run."""

    def __init__(self, feed: Feed, directory: Directory, journal: Journal, today: date) -> None:
        self._feed, self._directory, self._journal, self._today = feed, directory, journal, today
        self._doubles, self._passes = 0, 1
        self._begin()

    def _begin(self) -> None:
        self._report = self._journal.report()
        self._seen = {outcome.feed_id for outcome in self._report.outcomes if outcome.feed_id}

    def run(self) -> Generator[Progress, None, Report]:
        try:
            for page in self._pages():
                yield self._applied(page)
            while self._doubles and self._shortfall() and self._passes < PASSES:
                # The order changed while the pages were read: what moved to an earlier page is found there.
                self._doubles, self._passes = 0, self._passes + 1
                for page in self._feed.pages(1):
                    yield self._applied(page)
        except FeedUnreadable as error:
            return replace(self._report, stopped=str(error))
        self._journal.close()
        report = replace(self._report, shortfall=self._shortfall())
        if not report.complete:
            return report
        return replace(report, outcomes=(*report.outcomes, *self._directory.gone(frozenset(self._seen))))

    def _pages(self) -> Iterator[FeedPage]:
        """The pages that are left; all of them if the feed has changed since the import began."""
        first = self._journal.next_page
        for page in self._feed.pages(first):
            if first > 1 and page.number == first and page.services != self._journal.services:
                self._journal.forget()
                self._begin()
                yield from self._feed.pages(1)
                return
            yield page

    def _applied(self, page: FeedPage) -> Progress:
        offered: list[Offered] = []
        refused: list[ServiceOutcome] = []
        forms: list[str] = []
        needs = self._directory.content.needs
        for record in page.records:
            if record.feed_id and record.feed_id in self._seen:
                self._doubles += 1
                continue
            self._seen.add(record.feed_id)
            try:
                offered.append(self._offered(record, needs, forms))
            except ServiceUnusable as error:
                refused.append(ServiceOutcome(Fate.REFUSED, "", record.name, record.feed_id, reason=str(error)))
        outcomes = (*self._directory.apply(offered), *refused)
        found = tuple(dict.fromkeys(forms))
        self._journal.add(page.services, outcomes, found)
        self._report = self._report.with_page(outcomes, found)
        return Progress(page.number, page.pages, len(self._report.outcomes), page.services)

    def _offered(self, record: FeedRecord, needs: tuple[Need, ...], forms: list[str]) -> Offered:
        if record.data is None or not record.feed_id:
            raise ServiceUnusable(record.problem)
        form = reading.form_of(record.data, record.version)
        forms.append(form.value)
        return reading.read(record.data, form, needs, self._today, self._feed.title, record.address)

    def _shortfall(self) -> str:
        said, given = self._journal.services, len(self._report.outcomes)
        if said is None or given >= said:
            return ""
        return f"The feed says it has {said} services but sent {given}, so we cannot tell which are no longer in it."
