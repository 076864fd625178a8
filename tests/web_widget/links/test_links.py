"""Links are looked at politely, only where that is allowed, and what could not be checked is not called broken."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from knowledge.files.records import Content
from tests.support.running import free_ports
from web_widget.jobs.job_table import utc_now
from web_widget.links.checker import Checker
from web_widget.links.content_links import COUNCIL, TIME_LIMITS, LinkPlace, links_of
from web_widget.links.look import look_at_all
from web_widget.store.keeping import KeepSettings, Stores
from web_widget.store.links import LinkFinding, LinkResults, State

STATUSES = {"/there": 200, "/gone": 404, "/closed": 410, "/secret": 403, "/busy": 429, "/broken": 500, "/later": 503}
REDIRECTS = {
    "/moved": "/there",
    "/moved-to-gone": "/gone",
    "/round": "/round",
    "/away": "http://elsewhere.example/there",
    "/away-sly": "//elsewhere.example/there",
    "/away-file": "file:///etc/passwd",
    "/away-name": "http://someone@elsewhere.example",
}


class Website:
    """A website on this machine.

    Attributes:
        host: as a link names it.
        asked: every request, as method and path.
    """

    def __init__(self, host: str) -> None:
        self.host = host
        self.asked: list[tuple[str, str]] = []

    def __call__(self, path: str) -> str:
        """The address of a page."""
        return f"http://{self.host}{path}"


@pytest.fixture
def website() -> Iterator[Website]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            made.asked.append((self.command, self.path))
            if self.path == "/no-head" and self.command == "HEAD":
                self.send_response(405)
            elif self.path in REDIRECTS:
                self.send_response(302)
                self.send_header("Location", REDIRECTS[self.path])
            else:
                self.send_response(STATUSES.get(self.path, 200))
            self.send_header("Content-Length", "0")
            self.end_headers()

        do_HEAD = do_GET

        def log_message(self, format: str, *args: object) -> None:
            """Nothing is printed."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    made = Website(f"127.0.0.1:{server.server_port}")
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    yield made
    server.shutdown()
    server.server_close()


@pytest.fixture
def look(website: Website) -> Callable[[str], LinkFinding]:
    """Looks at a page of the website, which is allowed."""
    checker = Checker({website.host}, pause=0)
    return lambda path: checker.look(website(path))


@pytest.mark.parametrize(
    ("path", "state"),
    [
        ("/there", State.WORKS),
        ("/no-head", State.WORKS),
        ("/moved", State.WORKS),
        ("/gone", State.BROKEN),
        ("/closed", State.BROKEN),
        ("/broken", State.BROKEN),
        ("/moved-to-gone", State.BROKEN),
        ("/round", State.BROKEN),
        ("/secret", State.NOT_CHECKED),
        ("/busy", State.NOT_CHECKED),
        ("/later", State.NOT_CHECKED),
        ("/away", State.LEADS_AWAY),
        ("/away-sly", State.LEADS_AWAY),
        ("/away-file", State.LEADS_AWAY),
        ("/away-name", State.LEADS_AWAY),
    ],
)
def test_what_the_website_says_is_what_is_reported(look: Callable[[str], LinkFinding], path: str, state: State) -> None:
    result = look(path)
    assert result.state == state
    assert bool(result.detail) == (state is not State.WORKS)


def test_page_is_asked_for_its_head_first_and_as_a_whole_only_where_that_fails(
    look: Callable[[str], LinkFinding], website: Website
) -> None:
    look("/there")
    assert website.asked == [("HEAD", "/there")]
    look("/no-head")
    assert website.asked[1:] == [("HEAD", "/no-head"), ("GET", "/no-head")]


def test_website_that_is_not_on_the_list_is_never_asked(website: Website) -> None:
    for hosts in ((), ("127.0.0.1",), ("localhost",)):
        result = Checker(hosts, pause=0).look(website("/there"))
        assert result.state == State.NOT_CHECKED
        assert website.host in result.detail
    assert website.asked == []


