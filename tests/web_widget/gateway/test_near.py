"""Services near a place, and what is on this week, are pages that need no JavaScript and keep nothing."""

from __future__ import annotations

import html
import logging
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from knowledge.files import loading
from knowledge.files.records import Content, Service
from tests.support.content import PHONE, SHIPPED
from tests.web_widget.gateway.conftest import Showing
from web_widget.gateway import near_listing
from web_widget.privacy.access_log import asked
from web_widget.store.database import connect
from web_widget.store.keeping import KeepSettings

LARGEST_PAGE = 20_000
POSTCODE = "LE15 6HP"
CLUB: dict[str, Any] = {"days": ["sat"], "opens": "10:00", "closes": "12:00"}
UNKNOWN, UNMEASURED = "We do not know where this is held", "We do not know how far these are"
ANYWHERE = "By phone or online, or all over Testshire"
PLACED: dict[str, dict[str, Any]] = {
    "family-advice": {"name": "Far club", "address": "The Hall, Uppingham, LE15 9AA", "opening_hours": (CLUB,)},
    "breaks-team": {"name": "Near club", "address": "The Hall, Oakham, LE15 6HP", "needs": ("autism",)},
}


@pytest.fixture
def on_monday(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is Monday 30 November 2026, at noon."""
    monkeypatch.setattr("knowledge.london.now", lambda: datetime(2026, 11, 30, 12, tzinfo=UTC))


def placed(content: Content, more: Mapping[str, Mapping[str, Any]] = PLACED) -> Content:
    """The small content with places, and services at them."""
    points = ("Oakham: 52.67, -0.73", "Uppingham: 52.59, -0.72")
    services = {name: replace(content.services[name], **fields) for name, fields in more.items()}
    council = replace(content.council, place_points=points)
    return replace(content, services={**content.services, **services}, council=council)


def many(content: Content, number: int) -> Content:
    """The small content with many services that are held all week."""
    hours = ({**CLUB, "days": ["mon", "wed", "fri"]},)
    named: dict[str, Service] = {
        f"club-{index}": replace(
            content.services["breaks-team"],
            id=f"club-{index}",
            name=f"Club {index}",
            description="What it does, in about as many words as a description of a service has. " * 3,
            address=f"Hall {index}, Oakham, LE15 6HP",
            opening_hours=hours,
        )
        for index in range(number)
    }
    return replace(placed(content), services=named)


def words_of(page: str) -> str:
    """What a page says, without tags and line breaks."""
    main = page.split("<main", 1)[1].split("</main>", 1)[0]
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]*>", " ", main.split(">", 1)[1])))


def names_in(page: str) -> list[str]:
    """The services and the headings of a list, in their order."""
    return re.findall(r"<(?:h2|li><strong)>([^<]*)</", page)


def test_nearest_service_comes_first_with_its_distance(showing: Showing, small: Content) -> None:
    page = showing(placed(small)).get("/near?place=Uppingham").text
    assert names_in(page)[:3] == ["Nearest first", "Far club", "Near club"]
    assert "In Uppingham" in page
    assert "About 6 miles, as the crow flies" in page


def test_service_without_a_place_is_listed_apart_and_never_left_out(showing: Showing, small: Content) -> None:
    more: dict[str, dict[str, Any]] = {
        "family-advice": {"name": "Lost hall", "address": "The old school"},
        "breaks-team": {"name": "Nobody knows", "missing": ("address",)},
    }
    names = names_in(showing(placed(small, more)).get("/near?place=LE15").text)
    assert names == [UNMEASURED, "Lost hall", UNKNOWN, "Nobody knows", ANYWHERE, "The crisis line"]


def test_without_a_place_everything_is_listed_without_a_distance(showing: Showing, small: Content) -> None:
    page = showing(placed(small)).get("/near?place=").text
    assert {"Far club", "Near club", "The crisis line"} <= set(names_in(page))
    assert "as the crow flies" not in page


def test_name_of_the_whole_area_is_as_good_as_no_place(showing: Showing, small: Content) -> None:
    reply = showing(placed(small)).post("/near", data={"place": "Testshire"})
    assert reply.headers["Location"] == "/near?place="


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("need=autism", {"Far club", "Near club"}),
        ("need=sensory", {"Far club"}),
        ("day=sat", {"Far club", "Near club", "The crisis line"}),
        ("day=sun", {"Near club", "The crisis line"}),
        ("day=sat&time=evening", {"Near club", "The crisis line"}),
        ("day=tomorrow", {"Near club", "The crisis line"}),
    ],
)
def test_need_day_and_time_leave_out_what_does_not_fit(
    showing: Showing, small: Content, on_monday: None, query: str, shown: set[str]
) -> None:
    names = set(names_in(showing(placed(small)).get(f"/near?{query}").text))
    assert names & {"Far club", "Near club", "The crisis line"} == shown


def test_service_whose_times_are_not_known_says_so_on_a_day(showing: Showing, small: Content) -> None:
    client = showing(placed(small))
    assert near_listing.HOURS_UNKNOWN in client.get("/near?place=Oakham&day=sat").text
    assert near_listing.HOURS_UNKNOWN not in client.get("/near?place=Oakham").text


def test_age_leaves_out_services_for_others(showing: Showing, small: Content) -> None:
    more = {"family-advice": {"name": "For teenagers", "minimum_age": 13, "maximum_age": 18}}
    client = showing(placed(small, more))
    assert "For teenagers" not in client.get("/near?age=7").text
    assert "For teenagers" in client.get("/near?age=13").text


def test_service_that_has_ended_is_not_listed(showing: Showing, small: Content) -> None:
    more = {"family-advice": {"name": "Closed club", "status": "defunct"}}
    assert "Closed club" not in showing(placed(small, more)).get("/near?place=").text


@pytest.mark.parametrize("path", ["/near", "/near/this-week"])
@pytest.mark.parametrize("typed", [POSTCODE, "le156hp", "12 High Street, Oakham LE15 6HP"])
def test_whole_postcode_is_cut_at_once(showing: Showing, small: Content, path: str, typed: str) -> None:
    client = showing(placed(small))
    for reply in (client.post(path, data={"place": typed}), client.get(path, query_string={"place": typed})):
        assert (reply.status_code, reply.headers["Location"]) == (303, f"{path}?place=LE15")
        assert reply.headers["Cache-Control"] == "no-store"
        assert "6HP" not in reply.text.upper()


def test_whole_postcode_is_shown_nowhere_if_something_else_is_wrong(showing: Showing, small: Content) -> None:
    reply = showing(placed(small)).post("/near", data={"place": POSTCODE, "age": "Zebedee"})
    assert reply.status_code == 400
    assert 'value="LE15"' in reply.text
    form = reply.text.split("<form", 1)[1].split("</form>", 1)[0]
    assert "6HP" not in form
    assert "Zebedee" not in reply.text


def test_nothing_is_kept_or_logged(
    showing: Showing, small: Content, keep: KeepSettings, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    client = showing(placed(small))
    for place in ("PE9 1ZZ", "Zebedee of Nowhere"):
        client.post("/near", data={"place": place})
        client.get("/near/this-week", query_string={"place": place})
    assert not any(word in caplog.text for word in ("1ZZ", "Zebedee"))
    with connect(keep.records_url).connect() as connection:
        tables = sa.inspect(connection).get_table_names()
        counts = [connection.execute(sa.text(f'SELECT count(*) FROM "{name}"')).scalar() for name in tables]
    assert sum(filter(None, counts)) <= len([name for name in tables if "version" in name])
    assert asked("GET", "/near", "200") == "GET /near"


@pytest.mark.parametrize("place", ["Nowhere", "ZZ99 9ZZ", "BT1 5GS", "<b>", "x" * 500])
def test_unknown_place_gets_a_kind_answer_that_says_what_to_do(showing: Showing, small: Content, place: str) -> None:
    client = showing(placed(small))
    for reply in (client.post("/near", data={"place": place}), client.get("/near", query_string={"place": place})):
        said = words_of(reply.text)
        assert reply.status_code == 400
        assert "We do not know this place. Give the first part of your postcode" in said
        assert "Oakham, Uppingham" in said
        assert PHONE in said
        assert html.escape(place) not in reply.text


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("age", "seven", "The age must be a whole number of years from 0 to 25"),
        ("age", "26", "The age must be a whole number of years from 0 to 25"),
        ("age", "-1", "The age must be a whole number of years from 0 to 25"),
        ("age", "²", "The age must be a whole number of years from 0 to 25"),
        ("day", "someday", "Choose a day from the list."),
        ("time", "25:00", "Choose a time from the list."),
        ("need", "magic", "Choose a need from the list."),
    ],
)
def test_what_is_not_understood_is_said_at_its_field(
    showing: Showing, small: Content, field: str, value: str, words: str
) -> None:
    reply = showing(placed(small)).get("/near", query_string={"place": "Oakham", field: value})
    assert reply.status_code == 400
    assert f'<a href="#{field}">{words}' in reply.text
    assert f'id="{field}-error"' in reply.text
    assert "<title>Error: " in reply.text
    assert "Near club" not in reply.text


@pytest.mark.parametrize("age", ["7", " 7 ", "7 years", "7 years old", "7yrs"])
def test_age_is_read_as_people_type_it(showing: Showing, small: Content, age: str) -> None:
    reply = showing(placed(small)).post("/near", data={"age": age})
    assert reply.headers["Location"] == "/near?place=&age=7"


def test_form_shows_what_was_looked_for(showing: Showing, small: Content) -> None:
    page = showing(placed(small)).get("/near?place=Oakham&day=sat&time=morning&age=7&need=autism").text
    for shown in (
        'value="Oakham"',
        'value="sat" selected',
        'value="morning" selected',
        'value="7"',
        '"autism" selected',
    ):
        assert shown in page


def test_week_lists_its_sessions_by_day(showing: Showing, small: Content, on_monday: None) -> None:
    page = showing(placed(small)).get("/near/this-week?place=Oakham").text
    assert names_in(page) == ["Saturday 5 December", "Far club"]
    assert "10am to 12pm" in page
    assert "About 6 miles, as the crow flies" in page


def test_week_says_where_it_does_not_know_and_names_who_can_be_rung(
    showing: Showing, small: Content, on_monday: None
) -> None:
    term = {**CLUB, "term_time_only": True}
    more: dict[str, dict[str, Any]] = {
        "family-advice": {"name": "Lost club", "missing": ("address",), "opening_hours": (term,)},
        "breaks-team": {"name": "Phone line", "opening_hours": (CLUB,)},
    }
    page = showing(placed(small, more)).get("/near/this-week").text
    assert names_in(page) == ["Saturday 5 December", "Lost club", ANYWHERE, "Phone line"]
    assert "10am to 12pm, in term time only" in page
    assert f"{UNKNOWN}." in page
    assert "Saturday, 10am to 12pm" in page


def test_week_without_anything_says_so(showing: Showing, small: Content) -> None:
    assert "We know of nothing with set times that fits." in showing(placed(small, {})).get("/near/this-week").text


@pytest.mark.parametrize("path", ["/near?place=Oakham", "/near/this-week?place=Oakham"])
def test_every_page_of_many_services_is_small_and_none_is_left_out(
    showing: Showing, small: Content, on_monday: None, path: str
) -> None:
    client, names, number = showing(many(small, 50)), set(), 1
    page = client.get(path).text
    while True:
        assert len(page.encode()) < LARGEST_PAGE
        names |= set(names_in(page))
        if "Next page" not in page:
            break
        number += 1
        page = client.get(f"{path}&page={number}").text
    assert {f"Club {index}" for index in range(50)} <= names


@pytest.mark.parametrize("number", ["0", "-1", "x", "9999", "99999999", "²"])
def test_page_that_is_not_there_is_one_that_is(showing: Showing, small: Content, number: str) -> None:
    reply = showing(many(small, 50)).get(f"/near?place=&page={number}")
    assert (reply.status_code, "Page " in reply.text) == (200, True)


@pytest.mark.parametrize("path", ["/near", "/near?place=LE15", "/near?place=&page=2", "/near/this-week", "/near?age=x"])
def test_pages_of_the_shipped_content_are_small_and_run_no_script(showing: Showing, path: str) -> None:
    page = showing(loading.load(SHIPPED)).get(path).text
    assert len(page.encode()) < LARGEST_PAGE
    assert "<script" not in page


@pytest.mark.parametrize("path", ["/near", "/near/this-week"])
def test_page_is_for_search_engines_and_what_was_looked_for_is_not(showing: Showing, small: Content, path: str) -> None:
    live = replace(placed(small), council=replace(placed(small).council, status="live"))
    client = showing(live)
    page, searched = client.get(path), client.get(f"{path}?place=Oakham")
    assert "X-Robots-Tag" not in page.headers
    assert f'<link rel="canonical" href="http://localhost{path}">' in page.text
    assert "noindex" not in page.text
    assert (searched.headers["X-Robots-Tag"], searched.headers["Cache-Control"]) == ("noindex", "no-store")


def test_draft_says_so_and_asks_not_to_be_listed(showing: Showing, small: Content) -> None:
    page = showing(placed(small)).get("/near").text
    assert small.council.notices["draft"] in page
    assert '<meta name="robots" content="noindex">' in page


def test_list_of_answers_leads_to_both_pages(client: FlaskClient) -> None:
    page = client.get("/answers").text
    assert 'href="/near"' in page
    assert 'href="/near/this-week"' in page


def test_form_that_is_too_long_gets_a_page(showing: Showing, small: Content) -> None:
    reply = showing(placed(small)).post("/near", data={"place": "x" * 20_000})
    assert reply.status_code == 413
    assert small.council.errors["too_long"] in reply.text
