"""The one way to ask the knowledge: a question and its vector in, ranked hits and a verdict out."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

import numpy as np

from knowledge.calibration import probabilities
from knowledge.check import normalised
from knowledge.danger import DangerDetector
from knowledge.documents import Content
from knowledge.english import known_words
from knowledge.follow_up import FollowUp
from knowledge.index import Index
from knowledge.likeness import Array
from knowledge.section_picker import Fits, SectionKinds, SectionPicker
from knowledge.settings import SearchSettings
from knowledge.shorthand import Shorthand
from knowledge.spelling import Spelling
from knowledge.units import Kind


class Verdict(StrEnum):
    """Why the first hit was accepted or not."""

    ANSWERED = "answered"
    UNCLEAR = "unclear"
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
        chosen: it is word for word the question of the first entry's button.
        no_subject: it names no subject of its own, so it may be about what was said before.
        leans_back: it speaks as one goes on from what was said before.
        sections: ids of the kinds of section that it asks for, the likeliest first.
        version: the version of the index.
    """

    verdict: Verdict
    reason: str
    hits: tuple[Hit, ...]
    out_of_scope: str | None
    chosen: bool
    no_subject: bool
    leans_back: bool
    sections: tuple[str, ...]
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
            "chosen": self.chosen,
            "no_subject": self.no_subject,
            "leans_back": self.leans_back,
            "sections": list(self.sections),
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
        self._spelling = Spelling(_known_texts(index), known_words().another_word)
        self._asks = {normalised(entry.ask): entry.id for entry in index.content.entries.values()}
        self._follow_up = FollowUp(index.content.sections)
        self._kinds = SectionKinds(index.content.sections, index.units, index.vectors, settings)
        self._picker = SectionPicker(index.units, index.vectors, settings)
        self._labels = np.array(index.scorer.labels)
        self._foreign = [i for i, unit in enumerate(index.units) if unit.kind is Kind.OUT_OF_SCOPE]
        self._own_units: dict[str, list[int]] = {}
        for position, unit in enumerate(index.units):
            if unit.kind in (Kind.QUESTION, Kind.SECTION):
                self._own_units.setdefault(unit.owner, []).append(position)

    @property
    def version(self) -> str:
        """The version of the index."""
        return self._index.version

    @property
    def content(self) -> Content:
        """The content that the index was built from."""
        return self._index.content

    @property
    def danger(self) -> DangerDetector:
        """Notices danger in a message."""
        return self._index.danger

    def spell_out(self, question: str) -> str:
        """The words to embed: `question` with its spelling mended and its short forms spelt out."""
        return self._shorthand.expand(self._spelling.mend(question))

    def search(self, question: str, vector: Array) -> SearchResults:
        """Rank the entries for a question.

        Args:
            question: as typed.
            vector: of `spell_out(question)`: float32, (dim,), L2-normalised.
        """
        index = self._index
        cosines = index.likeness.cosines(vector)
        scores = index.scorer.scores(index.likeness.to(self.spell_out(question), cosines))
        chances = probabilities(index.calibration.log_odds(scores))
        chosen = self._asks.get(normalised(question))
        if chosen is not None:
            chances = np.where(self._labels == chosen, 1.0, 0.0)
        order = np.argsort(-chances[:-1])[: self._settings.ranked]
        asked_for = self._kinds.fits(question, vector)
        hits = tuple(self._hit(int(column), float(chances[column]), cosines, vector, asked_for) for column in order)
        verdict, reason, foreign = self._judge(question, hits, float(chances[-1]), cosines)
        return SearchResults(
            verdict=verdict,
            reason=reason,
            hits=hits,
            out_of_scope=foreign,
            chosen=chosen is not None,
            no_subject=hits[0].confidence < self._settings.own_subject_at
            and self._follow_up.names_no_subject(question),
            leans_back=self._follow_up.leans_back(question),
            sections=self._kinds.likeliest(question, asked_for),
            version=index.version,
        )

    def _hit(self, column: int, confidence: float, cosines: Array, vector: Array, asked_for: Fits) -> Hit:
        entry = self._index.scorer.labels[column]
        own = self._own_units[entry]
        nearest = own[int(np.argmax(cosines[own]))]
        section = self._picker.pick(entry, vector, asked_for)
        similarity = round(float(cosines[nearest]), 4)
        return Hit(entry, section, round(confidence, 4), self._index.units[nearest].text, similarity)

    def _judge(
        self, question: str, hits: tuple[Hit, ...], none: float, cosines: Array
    ) -> tuple[Verdict, str, str | None]:
        least, first = self._settings.answer_at, hits[0]
        known = f"With probability {1 - none:.2f} this is about one of the entries"
        if 1 - none >= least:
            likeliest = f"{first.entry} is the likeliest ({first.confidence:.2f})"
            if first.confidence < self._settings.ask_below or (len(question.split()) == 1 and first.confidence < 1.0):
                return Verdict.UNCLEAR, f"{known}, but it does not say enough: {likeliest}.", None
            return Verdict.ANSWERED, f"{known}, at least {least}; {likeliest}.", None
        if none > 0.5 and self._foreign:
            kind = self._index.units[self._foreign[int(np.argmax(cosines[self._foreign]))]].owner
            return Verdict.OUT_OF_SCOPE, f"{known}, below {least}; nearest to what is not answered: {kind}.", kind
        return Verdict.NOT_SURE, f"{known}, below {least}.", None


def _known_texts(index: Index) -> list[str]:
    """Every text whose words are spelt as they should be, or as parents write them in danger."""
    content = index.content
    texts = [unit.text for unit in index.units]
    texts += [term.term + " " + " ".join(term.also) for term in content.glossary]
    texts += [example for kind in content.danger.kinds for example in kind.examples]
    texts += [*content.danger.near_misses, *content.council.places]
    return texts + [word for need in content.needs for word in need.words]
