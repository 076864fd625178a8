"""What tests of editing share: the questions are tried here and now, with the fake encoder."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from html.parser import HTMLParser
from pathlib import Path

from actions.wire import Outcome
from knowledge.settings import Paths, SearchSettings
from knowledge.versions import building
from tests.support.fake_encoder import FakeEncoder
from web_widget.jobs.job import Job
from web_widget.jobs.worker import carry_out
from web_widget.jobs.workshop import Workshop
from web_widget.staff.content import try_draft
from web_widget.staff.content.draft_trial import DRAFT
from web_widget.store.database import connect
from web_widget.store.keeping import Stores
from web_widget.store.records import Record

ASKED = ("taxi travel to special school", "toothache and no dentist", "appeal to the tribunal about an EHCP")


def try_at_once(workshop: Workshop, job: Job) -> None:
    """In place of `Workshop.launch`: no process, and the fake encoder."""
    environment = workshop.environment
    paths = Paths(Path(environment["ASSISTANT_CONTENT"]), Path(environment["ASSISTANT_INDEX"]), Path())
    engine = connect(environment["RECORDS_URL"])
    folder = Path(job.given["folder"])
    carry_out(workshop.jobs, DRAFT, job, lambda: try_draft.compare(folder, paths, FakeEncoder(), engine))


def ask(stores: Stores) -> None:
    """Three parents asked something lately."""
    for number, question in enumerate(ASKED):
        stores.records.keep(Record(f"c{number}", question, None, Outcome.ANSWERED, today(), "v"))


def go_live(content_folder: Path, index_folder: Path) -> None:
    """What the watcher does."""
    building.build(content_folder, index_folder, FakeEncoder(), SearchSettings(), today())


def today() -> date:
    """The day, as the gateway counts it."""
    return datetime.now(UTC).date()


class _Form(HTMLParser):
    """Reads what a browser would send of the form of editing."""

    def __init__(self) -> None:
        super().__init__()
        self.sent: dict[str, list[str]] = {}
        self._inside = False
        self._select: str | None = None
        self._textarea: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        name, value = given.get("name") or "", given.get("value") or ""
        if tag == "form":
            self._inside = "data-preview" in given
        if not self._inside:
            return
        if tag == "input" and (given.get("type") not in ("checkbox", "radio") or "checked" in given):
            self._add(name, value)
        elif tag == "textarea":
            self._textarea = name
            self._add(name, "")
        elif tag == "select":
            self._select = name
        elif tag == "option" and self._select and ("selected" in given or self._select not in self.sent):
            self.sent[self._select] = [value]

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._textarea = None
        elif tag == "form":
            self._inside = False

    def handle_data(self, data: str) -> None:
        if self._textarea:
            self.sent[self._textarea][-1] += data.replace("\r\n", "\n").replace("\n", "\r\n")

    def _add(self, name: str, value: str) -> None:
        self.sent.setdefault(name, []).append(value)


def fields_of(page: str) -> dict[str, list[str]]:
    """What a browser would send if nothing were touched in the form of editing."""
    form = _Form()
    form.feed(page)
    return {name: [value.removeprefix("\r\n") for value in values] for name, values in form.sent.items()}


def until(happened: Callable[[], bool], patience: float = 20.0) -> None:
    """Wait for what is taken up in the background; after `patience` seconds the test fails."""
    deadline = time.monotonic() + patience
    while not happened():
        assert time.monotonic() < deadline, "It did not happen in time."
        time.sleep(0.1)
