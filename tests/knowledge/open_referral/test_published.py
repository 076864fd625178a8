"""Our own directory in the form of version 3, and back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
import yaml

from knowledge.files.records import Content, Service
from knowledge.files.retired import Current
from knowledge.open_referral import published
from knowledge.open_referral.published import ServiceFilter
from knowledge.open_referral.reading import Form, read
from knowledge.settings import ENGLAND
from tests.knowledge.open_referral import standard
from tests.support.content import SHIPPED

TODAY = date(2099, 1, 1)
FULL: Mapping[str, Any] = {
    "minimum_age": 5,
    "maximum_age": 11,
    "eligibility": "Children in Testshire.",
    "fees": "Free.",
    "how_to_ask": "Ring us.",
    "url": "https://a.example",
    "email": "team@a.example",
    "phones": ({"number": "01234 567890", "description": "Office"},),
    "text": {"number": "85258"},
    "opening_hours": ({"days": ["mon", "sat"], "opens": "09:00", "closes": "17:00"},),
    "address": "The Hall, 1 High Street, Much Testing, LE15 6HP",
    "notes": "Closed in August.",
}
NIGHT: Mapping[str, Any] = {"days": ["fri"], "opens": "18:00", "closes": "02:00"}


@pytest.fixture
def directory(small: Content) -> Content:
    """The small content, in which one service has every field."""
    team: Service = replace(small.services["breaks-team"], **FULL)
    return replace(small, services={**small.services, "breaks-team": team})


def names(content: Content, **wanted: Any) -> list[str]:
    return [service["name"] for service in published.page(content, ServiceFilter(**wanted))["contents"]]


def test_the_standard_can_be_broken() -> None:
    assert standard.breaches({"id": "1", "name": 1, "status": "open"}, standard.SERVICE)
    assert standard.breaches({**published.about(), "version": "3"}, standard.ABOUT)
    assert standard.breaches({"id": "not a uuid", "name": "a", "status": "active"}, standard.SERVICE)


def test_what_this_is_is_said_as_the_standard_asks() -> None:
    assert standard.breaches(published.about(), standard.ABOUT) == []


@pytest.mark.parametrize("which", ["directory", "shipped"])
def test_every_service_and_every_page_keeps_to_the_standard(which: str, request: pytest.FixtureRequest) -> None:
    content: Content = request.getfixturevalue(which)
    page = published.page(content, ServiceFilter(per_page=1000))
    assert standard.breaches(page, standard.PAGE) == []
    assert page["total_items"] == len(content.services)
    for listed in page["contents"]:
        whole = published.whole(content, listed["id"])
        assert whole is not None
        assert standard.breaches(whole, standard.SERVICE) == []
        assert listed.items() <= whole.items()


def test_no_two_things_share_an_id(shipped: Content) -> None:
    services = [published.whole(shipped, name) for name in shipped.services]
    ids = [service["id"] for service in services if service]
    ids += [part["id"] for service in services if service for part in service.get("attributes", [])]
    assert len(ids) == len(set(ids))


def test_a_service_is_found_by_our_own_id_as_well(directory: Content) -> None:
    whole = published.whole(directory, "breaks-team")
    assert whole is not None
    assert whole == published.whole(directory, whole["id"])
    assert published.whole(directory, "nothing") is None


def test_a_retired_service_leads_to_its_successor(directory: Content) -> None:
    services = Current(dict(directory.services), {"old-team": "breaks-team"})
    content = replace(directory, services=services, retired={"entries": {}, "services": {"old-team": "breaks-team"}})
    old = published.id_of(content.council, "service", "old-team")
    assert published.whole(content, old) == published.whole(content, "breaks-team") is not None


def test_what_is_published_reads_back_as_it_was(directory: Content) -> None:
    whole = published.whole(directory, "breaks-team")
    assert whole is not None
    fields = read(whole, Form.V3, directory.needs, TODAY, "a feed", None).fields
    for name in ("minimum_age", "maximum_age", "eligibility", "fees", "how_to_ask", "url", "email", "notes", "address"):
        assert fields[name] == FULL[name]
    assert fields["opening_hours"] == list(FULL["opening_hours"])
    assert fields["phones"][0] == FULL["phones"][0]
    assert fields["needs"] == ["autism"]


def test_first_and_last_day_and_term_time_are_published_as_the_standard_has_them(directory: Content) -> None:
    hours = {**FULL["opening_hours"][0], "valid_from": "2026-09-05", "valid_to": "2027-07-17", "term_time_only": True}
    team = replace(directory.services["breaks-team"], opening_hours=(hours,))
    whole = published.whole(replace(directory, services={**directory.services, team.id: team}), team.id)
    assert whole is not None
    [schedule] = whole["schedules"]
    assert (schedule["valid_from"], schedule["valid_to"]) == ("2026-09-05", "2027-07-17")
    assert (schedule["byday"], schedule["description"]) == ("MO,SA", "In term time only")
    assert standard.breaches(whole, standard.SERVICE) == []


def test_the_shipped_services_read_back_as_they_were(shipped: Content) -> None:
    records = {path.name: path for folder in (ENGLAND, SHIPPED) for path in (folder / "services").glob("*.yml")}
    for path in records.values():
        ours = yaml.safe_load(path.read_text(encoding="utf-8"))
        whole = published.whole(shipped, ours["id"])
        assert whole is not None
        fields = read(whole, Form.V3, shipped.needs, TODAY, "a feed", None).fields
        for name in ("name", "organization", "status", "url", "email", "minimum_age", "maximum_age"):
            assert fields.get(name) == ours.get(name), path.name


def test_an_address_without_a_postcode_is_a_place_with_a_name(directory: Content) -> None:
    team = replace(directory.services["breaks-team"], address="Behind the library")
    whole = published.whole(replace(directory, services={"breaks-team": team}), "breaks-team")
    assert whole is not None
    assert whole["service_at_locations"][0]["location"]["name"] == "Behind the library"
    assert "addresses" not in whole["service_at_locations"][0]["location"]


def test_pages_are_of_the_size_that_was_asked_for(directory: Content) -> None:
    first, second = (published.page(directory, ServiceFilter(page=number, per_page=2)) for number in (1, 2))
    assert (first["first_page"], first["last_page"], first["total_pages"]) == (True, False, 2)
    assert (second["first_page"], second["last_page"], second["size"]) == (False, True, 1)
    assert first["contents"] != second["contents"]
    assert published.page(directory, ServiceFilter(page=3, per_page=2))["empty"]


TEAM, CRISIS, ADVICE = "The breaks team", "The crisis line", "The family advice"


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({}, [TEAM, CRISIS, ADVICE]),
        ({"search": "BREAKS team"}, [TEAM]),
        ({"search": "breaks nowhere"}, []),
        ({"minimum_age": 5}, [TEAM]),
        ({"minimum_age": 6}, []),
        ({"maximum_age": 11}, [TEAM]),
        ({"maximum_age": 10}, []),
        ({"day": "SA"}, [TEAM]),
        ({"day": "SU"}, []),
        ({"start_time": "09:00", "end_time": "17:00"}, [TEAM]),
        ({"start_time": "09:01"}, []),
        ({"end_time": "16:59"}, []),
        ({"taxonomy_id": "no-such"}, []),
    ],
)
def test_filters(wanted: dict[str, Any], found: list[str], directory: Content) -> None:
    assert names(directory, **wanted) == found


def test_what_closes_after_midnight_does_not_close_before_the_evening(directory: Content) -> None:
    night = replace(directory.services["breaks-team"], opening_hours=(NIGHT,))
    content = replace(directory, services={night.id: night})
    assert names(content, end_time="23:59") == []
    assert names(content, start_time="18:00") == [night.name]


def test_a_service_for_babies_alone_is_among_those_for_the_youngest(directory: Content) -> None:
    babies = replace(directory.services["breaks-team"], minimum_age=0, maximum_age=0)
    content = replace(directory, services={babies.id: babies})
    assert names(content, maximum_age=4) == [babies.name]


def test_services_are_found_by_a_term_and_by_its_taxonomy(directory: Content) -> None:
    whole = published.whole(directory, "breaks-team")
    assert whole is not None
    need = next(each["taxonomy_term"] for each in whole["attributes"] if each["taxonomy_term"]["term"] == "Autism")
    assert names(directory, taxonomy_term_id=need["id"]) == [TEAM]
    assert names(directory, taxonomy_id=need["taxonomy_id"]) == [TEAM]
