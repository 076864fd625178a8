"""Ages, school years, needs, places and services are found by rules; names of people never are."""

from __future__ import annotations

from pathlib import Path

import pytest
from rasa.shared.nlu.training_data.message import Message
from spacy.language import Language

from bot.components.entities import EntityRules, entity_rules
from knowledge.files.records import Content
from knowledge.versions.live import Live

Found = list[tuple[str, str]]


@pytest.fixture(scope="module")
def rules(small: Content) -> Language:
    return entity_rules(small)


def following(rules: Language) -> EntityRules:
    return EntityRules(Live(Path(), lambda _: rules))


def found(rules: Language, text: str) -> Found:
    (message,) = following(rules).process([Message({"text": text})])
    return [(entity["entity"], entity["value"]) for entity in message.get("entities")]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("my 7 year old", "7 year old"),
        ("my 7-year-old son", "7-year-old"),
        ("a 12 yr old girl", "12 yr old"),
        ("my 3 yo", "3 yo"),
        ("son aged 15", "aged 15"),
        ("he is 9", "he is 9"),
        ("he's 9", "he's 9"),
        ("hes 9 and", "hes 9"),
        ("my daughter who is 16", "who is 16"),
        ("he is 9 months old", "he is 9 months old"),
        ("she's 18 months", "she's 18 months"),
        ("my 9 month old", "9 month old"),
        ("twins aged 6 weeks", "aged 6 weeks"),
        ("he’s 9", "he’s 9"),
        ("they’re 4", "they’re 4"),
    ],
)
def test_age_is_found(rules: Language, text: str, value: str) -> None:
    assert ("age", value) in found(rules, text)


@pytest.mark.parametrize("text", ["wait 18 weeks", "30 hours free", "ring 01234 567890", "he is 120 cm", "page 7"])
def test_other_numbers_are_no_age(rules: Language, text: str) -> None:
    assert "age" not in dict(found(rules, text))


@pytest.mark.parametrize("text", ["year 9", "yr 11", "Y6", "reception", "sixth form", "6th form", "Nursery"])
def test_school_year_is_found(rules: Language, text: str) -> None:
    assert found(rules, f"he goes to {text} now") == [("school_year", text)]


def test_school_year_beyond_13_is_none(rules: Language) -> None:
    assert found(rules, "year 14") == []


@pytest.mark.parametrize(
    ("text", "need"),
    [("my AUTISTIC son", "autism"), ("help for autism", "autism"), ("she has hearing loss", "sensory")],
)
def test_need_is_found_by_its_words_and_named_by_its_id(rules: Language, text: str, need: str) -> None:
    assert found(rules, text) == [("need", need)]


def test_places_are_those_of_the_content(rules: Language) -> None:
    assert found(rules, "we live in much testing") == [("place", "much testing")]
    assert found(rules, "we live in Oakham") == []


def test_service_is_named_by_its_id(rules: Language) -> None:
    assert found(rules, "ring the breaks team") == [("service", "breaks-team")]


def test_positions_are_those_of_the_text(rules: Language) -> None:
    text = "my autistic son is in year 9"
    (message,) = following(rules).process([Message({"text": text})])
    assert [text[entity["start"] : entity["end"]] for entity in message.get("entities")] == ["autistic", "year 9"]


@pytest.mark.parametrize("text", ["", "John Smith", "my son Peter Jones of 12 High Street", "👋 ?? \n"])
def test_names_and_addresses_of_people_are_never_kept(rules: Language, text: str) -> None:
    assert found(rules, text) == []


def test_message_without_text_is_passed_on(rules: Language) -> None:
    (message,) = following(rules).process([Message({})])
    assert message.get("entities") == []
