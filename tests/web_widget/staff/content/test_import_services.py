"""Services of another directory are brought in from a page."""

from __future__ import annotations

import io
import json
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest
from flask.testing import FlaskClient
from playwright.sync_api import expect

from tests.knowledge.open_referral import shapes
from tests.knowledge.open_referral.server import FeedServer, Reply, serving
from tests.support.content import change
from tests.web_widget.staff.people import Person, send
from web_widget.jobs.job import Job
from web_widget.jobs.job_table import JobTable
from web_widget.staff.content.import_job import IMPORT
from web_widget.store.keeping import Stores

PAGE = "/staff/import"
PATIENCE_SECONDS = 60


@pytest.fixture(autouse=True)
def feeds_of_this_machine_are_allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_FEED_HOSTS", "127.0.0.1")


@pytest.mark.parametrize("address", ["http://127.0.0.1:5055/", "http://localhost:5005/", "http://[::1]:5005/"])
def test_other_parts_of_this_machine_are_not_asked(
    editor: FlaskClient, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.delenv("ASSISTANT_FEED_HOSTS")
    refused = send(editor, PAGE, {"address": address})
    assert (refused.status_code, "is on this machine" in refused.text) == (422, True)


@pytest.mark.parametrize("address", ["https://[", "https://]", "https://[::1", "https://\u2100.example"])
def test_what_is_no_address_is_refused_in_words(editor: FlaskClient, address: str) -> None:
    refused = send(editor, PAGE, {"address": address})
    assert (refused.status_code, "begins with https://" in refused.text) == (422, True)


@pytest.fixture
def feed() -> Iterator[FeedServer]:
    """Four services, of which one has no name."""
    services = [shapes.v3(number) for number in range(3)]
    with serving(FeedServer([*services, shapes.v3(3, name=None)])) as server:
        yield server


@pytest.fixture
def jobs(stores: Stores) -> JobTable:
    return JobTable(stores.engine)


def wait_until(happened: Callable[[], bool]) -> None:
    """Look again and again."""
    until = time.monotonic() + PATIENCE_SECONDS
    while not happened():
        assert time.monotonic() < until, "It never came to that."
        time.sleep(0.1)


def ended(client: FlaskClient) -> str:
    """The page once the import is at its end."""
    wait_until(lambda: "In progress" not in client.get(PAGE).text)
    return client.get(PAGE).text


def bring_in(person: Person, feed: FeedServer) -> None:
    """Import, and look until it is at its end."""
    person.go(PAGE)
    person.page.get_by_label("Web address of the feed").fill(feed.address)
    person.press("Import")
    see_the_end(person)


def see_the_end(person: Person) -> None:
    """Look until the import is at its end."""

    def over() -> bool:
        person.go(PAGE)
        return person.page.get_by_role("heading", name="Last import").is_visible()

    wait_until(over)


def test_an_editor_brings_services_in_by_address(editor: FlaskClient, feed: FeedServer, content_folder: Path) -> None:
    reply = send(editor, PAGE, {"address": feed.address, "title": "Testshire directory"})
    assert (reply.status_code, reply.location) == (302, PAGE)
    page = ended(editor)
    assert "3 new, 0 changed, 0 the same, 0 with a conflict, 1 not imported, 0 no longer in the feed." in page
    assert "It has no name." in page
    assert "title: Testshire directory" in (content_folder / "services/saturday-play-club.yml").read_text()


def test_an_editor_brings_services_in_from_a_file(editor: FlaskClient) -> None:
    saved = json.dumps([shapes.v1(number) for number in range(3)]).encode()
    send(editor, PAGE, {"file": (io.BytesIO(saved), "saved.json")})
    page = ended(editor)
    assert "From saved.json." in page
    assert "3 new" in page


def test_what_staff_wrote_stays_and_the_page_shows_both(
    editor: FlaskClient, feed: FeedServer, content_folder: Path
) -> None:
    send(editor, PAGE, {"address": feed.address})
    ended(editor)
    change(content_folder, "services/saturday-play-club.yml", "club@play", "right@play")
    feed.services[0] = shapes.v3(email="new@play.testshire.example")
    send(editor, PAGE, {"address": feed.address})
    page = ended(editor)
    assert "Conflicts (1)" in page
    assert "right@play.testshire.example" in page
    assert "new@play.testshire.example" in page


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({}, "Enter an address, or choose a file."),
        ({"address": "http://elsewhere.example"}, "Give an address that begins with https://."),
        ({"address": "x" * 600}, "Field cannot be longer than 500 characters."),
    ],
)
def test_what_cannot_be_imported_is_said_beside_the_field(
    given: dict[str, str], words: str, editor: FlaskClient
) -> None:
    reply = send(editor, PAGE, given)
    assert reply.status_code == 422
    assert words in reply.text
    assert "Error: Import services" in reply.text


