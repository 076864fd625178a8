"""Cards of the shipped content: every entry, every section, every word."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from jsonschema import Draft7Validator

from actions import cards
from actions.card_schema import CARD
from actions.card_types import to_wire
from actions.wire import WireCard
from knowledge.files.records import Content, Entry
from knowledge.settings import ENGLAND
from tests.support.content import SHIPPED
from tests.support.reading import made_up

ENTRIES = sorted({path.stem for folder in (ENGLAND, SHIPPED) for path in (folder / "topics").glob("*.md")})


def card_of(content: Content, entry: Entry, section: str = "answer", today: date | None = None) -> WireCard:
    others = [other for other in content.entries if other != entry.id][:3]
    return to_wire(cards.answer(content, entry, section, 0.9, others, today or entry.checked))


@pytest.fixture(params=ENTRIES)
def entry(request: pytest.FixtureRequest, shipped: Content) -> Entry:
    return shipped.entries[request.param]


def test_there_is_a_card_for_each_of_the_89_topics() -> None:
    assert len(ENTRIES) == 89


def test_answer_card_of_every_section_has_the_form_of_the_schema(shipped: Content, entry: Entry) -> None:
    for section in entry.sections:
        card = card_of(shipped, entry, section.id)
        Draft7Validator(CARD).validate(card)
        assert card["body"][0]["id"] == section.id
        assert sorted(part["id"] for part in card["body"]) == sorted(part.id for part in entry.sections)


def test_every_word_of_every_answer_stands_in_the_content_files(shipped: Content, entry: Entry) -> None:
    for section in entry.sections:
        assert made_up(card_of(shipped, entry, section.id, date.max), SHIPPED) == []


def test_button_sends_the_question_that_it_shows(shipped: Content, entry: Entry) -> None:
    card = card_of(shipped, entry)
    for button in card["follow_ups"] + card["alternatives"]:
        assert button["message"] == button["title"]


def test_answer_names_its_sources_and_the_day_it_was_checked(shipped: Content, entry: Entry) -> None:
    card = card_of(shipped, entry)
    assert [source["title"] for source in card["sources"]] == [source.title for source in entry.sources]
    assert card["checked"] == entry.checked.isoformat()


def test_answer_is_flagged_as_stale_only_after_its_review_day(shipped: Content, entry: Entry) -> None:
    overdue = shipped.council.notices["overdue"]
    entry = replace(entry, rates=())
    on_the_day = card_of(shipped, entry, today=entry.review_due)
    after = card_of(shipped, entry, today=entry.review_due + timedelta(days=1))
    assert (on_the_day["stale"], overdue in on_the_day["notices"]) == (False, False)
    assert (after["stale"], after["notices"][0]) == (True, overdue)


def test_answer_about_rights_carries_the_advice_line_and_service(shipped: Content, entry: Entry) -> None:
    card = card_of(shipped, entry)
    assert (shipped.council.notices["advice"] in card["notices"]) is entry.rights
    if entry.rights:
        assert shipped.council.advice_service in [service["id"] for service in card["services"]]


def test_answer_without_a_reachable_service_says_so_and_gives_the_main_number(shipped: Content, entry: Entry) -> None:
    card = card_of(shipped, entry)
    named = [service for service in card["services"] if service["id"] in shipped.services]
    reachable = [s for s in named if "phones" in s or "email" in s or "text" in s]
    assert (shipped.council.notices["no_contact"] in card["notices"]) is (not reachable)
    if len(reachable) < len(named) or not named:
        numbers = [phone["number"] for service in card["services"] for phone in service.get("phones", [])]
        assert shipped.council.main_contact["phone"] in numbers


def test_no_service_is_shown_twice(shipped: Content, entry: Entry) -> None:
    shown = [service["id"] for service in card_of(shipped, entry)["services"]]
    assert len(shown) == len(set(shown))


def test_every_ask_is_unique(shipped: Content) -> None:
    asks = [entry.ask.lower() for entry in shipped.entries.values()]
    assert len(asks) == len(set(asks))


def test_service_without_contacts_shows_no_empty_fields(small: Content) -> None:
    card = to_wire(cards.services("Here.", [small.services["breaks-team"]]))
    assert set(card["services"][0]) == {"id", "name", "description"}


def test_topics_that_are_no_longer_known_are_passed_over(small: Content) -> None:
    assert [option.entry for option in cards.options(small, ["gone", "dentist"])] == ["dentist"]


def test_terms_of_an_answer_are_explained(small: Content) -> None:
    card = card_of(small, small.entries["legal-advice"])
    assert {"term": "EHC plan", "stands_for": "education, health and care plan", "meaning": "A."} in card["terms"]
