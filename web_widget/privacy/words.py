"""The words of a message, and how like a person's name each of them is."""

from __future__ import annotations

import importlib
import re
from collections.abc import Collection, Iterator
from copy import copy
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression
from spacy.language import Language

from web_widget.privacy.vocabulary import ALSO_WORDS, NO_NAMES, PERSON_LOCALES, TIMES

Floats = npt.NDArray[np.floating[Any]]

WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*['’]?")
_PART = re.compile(r"[^\W\d_]+")
_OWNED = re.compile(r"['’]s?$")

_OF_DOCTORS = frozenset("says said told appointment appointments refused thinks wrote letter".split())

SURELY = 0.9
LIKELY = 0.6


@dataclass(frozen=True)
class Word:
    """A word of a message.

    Attributes:
        text: as typed, without "'s".
        start: where it begins in the message.
        end: where it ends, without "'s".
        owns: "'s" follows.
    """

    text: str
    start: int
    end: int
    owns: bool

    @cached_property
    def lower(self) -> str:
        return self.text.lower().replace("’", "'")

    @property
    def capital(self) -> bool:
        return self.text[0].isupper()

    def without_s(self) -> Word:
        """The word as it is where the "s" at its end only says that something belongs to it."""
        return Word(self.text[:-1], self.start, self.end - 1, True)


def words_of(text: str) -> tuple[Word, ...]:
    """The words of `text` in their order."""
    return tuple(_words(text))


def _words(text: str) -> Iterator[Word]:
    for match in WORD.finditer(text):
        found = match.group()
        owned = _OWNED.search(found)
        length = owned.start() if owned and owned.start() else len(found)
        yield Word(found[:length], match.start(), match.start() + length, bool(owned))


class NameWords:
    """Tells names from other words: by lists of names, and by what a word is like.

    The vectors of spaCy's model lie near each other for words that are used alike. A line between the vectors of listed
    names and those of ordinary words tells names that are in no list, and in any spelling that people use.

    Args:
        nlp: spaCy's model; only its vectors are used.
        ordinary: words, in lower case, that the content uses and that are no names.
    """

    def __init__(self, nlp: Language, ordinary: Collection[str]) -> None:
        self._strings = nlp.vocab.strings
        self._vectors = nlp.vocab.vectors
        self._stop = frozenset(nlp.Defaults.stop_words)
        self._ordinary = self._with_common(ordinary)
        self._given = frozenset(_listed("first_name"))
        self._surnames = frozenset(_listed("last_name"))
        self._line = self._learn()

    def among(self, ordinary: Collection[str]) -> NameWords:
        """The same with other ordinary words. The line stays where it is: a few words more or less do not move it."""
        other = copy(self)
        other._ordinary = self._with_common(ordinary)
        return other

    def _with_common(self, ordinary: Collection[str]) -> frozenset[str]:
        return frozenset(ordinary) | self._stop | NO_NAMES

    def given(self, word: str) -> bool:
        """Whether it is a listed first name and no ordinary word."""
        return word in self._given and not self.ordinary(word)

    def also_a_name(self, word: str) -> bool:
        """Whether it is an ordinary word that is a first name as well: "hope"."""
        listed = word in self._given and word not in self._stop and len(word) > 2
        return word in ALSO_WORDS or (listed and self.ordinary(word))

    def surname(self, word: str) -> bool:
        """Whether it is a listed surname: "brown"."""
        return word in self._surnames

    def stop(self, word: str) -> bool:
        """Whether it is one of the commonest words, or of those that say something about a doctor: "Dr says"."""
        return word in self._stop or word in _OF_DOCTORS

    def ordinary(self, word: str) -> bool:
        """Whether it is a word of the content, or one of everyday life."""
        plural = word.endswith("s") and word[:-1] in self._ordinary and word not in self._given
        return word in self._ordinary or word in ALSO_WORDS or plural

    def likeness(self, word: str) -> float | None:
        """How like a name the word is used, from 0 to 1; None where the model does not know it."""
        row = self._row(word)
        if row is None:
            return None
        weights, constant = self._line
        return float(1.0 / (1.0 + np.exp(-(self._unit([row])[0] @ weights + constant))))

    def sure(self, word: str) -> bool:
        """Whether it is a name wherever it stands."""
        parts = _PART.findall(word)
        if len(parts) > 1:
            if self.given(parts[0]):
                return True
            named = any(part in self._given or part in ALSO_WORDS for part in parts)
            return named and all(self._part_of_name(part) for part in parts) and not TIMES.issuperset(parts)
        if self.ordinary(word):
            return False
        likeness = self.likeness(word)
        return (self.given(word) and (likeness is None or likeness > 0.5)) or (likeness or 0.0) > SURELY

    def possible(self, word: str) -> bool:
        """Whether it is a name where one is expected: like one, or unknown."""
        parts = _PART.findall(word)
        if len(parts) > 1:
            return all(self._part_of_name(part) for part in parts)
        if self.ordinary(word) or word.endswith("shire"):
            return False
        likeness = self.likeness(word)
        if self.given(word) or (likeness or 0.0) > SURELY:
            return True
        # "dosent", "hasnt"
        return not word.endswith("nt") and (likeness is None or likeness > LIKELY)

    def _part_of_name(self, part: str) -> bool:
        return part in self._given or part in ALSO_WORDS or self.possible(part)

    def _row(self, word: str) -> int | None:
        for form in (word, word.title()):
            row: int | None = self._vectors.key2row.get(self._strings[form])
            if row is not None:
                return row
        return None

    def _unit(self, rows: list[int]) -> Floats:
        vectors = self._vectors.data[rows]
        return vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-6)

    def _learn(self) -> tuple[Floats, float]:
        """The line between names and ordinary words; a row of the vectors that both share counts as ordinary."""
        ordinary = {row for word in self._ordinary if (row := self._row(word)) is not None}
        names = {row for word in self._given - self._ordinary if (row := self._row(word)) is not None} - ordinary
        vectors = self._unit([*sorted(names), *sorted(ordinary)])
        labels = np.arange(len(vectors)) < len(names)
        line = LogisticRegression(C=10.0, max_iter=300, class_weight="balanced").fit(vectors, labels)
        return line.coef_[0], float(line.intercept_[0])


def _listed(kind: str) -> Iterator[str]:
    """The names of Faker's lists of a kind, in lower case, in letters that are like ours."""
    for locale in PERSON_LOCALES:
        provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
        for attribute in dir(provider):
            names = getattr(provider, attribute)
            if attribute.startswith(kind) and not callable(names):
                yield from (name.lower() for name in names if isinstance(name, str) and _PART.fullmatch(name))
