"""What breaks the form of a file is said in words, with the field and the numbers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from jsonschema import Draft7Validator

from knowledge.files import schema, schema_words
from knowledge.files.schema_words import explain

FORMS = [form for name, form in vars(schema).items() if name.isupper() and isinstance(form, dict) and "type" in form]
ENTRY = schema.ENTRY["properties"]
SERVICE = schema.SERVICE["properties"]
TIME_LIMIT = schema.TIMETABLE["properties"]["starts"]["items"]["properties"]["deadlines"]["items"]

SAID: dict[str, tuple[Any, dict[str, Any], str, str]] = {
    "a list that is too short": ([], ENTRY["follow_ups"], "There are no items.", "Choose at least 2."),
    "a list of one": (["a"], ENTRY["follow_ups"], "There is 1 item.", "Choose at least 2."),
    "a list that is too long": (["a", "b", "c", "d"], ENTRY["follow_ups"], "There are 4 items.", "Choose at most 3."),
    "a repetition": (["a", "b", "a"], ENTRY["follow_ups"], '"a" is listed twice.', "Remove one of them."),
    "a long question": (
        "why " * 20 + "?",
        ENTRY["ask"],
        f'"{"why " * 14}why…" has 81 characters.',
        "Shorten it to at most 70.",
    ),
    "no question mark": ("How", ENTRY["ask"], '"How" is not a question.', "End it with a question mark."),
    "no choice": (
        "closed",
        SERVICE["status"],
        '"closed" is not one of the choices.',
        "Choose one of: active, inactive, defunct, temporarily closed.",
    ),
    "too low an age": (-1, SERVICE["minimum_age"], '"-1" is too low.', "The lowest number allowed is 0."),
    "too high an age": (121, SERVICE["minimum_age"], '"121" is too high.', "The highest number allowed is 120."),
    "a word for an age": (
        "two",
        SERVICE["minimum_age"],
        '"two" is not a whole number.',
        "Write it in digits, without quotation marks.",
    ),
    "a word for yes": ("perhaps", ENTRY["rights"], '"perhaps" is not a yes or no.', "Write true or false."),
    "yes for a word": (
        True,
        ENTRY["title"],
        '"true" is not text.',
        "Write words, in quotation marks if they look like a number, a yes or a no.",
    ),
    "nothing": (None, ENTRY["title"], "It is empty.", "Fill it in."),
    "spaces": ("  ", ENTRY["title"], "It is empty.", "Fill it in."),
    "a date in words": ("soon", ENTRY["checked"], '"soon" is not a date.', "Write it as 2026-11-22."),
    "a source's date in words": (
        "spring",
        ENTRY["sources"]["items"]["properties"]["published"],
        '"spring" is not a date.',
        "Write a year, a month (2023-05) or a day, or: undated.",
    ),
    "no e-mail address": (
        "none",
        SERVICE["email"],
        '"none" is not an e-mail address.',
        "Write it as name@example.org.",
    ),
    "no group of fields": ({}, ENTRY["questions"], "There are no fields.", "Fill in at least 1."),
    "two lengths of time": (
        {"days": 1, "weeks": 1},
        TIME_LIMIT["properties"]["also"],
        "There are 2 fields.",
        "Keep only 1.",
    ),
    "one unknown field": (
        {"number": "123", "nubmer": "1"},
        SERVICE["text"],
        'There is no field called "nubmer" here.',
        "Remove it, or correct its spelling.",
    ),
    "two unknown fields": (
        {"number": "123", "a": "1", "b": "1"},
        SERVICE["text"],
        'There are no fields called "a" or "b" here.',
        "Remove them, or correct their spelling.",
    ),
    "no length of time": (
        dict.fromkeys(("id", "title", "rule", "regulation", "entry"), "x")
        | {"whose": "parent", "if_late": "appeal", "sources": [{"title": "Law", "published": 2014}]},
        TIME_LIMIT,
        "It must have exactly one length of time.",
        "Give one of: days, weeks, months, working_days, school_days.",
    ),
}


@pytest.mark.parametrize("name", SAID)
def test_what_is_wrong_is_said_in_words_with_its_numbers(name: str) -> None:
    value, form, problem, remedy = SAID[name]
    said = [explain(error)[1:] for error in Draft7Validator(form).iter_errors(value)]
    assert (problem, remedy) in said


def test_missing_field_is_named_as_the_field_at_fault() -> None:
    (error,) = Draft7Validator(SERVICE["phones"]).iter_errors([{"description": "Main line"}])
    assert explain(error) == ((0, "number"), '"number" is missing.', "Add it.")


def test_each_of_several_missing_fields_is_named() -> None:
    errors = Draft7Validator(schema.ENTRY).iter_errors({})
    assert {explain(error)[0] for error in errors} == {(name,) for name in schema.ENTRY["required"]}


def test_very_long_number_is_not_written_out() -> None:
    assert schema_words.quoted(10**5000) == "A very long number"


def test_every_rule_and_every_pattern_of_the_forms_has_words_of_its_own() -> None:
    told = {*schema_words._WORDS, "required", "items", "properties", "propertyNames"}
    assert {rule for form in FORMS for rule, _ in _rules(form)} <= told
    patterns = {value for form in FORMS for rule, value in _rules(form) if rule == "pattern"}
    assert patterns <= set(schema_words._PATTERNS)


def _rules(form: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """Each rule of a form and of the forms inside it."""
    yield from form.items()
    inner = [*form.get("properties", {}).values(), *form.get("anyOf", ()), *form.get("oneOf", ())]
    inner += [form[name] for name in ("items", "propertyNames", "additionalProperties") if form.get(name)]
    for one in inner:
        yield from _rules(one)
