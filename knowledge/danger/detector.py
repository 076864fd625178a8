"""Decides about a message: sure danger (the emergency card), possible danger (one line), or none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from knowledge.danger.cues import writes_as_professional
from knowledge.danger.evidence import NAMES, Evidence, gather
from knowledge.danger.learning import LearntDanger, likeness_to
from knowledge.danger.likeness import Scores
from knowledge.danger.patterns import OWN_LIFE, Signs, shipped_patterns
from knowledge.danger.phrases import words_of
from knowledge.danger.settings import DangerSettings
from knowledge.encoder.sentence_encoder import Vectors

CHILD, ADULT = "own-life-child", "own-life-adult"
PROFESSIONAL = "professional-worry"
_FIRST_KIND = 2
"""Columns of the scores before the kinds."""
_WRITER = frozenset("i me my myself".split())
_OTHERS = frozenset("he she they him her his their himself herself themselves son daughter".split())


class Level(StrEnum):
    """What a parent is shown."""

    CARD = "card"
    LINE = "line"
    NONE = "none"


@dataclass(frozen=True)
class Notice:
    """How a message was judged.

    Attributes:
        level: what is shown.
        kind: id of the likeliest kind of danger, whatever the level.
        danger: probability of any danger, 0 to 1.
        sure: probability of sure danger, 0 to 1.
        evidence: what it was made of.
        nearest: the learnt text that the likest part is most like, with the likeness.
        calm: it is much more like a text that is no danger than like any that is, so that it is none.
    """

    level: Level
    kind: str
    danger: float
    sure: float
    evidence: Evidence
    nearest: tuple[str, float]
    calm: bool = False


class DangerDetector:
    """Notices danger.

    Args:
        learnt: what `learn` returned.
        settings: as it was learnt with.
    """

    def __init__(self, learnt: LearntDanger, settings: DangerSettings) -> None:
        self._settings = settings
        self._learnt = learnt
        self._likeness = likeness_to(learnt.compared, settings)

    def judge(self, texts: Sequence[str], vectors: Vectors) -> Notice:
        """The decision about a message.

        Args:
            texts: the message as typed and, after it, its parts (`pieces_of`).
            vectors: of `texts`: float32, (n, dim), L2-normalised.
        """
        return self._noticed(texts, self._likeness.to(texts, vectors))

    def judge_many(self, messages: Sequence[tuple[Sequence[str], Vectors]]) -> list[Notice]:
        """What `judge` decides about each of many messages, faster than one at a time."""
        likeness = self._likeness.to_many(messages)
        return [self._noticed(texts, alike) for (texts, _), alike in zip(messages, likeness, strict=True)]

    def _noticed(self, texts: Sequence[str], likeness: Scores) -> Notice:
        scores = likeness @ self._learnt.likeness
        found = gather(texts, scores, shipped_patterns())
        danger, sure = _probability(np.append(found.row, 1.0) @ self._learnt.evidence).tolist()
        nearest = int(np.argmax(likeness[found.place]))
        calm = self._is_calm(likeness)
        return Notice(
            Level.NONE if calm else self._level(danger, sure, found.signs),
            self._kind(texts[0], scores[:, _FIRST_KIND:], found),
            round(danger, 4),
            round(sure, 4),
            found,
            (self._learnt.compared.texts[nearest], float(likeness[found.place, nearest])),
            calm,
        )

    def _is_calm(self, likeness: Scores) -> bool:
        """Whether a message of one clause is much more like a text that is no danger than like any that is."""
        whole, dangers = likeness[0], self._learnt.dangers
        nearest_calm = whole[dangers:].max(initial=0.0)
        clearly = nearest_calm - whole[:dangers].max(initial=0.0) >= self._settings.calm_by
        return bool(len(likeness) == 1 and clearly and nearest_calm >= self._settings.calm_at)

    def contributions(self, notice: Notice) -> list[tuple[str, float, float, float]]:
        """Each name of the evidence with its number and what it adds to danger and to sure danger (log-odds)."""
        weights = self._learnt.evidence[:-1]
        return [
            (name, float(value), float(value * danger), float(value * sure))
            for name, value, (danger, sure) in zip(NAMES, notice.evidence.row, weights, strict=True)
        ]

    def _level(self, danger: float, sure: float, signs: Signs) -> Level:
        """A strong phrase that nothing makes harmless gets the card at a lower probability."""
        said_outright = bool(signs.strong) and not signs.harmless and danger >= self._settings.line_at
        if sure >= (self._settings.outright_at if said_outright else self._settings.card_at):
            return Level.CARD
        return Level.LINE if danger >= self._settings.line_at else Level.NONE

    def _kind(self, text: str, scores: Scores, found: Evidence) -> str:
        """The kind that the likest part fits, and the whole; who writes and who is meant is read from the whole."""
        fits = scores[found.place] + self._settings.whole_share * scores[0]
        whose = _whose_life(text, found.signs)
        pulls = [self._pull(kind, found.signs, whose) for kind in self._learnt.kinds]
        if writes_as_professional(text) and PROFESSIONAL in self._learnt.kinds:
            pulls[self._learnt.kinds.index(PROFESSIONAL)] += self._settings.professional_pull
        return self._learnt.kinds[int(np.argmax(fits + np.array(pulls)))]

    def _pull(self, kind: str, signs: Signs, whose: str | None) -> float:
        own_life = kind in (CHILD, ADULT)
        said = OWN_LIFE if own_life else kind
        return self._settings.pattern_pull * (2 * (said in signs.strong) + (said in signs.weak) + (kind == whose))


def _whose_life(text: str, signs: Signs) -> str | None:
    """CHILD or ADULT by who is meant: as the phrases tell or, where they name nobody, the message; else None."""
    stretches = (*signs.strong.get(OWN_LIFE, ()), *signs.weak.get(OWN_LIFE, ()))
    words = frozenset(word for stretch in stretches for word in stretch.split())
    if words and words.isdisjoint(_OTHERS | _WRITER):
        words = frozenset(words_of(text))
    if words.isdisjoint(_OTHERS | _WRITER):
        return ADULT if signs.grown else CHILD if signs.young else None
    if words.isdisjoint(_OTHERS):
        return CHILD if signs.young else ADULT
    return ADULT if signs.grown else CHILD


def _probability(log_odds: Scores) -> Scores:
    return np.asarray(1.0 / (1.0 + np.exp(-np.clip(log_odds, -30.0, 30.0))))
