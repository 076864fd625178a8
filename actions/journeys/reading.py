"""Reads what a parent types while a journey asks. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from knowledge.files.journey_descriptions import JOURNEYS
from knowledge.files.journeys import Journey, Journeys, Option
from knowledge.files.records import ANYTHING_ELSE, OLDEST, Content
from knowledge.text.questions import is_question

SKIPPED = "skipped"
"""The value of a step that a parent skipped."""
YES, NO, NOT_SURE = "yes", "no", "not_sure"

_NUMBERS = (
    "nought one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
).split()
_NUMBER_WORDS = rf"(?:twenty[ -](?:{'|'.join(_NUMBERS[1:10])})|{'|'.join(_NUMBERS)})\b"
_UNITS = r"(?:years?|yrs?|yo|months?|mths?|mos?|weeks?|wks?|days?)\b"
_NUMBER = re.compile(rf"\b{_NUMBER_WORDS}")
_MEASURE = re.compile(
    rf"\b(?:{_NUMBER_WORDS}|(?<!half )a(?= year (?:old|and a half)\b))(?=(?: and a half)?[ -]{_UNITS})"
    rf"|(?<!last year )(?<!this year )(?<!next year )(?:(?<=\byear )|(?<=\byr )){_NUMBER_WORDS}"
)
"""A number in words before a unit or behind "year"; elsewhere, "one" may be a person."""
_PART_OF_ONE = re.compile(r"(?<=\d)(?:\.\d+|\s*[½¼¾]|\s+\d/\d)(?!\d)")
_NO_AGE = re.compile(
    rf"\b(?:in|after|wait(?:ed|ing)?(?: for)?) \d+ {_UNITS}(?![ -]*olds?\b)|\b\d+ {_UNITS} (?:ago|later)\b"
    r"|\b\d+ (?:kids|children|boys|girls|sons|daughters|brothers|sisters|siblings|hours)\b"
)
_SCHOOL_YEAR = re.compile(r"\b(?:year|yr|y)\s*(1[0-3]|[1-9])\b(?!\s*-?\s*(?:old|yo))", re.I)
_AGE = re.compile(
    r"(?<!\w)(\d{1,3})(?!\d|th[ -]?form)(?:\s*-?\s*(?:(months?|mths?|mos?|(?<=\d)m)|(weeks?|wks?|days?[ -]old))\b)?"
)
_STAGES = (
    (re.compile(r"\b(?:baby|newborn)\b"), 0),
    (re.compile(r"\b(?:sixth|6th)[ -]?form"), 16),
    (re.compile(r"\breception\b"), 4),
    (re.compile(r"\b(?:nursery|pre[ -]?school|toddler)\b"), 3),
)
_SKIPS = re.compile(r"^(skip( (it|this|that|this (one|question)))?|pass|next( question)?|rather not say)$")
_NOT_SURE = re.compile(
    r"\b(not (really )?sure|unsure|don'?t know|dunno|no idea|maybe|might be|perhaps|possibly)\b", re.I
)
_YES = re.compile(
    r"^(yes|yeah|yep|yup|yh|ye|aye|definitely|i think so|probably|of course|correct"
    r"|it (has|did)|(she|he) (has|does|is|might|did))\b",
    re.I,
)
_NO = re.compile(
    r"^(no|nope|nah|not|never|(i )?don'?t think so|it (hasn'?t|didn'?t)|(she|he) (hasn'?t|doesn'?t|isn'?t))\b", re.I
)
_LEAVES_OUT = re.compile(r"\b(leave|without|ignore|forget|drop|remove|never mind|any)\b", re.I)

LEAVES = frozenset({"crisis", "start_again", "stop", *(journey.intent for journey in JOURNEYS)})
"""Intents that leave a journey; the journey's own is not among them while it asks."""
SAYS = frozenset(
    "greet thanks bye what_can_you_do are_you_a_robot who_sees_this too_long small_talk did_not_help anger "
    "hard_time guilt something_else other_language feedback".split()
)
"""Intents that the rules answer while a journey asks."""

UNANSWERED = frozenset({"out_of_scope", "nlu_fallback"})
"""Intents whose rules say that something is not answered here."""


@dataclass(frozen=True)
class Turn:
    """One message of a parent.

    Attributes:
        entities: the values of each entity.
        answered: whether the knowledge search has an answer to it.
        chosen: whether it is word for word the question of a button.
        beside: the kind of question that is not answered here, where it surely is one: "" where it is none.
    """

    text: str
    intent: str
    entities: Mapping[str, tuple[str, ...]]
    answered: bool
    chosen: bool
    beside: str = ""

    @property
    def asks(self) -> bool:
        """Whether it is a new question that has an answer, by its form."""
        return self.chosen or (self.answered and is_question(self.text))

    @property
    def out_of_scope(self) -> bool:
        """Whether it is a question that is not answered here, and not just an answer that was not understood."""
        return bool(self.beside) and (self.beside != ANYTHING_ELSE or is_question(self.text))


def turn_of(message: Mapping[str, Any]) -> Turn:
    """The turn in Rasa's `latest_message`."""
    entities: dict[str, tuple[str, ...]] = {}
    for entity in message.get("entities") or ():
        entities[entity["entity"]] = (*entities.get(entity["entity"], ()), str(entity["value"]))
    knowledge = message.get("knowledge") or {}
    intent = (message.get("intent") or {}).get("name") or ""
    answered = knowledge.get("verdict") == "answered"
    beside = str(knowledge.get("out_of_scope") or "") if intent in UNANSWERED else ""
    return Turn(message.get("text") or "", intent, entities, answered, bool(knowledge.get("chosen")), beside)


