"""The one way to ask the knowledge: a question and its vector in, ranked hits and a verdict out."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

import numpy as np

from knowledge.documents import Content
from knowledge.index import Index
from knowledge.matching import Array, Evidence
from knowledge.ranker import probability
from knowledge.settings import SearchSettings
from knowledge.shorthand import Shorthand
from knowledge.units import Kind


class Verdict(StrEnum):
    """Why the first hit was accepted or not."""

    ANSWERED = "answered"
    NOT_SURE = "not_sure"
    OUT_OF_SCOPE = "out_of_scope"


@dataclass(frozen=True)
class Hit:
    """An entry that may answer.

    Attributes:
        entry: its id.
        section: id of the section that answers.
        confidence: probability that the entry is right, 0 to 1.
        matched: the nearest wording or passage.
        similarity: cosine of `matched`, -1 to 1.
    """

    entry: str
    section: str
    confidence: float
    matched: str
    similarity: float


@dataclass(frozen=True)
class SearchResults:
    """Every hit, accepted or not, best first, so that the verdict can be explained.

    Attributes:
        verdict: whether the first hit is good enough to be shown.
        reason: the same in words.
        hits: best first.
        out_of_scope: id of the nearest kind that is not answered here, where the verdict is OUT_OF_SCOPE.
        version: the version of the index.
    """

    verdict: Verdict
    reason: str
    hits: tuple[Hit, ...]
    out_of_scope: str | None
    version: str

    @property
    def answered(self) -> bool:
        return self.verdict is Verdict.ANSWERED

    def to_json(self) -> dict[str, Any]:
        """The form that `search --json` prints and that is put on a Rasa message."""
        first = self.hits[0] if self.hits else None
        return {
            "answered": self.answered,
            "verdict": self.verdict.value,
            "reason": self.reason,
            "entry": first.entry if first and self.answered else None,
            "section": first.section if first and self.answered else None,
            "confidence": first.confidence if first else 0.0,
            "hits": [asdict(hit) for hit in self.hits],
            "out_of_scope": self.out_of_scope,
            "version": self.version,
        }


class Search:
    """Finds entries.

    Args:
        index: what is searched.
        settings: the numbers that decide.
    """

    def __init__(self, index: Index, settings: SearchSettings) -> None:
        self._index = index
        self._settings = settings
        self._shorthand = Shorthand(index.content.glossary)
        units = index.units
        self._kinds = [i for i, unit in enumerate(units) if unit.kind is Kind.SECTION_KIND]
        self._foreign = [i for i, unit in enumerate(units) if unit.kind is Kind.OUT_OF_SCOPE]
        self._entry_sections: dict[str, list[int]] = {}
        for position, unit in enumerate(units):
            if unit.kind is Kind.SECTION:
                self._entry_sections.setdefault(unit.owner, []).append(position)

    @property
    def version(self) -> str:
        """The version of the index."""
        return self._index.version

    @property
    def content(self) -> Content:
        """The content that the index was built from."""
        return self._index.content

    def spell_out(self, question: str) -> str:
        """The words to embed: `question` with its short forms spelt out."""
        return self._shorthand.expand(question)

    def search(self, question: str, vector: Array, prior: Mapping[str, float] | None = None) -> SearchResults:
        """Rank the entries for a question.

        Args:
            question: as typed.
            vector: of `spell_out(question)`: float32, (dim,), L2-normalised.
            prior: log-odds to add to an entry, by id; those not named get none.
        """
        evidence = self._index.matcher.evidence(self.spell_out(question), vector)
        log_odds = self._index.ranker.log_odds(evidence.table)
        for row, entry in enumerate(self._index.matcher.entries):
            log_odds[row] += (prior or {}).get(entry, 0.0)
        order = np.argsort(-log_odds)[: self._settings.ranked]
        confidences = probability(log_odds)
        hits = tuple(self._hit(int(row), float(confidences[row]), evidence, vector) for row in order)
        return self._judge(hits, vector)

    def _hit(self, row: int, confidence: float, evidence: Evidence, vector: Array) -> Hit:
        entry = self._index.matcher.entries[row]
        position = evidence.nearest[row]
        matched = self._index.units[position].text if position >= 0 else ""
        similarity = float(self._index.vectors[position] @ vector) if position >= 0 else 0.0
        return Hit(entry, self._section(entry, vector), round(confidence, 4), matched, round(similarity, 4))

    def _section(self, entry: str, vector: Array) -> str:
        """The section that answers: by what it says and by how such sections are asked for."""
        asked_for: dict[str, float] = {}
        for position in self._kinds:
            kind = self._index.units[position].owner
            asked_for[kind] = max(asked_for.get(kind, 0.0), float(self._index.vectors[position] @ vector))
        fits: dict[str, float] = {}
        for position in self._entry_sections[entry]:
            section = self._index.units[position].section or "answer"
            says = float(self._index.vectors[position] @ vector)
            fits[section] = says + self._settings.kind_weight * asked_for.get(section, 0.0)
        best = max(fits, key=lambda section: fits[section])
        return best if fits[best] - fits.get("answer", -math.inf) > self._settings.section_margin else "answer"

    def _judge(self, hits: tuple[Hit, ...], vector: Array) -> SearchResults:
        version, least = self._index.version, self._settings.answer_at
        if hits and hits[0].confidence >= least:
            reason = f"{hits[0].entry} is right with probability {hits[0].confidence:.2f}, at least {least}."
            return SearchResults(Verdict.ANSWERED, reason, hits, None, version)
        best = hits[0].similarity if hits else 0.0
        kind, similarity = self._nearest_foreign(vector)
        if kind and similarity >= best:
            reason = (
                f"It is nearer to what is not answered here ({kind}, {similarity:.2f}) than to any entry ({best:.2f})."
            )
            return SearchResults(Verdict.OUT_OF_SCOPE, reason, hits, kind, version)
        likeliest = f"{hits[0].entry} is right with probability {hits[0].confidence:.2f}" if hits else "nothing is near"
        reason = f"{likeliest}, below {least}."
        return SearchResults(Verdict.NOT_SURE, reason, hits, None, version)

    def _nearest_foreign(self, vector: Array) -> tuple[str | None, float]:
        if not self._foreign:
            return None, 0.0
        similarities = self._index.vectors[self._foreign] @ vector
        nearest = int(np.argmax(similarities))
        return self._index.units[self._foreign[nearest]].owner, float(similarities[nearest])
