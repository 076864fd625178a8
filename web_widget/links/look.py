"""Checks all links in the content, one after the other, and records each result."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from web_widget.jobs.job import JobStep, Steps
from web_widget.jobs.job_table import utc_now
from web_widget.links.checker import Checker
from web_widget.store.links import LinkResults


def look_at_all(urls: Collection[str], checker: Checker, results: LinkResults, since: datetime) -> Steps:
    """Check each link that has not been checked since a moment.

    Args:
        urls: of the content.
        checker: checks one.
        results: where the results are kept.
        since: when this check began; after an interruption it continues with the rest.
    """
    seen = {url for url, looked in results.all().items() if looked.checked >= since}
    left = [url for url in urls if url not in seen]
    done = len(urls) - len(left)
    yield JobStep(done, len(urls))
    for url in left:
        result = checker.look(url)
        results.keep(url, result, utc_now())
        done += 1
        yield JobStep(done, len(urls), words=f"{result.state.value:12} {url} {result.detail}".rstrip())
