"""The directory over HTTP."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from knowledge.open_referral.feed import WebFeed
from knowledge.open_referral.importing import import_feed
from knowledge.open_referral.report import Fate
from tests.knowledge.open_referral import standard
from tests.knowledge.open_referral.server import hasty
from tests.support import content
from tests.web_widget.stage import served


def test_the_root_says_what_it_is(client: FlaskClient) -> None:
    reply = client.get("/open-referral/")
    assert reply.status_code == 200
    assert standard.breaches(reply.json, standard.ABOUT) == []


def test_a_page_of_services_and_each_of_them_keep_to_the_standard(client: FlaskClient) -> None:
    page = client.get("/open-referral/services?per_page=1&page=2").get_json()
    assert standard.breaches(page, standard.PAGE) == []
    assert (page["page_number"], page["size"], page["total_items"]) == (2, 1, 3)
    whole = client.get(f"/open-referral/services/{page['contents'][0]['id']}").get_json()
    assert standard.breaches(whole, standard.SERVICE) == []


@pytest.mark.parametrize("name", ["search", "text"])
def test_services_are_searched_by_the_name_of_either_version(name: str, client: FlaskClient) -> None:
    found = client.get("/open-referral/services", query_string={name: "advice"}).get_json()
    assert [service["name"] for service in found["contents"]] == ["The family advice"]


def test_a_service_that_is_not_there_is_said_so(client: FlaskClient) -> None:
    reply = client.get("/open-referral/services/nothing")
    assert (reply.status_code, reply.json) == (404, {"error": "There is no service with this id."})


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("page=0", "page must be a whole number from 1"),
        ("page=-1", "page must be"),
        ("page=99999999999999999999", "page must be"),
        ("per_page=many", "per_page must be"),
        ("per_page=٣", "per_page must be"),
        ("minimum_age=old", "minimum_age must be a whole number from 0"),
        ("day=monday", "day must be one of MO, TU"),
        ("start_time=9", "start_time must be a time such as 09:30."),
        ("end_time=25:00", "end_time must be"),
    ],
)
def test_a_parameter_that_cannot_be_understood_is_named(query: str, words: str, client: FlaskClient) -> None:
    reply = client.get(f"/open-referral/services?{query}")
    assert reply.status_code == 400
    assert words in reply.get_json()["error"]


def test_no_page_is_larger_than_we_allow(client: FlaskClient) -> None:
    assert client.get("/open-referral/services?per_page=1000000").status_code == 200


def test_any_website_may_read_it(client: FlaskClient) -> None:
    reply = client.get("/open-referral/services", headers={"Origin": "https://elsewhere.example"})
    assert reply.headers["Access-Control-Allow-Origin"] == "*"
    assert "Set-Cookie" not in reply.headers


def test_one_council_can_bring_in_what_another_publishes(client: FlaskClient, tmp_path: Path) -> None:
    ours = content.write(tmp_path / "ours")
    for path in (ours / "services").glob("*.yml"):
        content.change(ours, f"services/{path.name}", "organization: Testshire", "organization: Northshire")
    with served(client.application) as address:
        feed = WebFeed(f"{address}/open-referral", hasty())
        report = import_feed(feed, ours, tmp_path / "imports", date.today())
    assert report.complete
    assert sorted(outcome.id for outcome in report.of(Fate.NEW)) == ["the-breaks-team", "the-family-advice"]
    assert len(report.of(Fate.REFUSED)) == 1  # the crisis line: no feed brings a service of the danger cards
