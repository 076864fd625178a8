"""Services are found by the need and the age of the child."""

from __future__ import annotations

from dataclasses import replace

import pytest

from actions.find_services import ActionFindServices, age_in_years, matching
from knowledge.documents import Content
from knowledge.live import Live
from tests.actions.turn import run
from tests.content import PHONE, SHIPPED
from tests.reading import made_up


def names(content: Content, need: str | None, age: int | None) -> list[str]:
    return [service.id for service in matching(content, need, age)]


@pytest.mark.parametrize(
    ("words", "age"),
    [("7 year old", 7), ("aged 12", 12), ("he's 3", 3), ("14-year-old", 14), ("old", None), (None, None)],
)
def test_age_is_read_from_the_words(words: str | None, age: int | None) -> None:
    assert age_in_years(words) == age


def test_service_for_just_this_need_comes_before_one_for_all(small: Content) -> None:
    assert names(small, "autism", None) == ["breaks-team", "family-advice"]


def test_service_for_another_need_is_left_out(small: Content) -> None:
    assert names(small, "sensory", None) == ["family-advice"]


@pytest.mark.parametrize(("age", "fits"), [(4, False), (5, True), (25, True), (26, False), (None, True)])
def test_service_outside_the_age_is_left_out(small: Content, age: int | None, fits: bool) -> None:
    aged = replace(small.services["family-advice"], minimum_age=5, maximum_age=25)
    content = replace(small, services={"family-advice": aged})
    assert names(content, None, age) == (["family-advice"] if fits else [])


def test_service_that_has_stopped_is_left_out(small: Content) -> None:
    stopped = replace(small.services["family-advice"], status="defunct")
    assert names(replace(small, services={"family-advice": stopped}), None, None) == []


def test_action_shows_services_that_fit(small_live: Live[tuple[str, Content]]) -> None:
    entities = [{"entity": "need", "value": "sensory"}, {"entity": "age", "value": "7 year old"}]
    (card,), _ = run(ActionFindServices(small_live), entities=entities)
    assert (card["type"], [service["id"] for service in card["services"]]) == ("services", ["family-advice"])


def test_action_names_people_to_ask_where_no_service_fits(small_live: Live[tuple[str, Content]]) -> None:
    content = replace(small_live.current()[1], services={})
    services = {"family-advice": replace(small_live.current()[1].services["family-advice"], status="defunct")}
    none = Live(SHIPPED, lambda _: ("none", replace(content, services=services)))
    (card,), _ = run(ActionFindServices(none))
    assert card["services"][0]["phones"][0]["number"] == PHONE


def test_every_word_about_every_need_and_age_stands_in_the_content_files(
    shipped: Content, shipped_live: Live[tuple[str, Content]]
) -> None:
    for need in shipped.needs:
        for age in ("2", "10", "17", "24", "70"):
            entities = [{"entity": "need", "value": need.id}, {"entity": "age", "value": f"{age} year old"}]
            sent, _ = run(ActionFindServices(shipped_live), entities=entities)
            assert made_up(sent, SHIPPED) == []
