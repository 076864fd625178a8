"""Brings a feed into our directory, page by page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from filelock import FileLock, Timeout

from knowledge import check
from knowledge.documents import Need
from knowledge.open_referral import reading
from knowledge.open_referral.directory import Directory
from knowledge.open_referral.faults import FeedUnreadable, ImportUnderWay, ServiceUnusable
from knowledge.open_referral.feed import Feed, Page, Record
from knowledge.open_referral.journal import Journal
from knowledge.open_referral.reading import Offered
from knowledge.open_referral.report import Fate, Outcome, Report


@dataclass(frozen=True)
class Progress:
    """How far an import has come. `pages` and `services` are what the feed says; None where it does not.

    Attributes:
        page: the last that was applied, counted from 1.
        read: services, so far.
    """

    page: int
    pages: int | None
    read: int
    services: int | None


def work_folder_of(index_folder: Path) -> Path:
    """Where it is noted how far imports have come."""
    return index_folder.parent / "imports"


def import_feed(
    feed: Feed,
    content_folder: Path,
    work_folder: Path,
    today: date,
    progress: Callable[[Progress], None] = lambda _: None,
    afresh: bool = False,
) -> Report:
    """Write or update the services of a feed.

    A page is written as a whole, once all of it was read and the content with it is in order. After a failure the
    pages before it stay, and the next call goes on behind them.

    Args:
        feed: what to read.
        content_folder: where `services/` is.
        work_folder: where it is noted how far an import has come.
        today: the day against which dates are held.
        progress: is told after each page.
        afresh: whether to begin at page 1 even if an import can be gone on with.

    Raises:
        ContentInvalid: the content has faults already.
        ImportUnderWay: another import is at work.
        KeptUnreadable: what was imported before cannot be read.
    """
    work_folder.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(work_folder / "lock", timeout=0):
            journal = Journal(work_folder, feed.name)
            if afresh:
                journal.forget()
            directory = Directory(content_folder, check.load_checked(content_folder, today), feed.name, today)
            return _Import(feed, directory, journal, today, progress).run()
    except Timeout as error:
        raise ImportUnderWay("Another import is at work. Wait for it to end, then try again.") from error


class _Import:
    """One run."""

    def __init__(
        self,
        feed: Feed,
        directory: Directory,
        journal: Journal,
        today: date,
        progress: Callable[[Progress], None],
    ) -> None:
        self._feed, self._directory, self._journal = feed, directory, journal
        self._today, self._progress = today, progress
        self._begin()

    def _begin(self) -> None:
        self._report = self._journal.report()
        self._seen = {outcome.feed_id for outcome in self._report.outcomes if outcome.feed_id}

    def run(self) -> Report:
        try:
            for page in self._pages():
                self._apply(page)
        except FeedUnreadable as error:
            return replace(self._report, stopped=str(error))
        self._journal.close()
        report = replace(self._report, shortfall=self._shortfall())
        if not report.complete:
            return report
        return replace(report, outcomes=(*report.outcomes, *self._directory.gone(frozenset(self._seen))))

    def _pages(self) -> Iterator[Page]:
        """The pages that are left; all of them where the feed has changed since the import was begun."""
        first = self._journal.next_page
        for page in self._feed.pages(first):
            if first > 1 and page.number == first and page.services != self._journal.services:
                self._journal.forget()
                self._begin()
                yield from self._feed.pages(1)
                return
            yield page

    def _apply(self, page: Page) -> None:
        offered: list[Offered] = []
        refused: list[Outcome] = []
        forms: list[str] = []
        needs = self._directory.content.needs
        for record in page.records:
            if record.feed_id and record.feed_id in self._seen:
                continue
            self._seen.add(record.feed_id)
            try:
                offered.append(self._offered(record, needs, forms))
            except ServiceUnusable as error:
                refused.append(Outcome(Fate.REFUSED, "", record.name, record.feed_id, reason=str(error)))
        outcomes = (*self._directory.apply(offered), *refused)
        found = tuple(dict.fromkeys(forms))
        self._journal.add(page.services, outcomes, found)
        self._report = self._report.with_page(outcomes, found)
        self._progress(Progress(page.number, page.pages, len(self._report.outcomes), page.services))

    def _offered(self, record: Record, needs: tuple[Need, ...], forms: list[str]) -> Offered:
        if record.data is None or not record.feed_id:
            raise ServiceUnusable(record.problem)
        form = reading.form_of(record.data, record.version)
        forms.append(form.value)
        return reading.read(record.data, form, needs, self._today, self._feed.title, record.address)

    def _shortfall(self) -> str:
        said, given = self._journal.services, len(self._report.outcomes)
        if said is None or given >= said:
            return ""
        return f"The feed says that it has {said} services, and gave {given}. What is gone from it cannot be told."
