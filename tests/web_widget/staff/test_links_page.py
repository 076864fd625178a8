"""The page of the links starts a look, shows how far it is, and its outcome."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient

from knowledge.files.records import Content
from tests.web_widget.staff.editors import until
from tests.web_widget.staff.people import send
from web_widget.jobs.job import Job, JobState, JobStep, Order
from web_widget.jobs.job_table import JobTable, utc_now
from web_widget.links.content_links import COUNCIL, links_of
from web_widget.links.job import LINKS, TITLE
from web_widget.store.keeping import Stores
from web_widget.store.links import LinkFinding, LinkResults, State

PAGE = "https://www.testshire.example/page"


@pytest.fixture
def results(stores: Stores) -> LinkResults:
    return LinkResults(stores.engine)


@pytest.fixture
def jobs(stores: Stores) -> JobTable:
    return JobTable(stores.engine)


def look_under_way(jobs: JobTable) -> Job:
    job = jobs.add(LINKS, Order(TITLE, "Edith Editor"))
    jobs.advance(job, JobStep(1, 3))
    return job


def test_look_goes_on_in_the_background_and_says_what_could_not_be_checked(
    editor: FlaskClient, jobs: JobTable, small: Content
) -> None:
    assert "The links have not been checked yet." in editor.get("/staff/links").text
    reply = send(editor, "/staff/links")
    assert reply.headers["Location"] == "/staff/links"
    until(lambda: not under_way(jobs))
    page = editor.get("/staff/links").text
    assert f"Could not be checked ({len(links_of(small))})" in page
    assert "www.testshire.example: " in page
    assert "Last checked on" in page


def under_way(jobs: JobTable) -> bool:
    job = jobs.last(LINKS.name)
    return job is None or job.under_way


def test_look_under_way_is_shown_with_its_progress_and_cannot_be_started_again(
    editor: FlaskClient, results: LinkResults, jobs: JobTable
) -> None:
    look_under_way(jobs)
    results.keep(PAGE, LinkFinding(State.BROKEN, "status 404"), utc_now())
    page = editor.get("/staff/links").text
    assert "Checking: 1 of 3 links." in page
    assert "Check all links now" not in page
    assert "Broken (1)" in page
    assert "status 404" in page
    send(editor, "/staff/links")
    assert "already running" in editor.get("/staff/links").text
    assert len(jobs.newest(9)) == 1


def test_look_that_was_stopped_is_told_and_goes_on(editor: FlaskClient, jobs: JobTable) -> None:
    job = look_under_way(jobs)
    send(editor, f"/staff/jobs/{job.id}/stop")
    jobs.end(job, JobState.STOPPED)
    page = editor.get("/staff/links").text
    assert "Stopped after 1 of 3 links" in page
    assert "Check all links now" in page
    assert send(editor, f"/staff/jobs/{job.id}/resume").location == "/staff/links"
    until(lambda: jobs.get(job.id).state is JobState.DONE)


def test_testers_may_not_look_at_links(tester: FlaskClient) -> None:
    assert tester.get("/staff/links").status_code == 403
    assert send(tester, "/staff/links").status_code == 403
    assert "/staff/links" not in tester.get("/staff/").text


def test_link_of_the_council_leads_to_its_form(editor: FlaskClient, small: Content) -> None:
    page = editor.get("/staff/links").text
    address = re.search(f'href="([^"]+)">{COUNCIL}<', page)
    assert address
    assert small.council.local_offer["url"] in page
    assert editor.get(address[1], follow_redirects=True).status_code == 200
