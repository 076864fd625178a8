"""References that identify a family: of a case, pupil, claim or car, and names and links on social media."""

from __future__ import annotations

from collections.abc import Callable

import regex
from presidio_analyzer import AnalysisExplanation, EntityRecognizer, RecognizerResult
from presidio_analyzer.nlp_engine import NlpArtifacts

REFERENCE, PROFILE = "REFERENCE", "PROFILE"
SURE = 0.9
_FEWEST_DIGITS = 3

_VALUE = r"[a-z]{0,6}[\s/:-]{0,2}\d[\w/.-]{0,20}(?:[\s/-]\d[\w/-]{0,20}){0,4}"
_WHAT = (
    r"(?:ehcp?|sen|send|case|file|complaints?|claim|appeal|tribunal|application|app|policy|ticket|booking|referral|hospital|"
    r"patient|pupil|student|learner|unique|dla|pip|uc|blue\s+badge|badge|licence|license|passport|council|housing|tenancy|"
    r"court|crime|incident|our|my|your|his|her|their|the)"
)
_CALLED = r"(?:ref(?:erence)?|case|id)(?:\s+(?:number|num|no|nr|id|code))?|(?:number|num|no)\b"
_SAID = regex.compile(
    rf"\b(?:(?:{_WHAT}\s+){{1,2}}(?:{_CALLED})|ref(?:erence)?(?:\s+(?:number|no))?|upn|uln|urn)\b\W{{0,3}}"
    rf"(?:(?:is|was|its|it['’]s)\W{{1,3}})?(?P<value>{_VALUE})(?!\w)",
    regex.IGNORECASE,
)
_ALONE = regex.compile(
    r"\b(?:[A-Z]{2,5}[/-]\d{2,4}[/-]\d{2,6}|[A-Z]{2,5}-\d{4,10}|[A-Z]{1,4}\d{5,12}[A-Z]?(?:/\d{1,6}){0,3}|[a-z]\d{11}[a-z\d])\b"
)
_PLATE = regex.compile(r"\b(?P<area>[a-z]{2})(?P<age>\d\d)(?P<gap>\s?)(?P<rest>[a-z]{3})\b", regex.IGNORECASE)
_OLD_PLATE = regex.compile(
    r"\b(?:reg(?:istration)?|plates?|car|van|vehicle)\b\W{1,3}(?:(?:number|no|plate|is|its)\W{1,3}){0,3}"
    r"(?P<value>[a-z]{1,3}\s?\d{1,4}\s?[a-z]{0,3})\b",
    regex.IGNORECASE,
)
_NO_AREAS = frozenset(
    "yr ks in at of to on up by is he we me my ma ft no or so as an am pm be do go if it us ps uc dd ds".split()
)
_PROFILES = (
    regex.compile(r"(?<![\w@.+-])@[a-z0-9_][a-z0-9_.]{1,30}", regex.IGNORECASE),
    regex.compile(
        r"\b(?:https?://)?(?:[a-z]{1,3}\.)?(?:facebook|fb|instagram|tiktok|twitter|linkedin|snapchat|x|threads|youtube|t)\.(?:com|me)"
        r"/[^\s<>\"]{2,80}",
        regex.IGNORECASE,
    ),
    regex.compile(
        r"\b(?:insta(?:gram)?|snap(?:chat)?|tiktok|facebook|fb|twitter|discord|xbox|roblox|psn|user\s?name|handle)\b\W{1,3}"
        r"(?:(?:is|as|name|account|im|me|on|its|it['’]s|i['’]m|user)\W{1,3}){0,3}(?P<value>[a-z][a-z]{0,20}[\d_.][\w.]{1,20})",
        regex.IGNORECASE,
    ),
)


class ReferenceRecognizer(EntityRecognizer):
    """Finds references, number plates, and names and links of social media.

    Args:
        english: whether a word, in lower case, is an English one.
    """

    def __init__(self, english: Callable[[str], bool]) -> None:
        self._english = english
        super().__init__(supported_entities=[REFERENCE, PROFILE], supported_language="en", name="references")

    def load(self) -> None:
        """There is nothing to load."""

    def analyze(self, text: str, entities: list[str], nlp_artifacts: NlpArtifacts) -> list[RecognizerResult]:
        """The references in `text`."""
        found = [(REFERENCE, *match.span("value")) for match in _SAID.finditer(text) if _is_number(match["value"])]
        found += [(REFERENCE, *match.span()) for match in _ALONE.finditer(text)]
        found += [(REFERENCE, *match.span()) for match in _PLATE.finditer(text) if self._is_plate(match)]
        found += [
            (REFERENCE, *match.span("value")) for match in _OLD_PLATE.finditer(text) if not _is_time(match["value"])
        ]
        for pattern in _PROFILES:
            group = "value" if "value" in pattern.groupindex else 0
            found += [(PROFILE, *match.span(group)) for match in pattern.finditer(text)]
        explanation = AnalysisExplanation(type(self).__name__, SURE)
        return [RecognizerResult(kind, start, end, SURE, explanation) for kind, start, end in found]

    def _is_plate(self, match: regex.Match[str]) -> bool:
        """Whether it is a number plate and not "yr10 and"."""
        if match.group().isupper() or not match["gap"]:
            return match["area"].lower() not in _NO_AREAS or (match.group().isupper() and bool(match["gap"]))
        return match["area"].lower() not in _NO_AREAS and not self._english(match["rest"].lower())


def _is_time(value: str) -> bool:
    """Whether it is "at 16" and no number plate."""
    return value.islower() and value.split()[0] in _NO_AREAS


def _is_number(value: str) -> bool:
    return sum(letter.isdigit() for letter in value) >= _FEWEST_DIGITS
