"""The page of the links starts a look, shows how far it is, and what came of it."""

from __future__ import annotations

import time
from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from knowledge.documents import Content
from tests.web_widget.staff.people import send
from web_widget.links.checker import Result, State
from web_widget.links.content_links import links_of
from web_widget.links.look import now
from web_widget.store.keeping import Stores
from web_widget.store.links import LinkResults

PAGE = "https://www.testshire.example/page"
PATIENCE_SECONDS = 60


@pytest.fixture
def results(stores: Stores) -> LinkResults:
    return LinkResults(stores.engine)


def test_look_goes_on_in_the_background_and_says_what_could_not_be_checked(
    editor: FlaskClient, results: LinkResults, small: Content
) -> None:
    assert "Nobody has looked at them yet." in editor.get("/staff/links").text
    reply = send(editor, "/staff/links")
    assert reply.headers["Location"] == "/staff/links"
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not (progress := results.progress()) or progress.done < progress.total:
        assert time.monotonic() < deadline
        time.sleep(0.05)
    page = editor.get("/staff/links").text
    assert f"Could not be checked ({len(links_of(small))})" in page
    assert "www.testshire.example: " in page
    assert "Last looked at on" in page


def test_look_under_way_is_shown_with_its_progress_and_cannot_be_started_again(
    editor: FlaskClient, results: LinkResults
) -> None:
    run = results.begin(3, now())
    results.keep(run, PAGE, Result(State.BROKEN, "status 404"), now())
    page = editor.get("/staff/links").text
    assert "Looking: 1 of 3 links." in page
    assert "Look at all links now" not in page
    assert "Do not work (1)" in page
    assert "status 404" in page


def test_look_that_was_stopped_is_told(editor: FlaskClient, results: LinkResults) -> None:
    results.begin(3, now() - timedelta(hours=1))
    page = editor.get("/staff/links").text
    assert "was stopped after 0 of 3 links" in page
    assert "Look at all links now" in page


def test_testers_may_not_look_at_links(tester: FlaskClient) -> None:
    assert tester.get("/staff/links").status_code == 403
    assert send(tester, "/staff/links").status_code == 403
    assert "/staff/links" not in tester.get("/staff/").text