@pytest.mark.parametrize("url", ["http://allowed.example@{}/there", "http://allowed.example:80@{}/"])
def test_name_in_front_of_another_website_does_not_open_it(website: Website, url: str) -> None:
    result = Checker({"allowed.example"}, pause=0).look(url.format(website.host))
    assert (result.state, website.asked) == (State.NOT_CHECKED, [])


def test_website_that_cannot_be_reached_is_not_called_broken() -> None:
    [port] = free_ports(1)
    result = Checker({f"127.0.0.1:{port}"}, pause=0).look(f"http://127.0.0.1:{port}/page")
    assert result.state == State.NOT_CHECKED
    assert "could not be reached" in result.detail


@pytest.mark.parametrize("url", ["http://[::1", "http:///nothing", "no address", "http://127.0.0.1:x/"])
def test_address_that_is_none_stops_nothing(url: str) -> None:
    assert Checker({"127.0.0.1:x", ""}, pause=0).look(url).state == State.NOT_CHECKED


def test_same_website_is_left_in_peace_between_two_requests(website: Website) -> None:
    waited: list[float] = []
    checker = Checker({website.host}, pause=30, sleep=waited.append)
    checker.look(website("/there"))
    assert waited == []
    checker.look(website("/there"))
    assert len(waited) == 1
    assert 25 < waited[0] <= 30


def test_links_of_entries_services_and_sources_are_found_once_with_their_places(small: Content) -> None:
    found = links_of(small)
    places = found["https://www.testshire.example/page"]
    assert LinkPlace("entry", "dentist", small.entries["dentist"].title) in places
    assert LinkPlace("service", "breaks-team", "The breaks team") in places
    assert len(places) == len(set(places))


def test_links_of_the_law_of_the_council_and_of_time_limits_are_among_them(shipped: Content) -> None:
    found = links_of(shipped)
    page = next(entry for entry in shipped.entries.values() if entry.law)
    assert LinkPlace("entry", page.id, page.title) in found[shipped.provisions[page.law[0]].url]
    assert LinkPlace("words", "council", COUNCIL) in found[shipped.council.local_offer["url"]]
    assert any(place.title == TIME_LIMITS for places in found.values() for place in places)


def test_every_link_of_the_shipped_content_is_one(shipped: Content) -> None:
    found = links_of(shipped)
    assert len(found) > 100
    assert all(url.startswith(("https://", "http://")) for url in found)


@pytest.fixture
def results(keep: KeepSettings) -> LinkResults:
    return LinkResults(Stores(keep).engine)


def test_look_at_all_keeps_what_came_of_each_and_says_how_far_it_is(website: Website, results: LinkResults) -> None:
    urls = [website("/there"), website("/gone")]
    steps = list(look_at_all(urls, Checker({website.host}, pause=0), results, utc_now()))
    assert [(step.words.split(" ")[0], step.done, step.total) for step in steps] == [
        ("", 0, 2),
        ("works", 1, 2),
        ("broken", 2, 2),
    ]
    assert {url: looked.result.state for url, looked in results.all().items()} == {
        urls[0]: State.WORKS,
        urls[1]: State.BROKEN,
    }


def test_next_look_takes_the_place_of_the_last(website: Website, results: LinkResults) -> None:
    checker = Checker({website.host}, pause=0)
    for status in (404, 200):
        STATUSES["/changing"] = status
        list(look_at_all([website("/changing")], checker, results, utc_now()))
    [looked] = results.all().values()
    assert looked.result == LinkFinding(State.WORKS)


def test_look_that_was_stopped_goes_on_with_the_links_that_are_left(website: Website, results: LinkResults) -> None:
    urls, began = [website("/there"), website("/gone"), website("/closed")], utc_now()
    checker = Checker({website.host}, pause=0)
    with closing(look_at_all(urls, checker, results, began)) as under_way:
        assert [next(under_way).done, next(under_way).done] == [0, 1]
    website.asked.clear()
    assert [step.done for step in look_at_all(urls, checker, results, began)] == [1, 2, 3]
    assert ("HEAD", "/there") not in website.asked
