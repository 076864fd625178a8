"""Names of people, in the many ways in which parents type them."""

from __future__ import annotations

import re

from presidio_analyzer import AnalysisExplanation, EntityRecognizer, RecognizerResult
from presidio_analyzer.nlp_engine import NlpArtifacts

from web_widget.privacy import vocabulary as v
from web_widget.privacy.message import Message
from web_widget.privacy.words import NameWords, Word, words_of

NAME = "PERSON"
SURE = 0.9

_CALLED = re.compile(rf"\b{v.BEFORE_A_NAME}\W*$", re.IGNORECASE)
_SOMEBODY = re.compile(rf"{v.IS_SOMEBODY}\W*$", re.IGNORECASE)
_TITLED = re.compile(
    r"\b(?:mr|mrs|ms|miss|mx|dr|prof(?:essor)?|cllr|councillor|sgt|pc)\b\.?(?:\s+(?:and|&)\s+(?:mr|mrs|ms|dr)\b\.?)?\s*$",
    re.IGNORECASE,
)
_AND = re.compile(r"\s*(?:,|&|\+|/|\band\b|\bor\b|\bn\b)\s*", re.IGNORECASE)
_AGED = re.compile(
    r"['’]?s?\W{0,3}(?:(?:who\s+|who['’]?)?is\s+|whos\s+|aged?\s+|turns\s+|turned\s+)?\d{1,2}\b(?!\s*(?:%|[-/:.]\d|(?:days?|weeks?|wks?|months?|hours?|hrs?|mins?|minutes?|times?|miles?|terms?|st|nd|rd|th)\b))"
)
_SAID_OF = re.compile(rf"\s+{v.OF_A_PERSON}\b", re.IGNORECASE)
_OWNS = re.compile(rf"\s+(?:{'|'.join(map(re.escape, v.BELONGINGS))})\b", re.IGNORECASE)
_ENDS_OR_IS = re.compile(
    r"\s*(?:$|[,.;:)(!?]|(?:is|was|has|and|aged?|who|whos|with|here|again|from|mum|dad)\b)", re.IGNORECASE
)
_OUR_SON = re.compile(rf"\s*,?\s*(?:my|our|his|her|the)\s+(?:{'|'.join(sorted(v.PERSON_WORDS))})\b", re.IGNORECASE)
_HAS_NEEDS = re.compile(rf"\s+{v.HAS_NEEDS}\b", re.IGNORECASE)
_SURNAMED = re.compile(r"\b(?:mr|mrs|ms)\b\.?\s*$", re.IGNORECASE)


