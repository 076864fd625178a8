"""What a message asks, part by part."""

from __future__ import annotations

import pytest

from knowledge.text.questions import MOST_PARTS, askings, asks, is_question, wants


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("can he get a taxi? and how do we join a club", ("can he get a taxi?", "and how do we join a club")),
        ("dla form and school taxi", ("dla form", "school taxi")),
        ("portage, sibling group", ("portage", "sibling group")),
        ("how do we get a taxi an wen does it start", ("how do we get a taxi", "wen does it start")),
        ("is an hour enough for the badge", ()),
    ],
)
def test_message_is_divided_at_the_ends_of_its_sentences_and_clauses(text: str, parts: tuple[str, ...]) -> None:
    assert askings(text) == parts


@pytest.mark.parametrize("text", ["how do I apply", "", "?!"])
def test_message_that_asks_one_thing_has_no_parts(text: str) -> None:
    assert askings(text) == ()


def test_long_story_is_divided_into_no_more_parts_than_are_worth_their_time() -> None:
    assert askings("She is tired and sad and cross. " * (MOST_PARTS - 1)) == ("She is tired and sad and cross.",) * 5
    assert askings("She is tired. " * (MOST_PARTS + 1)) == ()


@pytest.mark.parametrize(
    "part",
    ["can we have a taxi", "ought she to have a plan", "sibling group", "need a quiet dentist", "and short breaks"],
)
def test_part_that_asks_for_something_wants_it(part: str) -> None:
    assert wants(part)


@pytest.mark.parametrize(
    "part", ["my son was excluded last week", "he is seven", "we moved house in the summer holidays"]
)
def test_part_that_tells_something_wants_nothing(part: str) -> None:
    assert not wants(part)


def test_question_within_a_sentence_is_noticed() -> None:
    assert asks("I am so worried and what can I do about school")
    assert not asks("I am so worried about school")


@pytest.mark.parametrize(
    "text", ["also he never sleeps is there anyone for that", "anyway what about swimming", "his walker broke do i pay"]
)
def test_question_is_seen_behind_what_is_told(text: str) -> None:
    assert asks(text)


@pytest.mark.parametrize(
    "text",
    [
        "respite?",
        "wot is dla",
        "whos my caseworker",
        "tell me about dla",
        "would the council pay",
        "may we choose",
        "has my son a right",
    ],
)
def test_message_that_begins_or_ends_as_a_question_is_one(text: str) -> None:
    assert is_question(text)


@pytest.mark.parametrize(
    "text",
    [
        *("has autism and adhd", "May the 4th", "may 2024", "would like it free", "he is 9 and has sensory issues"),
        *("has some autism traits", "has his EHCP", "has something like adhd", "have some hearing loss"),
    ],
)
def test_message_that_tells_something_is_no_question(text: str) -> None:
    assert not is_question(text)
