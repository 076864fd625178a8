"""What the workshop must know about an import of services, and what the page shows about it."""

from __future__ import annotations

import os
from collections.abc import Generator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy.engine import Engine

from knowledge import london
from knowledge.open_referral.client import Client
from knowledge.open_referral.faults import FeedUnreadable
from knowledge.open_referral.feed import Feed, FileFeed, WebFeed
from knowledge.open_referral.importing import Progress, import_pages, work_folder_of
from knowledge.open_referral.report import Report
from knowledge.settings import THIS_MACHINE, Paths
from web_widget.jobs.job import AtOnce, Job, JobKind, JobStep, Steps


def feed_of(given: Mapping[str, Any]) -> Feed:
    """The feed of an import.

    Args:
        given: "address" or "file", and the "title" of the directory.

    Raises:
        FeedUnreadable: nothing can be read from that address.
    """
    if given["address"]:
        feed = WebFeed(given["address"], Client(), given["title"])
        _must_be_elsewhere(given["address"])
        return feed
    return FileFeed(Path(given["file"]), given["title"])


def _must_be_elsewhere(address: str) -> None:
    """Editors must not be able to reach other parts of this machine through an import.

    ASSISTANT_FEED_HOSTS names addresses of this machine at which there really is a feed.
    """
    host = urlsplit(address).hostname or ""
    if host in THIS_MACHINE and host not in os.environ.get("ASSISTANT_FEED_HOSTS", "").split():
        remedy = "Give an address on the internet, or have ASSISTANT_FEED_HOSTS name it."
        raise FeedUnreadable(f'"{address}" is on this machine. {remedy}')


def report_of(job: Job) -> Report | None:
    """What an import did; None if it has not run to its end."""
    return Report.from_json(job.found["report"]) if "report" in job.found else None


def _steps(job: Job, _: Engine) -> Steps:
    """After an interruption it continues after the last page that was applied: `knowledge` keeps that in a file."""
    paths, reports = Paths.from_environment(), []

    def pages() -> Generator[Progress, None, None]:
        work = work_folder_of(paths.index)
        reports.append((yield from import_pages(feed_of(job.given), paths.content, work, london.today())))

    last = JobStep(0, None)
    for progress in pages():
        last = JobStep(progress.read, progress.services)
        yield last
    yield JobStep(last.done, last.total, {"report": reports[0].to_json()})


IMPORT = JobKind("import", "Import of services", AtOnce.ONE, _steps)
