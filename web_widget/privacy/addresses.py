"""Street addresses: house and street, anywhere; a street or a named house if somebody is said to live there."""

from __future__ import annotations

from collections.abc import Callable

import regex
from presidio_analyzer import AnalysisExplanation, EntityRecognizer, RecognizerResult
from presidio_analyzer.nlp_engine import NlpArtifacts

from web_widget.privacy.vocabulary import COUNT_WORDS

ADDRESS = "STREET_ADDRESS"
SURE = 0.9

_STREET = r"(?:road|rd|street|str|lane|ln|avenue|ave?|crescent|cres(?:c)?|terrace|mews|grove|gardens?|gdns)"
_PLACE = (
    r"(?:close|cl|drive|dr|way|court|ct|place|pl|square|sq|hill|rise|row|walk|green|park|view|end|gate|croft|meadows?|"
    r"orchard|yard|chase|dene|fields?|bank|st|heights|leys|drift|spinney|paddock|wharf|parade|circle|loop|villas?)"
)
_HOUSE = r"(?:cottages?|house|farm(?:house)?|lodge|rectory|vicarage|barn|forge|bungalow|manor|mill|chapel|stables)"
_W = r"[^\W\d_][\w'’.-]*"
_FLAT = r"(?:(?:flat|apartment|apt|unit|room)\s*\d{0,3}[a-z]?[\s,]+)?"

_NUMBERED = regex.compile(
    rf"\b{_FLAT}\d{{1,4}}\s?[a-f]?(?:\s*[-/]\s*\d{{1,3}})?,?\s+(?P<words>(?:{_W}\s+){{1,3}}?|the\s+)"
    rf"(?:(?P<street>{_STREET})|(?P<place>{_PLACE}))\b\.?",
    regex.IGNORECASE,
)
_LIVING = (
    r"(?:(?:live|lives|living|lived|moved|moving|move|resides?|home)\s+(?:at|on|in|to|is)|"
    r"address(?:\s+(?:is|was))?\s*:?|(?:our|my)\s+house\s+is|home\s+is|(?:we|i)(?:\s+(?:are|am)|['’](?:re|m))\s+(?:at|on|in)|"
    r"from\s+our\s+house\s+(?:at|on|in))\W+"
)
_NAMED = regex.compile(
    rf"(?<=\b{_LIVING})(?!(?:a|an|my|our|his|her|their|no|main|busy|this|that|same|one)\b)"
    rf"(?:(?:the\s+)?(?P<words>(?:{_W}\s+){{1,3}}?){_HOUSE}\b(?:,\s+(?:{_W}\s+){{1,2}}{_STREET}\b)?|"
    rf"(?P<words>(?:{_W}\s+){{1,3}}?)(?:{_STREET}|{_PLACE})\b)",
    regex.IGNORECASE,
)
_ONE_WORD = regex.compile(r"\b\d{1,4}[a-f]?\s+[^\W\d_]{3,}gate\b", regex.IGNORECASE)
_OLD_HOUSE = regex.compile(rf"\b\d{{1,4}}\s?[a-f]?,?\s+the\s+old\s+{_W}\b", regex.IGNORECASE)
_HOUSE_AND_STREET = regex.compile(
    rf"\b(?!(?:at|in|on|to|is|of|near|from|by|and)\b)(?:the\s+)?(?:(?P<words>{_W}(?:\s+{_W})?)\s+{_HOUSE}|the\s+old\s+{_W}),\s+(?:{_W}\s+){{1,2}}{_STREET}\b",
    regex.IGNORECASE,
)
_HOME = regex.compile(rf"\b{_LIVING}$", regex.IGNORECASE)
_ONLY_FLAT = regex.compile(r"\b(?:flat|apartment|apt)\s*\d{1,3}[a-z]?\b", regex.IGNORECASE)
_NOT_NAMES = frozenset(
    "a an my our his her their no main busy this that same one is was it very quiet small big nice new busy private "
    "car the rented council care foster nursing residential supported special boarding full".split()
)


class AddressRecognizer(EntityRecognizer):
    """Finds street addresses.

    Args:
        ordinary: whether a word is an everyday one, so that "2 nice place" is no address.
    """

    def __init__(self, ordinary: Callable[[str], bool]) -> None:
        self._ordinary = ordinary
        super().__init__(supported_entities=[ADDRESS], supported_language="en", name="street addresses")

    def load(self) -> None:
        """There is nothing to load."""

    def analyze(self, text: str, entities: list[str], nlp_artifacts: NlpArtifacts) -> list[RecognizerResult]:
        """The addresses in `text`."""
        found = [match.span() for match in _NUMBERED.finditer(text) if self._numbered(match)]
        found += [match.span() for match in _ONE_WORD.finditer(text)]
        found += [match.span() for match in _NAMED.finditer(text) if self._named(match)]
        found += [match.span() for match in _OLD_HOUSE.finditer(text)]
        found += [match.span() for match in _HOUSE_AND_STREET.finditer(text)]
        if found:
            found += [match.span() for match in _ONLY_FLAT.finditer(text)]
        explanation = AnalysisExplanation(type(self).__name__, SURE)
        return [RecognizerResult(ADDRESS, start, end, SURE, explanation) for start, end in found]

    def _numbered(self, match: regex.Match[str]) -> bool:
        words = match["words"].lower().split()
        if any(word in COUNT_WORDS for word in words):
            return False
        capitals = f"{match['words']} {match['place'] or ''}".istitle()
        everyday = any(self._ordinary(word) for word in words if word != "the")
        return bool(match["street"]) or capitals or not everyday or bool(_HOME.search(match.string[: match.start()]))

    def _named(self, match: regex.Match[str]) -> bool:
        words = match["words"].lower().split()
        return not any(word in _NOT_NAMES or word in COUNT_WORDS for word in words)