def plain(text: str) -> str:
    """Lower case, without marks, one space between words."""
    return " ".join(re.findall(r"[\w'£-]+", text.lower().replace("’", "'")))


def skips(turn: Turn, journeys: Journeys) -> bool:
    """Whether the parent skips the step."""
    text = plain(turn.text)
    return text == plain(journeys.words["skip"]) or bool(_SKIPS.match(text))


def changes(turn: Turn, journey: Journey) -> str | None:
    """The step that a "change" button names, or words like it ("change my age"); None where none is named."""
    text = plain(turn.text)
    for name, step in journey.steps.items():
        if text == plain(step.change):
            return name
    if not re.search(r"\b(change|correct|wrong)\b", text):
        return None
    return _step_named(text, journey)


def drops(turn: Turn, journey: Journey) -> str | None:
    """The step whose answer is to be left out; None where none is named."""
    text = plain(turn.text)
    droppable = {name: step for name, step in journey.steps.items() if step.drop}
    for name, step in droppable.items():
        if text == plain(step.drop or ""):
            return name
    named = _step_named(text, journey) if _LEAVES_OUT.search(text) and len(text.split()) <= 6 else None
    return named if named in droppable else None


def _step_named(text: str, journey: Journey) -> str | None:
    """The step whose "change" words, such as "the age", share a telling word with the text."""
    own = {name: set(plain(step.change).split()) for name, step in journey.steps.items()}
    for name, words in own.items():
        others = set().union(*(other for key, other in own.items() if key != name)) if len(own) > 1 else {"change"}
        if (words - others) & set(text.split()):
            return name
    return None


def option_in(text: str, options: Sequence[Option], titles: Sequence[str]) -> str | None:
    """The id of the one option that the text names: its title, its number, or one of its words; else None."""
    said = plain(text)
    for option, title in zip(options, titles, strict=True):
        if said == plain(title):
            return option.id
    if re.fullmatch(r"\d{1,2}", said) and 1 <= int(said) <= len(options):
        return options[int(said) - 1].id
    lengths = {identifier: len(phrase) for identifier, phrase in phrases_in(text, options).items()}
    longest = max(lengths.values(), default=0)
    named = [identifier for identifier, length in lengths.items() if length == longest]
    return named[0] if longest and len(named) == 1 else None


def phrases_in(text: str, options: Sequence[Option]) -> dict[str, str]:
    """The longest of its words that the text has, for each option that has one."""
    said = plain(text)
    found = {option.id: [word for word in option.words if has_phrase(said, word)] for option in options}
    return {identifier: max(words, key=len) for identifier, words in found.items() if words}


def has_phrase(said: str, phrase: str) -> bool:
    """Whether whole words of `said`, which is plain, are those of the phrase."""
    return f" {plain(phrase)} " in f" {said} "


def without(text: str, phrase: str) -> str:
    """The text, plain, with the first place of a phrase taken out."""
    return f" {plain(text)} ".replace(f" {plain(phrase)} ", "  ", 1).strip()


def yes_no_in(text: str, journeys: Journeys) -> str | None:
    """YES, NO or NOT_SURE; None where it is none of them."""
    said = plain(text)
    for value, word in ((YES, "said_yes"), (NO, "said_no"), (NOT_SURE, "not_sure")):
        if said == plain(journeys.words[word]):
            return value
    if _NOT_SURE.search(said):
        return NOT_SURE
    return YES if _YES.match(said) else NO if _NO.match(said) else None


def need_in(turn: Turn, content: Content) -> str | None:
    """The id of the need that is named by its title or by the words in needs.yml."""
    options = [Option(need.id, need.words, need.title) for need in content.needs]
    found = option_in(turn.text, options, [need.title for need in content.needs])
    return found or next(iter(turn.entities.get("need", ())), None)


def age_in(text: str) -> int | None:
    """The age in whole years.

    Args:
        text: it holds a number, also in words, of years, months or weeks. A school year, or a stage such as "sixth
            form", stands for the age at its start.

    Returns:
        None where there is none.
    """
    said = _MEASURE.sub(_in_digits, plain(_PART_OF_ONE.sub("", text)))
    tells = _NO_AGE.sub(" ", said)
    age, year = _AGE.search(tells), _SCHOOL_YEAR.search(tells)
    if year and not (age and age.start() < year.start()):
        return int(year[1]) + 4
    age = age or _AGE.search(_NUMBER.sub(_in_digits, tells))
    return _years(age) if age else next((years for stage, years in _STAGES if stage.search(tells)), None)


def _in_digits(words: re.Match[str]) -> str:
    """A number of one or two words in digits; "a" is 1."""
    return str(sum(1 if word == "a" else _NUMBERS.index(word) for word in re.split(r"[ -]", words[0])))


def _years(age: re.Match[str]) -> int | None:
    number, months, weeks = int(age[1]), age[2], age[3]
    years = number // 12 if months else 0 if weeks else number
    return years if years <= OLDEST else None


def age_of_entities(turn: Turn) -> int | None:
    """The age, where the message speaks of one for sure."""
    said = (*turn.entities.get("age", ()), *turn.entities.get("school_year", ()))
    return next((age for age in map(age_in, said) if age is not None), None)


def place_in(turn: Turn, places: Iterable[str]) -> str | None:
    """The known place that is named, in the words of the content."""
    said = plain(turn.text)
    return next((place for place in sorted(places, key=len, reverse=True) if has_phrase(said, place)), None)