class NameRecognizer(EntityRecognizer):
    """Finds names by spaCy's entities, by what words are like, and by what stands around them.

    Args:
        names: tells names from other words.
    """

    def __init__(self, names: NameWords) -> None:
        self._names = names
        super().__init__(supported_entities=[NAME], supported_language="en", name="names of people")

    def load(self) -> None:
        """There is nothing to load."""

    def analyze(self, text: str, entities: list[str], nlp_artifacts: NlpArtifacts) -> list[RecognizerResult]:
        """The names in `text`."""
        words = self._words(text)
        people = [
            (span.start_char, span.end_char) for span in nlp_artifacts.entities if span.label_ in ("PERSON", "PER")
        ]
        places = [
            (span.start_char, span.end_char)
            for span in nlp_artifacts.entities
            if span.label_ in ("GPE", "LOC", "FAC", "LOCATION")
        ]
        message = Message(text, words, people, places)
        found = {number for number in range(len(words)) if self._is_name(message, number)}
        for number in sorted(found):
            found |= self._joined(message, number)
        explanation = AnalysisExplanation(type(self).__name__, SURE)
        return [RecognizerResult(NAME, words[n].start, words[n].end, SURE, explanation) for n in sorted(found)]

    def _words(self, text: str) -> tuple[Word, ...]:
        typed = words_of(text)
        after_capital = [False, *(word.capital for word in typed)]
        # After a capital it may be a surname: "Joe Bloggins".
        return tuple(
            word if named and word.capital else self._owned(word, text)
            for word, named in zip(typed, after_capital, strict=False)
        )

    def _owned(self, word: Word, text: str) -> Word:
        """ "oliwias" as "oliwia", where that is a name and "oliwias" is none."""
        names, stem = self._names, word.lower[:-1]
        if word.owns or not word.lower.endswith("s") or len(stem) < 3 or names.ordinary(word.lower):
            return word
        expected = _OWNS.match(text, word.end) and (names.possible(stem) or names.also_a_name(stem))
        return word.without_s() if expected or (names.given(stem) and not names.given(word.lower)) else word

    def _is_name(self, message: Message, number: int) -> bool:
        word = message.words[number]
        if len(word.text) < 2 or word.lower in v.TITLES or message.kept(number) or message.acronym(word):
            return False
        if self._introduced(message, number):
            return True
        if message.of_an_institution(number, self._names.given(word.lower)):
            return False
        if self._names.sure(word.lower):
            return self._stands_alone(message, number)
        unusual = message.tells_capital(word) and not self._names.ordinary(word.lower)
        if word.capital and message.in_people(word) and (unusual or self._names.possible(word.lower)):
            return not message.after_place_word(number)
        if message.tells_capital(word) and self._names.also_a_name(word.lower) and word.lower not in v.TIMES:
            return not message.in_a_title(number) and not message.after_place_word(number)
        if message.tells_capital(word) and self._names.possible(word.lower) and message.after_somebody_word(number):
            return not message.in_places(word)
        return self._said_of(message, number)

    def _introduced(self, message: Message, number: int) -> bool:
        """Whether what stands before it leads up to a name."""
        word, before = message.words[number], message.before(number)
        possible = self._names.possible(word.lower)
        either = possible or self._names.also_a_name(word.lower)
        if _SURNAMED.search(before):
            return not self._names.stop(word.lower)
        if _TITLED.search(before):
            return possible or (message.tells_capital(word) and not self._names.stop(word.lower))
        if _CALLED.search(before):
            return either
        if message.after_person(number):
            return possible or (either and self._clearly(message, word))
        if _SOMEBODY.search(before):
            return (either and message.tells_capital(word) and bool(_ENDS_OR_IS.match(message.text, word.end))) or (
                (possible and (self._names.likeness(word.lower) or 0.0) > 0.6) or self._names.given(word.lower)
            )
        return False

    def _clearly(self, message: Message, word: Word) -> bool:
        """Whether a word that is a name as well is one here: "my son Will will not", "my daughter may is 3"."""
        return message.tells_capital(word) or bool(_ENDS_OR_IS.match(message.text, word.end))

    def _stands_alone(self, message: Message, number: int) -> bool:
        """Whether a word that is surely a name is that of a person and not of a place."""
        word = message.words[number]
        if message.after_place_word(number) and (not self._names.given(word.lower) or message.in_places(word)):
            return False
        return (
            self._names.given(word.lower)
            or len(word.text) > 3
            or message.in_people(word)
            or self._said_of(message, number)
        )

    def _said_of(self, message: Message, number: int) -> bool:
        """Whether what follows is said of people: an age, what they do, what belongs to them."""
        word, text = message.words[number], message.text
        possible, also = self._names.possible(word.lower), self._names.also_a_name(word.lower)
        if not possible and not also:
            return False
        if _AGED.match(text, word.end) and (number == 0 or word.capital or possible):
            return not message.after_place_word(number) and not message.after_determiner(number)
        if _OUR_SON.match(text, word.end) and possible:
            return True
        owns = word.owns and _OWNS.match(text, word.end + len("'s") - (text[word.end : word.end + 1] not in "'’"))
        if owns:
            return not message.after_determiner(number)
        if also and message.first(word) and _HAS_NEEDS.match(text, word.end):
            return True
        if not bool(_SAID_OF.match(text, word.end)) or not possible or message.in_places(word):
            return False
        first = message.first(word) and (word.capital or self._names.likeness(word.lower) is not None)
        return message.tells_capital(word) or first

    def _joined(self, message: Message, number: int) -> set[int]:
        """The words next to a name that belong to it, or that are names in a row with it."""
        joined: set[int] = set()
        for step in (1, -1):
            at = number + step
            while 0 <= at < len(message.words) and self._goes_on(message, at, step):
                joined.add(at)
                at += step
        return joined

    def _goes_on(self, message: Message, number: int, step: int) -> bool:
        word = message.words[number]
        between = message.gap(min(number, number - step), max(number, number - step))
        if message.kept(number) or message.acronym(word) or word.lower in v.TITLES:
            return False
        either = self._names.possible(word.lower) or self._names.also_a_name(word.lower)
        if between.strip() == "" or between.strip() == ".":
            capital = message.tells_capital(word) or (step == -1 and word.capital and not message.shouted)
            named = capital and (
                not self._names.ordinary(word.lower) or (step == 1 and self._names.surname(word.lower))
            )
            if word.lower in v.PARTICLES and step == 1:
                return number + 1 < len(message.words) and self._goes_on(message, number + 1, step)
            return (
                named
                or (either and capital)
                or (step == 1 and not message.words[number - 1].owns and self._names.possible(word.lower))
            )
        return bool(_AND.fullmatch(between)) and (
            self._names.possible(word.lower) or (either and word.capital and not message.shouted)
        )
