"""Numbers in pieces, with letters for digits, or in words: "O7700 9oo 123", "oh seven seven double oh"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from presidio_analyzer import AnalysisExplanation, EntityRecognizer, RecognizerResult
from presidio_analyzer.nlp_engine import NlpArtifacts

PHONE, NHS, CARD, ANY = "PHONE_NUMBER", "UK_NHS", "CREDIT_CARD", "LONG_NUMBER"
SURE = 0.9

_WORDS = {
    **dict(zip("zero one two three four five six seven eight nine".split(), "0123456789", strict=True)),
    **{"oh": "0", "o": "0", "nought": "0", "nil": "0", "naught": "0"},
}
_TIMES = {"double": 2, "treble": 3, "triple": 3}
_PIECE = re.compile(
    rf"(?:(?P<times>double|treble|triple)\s+)?\b(?P<word>{'|'.join(_WORDS)})\b|(?P<digits>(?<![^\W\d_])[oO]{{0,3}}\d[\doO]*|\d+)",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"[\s.,()/+–-]{0,3}")
_NHS_SAID = re.compile(r"\bnhs\W+(?:(?:number|num|no|nr|id|is|its)\W+){0,3}$", re.IGNORECASE)
_NHS_LONG = 10
_CALLED = re.compile(
    r"\b(?:ring|call|phone|text|tel|telephone|mobile|mob|landline|whatsapp|number|num|no)\W+(?:\w{1,4}\W+){0,3}$", re.I
)
_LOOKED_BACK = 40
_FEWEST_IN_WORDS = 8


@dataclass(frozen=True)
class Run:
    """A run of digits that belong together.

    Attributes:
        digits: all of them.
        pieces: how many digits each piece has.
        worded: how many pieces are words.
        start: where the run begins in the message.
        end: where it ends.
    """

    digits: str
    pieces: tuple[int, ...]
    worded: int
    start: int
    end: int


class NumberRunRecognizer(EntityRecognizer):
    """Finds phone numbers, NHS numbers, cards and other long numbers however they are typed."""

    def __init__(self) -> None:
        super().__init__(supported_entities=[PHONE, NHS, CARD, ANY], supported_language="en", name="number runs")

    def load(self) -> None:
        """There is nothing to load."""

    def analyze(self, text: str, entities: list[str], nlp_artifacts: NlpArtifacts) -> list[RecognizerResult]:
        """The numbers in `text`."""
        explanation = AnalysisExplanation(type(self).__name__, SURE)
        return [
            RecognizerResult(kind, run.start, run.end, SURE, explanation)
            for run in runs_in(text)
            if (kind := _kind(run, text[max(0, run.start - _LOOKED_BACK) : run.start]))
        ]


def runs_in(text: str) -> Iterator[Run]:
    """The runs of digits in `text`."""
    gathered: list[tuple[str, bool, int, int]] = []
    for match in _PIECE.finditer(text):
        if gathered and not _BETWEEN.fullmatch(text, gathered[-1][3], match.start()):
            yield _run(gathered)
            gathered = []
        gathered.append(_piece(match))
    if gathered:
        yield _run(gathered)


def _piece(match: re.Match[str]) -> tuple[str, bool, int, int]:
    if match["word"]:
        digits = _WORDS[match["word"].lower()] * _TIMES.get((match["times"] or "").lower(), 1)
    else:
        digits = re.sub("[oO]", "0", match["digits"])
    return digits, bool(match["word"]), match.start(), match.end()


def _run(pieces: list[tuple[str, bool, int, int]]) -> Run:
    digits = "".join(digits for digits, *_ in pieces)
    sizes = tuple(len(digits) for digits, *_ in pieces)
    return Run(digits, sizes, sum(worded for _, worded, *_ in pieces), pieces[0][2], pieces[-1][3])


def _kind(run: Run, before: str) -> str | None:
    """The kind of number that a run is; None if it is no secret, such as a date or a row of school years."""
    length = len(run.digits)
    if run.worded:
        return _worded(run, before)
    if _NHS_SAID.search(before) and length == _NHS_LONG:
        return NHS
    if _dialled(run.digits):
        return PHONE
    if length == _NHS_LONG and _checks(run.digits) and len(set(run.pieces)) < 3 and max(run.pieces) < 5:
        return NHS
    if 13 <= length <= 19 and set(run.pieces) <= {4, length % 4} and run.pieces[0] == 4:
        return CARD
    return None


def _worded(run: Run, before: str) -> str | None:
    if len(run.digits) < _FEWEST_IN_WORDS:
        return PHONE if len(run.digits) >= 6 and _CALLED.search(before) else None
    if _NHS_SAID.search(before):
        return NHS
    return PHONE if run.digits.startswith("0") else ANY


def _dialled(digits: str) -> bool:
    """Whether it has the form of a phone number of this country."""
    national = re.sub(r"^(?:0044|44)0?", "0", digits)
    return bool(re.fullmatch(r"0[1-9]\d{8,9}", national))


def _checks(digits: str) -> bool:
    """Whether the tenth digit is the check digit of an NHS number."""
    rest = 11 - sum(int(digit) * (10 - place) for place, digit in enumerate(digits[:9])) % 11
    return rest % 11 == int(digits[9])
