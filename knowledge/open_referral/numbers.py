"""Telephone numbers as people type them: several in a field, with words before and behind."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

import phonenumbers

_REGION = "GB"
EMERGENCY = frozenset({"999", "112", "18000", "101"})
"""The emergency services, Relay UK for them, and the police. A feed never says how to reach these."""

_DIGITS = 10
"""Of a number of this country, behind the 0. What is shorter and right is in the tables of phonenumbers."""
_SHORT = frozenset({"111", "119", "105", "159", "116000", "116006", "116111", "116117", "116123"})
"""Short numbers of this country that people ring. Other short ones are for texts, or the end of a long one."""

_HOME = re.compile(r"(?<!\d)\(?(?:\+|00)\s?44\)?[\s.-]*(?:\(0\)|0(?=[\s\d]))?\s*")
"""The ways in which people write the code of this country."""
_RUN = re.compile(r"(?:\+\d{1,3}[\s.-]*)?(?:\(0\)|\(\d{3,6}\))?[\s.-]*\d(?:[\d\s.‐-―-]*\d)?")
_EXTENSION = re.compile(
    r"[\s,;]*\(?\s*(?:ext(?:ension|n)?(?![a-z])|x(?=\s*\d)|#)[\s.:]*(\d{1,6}(?:\s*(?:/|\bor\b)\s*\d{1,4}(?!\s?\d))*)\)?",
    re.I,
)
_OTHER_END = re.compile(r"\s*[-–/]\s*\d{1,4}\s*(?=$|[,;)/])")
"""The end of a second number, of which only that is written: "01572 722577/8"."""
_BETWEEN = re.compile(r"\s*(?:[;,|&]|(?<!\d)/|/(?!\d)|\bor\b|\band\b)\s*", re.I)
_NO_CALL = re.compile(r"\b(?:fax|text(?:s|ing)?|sms|whatsapp|minicom|textphone)\b", re.I)
_CALL = re.compile(r"\b(?:calls?|ring|phone|telephone|tel|voice)\b", re.I)
_SAYS_NOTHING = frozenset(
    {"tel", "telephone", "phone", "number", "no", "call", "ring", "t", "p", "on", "us", "contact", "o"}
)
_LABELS = _SAYS_NOTHING | {
    "fax",
    "f",
    "mobile",
    "mob",
    "m",
    "text",
    "sms",
    "minicom",
    "textphone",
    "whatsapp",
    "office",
}
"""Words that name the number behind them, also without a colon."""
_EDGES = " \t-–—:;,./|&()[]"


@dataclass(frozen=True)
class Number:
    """A number as it is dialled in the United Kingdom, and the words that belong to it."""

    number: str
    note: str = ""


@dataclass(frozen=True)
class Numbers:
    """What is in a field.

    Attributes:
        found: in order, each once.
        left_out: why something of it is not used, in words; "" if all is.
    """

    found: tuple[Number, ...] = ()
    left_out: str = ""


def numbers_in(typed: str) -> Numbers:
    """The numbers of a field.

    Args:
        typed: on one line.
    """
    words = _HOME.sub("+44 ", unquote(typed))
    pieces = list(_pieces(words))
    found = [number for number, _, _ in pieces]
    emergency = [number for number in found if number.replace(" ", "") in EMERGENCY]
    if emergency:
        return Numbers(left_out=f'"{typed}", as a feed never says how to reach the emergency services')
    if not pieces or _has_others(words, pieces):
        return Numbers(left_out=f'the phone number "{typed}"')
    numbers = list(_with_notes(words, pieces))
    rung = tuple(number for number in numbers if not _NO_CALL.search(number.note) or _CALL.search(number.note))
    return Numbers(rung, "" if len(rung) == len(numbers) else f'"{typed}" is not for ringing')


def _pieces(words: str) -> Iterator[tuple[str, int, int]]:
    """Each number with its place."""
    at = 0
    while run := _RUN.search(words, at):
        for end in _ends(run):
            if dialled := _dialled(run[0][: end - run.start()]):
                yield dialled, run.start(), end
                break
        else:
            end = run.end()
        at = max(end, run.start() + 1)


def _ends(run: re.Match[str]) -> Iterator[int]:
    """Where a number may end, the longest first: behind a group of digits."""
    yield run.end()
    yield from (run.start() + gap.start() for gap in reversed(list(re.finditer(r"[\s‐-―-]+", run[0].rstrip()))))


def _has_others(words: str, pieces: list[tuple[str, int, int]]) -> bool:
    """Whether there are digits that look like a number and are not one."""
    rest, at = [], 0
    for _, start, end in pieces:
        rest.append(words[at:start])
        at = end
        if extension := _EXTENSION.match(words, at):
            at = extension.end()
        elif _OTHER_END.match(words, at):
            return True
    rest.append(words[at:])
    return any(re.search(r"\d[\d ]{3,}\d|(?<![\d:.])\d{3}(?!\d)", part) for part in rest)


def _dialled(digits: str) -> str | None:
    """A number as it is dialled; None if it is not a number."""
    plain = re.sub(r"\D", "", digits)
    if plain in _SHORT | EMERGENCY:
        return " ".join(re.findall(r"\d+", digits))
    try:
        number = phonenumbers.parse(digits, _REGION)
    except phonenumbers.NumberParseException:
        return None
    home = number.country_code == phonenumbers.country_code_for_region(_REGION)
    if not phonenumbers.is_valid_number(number):
        whole = len(str(number.national_number)) == _DIGITS if home else phonenumbers.is_possible_number(number)
        if not whole or not digits.lstrip(" (-.").startswith(("0", "+")):
            return None
        if not digits.lstrip().startswith("+"):  # formatting would drop the 0 of a number that it does not know
            return " ".join(re.findall(r"\d+", digits))
    form = phonenumbers.PhoneNumberFormat.NATIONAL if home else phonenumbers.PhoneNumberFormat.INTERNATIONAL
    return re.sub(r"[^\d+]+", " ", phonenumbers.format_number(number, form)).strip()


def _with_notes(words: str, pieces: list[tuple[str, int, int]]) -> Iterator[Number]:
    seen, label = set(), _label(words[: pieces[0][1]])
    for place, (number, _, end) in enumerate(pieces):
        after = pieces[place + 1][1] if place + 1 < len(pieces) else len(words)
        extension = _EXTENSION.match(words, end)
        behind, next_label = _shared(words[extension.end() if extension else end : after], place + 1 < len(pieces))
        parts = (label, f"extension {extension[1]}" if extension else "", behind)
        label = next_label
        if number not in seen:
            seen.add(number)
            yield Number(number, ", ".join(part for part in parts if part))


def _shared(between: str, more: bool) -> tuple[str, str]:
    """The words behind a number: what is said of it, and what names the next."""
    opened = between.rfind("(")
    if more and opened > between.rfind(")"):  # the next number is in the brackets
        return _note(between[:opened]), _label(between[opened:])
    parts = _BETWEEN.split(between)
    last = parts[-1].rstrip()
    if more and (last.endswith(":") or last.strip(_EDGES).lower() in _LABELS):
        return _note(", ".join(parts[:-1])), _label(last)
    return _note(between), ""


def _note(words: str) -> str:
    parts = [part for part in _BETWEEN.split(words) if part.strip(_EDGES).lower() not in ("", "then")]
    return ", ".join(part.strip(_EDGES) for part in parts)


def _label(words: str) -> str:
    tidy = words.strip(_EDGES)
    return "" if all(word.strip(_EDGES) in _SAYS_NOTHING for word in tidy.lower().split()) else tidy
