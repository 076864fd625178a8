"""Places are found by name or postcode, and distances are told as the crow flies."""

from __future__ import annotations

from dataclasses import replace

import pytest

from knowledge.files.records import Content
from knowledge.nearby.places import Gazetteer, Spot, distance_in_words, miles_between

OAKHAM = Spot("Oakham", 52.67, -0.73)
UPPINGHAM = Spot("Uppingham", 52.59, -0.72)
LONDON = Spot("London", 51.51, -0.13)


@pytest.fixture
def places(small: Content) -> Gazetteer:
    return Gazetteer(with_places(small))


def with_places(content: Content) -> Content:
    """The small content, with a map of three places."""
    points = ("Oakham: 52.67, -0.73", "Much Testing: 52.6, -0.7", "Testing: 52.0, -0.5")
    return replace(content, council=replace(content.council, place_points=points))


def held_at(content: Content, address: str | None) -> Spot | None:
    service = replace(content.services["breaks-team"], address=address)
    whole = replace(with_places(content), services={**content.services, service.id: service})
    return Gazetteer(whole).of(service)


def test_distance_is_that_of_the_map() -> None:
    assert miles_between(OAKHAM, UPPINGHAM) == pytest.approx(5.5, abs=0.1)
    assert miles_between(OAKHAM, LONDON) == pytest.approx(84, abs=1)
    assert miles_between(LONDON, OAKHAM) == miles_between(OAKHAM, LONDON)
    assert miles_between(OAKHAM, OAKHAM) == 0


@pytest.mark.parametrize(
    ("north", "words"),
    [
        (52.675, "Less than 1 mile, as the crow flies"),
        (52.685, "About 1 mile, as the crow flies"),
        (52.71, "About 3 miles, as the crow flies"),
    ],
)
def test_distance_is_told_in_whole_miles(north: float, words: str) -> None:
    assert distance_in_words(OAKHAM, Spot("There", north, -0.73)) == words


def test_same_place_is_no_distance() -> None:
    assert distance_in_words(OAKHAM, OAKHAM) == "In Oakham"


@pytest.mark.parametrize("typed", ["Oakham", "oakham", "  in OAKHAM, please", "Oakham."])
def test_place_is_found_however_it_is_typed(places: Gazetteer, typed: str) -> None:
    found = places.find(typed)
    assert found == OAKHAM


def test_longest_name_wins(places: Gazetteer) -> None:
    found = places.find("much testing")
    assert found
    assert found.name == "Much Testing"


def test_postcode_is_known_by_its_first_part_alone(places: Gazetteer) -> None:
    assert places.find("LE15 6HP") == Spot("LE15", 52.66, -0.70)


@pytest.mark.parametrize("typed", ["", "Oakhamshire", "ZZ99 9ZZ", "BT1 5GS", "???"])
def test_what_is_not_known_is_none(places: Gazetteer, typed: str) -> None:
    assert places.find(typed) is None


def test_whole_area_is_no_place(places: Gazetteer) -> None:
    assert places.is_whole_area(" testshire")
    assert not places.is_whole_area("Oakham")


def test_service_is_where_its_town_is(small: Content) -> None:
    assert held_at(small, "Village Hall, 1 High Street, Oakham, LE15 6HP") == OAKHAM
    assert held_at(small, "The Hall, Oakham LE15 6HP") == OAKHAM
    assert held_at(small, "Oakham") == OAKHAM


def test_street_that_has_the_name_of_a_town_is_no_town(small: Content) -> None:
    found = held_at(small, "3 Oakham Road, Corby, NN17 1AA")
    assert found
    assert (round(found.latitude, 1), found.name) == (52.5, "Corby")


def test_service_with_a_postcode_alone_is_in_the_middle_of_its_area(small: Content) -> None:
    found = held_at(small, "LE15 6HP")
    assert found
    assert found.name == "LE15"


@pytest.mark.parametrize("address", [None, "", "The old school", "Somewhere, ZZ99 9ZZ"])
def test_service_whose_address_tells_no_place_is_nowhere(small: Content, address: str | None) -> None:
    assert held_at(small, address) is None


def test_town_of_a_service_can_be_named_though_the_council_did_not_list_it(small: Content) -> None:
    service = replace(small.services["breaks-team"], address="The Hall, Whissendine, Testshire, LE15 7ET")
    places = Gazetteer(replace(small, services={**small.services, service.id: service}))
    found = places.find("whissendine")
    assert found
    assert (found.name, found.latitude) == ("Whissendine", 52.66)
    assert places.find("testshire") is None
    assert places.names == ()
