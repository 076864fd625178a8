"""`python -m tests.bench.staff_pages`: how long each page of staff takes with far more content than a council has.

Every page that can be opened is timed in a small office and in a large one: 500 entries, 2,000 services, 50,000
questions. The sentence model is a fake. It fails if a page of the large office takes a second or more.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

from flask import Flask
from flask.testing import FlaskClient

from knowledge.versions import live
from tests.bench.large_office import LARGE, SMALL, Size, furnish
from tests.bench.table import number, table
from tests.support.fake_encoder import FakeEncoder
from tests.web_widget.conftest import FakeRasa, NoDanger
from tests.web_widget.staff.people import EDITOR, logged_in
from web_widget.app import create_app
from web_widget.settings import Settings
from web_widget.staff.content.described_forms import forms
from web_widget.staff.feedback import unanswered

LONGEST_SECONDS = 1.0
ROUNDS = 3
NO_PAGE = ("changes", "login", "council", "<path:_>", "/parts", "please-answer/<int")
"""What an address has that is no page to open, or has nothing on it here."""


def main() -> int:
    """Measure and print."""
    small, large = (measured(size) for size in (SMALL, LARGE))
    print(table(("page", "small, s", "large, s", "slowest, s", "ratio"), [_row(page, small, large) for page in large]))
    slow = [page for page, seconds in large.items() if statistics.median(seconds) >= LONGEST_SECONDS]
    for page in slow:
        print(f"{page} takes a second or more.", file=sys.stderr)
    return 1 if slow else 0


def measured(size: Size) -> Mapping[str, list[float]]:
    """Seconds of some requests for each page, by its address."""
    with tempfile.TemporaryDirectory() as folder, office(Path(folder), size) as app:
        client = logged_in(app, EDITOR)
        return {page: [_seconds(client, page) for _ in range(ROUNDS)] for page in pages(app)}


@contextmanager
def office(folder: Path, size: Size) -> Iterator[Flask]:
    """A gateway on an office of this size."""
    keep = furnish(folder, size)
    places = {"ASSISTANT_CONTENT": str(folder / "content"), "ASSISTANT_INDEX": str(folder / "index")}
    with patch.dict(os.environ, places), patch.object(unanswered, "SentenceEncoder", FakeEncoder):
        live.live_content.cache_clear()
        live.live_search.cache_clear()
        live.live_search().current()  # a gateway reads it when it first looks for danger
        yield create_app(Settings(secret="only for tests", widgets=folder / "w", keep=keep), FakeRasa(), NoDanger)
    live.live_content.cache_clear()
    live.live_search.cache_clear()


def pages(app: Flask) -> list[str]:
    """An address of every page that staff can open, filled in with what the office has."""
    rules = [
        rule
        for rule in app.url_map.iter_rules()
        if rule.endpoint.startswith("staff.") and "GET" in (rule.methods or ())
    ]
    found = [
        address for rule in rules if not any(part in rule.rule for part in NO_PAGE) for address in _filled(rule.rule)
    ]
    return [*dict.fromkeys(found), "/staff/entries?words=taxi", "/staff/coverage/compare?first=1&second=2"]


def _filled(rule: str) -> Iterator[str]:
    """The addresses of a rule."""
    if "<any(entries" in rule:
        start, end = rule.split("<any", 1)[0], rule.split(":kind>", 1)[1]
        for kind, one in (("entries", "page-7"), ("services", "service-7"), ("words", "greeting")):
            if kind in rule:
                yield f"{start}{kind}{end.replace('<identifier>', one)}"
        return
    rule = rule.replace("<any(topics, statutory, map, trend):name>", "topics")
    if rule.startswith("/staff/words/<name>"):
        yield from _of_forms(rule)
        return
    identifier = "service-7" if "/services/" in rule else "page-7"
    rule = rule.replace("<int:identifier>", "1").replace("<int:number>", "1").replace("<name>", "months")
    yield rule.replace("<identifier>", identifier)


def _of_forms(rule: str) -> Iterator[str]:
    for name, form in forms().items():
        if bool(form.records) is (rule.endswith(("/<name>", "/new"))):
            yield rule.replace("<name>", name)


def _seconds(client: FlaskClient, page: str) -> float:
    began = time.perf_counter()
    reply = client.get(page)
    seconds = time.perf_counter() - began
    if reply.status_code not in (200, 302, 404):
        raise AssertionError(f"{page} came with {reply.status_code}.")
    if reply.status_code != 200:
        print(f"{page}: {reply.status_code}", file=sys.stderr)
    return seconds


def _row(page: str, small: Mapping[str, list[float]], large: Mapping[str, list[float]]) -> list[str]:
    before, now = (statistics.median(seconds[page]) for seconds in (small, large))
    return [page, number(before, 3), number(now, 3), number(max(large[page]), 3), number(now / before)]


if __name__ == "__main__":
    sys.exit(main())
