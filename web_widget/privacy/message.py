"""A message, and what is asked about the words in it."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from web_widget.privacy import vocabulary as v
from web_widget.privacy.words import Word

_SHOUTED_AT = re.compile(r"\b(?:shout|scream|yell|swore|swear|look|laugh|mad|angry|cross)\w*\s+at\s*$", re.IGNORECASE)
_PUBLIC = re.compile(rf"\b{v.PUBLIC}\b", re.IGNORECASE)
_INSTITUTION = re.compile(rf"\s+{v.INSTITUTIONS}\b", re.IGNORECASE)
_SAINT = re.compile(r"\b(?:st|saint|ss|sts)\b\.?\s*$", re.IGNORECASE)
_CONDITION = re.compile(
    r"(?:['’]s)?(?:[\s-]+\w+)?[\s-]+(?:syndrome|disease|palsy|disorder|phonics|nurses?)\b", re.IGNORECASE
)


class Message:
    """A message with what is asked about its words."""

    def __init__(
        self, text: str, words: Sequence[Word], people: Collection[tuple[int, int]], places: Collection[tuple[int, int]]
    ) -> None:
        self.text = text
        self.words = words
        self._people = people
        self._places = places
        self._kept = [match.span() for match in _PUBLIC.finditer(text)]
        letters = [letter for letter in text if letter.isalpha()]
        self.shouted = sum(letter.isupper() for letter in letters) > 0.7 * len(letters)

    def before(self, number: int) -> str:
        return self.text[: self.words[number].start]

    def gap(self, left: int, right: int) -> str:
        """What stands between two words next to each other."""
        return self.text[self.words[left].end : self.words[right].start]

    def tells_capital(self, word: Word) -> bool:
        """Whether its capital says something: it does not begin a sentence, and the message is not in capitals."""
        before = self.text[: word.start].rstrip(" \t\"'(")
        return word.capital and not self.shouted and bool(before) and before[-1] not in ".!?\n"

    def first(self, word: Word) -> bool:
        """Whether it begins a sentence."""
        before = self.text[: word.start].rstrip(" \t\"'(")
        return not before or before[-1] in ".!?\n"

    def in_a_title(self, number: int) -> bool:
        """Whether a capital follows or goes before: "Rose Cottage"."""
        near = [at for at in (number - 1, number + 1) if 0 <= at < len(self.words)]
        return any(
            self.tells_capital(self.words[at]) and self.gap(min(at, number), max(at, number)).isspace() for at in near
        )

    def acronym(self, word: Word) -> bool:
        return not self.shouted and word.text.isupper() and len(word.text) < 6

    def in_people(self, word: Word) -> bool:
        return any(start <= word.start < end for start, end in self._people)

    def in_places(self, word: Word) -> bool:
        return any(start <= word.start < end for start, end in self._places)

    def kept(self, number: int) -> bool:
        """Whether it is known to everybody, or part of the name of a condition or of a saint's school."""
        word = self.words[number]
        if _INSTITUTION.fullmatch(f" {word.text}") and not self.after_person(number):
            return True
        if any(start <= word.start < end for start, end in self._kept) or _SAINT.search(self.before(number)):
            return True
        parts = set(word.lower.split("-")) | {word.lower}
        named = bool(_CONDITION.match(self.text, word.end)) and not self.after_person(number)
        return named or (bool(parts & v.EPONYMS) and not self.after_person(number))

    def after_person(self, number: int) -> bool:
        """Whether "my son", "my little girl", "our eldest" or such stands right before it."""
        if number == 0 or not re.fullmatch(r"[\s,:(-]+", self.gap(number - 1, number)):
            return False
        last = self.words[number - 1]
        if last.owns:
            return False
        if last.lower in ("one", "man", "lady", "lovely", "little", "middle", "friend", "mate", "ex"):
            return bool(re.search(r"\b(?:my|our)\s+(?:\w+\s+)?\w+\W*$", self.before(number), re.IGNORECASE))
        return last.lower in v.PERSON_WORDS

    def after_somebody_word(self, number: int) -> bool:
        """Whether a word stands before it that people stand after more than things do: "about Sebastiana"."""
        before = number > 0 and self.gap(number - 1, number).isspace()
        return before and self.words[number - 1].lower in v.SOMEBODY_AFTER

    def after_place_word(self, number: int) -> bool:
        placed = number > 0 and self.words[number - 1].lower in v.PLACE_BEFORE
        return placed and self.gap(number - 1, number).isspace() and not _SHOUTED_AT.search(self.before(number))

    def after_determiner(self, number: int) -> bool:
        return number > 0 and self.words[number - 1].lower in v.OWNERS and self.gap(number - 1, number).isspace()

    def of_an_institution(self, number: int, given: bool) -> bool:
        """Whether it is part of the name of a school, a hospital or such: "Brooke Hill Academy".

        Args:
            number: of the word.
            given: it is a first name, so it needs a second word beside it: "jak school" is Jak's school.
        """
        first = last = number
        if number and self.words[number - 1].capital and self.gap(number - 1, number).isspace():
            first = number - 1
        while last + 1 < len(self.words) and last < number + 3 and self.gap(last, last + 1).isspace():
            if _INSTITUTION.match(self.text, self.words[last].end) or not self.words[last + 1].capital:
                break
            last += 1
        ends = bool(_INSTITUTION.match(self.text, self.words[last].end))
        return ends and not self.words[number].owns and (not given or last > first)
