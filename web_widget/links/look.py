"""Looks at all links of the content, one after the other, and writes down what came of each."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import UTC, datetime

from web_widget.links.checker import Checker
from web_widget.store.links import LinkResults

Say = Callable[[str], object]


def now() -> datetime:
    """The time as it is kept."""
    return datetime.now(UTC).replace(tzinfo=None)


def look_at_all(urls: Collection[str], checker: Checker, results: LinkResults, say: Say = lambda _: None) -> bool:
    """Look at each link.

    Args:
        urls: of the content.
        checker: looks at one.
        results: where it is written down.
        say: is told what came of each.

    Returns:
        Whether it was done; not where another look is still under way.
    """
    last = results.progress()
    if last and last.going_on(now()):
        return False
    run = results.begin(len(urls), now())
    for url in urls:
        result = checker.look(url)
        results.keep(run, url, result, now())
        say(f"{result.state.value:12} {url} {result.detail}".rstrip())
    return True