def test_a_feed_that_fails_is_told_and_goes_on(editor: FlaskClient, feed: FeedServer) -> None:
    feed.before = lambda path, query, times: Reply(403)
    send(editor, PAGE, {"address": feed.address})
    page = ended(editor)
    assert "status 403" in page
    assert "Import again to carry on where it stopped." in page
    feed.before = lambda path, query, times: None
    send(editor, PAGE, {"address": feed.address})
    assert "3 new" in ended(editor)


def test_while_one_import_is_at_work_no_other_begins(editor: FlaskClient, feed: FeedServer) -> None:
    go_on = threading.Event()

    def wait(path: str, query: dict[str, str], times: int) -> None:
        go_on.wait(10)

    feed.before = wait
    send(editor, PAGE, {"address": feed.address})
    try:
        page = editor.get(PAGE).text
        assert "In progress" in page
        assert '<button type="submit" class="main">Import' not in page
        again = send(editor, PAGE, {"address": feed.address})
        assert "Another import is running." in editor.get(again.location).text
    finally:
        go_on.set()
        ended(editor)


def test_an_import_whose_process_was_killed_says_so_and_goes_on(
    editor: FlaskClient, feed: FeedServer, jobs: JobTable, content_folder: Path
) -> None:
    go_on = threading.Event()

    def wait(path: str, query: dict[str, str], times: int) -> None:
        if query.get("page") == "2":
            go_on.wait(20)

    feed.most, feed.before = 2, wait
    send(editor, PAGE, {"address": feed.address})
    wait_until(lambda: import_of(jobs).done == 2)
    os.kill(process_of(import_of(jobs)), signal.SIGKILL)
    page = ended(editor)
    assert "Stopped by a problem after 2 of 4 services. It was stopped before it finished" in page
    assert "Resume" in page
    go_on.set()
    send(editor, f"/staff/jobs/{import_of(jobs).id}/resume")
    assert "3 new, 0 changed, 0 the same" in ended(editor)  # the first page was not applied again


def import_of(jobs: JobTable) -> Job:
    job = jobs.last(IMPORT.name)
    assert job
    return job


def process_of(job: Job) -> int:
    """The process that does a job."""
    [found] = [each.pid for each in psutil.Process().children() if ["job", str(job.id)] == each.cmdline()[3:5]]
    return found


def test_a_tester_may_not_import(tester: FlaskClient, feed: FeedServer) -> None:
    assert tester.get(PAGE).status_code == 403
    assert send(tester, PAGE, {"address": feed.address}).status_code == 403
    assert feed.asked == []


def test_whoever_is_not_logged_in_is_asked_to(visitor: FlaskClient) -> None:
    assert "/staff/login" in visitor.get(PAGE).location


def test_in_a_browser_the_page_has_no_faults_in_any_state(
    edith: Person, feed: FeedServer, content_folder: Path
) -> None:
    edith.go(PAGE)
    assert (edith.axe(), edith.misfits()) == ([], [])
    edith.press("Import")
    expect(edith.page.get_by_role("alert")).to_contain_text("Enter an address, or choose a file.")
    assert (edith.axe(), edith.misfits()) == ([], [])
    bring_in(edith, feed)
    change(content_folder, "services/saturday-play-club.yml", "club@play", "right@play")
    change(content_folder, "services/saturday-play-club-2.yml", "club@play", "right@play")
    feed.services[0] = shapes.v3(email="new@play.testshire.example")
    feed.services[1] = shapes.v3(1, fees_description="Free.")
    del feed.services[3]
    bring_in(edith, feed)
    for heading in ("Conflicts (1)", "Changed (1)", "Kept as you wrote it (1)"):
        expect(edith.page.get_by_role("heading", name=heading)).to_be_visible()
    for width in (1280, 320):
        edith.resize(width)
        assert (edith.axe(), edith.misfits()) == ([], [])


def test_in_a_browser_progress_is_shown_without_faults(edith: Person, feed: FeedServer) -> None:
    go_on = threading.Event()

    def wait(path: str, query: dict[str, str], times: int) -> None:
        if query.get("page") == "2":
            go_on.wait(20)

    feed.most, feed.before = 2, wait
    edith.go(PAGE)
    edith.page.get_by_label("Web address of the feed").fill(feed.address)
    edith.press("Import")
    try:

        def told() -> bool:
            edith.go(PAGE)
            return edith.page.get_by_role("progressbar").is_visible()

        wait_until(told)
        expect(edith.page.get_by_text("2 of 4 services read")).to_be_visible()
        assert (edith.axe(), edith.misfits()) == ([], [])
    finally:
        go_on.set()
        see_the_end(edith)
