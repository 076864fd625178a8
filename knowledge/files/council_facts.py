"""The dozen facts about a council: asked for or read from a file, and looked over before anything is written."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from knowledge.faults import KnowledgeError
from knowledge.files import opening_hours, schema


class FactsMissing(KnowledgeError):
    """Some facts are missing or wrong; the message names them all."""


class FactWrong(KnowledgeError):
    """A fact cannot be used as it was typed; the message says what is wrong and what to type."""


def _words(text: str) -> str:
    return " ".join(text.split())


def _area(text: str) -> str:
    if re.search(r"\b(?:council|borough of)\b", text, re.IGNORECASE):
        raise FactWrong(f'"{text}" is the name of a council. Give the area alone, as people say it, such as Wexshire.')
    return _words(text)


def _without_the(text: str) -> str:
    return re.sub(r"^the\s+", "", _words(text), flags=re.IGNORECASE)


def _places(text: str) -> str:
    named = (_words(place) for place in re.split(r"[,;\n]", text))
    return ", ".join(dict.fromkeys(filter(None, named)))


def _phone(text: str) -> str:
    """A number in digits and spaces, however it was typed."""
    plain = re.sub(r"[-().\u2013]", " ", re.sub(r"\(0\)", "", text))
    number = re.sub(r"^(?:\+|00) ?44 ?0?", "0", _words(plain))
    digits = number.replace(" ", "")
    if not (digits.isascii() and digits.isdecimal()):
        raise FactWrong(f'"{text}" is not one phone number. Give one, without words, such as 01632 960123.')
    if not digits.startswith("0") or len(digits) not in (10, 11):
        told = f"{len(digits)} digits" if digits.startswith("0") else "no 0 at the beginning"
        raise FactWrong(f'"{text}" has {told}. Give the number with its area code, such as 01632 960123.')
    return number if " " in number else _grouped(digits)


def _grouped(digits: str) -> str:
    """A number with the spaces with which it is read out."""
    if digits.startswith("02"):
        return f"{digits[:3]} {digits[3:7]} {digits[7:]}"
    if digits.startswith(("03", "08", "011")) or re.match("01.1", digits):
        return f"{digits[:4]} {digits[4:7]} {digits[7:]}"
    return f"{digits[:5]} {digits[5:]}"


def _website(text: str) -> str:
    address = text if "://" in text else f"https://{text}"
    if not re.match(schema.URL, address) or not re.match(r"https?://[^/@?#]+\.[^/@?#.]", address):
        raise FactWrong(f'"{text}" is not the address of a website. Copy it from the browser.')
    return address


def _email(text: str) -> str:
    if not re.match(schema.EMAIL, text):
        raise FactWrong(f'"{text}" is not an e-mail address. Write it as name@example.org.')
    return text


def _hours(text: str) -> str:
    try:
        opening_hours.hours_typed(text)
    except opening_hours.HoursNotRead as error:
        raise FactWrong(str(error)) from error
    return text


@dataclass(frozen=True)
class Fact:
    """Something that must be known.

    Attributes:
        name: in a file of facts.
        question: as it is asked.
        tidy: brings what was typed into its form, or raises FactWrong.
        needed: whether the assistant cannot do without it.
    """

    name: str
    question: str
    tidy: Callable[[str], str] = _words
    needed: bool = True


FACTS = (
    Fact("name", "The council's full name, such as Wexshire County Council"),
    Fact("area", "The area's short name, such as Wexshire", _area),
    Fact("phone", "The council's main phone number", _phone),
    Fact(
        "hours",
        f"When that number is answered, such as {opening_hours.EXAMPLE} (empty: not known yet)",
        _hours,
        needed=False,
    ),
    Fact("website", "The address of the council's website", _website),
    Fact("local_offer", "The address of the Local Offer pages", _website),
    Fact("places", "The area's towns and villages, with commas between them", _places),
    Fact("sendiass_name", "The name of the SENDIASS, the free and impartial advice service", _without_the),
    Fact("sendiass_phone", "The SENDIASS's phone number", _phone),
    Fact("sendiass_website", "The address of the SENDIASS's website", _website),
    Fact("duty_team_phone", "The number to ring if somebody is worried about a child, in office hours", _phone),
    Fact(
        "duty_team_night_phone",
        "The number for such worries at night and at weekends (empty: the same number, day and night)",
        _phone,
        needed=False,
    ),
    Fact("send_team_phone", "The number of the SEND team (empty: the main number)", _phone, needed=False),
    Fact("email", "The council's e-mail address (empty: none)", _email, needed=False),
    Fact("checked_by", "Who has checked these facts, such as the web team"),
)


def asked(ask: Callable[[str], str]) -> dict[str, str]:
    """The facts as somebody types them; what is needed, or is not in its form, is asked again.

    Args:
        ask: shows a question and waits for an answer.

    Raises:
        FactsMissing: the answers ended before the questions.
    """
    try:
        return {fact.name: _answer(fact, ask) for fact in FACTS}
    except (EOFError, KeyboardInterrupt) as error:
        raise FactsMissing("\nStopped before the last question. Nothing was written.") from error


def _answer(fact: Fact, ask: Callable[[str], str]) -> str:
    answer = ask(f"{fact.question}: ")
    while True:
        try:
            return _tidied(fact, answer)
        except FactWrong as error:
            answer = ask(f"{error} {fact.question}: ")


def _tidied(fact: Fact, text: str) -> str:
    """
    Raises:
        FactWrong: it is needed and empty, or cannot be used as it was typed.
    """
    given = fact.tidy(text.strip()) if text.strip() else ""
    if fact.needed and not given:
        raise FactWrong("This is needed.")
    return given


def facts_of(file: Path) -> dict[str, str]:
    """The facts in a YAML file.

    Raises:
        FactsMissing: it cannot be read, or a fact is not there or is not right. Every one is named.
    """
    given = _given(file)
    facts, wrong = {}, []
    for fact in FACTS:
        try:
            facts[fact.name] = _tidied(fact, _text(given.get(fact.name)))
        except FactWrong as error:
            wrong.append(f"\n  {fact.name}: {error}" + ("" if given.get(fact.name) else f" {fact.question}."))
    known = [fact.name for fact in FACTS]
    wrong += [f"\n  {name}: This is not asked for. Correct it, or take it out." for name in given if name not in known]
    if wrong:
        raise FactsMissing(f"Correct this in {file}. Nothing was written.{''.join(wrong)}")
    return facts


def _given(file: Path) -> Mapping[str, Any]:
    try:
        data = yaml.load(file.read_text(encoding="utf-8-sig"), Loader=yaml.BaseLoader)
    except FileNotFoundError as error:
        raise FactsMissing(f"There is no file {file}. Correct its name, or leave out --facts to be asked.") from error
    except (OSError, UnicodeDecodeError) as error:
        raise FactsMissing(f"{file} cannot be read ({error}). Save it as plain text, in UTF-8.") from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f"line {mark.line + 1} of " if mark else ""
        remedy = 'Write one fact on each line, such as area: Wexshire. What holds a colon goes between " and ".'
        raise FactsMissing(f"The form of {line}{file} is not right. {remedy}") from error
    if not isinstance(data, dict):
        raise FactsMissing(f"{file} holds no facts. Write one on each line, such as: area: Wexshire")
    return data


def _text(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value or "").strip()


def doubts(facts: Mapping[str, str]) -> list[str]:
    """What may be right, but is worth another look.

    Args:
        facts: by the names of FACTS.
    """
    numbers = {fact.name: facts[fact.name] for fact in FACTS if fact.tidy is _phone and facts[fact.name]}
    short = [name for name, number in numbers.items() if len(number.replace(" ", "")) == 10]
    found = [f"{name} has 10 digits, and nearly all numbers have 11: {numbers[name]}" for name in short]
    if numbers.get("duty_team_phone") == numbers["phone"]:
        found.append(
            f"The danger cards give the main number, {numbers['phone']}. Is a worry about a child taken there?"
        )
    if not facts["duty_team_night_phone"]:
        found.append(f"Is {facts['duty_team_phone']} answered at night and at weekends? The danger cards will say so.")
    return found
