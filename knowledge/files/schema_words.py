"""Says in plain words how a value breaks the form of its file: what is wrong, and what to do about it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from jsonschema.exceptions import ValidationError

from knowledge.files import schema

LONGEST_SHOWN = 60
"""Characters of a value that a message quotes."""

ProblemAndRemedy = tuple[str, str]
"""A problem and its remedy."""

_PATTERNS: dict[str, ProblemAndRemedy] = {
    schema.ID: ("an id", "Use small letters, digits and hyphens, such as short-breaks."),
    schema.INTENT: ("an intent", "Use small letters, digits and underscores, such as short_breaks."),
    schema.DAY: ("a date", "Write it as 2026-11-22."),
    schema.DAY_OR_NOT: ("a date", "Write it as 2026-11-22, or: not known."),
    schema.PUBLISHED: ("a date", "Write a year, a month (2023-05) or a day, or: undated."),
    schema.TIME: ("a time", "Write it as 09:30."),
    schema.POINT: ("a place with its position", "Write it as Oakham: 52.67, -0.73."),
    schema.URL: ("a web address", "Write it in full, beginning with https://"),
    schema.PHONE: ("a phone number", "Use only digits and spaces, such as 01632 960123."),
    schema.EMAIL: ("an e-mail address", "Write it as name@example.org."),
    schema.QUESTION: ("a question", "End it with a question mark."),
    schema.SOMETHING: ("text", "Write some words."),
}
"""What a text of each pattern is called, and how to write one."""

_TYPES: dict[str, ProblemAndRemedy] = {
    "string": ("text", "Write words, in quotation marks if they look like a number, a yes or a no."),
    "integer": ("a whole number", "Write it in digits, without quotation marks."),
    "boolean": ("a yes or no", "Write true or false."),
    "array": ("a list", "Write each item on its own line, beginning with a hyphen."),
    "object": ("a group of fields", "Write each field on its own line, such as title: Short breaks."),
}
"""What a value of each type is called, and how to write one."""


def explain(error: ValidationError) -> tuple[tuple[str | int, ...], str, str]:
    """How a value breaks its form.

    Returns:
        the path of the field that is at fault, the problem and the remedy.
    """
    path = tuple(error.absolute_path)
    if error.validator == "required":
        name = _missing_field(error)
        return (*path, name), missing(name), "Add it."
    if error.validator == "additionalProperties":
        path = (*path, _unknown(error)[0])
    say = _WORDS.get(str(error.validator), _another_form)
    return (path, *say(error))


def missing(field: str) -> str:
    """The problem with a required field that is not there."""
    return f'"{field}" is missing.'


def quoted(value: object) -> str:
    """A value as it is shown in a message, cut short if it is long."""
    try:
        written = str(value).lower() if value is None or isinstance(value, bool) else str(value)
    except ValueError:  # Python does not write numbers of more than 4,300 digits
        return "A very long number"
    return f'"{written}"' if len(written) <= LONGEST_SHOWN else f'"{written[: LONGEST_SHOWN - 1]}…"'


def _missing_field(error: ValidationError) -> str:
    """jsonschema reports each missing field separately, and names it only in its message."""
    absent = [str(name) for name in error.validator_value if name not in error.instance]
    return next((name for name in absent if error.message.startswith(repr(name))), absent[0])


def _unknown(error: ValidationError) -> list[str]:
    known = error.schema.get("properties", {})
    return [str(name) for name in error.instance if name not in known]


def _unknown_fields(error: ValidationError) -> ProblemAndRemedy:
    unknown = _unknown(error)
    if len(unknown) == 1:
        return f"There is no field called {quoted(unknown[0])} here.", "Remove it, or correct its spelling."
    return f"There are no fields called {_listed(unknown)} here.", "Remove them, or correct their spelling."


def _not_a_choice(error: ValidationError) -> ProblemAndRemedy:
    choices = ", ".join(map(str, error.validator_value))
    return f"{quoted(error.instance)} is not one of the choices.", f"Choose one of: {choices}."


def _too_few(error: ValidationError) -> ProblemAndRemedy:
    return f"{_number_of(error.instance, 'item')}.", f"Choose at least {error.validator_value}."


def _too_many(error: ValidationError) -> ProblemAndRemedy:
    return f"{_number_of(error.instance, 'item')}.", f"Choose at most {error.validator_value}."


def _too_few_fields(error: ValidationError) -> ProblemAndRemedy:
    return f"{_number_of(error.instance, 'field')}.", f"Fill in at least {error.validator_value}."


def _too_many_fields(error: ValidationError) -> ProblemAndRemedy:
    return f"{_number_of(error.instance, 'field')}.", f"Keep only {error.validator_value}."


def _too_long(error: ValidationError) -> ProblemAndRemedy:
    length = f"{quoted(error.instance)} has {len(error.instance)} characters."
    return length, f"Shorten it to at most {error.validator_value}."


def _too_low(error: ValidationError) -> ProblemAndRemedy:
    return f"{quoted(error.instance)} is too low.", f"The lowest number allowed is {error.validator_value}."


def _too_high(error: ValidationError) -> ProblemAndRemedy:
    return f"{quoted(error.instance)} is too high.", f"The highest number allowed is {error.validator_value}."


def _repeated(error: ValidationError) -> ProblemAndRemedy:
    items: Sequence[Any] = error.instance
    twice = next(item for number, item in enumerate(items) if item in items[:number])
    return f"{quoted(twice)} is listed twice.", "Remove one of them."


def _another_pattern(error: ValidationError) -> ProblemAndRemedy:
    if not str(error.instance).strip():
        return "It is empty.", "Fill it in."
    name, remedy = _PATTERNS[error.validator_value]
    return f"{quoted(error.instance)} is not {name}.", remedy


def _another_type(error: ValidationError) -> ProblemAndRemedy:
    name, remedy = _TYPES[str(error.validator_value)]
    shown = "It" if isinstance(error.instance, (list, dict)) else quoted(error.instance)
    return ("It is empty.", "Fill it in.") if error.instance is None else (f"{shown} is not {name}.", remedy)


def _none_fits(error: ValidationError) -> ProblemAndRemedy:
    """A text fits none of several forms: the words describe the last of them."""
    name, remedy = _PATTERNS[error.validator_value[-1]["pattern"]]
    return f"{quoted(error.instance)} is not {name}.", remedy


def _not_exactly_one(error: ValidationError) -> ProblemAndRemedy:
    names = ", ".join(name for form in error.validator_value for name in form["required"])
    return "It must have exactly one length of time.", f"Give one of: {names}."


def _another_form(error: ValidationError) -> ProblemAndRemedy:
    return f"{quoted(error.instance)} cannot be used here.", "Write it as shown in the editing guide."


_WORDS: dict[str, Callable[[ValidationError], ProblemAndRemedy]] = {
    "additionalProperties": _unknown_fields,
    "anyOf": _none_fits,
    "enum": _not_a_choice,
    "maxItems": _too_many,
    "maxLength": _too_long,
    "maxProperties": _too_many_fields,
    "maximum": _too_high,
    "minItems": _too_few,
    "minLength": lambda error: ("It is empty.", "Fill it in."),
    "minProperties": _too_few_fields,
    "minimum": _too_low,
    "oneOf": _not_exactly_one,
    "pattern": _another_pattern,
    "type": _another_type,
    "uniqueItems": _repeated,
}
"""The words for each rule of JSON Schema that `schema` uses."""


def _number_of(things: Sequence[Any] | dict[str, Any], what: str) -> str:
    count = len(things)
    return (
        f"There are no {what}s" if not count else f"There is 1 {what}" if count == 1 else f"There are {count} {what}s"
    )


def _listed(names: Sequence[str]) -> str:
    return " or ".join((", ".join(map(quoted, names[:-1])), quoted(names[-1])))
