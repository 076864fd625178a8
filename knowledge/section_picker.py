"""Which section of an entry answers: by what it says, by how such sections are asked for, and by telling words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import numpy as np

from knowledge.documents import SectionKind
from knowledge.encoder import Vectors
from knowledge.likeness import Array
from knowledge.settings import SearchSettings
from knowledge.units import Kind, Unit

ANSWER = "answer"

Fits = Mapping[str, float]


class SectionKinds:
    """How much a question asks for each kind of section, whatever the topic.

    Args:
        kinds: the headings, with how parents ask for each.
        units: the units of the index.
        vectors: float32, (units, dim), L2-normalised.
        settings: the weights.
    """

    def __init__(
        self, kinds: Sequence[SectionKind], units: Sequence[Unit], vectors: Vectors, settings: SearchSettings
    ) -> None:
        self._settings = settings
        self._headings = {kind.heading.lower(): kind.id for kind in kinds}
        self._telling = {kind.id: _telling_words(kind.words) for kind in kinds}
        asked = [i for i, unit in enumerate(units) if unit.kind is Kind.SECTION_KIND]
        self._vectors = vectors[asked]
        self._owners = np.array([units[i].owner for i in asked])

    def fits(self, question: str, vector: Array) -> Fits:
        """How much each kind is asked for, by its id.

        Args:
            question: as typed.
            vector: of the question: float32, (dim,), L2-normalised.
        """
        told = _told(question)
        nearness = self._vectors @ vector
        return {
            kind: self._settings.kind_weight * float(nearness[self._owners == kind].max(initial=0.0))
            + self._settings.telling_weight * bool(telling.search(told))
            for kind, telling in self._telling.items()
        }

    def likeliest(self, question: str, fits: Fits) -> tuple[str, ...]:
        """The ids of the kinds, the likeliest first; one whose heading the question is comes before all."""
        named = self._headings.get(_told(question).strip(" ?.!"))
        return tuple(sorted(fits, key=lambda kind: (kind != named, -fits[kind])))


class SectionPicker:
    """Picks the section of an entry that answers a question.

    Args:
        units: the units of the index.
        vectors: float32, (units, dim), L2-normalised.
        settings: the weights.
    """

    def __init__(self, units: Sequence[Unit], vectors: Vectors, settings: SearchSettings) -> None:
        self._units = units
        self._vectors = vectors
        self._settings = settings
        self._sections: dict[str, list[int]] = {}
        for position, unit in enumerate(units):
            if unit.kind is Kind.SECTION:
                self._sections.setdefault(unit.owner, []).append(position)

    def pick(self, entry: str, vector: Array, asked_for: Fits) -> str:
        """The id of the section.

        Args:
            entry: id of the entry.
            vector: of the question: float32, (dim,), L2-normalised.
            asked_for: how much the question asks for each kind of section.
        """
        fits = {ANSWER: 0.0}
        for position in self._sections[entry]:
            section = self._units[position].section or ANSWER
            fits[section] = float(self._vectors[position] @ vector) + asked_for.get(section, 0.0)
        fits[ANSWER] += self._settings.answer_lead
        return max(fits, key=lambda section: fits[section])


def _told(question: str) -> str:
    return question.lower().replace("’", "'")


def _telling_words(words: Sequence[str]) -> re.Pattern[str]:
    """Matches any of the words or phrases that give a kind of section away, as whole words, in lower case."""
    listed = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{listed or '(?!)'})(?!\w)")
