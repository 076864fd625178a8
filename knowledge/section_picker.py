"""Which section of an entry answers: by what it says, by how such sections are asked for, and by telling words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from knowledge.documents import SectionKind
from knowledge.encoder import Vectors
from knowledge.likeness import Array
from knowledge.settings import SearchSettings
from knowledge.units import Kind, Unit

ANSWER = "answer"


class SectionPicker:
    """Picks the section of an entry that answers a question.

    Args:
        kinds: the headings, with how parents ask for each.
        units: the units of the index.
        vectors: float32, (units, dim), L2-normalised.
        settings: the weights.
    """

    def __init__(
        self, kinds: Sequence[SectionKind], units: Sequence[Unit], vectors: Vectors, settings: SearchSettings
    ) -> None:
        self._units = units
        self._vectors = vectors
        self._settings = settings
        self._telling = {kind.id: telling_words(kind.words) for kind in kinds}
        self._asked: dict[str, list[int]] = {}
        self._sections: dict[str, list[int]] = {}
        for position, unit in enumerate(units):
            if unit.kind is Kind.SECTION_KIND:
                self._asked.setdefault(unit.owner, []).append(position)
            elif unit.kind is Kind.SECTION:
                self._sections.setdefault(unit.owner, []).append(position)

    def pick(self, entry: str, question: str, vector: Array) -> str:
        """The id of the section.

        Args:
            entry: id of the entry.
            question: as typed.
            vector: of the question: float32, (dim,), L2-normalised.
        """
        fits = {
            self._units[position].section or ANSWER: self._fit(position, question, vector)
            for position in self._sections[entry]
        }
        fits[ANSWER] = fits.get(ANSWER, 0.0) + self._settings.answer_lead
        return max(fits, key=lambda section: fits[section])

    def _fit(self, position: int, question: str, vector: Array) -> float:
        kind = self._units[position].section or ANSWER
        says = float(self._vectors[position] @ vector)
        asked = max((float(self._vectors[i] @ vector) for i in self._asked.get(kind, [])), default=0.0)
        told = bool(self._telling[kind].search(question.lower().replace("’", "'")))
        return says + self._settings.kind_weight * asked + self._settings.telling_weight * told


def telling_words(words: Sequence[str]) -> re.Pattern[str]:
    """Matches any of the words or phrases that give a kind of section away, as whole words, in lower case."""
    listed = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{listed or '(?!)'})(?!\w)")
