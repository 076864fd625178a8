"""Which section of an entry answers: by how such sections are asked for, which is learnt, by what it says, and by the
sections that the nearest wordings of the entry name.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from knowledge.encoder.sentence_encoder import Vectors
from knowledge.files.records import ANSWER, Content, SectionKind
from knowledge.search.indexed_texts import Kind, Unit
from knowledge.search.kernel import Array
from knowledge.search.section_model import SectionModel, centres
from knowledge.settings import SearchSettings

_BINDING = re.compile(
    r"£\s?\d|\b(?:\d+|two|three|four|five|six|eight|twelve) (?:school |working |calendar )?(?:day|week|month)s?\b"
    r"|\b(?:rights?|entitled|appeal|must|duty|by law)\b",
    re.IGNORECASE,
)

Fits = Mapping[str, float]

NEAREST, SHARPNESS, LEAST_SHARE = 8, 8.0, 0.05
"""How many wordings have a say, how fast it falls with their cosine, and what a section without any of them gets."""


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
        named = self.named(question)
        return tuple(sorted(fits, key=lambda kind: (kind != named, -fits[kind])))

    def named(self, question: str) -> str | None:
        """The id of the kind whose heading the question is, as a button sends it."""
        return self._headings.get(_told(question).strip(" ?.!"))


@dataclass(frozen=True)
class SectionsAsked:
    """A question as the picker reads it, once for all pages.

    Attributes:
        vector: of the question: float32, (dim,), L2-normalised.
        of_words: what its words add for each kind of section: (kinds,).
        cosines: to each unit of the index: (units,).
    """

    vector: Array
    of_words: Array
    cosines: Array


class SectionPicker:
    """Picks the section of an entry that answers a question.

    Args:
        content: the entries.
        model: what was learnt of how sections are asked for.
        units: the units of the index.
        vectors: float32, (units, dim), L2-normalised.
        settings: the weights.
    """

    def __init__(
        self, content: Content, model: SectionModel, units: Sequence[Unit], vectors: Vectors, settings: SearchSettings
    ) -> None:
        self._model = model
        self._vectors = vectors
        self._settings = settings
        self._centres = centres(units, vectors)
        self._sections: dict[str, dict[str, int]] = {}
        for position, unit in enumerate(units):
            if unit.kind is Kind.SECTION:
                self._sections.setdefault(unit.owner, {})[unit.section or ANSWER] = position
        self._wordings: dict[str, list[int]] = {}
        for position, unit in enumerate(units):
            if unit.kind is Kind.QUESTION:
                self._wordings.setdefault(unit.owner, []).append(position)
        self._named = [unit.section for unit in units]
        self._binding = {
            (entry.id, section.id)
            for entry in content.entries.values()
            for section in entry.sections
            if _BINDING.search(section.text)
        }

    def read(self, question: str, vector: Array) -> SectionsAsked:
        """What picking needs of a question, whichever the page.

        Args:
            question: short forms spelt out.
            vector: of the question: float32, (dim,), L2-normalised.
        """
        return SectionsAsked(vector, self._model.of_words(question), self._vectors @ vector)

    def pick(self, entry: str, asked: SectionsAsked) -> str:
        """The id of the section of an entry that answers."""
        chances = self._model.log_chances(asked.of_words, asked.vector - self._centres[entry])
        said = self._said_by_nearest(entry, asked.cosines)
        fits = {
            section: chances[section]
            + self._settings.text_weight * float(asked.cosines[row])
            + self._settings.nearest_weight * math.log(LEAST_SHARE + said.get(section, 0.0))
            for section, row in self._sections[entry].items()
        }
        return max(fits, key=lambda section: fits[section])

    def of_every_page(self, asked: SectionsAsked, named: str | None) -> Mapping[str, str]:
        """The section of each entry, by its id, as a message may be about any that was shown before.

        Args:
            asked: what the question asks for.
            named: id of the kind of section that the question names, if it does.
        """
        return {entry: named if named in has else self.pick(entry, asked) for entry, has in self._sections.items()}

    def harmless(self, entry: str, asked: SectionsAsked) -> str:
        """The same, but the opening instead of a section with a deadline, an amount or a right."""
        section = self.pick(entry, asked)
        return ANSWER if (entry, section) in self._binding and ANSWER in self._sections[entry] else section

    def _said_by_nearest(self, entry: str, cosines: Array) -> Fits:
        """The share that each section has in the nearest wordings of the entry."""
        rows = self._wordings[entry]
        near = cosines[rows]
        nearest = np.argsort(-near)[:NEAREST]
        weights = np.exp(SHARPNESS * (near[nearest] - near[nearest[0]]))
        shares: dict[str, float] = {}
        for row, share in zip(nearest, weights / weights.sum(), strict=True):
            section = self._named[rows[row]] or ANSWER
            shares[section] = shares.get(section, 0.0) + float(share)
        return shares


def _told(question: str) -> str:
    return question.lower().replace("’", "'")


def _telling_words(words: Sequence[str]) -> re.Pattern[str]:
    """Matches any of the words or phrases that give a kind of section away, as whole words, in lower case."""
    listed = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{listed or '(?!)'})(?!\w)")
