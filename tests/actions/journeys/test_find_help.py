"""Services are found by need, age, place and cost, and it is said why."""

from __future__ import annotations

from dataclasses import replace

import pytest
from jsonschema import Draft7Validator

from actions.card_schema import CARD
from actions.card_types import to_wire
from actions.journeys import fees, find_help
from actions.journeys.find_help import Wanted, matching, result, to_drop
from knowledge.files.records import Content, Service
from tests.actions.journeys.messages import said
from tests.support.content import SHIPPED
from tests.support.reading import made_up


def names(content: Content, want: Wanted) -> list[str]:
    return [service.id for service in matching(content, want)]


def only(content: Content, **changed: object) -> Content:
    """The content with one service, changed."""
    service: Service = replace(content.services["family-advice"], **changed)  # type: ignore[arg-type]
    return replace(content, services={"family-advice": service})


def test_service_for_just_this_need_comes_before_one_for_all(small: Content) -> None:
    assert names(small, Wanted("autism")) == ["breaks-team", "family-advice"]


def test_service_for_another_need_is_left_out(small: Content) -> None:
    assert names(small, Wanted("sensory")) == ["family-advice"]


@pytest.mark.parametrize(("age", "fits"), [(4, False), (5, True), (25, True), (26, False), (None, True)])
def test_service_outside_the_age_is_left_out(small: Content, age: int | None, fits: bool) -> None:
    content = only(small, minimum_age=5, maximum_age=25)
    assert names(content, Wanted(age=age)) == (["family-advice"] if fits else [])


def test_service_that_has_stopped_is_left_out(small: Content) -> None:
    assert names(only(small, status="defunct"), Wanted()) == []


@pytest.mark.parametrize(
    ("words", "costs"),
    [
        *(("Free.", False), ("Families pay part of the cost.", True), ("It cost £10.", True), (None, None)),
        *(("Ask.", None), ("Free of charge", False), ("No charge", False), ("There is no charge for this", False)),
        *(("Free to attend", False), ("There is no cost to families.", False), ("Nothing to pay.", False)),
        *(("You do not have to pay.", False), ("We do not charge for this.", False), ("Cost: free", False)),
        *(("£0", False), ("Free; £0.00", False), ("£0.50", True), ("£0 to £5", True), ("No fees", False)),
        *(("Not free.", None), ("Free trial, then ask.", None), ("Free parking", None), ("Feel free to ask.", None)),
        *(("Free, but trips are charged for.", None), ("Free. You pay for trips.", None), ("Donations welcome", None)),
        *(("Suggested donation £2", None), ("Free (suggested donation of £2)", False), ("£2 donation", None)),
        *(("Suggested donation £2-£5", None), ("£3 (suggested donation)", None)),
        *(("Free (£2 voluntary donation)", False), ("Free. Suggested donation £1 to £2", False)),
        *(("£5, and donations are welcome", True), ("Donations welcome, entry £5", True), ("£5 contribution", True)),
        *(
            ("First session free", None),
            ("Free school meals", None),
            ("Gluten-free food", None),
            ("No joining fee", None),
            ("From £0", None),
            ("Cost: £0", False),
            ("Free to call.", False),
        ),
    ],
)
def test_cost_is_read_from_the_record_and_not_guessed(small: Content, words: str | None, costs: bool | None) -> None:
    content = only(small, fees=words)
    assert fees.costs(words) is costs
    assert names(content, Wanted(free=True)) == ([] if costs else ["family-advice"])


def test_condition_without_which_something_fits_is_offered_to_be_left_out(small: Content) -> None:
    content = only(small, minimum_age=5, maximum_age=10, fees="Free.")
    assert to_drop(content, Wanted(need="autism", age=30, free=True)) == ["age"]
    card = to_wire(result(content, {"need": "autism", "age": 30, "free": "free", "place": "skipped"}))
    assert card["text"] == content.journeys.find_help.words["none"]
    assert card["options"][0]["title"] == content.journeys.find_help.steps["age"].drop


def test_each_service_says_why_it_is_shown(shipped: Content) -> None:
    card = to_wire(result(shipped, {"need": "autism", "age": 7, "place": shipped.council.places[1], "free": "free"}))
    assert all(service.get("why") for service in card["services"] if service["id"] != "council")
    first = card["services"][0]["why"][0]
    assert (first["title"], first["detail"]) == (shipped.journeys.find_help.words["why_need"], "Autism")


def test_every_word_about_every_need_and_age_stands_in_the_content_files(shipped: Content) -> None:
    for need in (None, *(need.id for need in shipped.needs)):
        for age in (None, 2, 10, 17, 24, 70):
            for place in (None, "elsewhere", shipped.council.places[1]):
                card = to_wire(result(shipped, {"need": need, "age": age, "place": place, "free": "free"}))
                Draft7Validator(CARD).validate(card)
                assert made_up(card, SHIPPED) == []


def test_first_message_fills_what_it_says(shipped: Content) -> None:
    place = shipped.council.places[1]
    turn = said(f"anything free in {place} for him", "find_service", need="autism", age="7 year old")
    assert find_help.said(turn, shipped) == {"need": "autism", "age": 7, "place": place, "free": "free"}


@pytest.mark.parametrize(
    "text",
    [
        *("any free clubs", "is it free", "only free please", "something to do for free", "free activities in town"),
        *("it has to be free", "free things to do", "what is free"),
        *("free short breaks near me", "a free holiday club for my son", "free after school clubs", "free respite"),
        *("free speech therapy", "free soft play", "ideally free", "free if possible", "free ones please"),
        *("anything free on saturday", "which ones are free", "free", "I want it free", "free swimming lessons"),
    ],
)
def test_a_parent_who_asks_for_something_free_gets_it(shipped: Content, text: str) -> None:
    assert find_help.said(said(text), shipped).get("free") == "free"


@pytest.mark.parametrize(
    "text",
    [
        *("He gets free school meals", "we have 30 free hours", "I'm free on Mondays", "he is gluten free"),
        *("feel free to ring me", "he has a free bus pass", "it doesn't have to be free", "school meals for free"),
    ],
)
def test_the_word_free_about_something_else_hides_no_service(shipped: Content, text: str) -> None:
    assert "free" not in find_help.said(said(text), shipped)


def test_a_service_for_babies_alone_is_not_for_older_children(small: Content) -> None:
    content = only(small, maximum_age=0)
    assert names(content, Wanted(age=0)) == ["family-advice"]
    assert names(content, Wanted(age=5)) == []


def test_first_message_with_a_school_stage_needs_no_question_about_the_age(shipped: Content) -> None:
    turn = said("Help for my daughter in sixth form", "find_service", school_year="sixth form")
    assert find_help.said(turn, shipped)["age"] == 16


def test_number_alone_counts_only_where_the_age_is_asked(shipped: Content) -> None:
    assert find_help.said(said("9"), shipped, "age") == {"age": 9}
    assert "age" not in find_help.said(said("9"), shipped, "need")


def test_place_that_is_not_known_is_taken_and_said(shipped: Content) -> None:
    assert find_help.said(said("Nowhere Parva"), shipped, "place") == {"place": "elsewhere"}
    card = to_wire(result(shipped, {"place": "elsewhere"}))
    assert shipped.journeys.find_help.words["place_elsewhere"] in card["notes"]
