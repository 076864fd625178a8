"""Notices danger in a message: what is said (patterns) together with how like the examples it is (likeness)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from knowledge.danger_likeness import DangerLikeness, Scores
from knowledge.danger_patterns import OWN_LIFE, Signs, shipped_patterns
from knowledge.documents import Danger
from knowledge.encoder import Vectors

CHILD, ADULT = "own-life-child", "own-life-adult"
_WRITER = frozenset("i me my myself".split())
_OTHERS = frozenset("he she they him her his their himself herself themselves son daughter".split())
_HARMLESS = 2
_ROUNDS = 25
_SMOOTHING = 0.1


@dataclass(frozen=True)
class DangerSettings:
    """How danger is noticed.

    Attributes:
        alarm_at: the least probability (0 to 1) that raises the alarm. Higher: fewer false alarms, more missed.
        strong_probability: the least probability of a text with a strong phrase, whatever it resembles.
        piece_margin: log-odds taken off a part of a message, which has less around it than the whole.
        shared_harmless: how much of the harmless use in the whole message counts for each part.
        sharpness: how fast likeness in meaning falls with distance. Higher: only near examples count.
        word_weight: how much shared words count, against likeness in meaning (1).
        ridge: how strongly the likeness is smoothed. Higher: single examples count less.
        example_trust: how much an example or a near miss counts, against an ordinary wording (1).
        near_ordinary: how many ordinary wordings are learnt as no danger. More: slower to learn.
        most_weak: weak phrases beyond this many count no more.
        most_harmless: phrases of harmless use beyond this many count no more.
        pattern_pull: how much a strong phrase counts for its kind, against likeness (1) to the kind's examples.
    """

    alarm_at: float = 0.75
    strong_probability: float = 0.95
    piece_margin: float = 2.5
    shared_harmless: float = 0.5
    sharpness: float = 0.5
    word_weight: float = 0.3
    ridge: float = 0.3
    example_trust: float = 3.0
    near_ordinary: int = 1500
    most_weak: int = 4
    most_harmless: int = 3
    pattern_pull: float = 0.5


@dataclass(frozen=True)
class Alarm:
    """Danger was noticed.

    Attributes:
        kind: id of the kind of danger.
        probability: 0 to 1.
        sentence: the piece of the message that raised it.
        reason: why, in words.
    """

    kind: str
    probability: float
    sentence: str
    reason: str


@dataclass(frozen=True)
class Wordings:
    """Texts and their vectors: float32, (n, dim), L2-normalised."""

    texts: tuple[str, ...]
    vectors: Vectors


def texts_of(danger: Danger) -> tuple[str, ...]:
    """The texts whose vectors the detector needs, in their order: the examples of each kind, then the near misses."""
    return (*(example for kind in danger.kinds for example in kind.examples), *danger.near_misses)


@dataclass(frozen=True)
class LearntDanger:
    """What was learnt from the examples.

    Attributes:
        kinds: ids of the kinds of danger.
        compared: the examples, the near misses and the ordinary wordings that were learnt from.
        likeness: weights of the likeness: (compared, 1 + kinds).
        evidence: weights of the evidence: (4,).
    """

    kinds: tuple[str, ...]
    compared: Wordings
    likeness: Scores
    evidence: Scores

    def save(self, path: Path) -> None:
        """Write it to a .npz file."""
        np.savez(
            path,
            kinds=np.array(self.kinds),
            texts=np.array(self.compared.texts),
            vectors=self.compared.vectors,
            likeness=self.likeness,
            evidence=self.evidence,
        )

    @classmethod
    def read(cls, path: Path) -> LearntDanger:
        """Read what `save` wrote."""
        with np.load(path) as kept:
            compared = Wordings(tuple(kept["texts"].tolist()), kept["vectors"])
            return cls(tuple(kept["kinds"].tolist()), compared, kept["likeness"], kept["evidence"])


def learn(danger: Danger, examples: Vectors, ordinary: Wordings, settings: DangerSettings) -> LearntDanger:
    """Learn from the examples. It takes a few seconds and always comes out the same.

    Args:
        danger: the kinds and the near misses.
        examples: vectors of `texts_of(danger)`: float32, (n, dim), L2-normalised.
        ordinary: questions that are no danger; of these, the ones nearest to an example are learnt, unless
            a strong phrase stands in them.
        settings: the numbers that decide.
    """
    patterns = shipped_patterns()
    near = _nearest(examples, ordinary.vectors, settings.near_ordinary)
    signs_near = [patterns.find(ordinary.texts[row]) for row in near]
    calm = np.array([row for row, signs in zip(near, signs_near, strict=True) if not signs.strong], dtype=np.int64)
    signs = [*(patterns.find(text) for text in texts_of(danger)), *(found for found in signs_near if not found.strong)]
    owners = [number for number, kind in enumerate(danger.kinds) for _ in kind.examples]
    targets = np.full((len(signs), 1 + len(danger.kinds)), -1.0)
    targets[: len(owners), 0] = 1.0
    targets[np.arange(len(owners)), 1 + np.array(owners)] = 1.0
    trust = np.where(np.arange(len(signs)) < len(examples), settings.example_trust, 1.0)
    compared = Wordings(
        (*texts_of(danger), *(ordinary.texts[row] for row in calm)), np.vstack([examples, ordinary.vectors[calm]])
    )
    likeness = _likeness(compared, settings)
    weights, left_out = likeness.fit(targets, trust, settings.ridge)
    evidence = _evidence(left_out[:, 0], signs, settings)
    kinds = tuple(kind.id for kind in danger.kinds)
    return LearntDanger(kinds, compared, weights, _logistic(evidence, targets[:, 0] > 0, trust))


class DangerDetector:
    """Notices danger.

    Args:
        learnt: what `learn` returned.
        settings: as it was learnt with.
    """

    def __init__(self, learnt: LearntDanger, settings: DangerSettings) -> None:
        self._settings = settings
        self._learnt = learnt
        self._patterns = shipped_patterns()
        self._kinds = learnt.kinds
        self._likeness = _likeness(learnt.compared, settings)

    def detect(self, sentences: Sequence[str], vectors: Vectors) -> Alarm | None:
        """The alarm of the most dangerous piece, if any.

        Args:
            sentences: the whole message first and, where it has more than one, each of its sentences.
            vectors: of `sentences`, short forms spelt out: float32, (n, dim), L2-normalised.
        """
        if not sentences:
            return None
        signs = [self._patterns.find(sentence) for sentence in sentences]
        scores = self._likeness.to(sentences, vectors) @ self._learnt.likeness
        chances = self._probabilities(scores[:, 0], signs)
        worst = int(np.argmax(chances))
        if chances[worst] < self._settings.alarm_at:
            return None
        kind = self._kind(scores[worst, 1:], signs[worst], signs[0])
        return Alarm(
            kind, round(float(chances[worst]), 4), sentences[worst], _reason(kind, signs[worst], scores[worst, 0])
        )

    def _probabilities(self, likeness: Scores, signs: Sequence[Signs]) -> Scores:
        evidence = _evidence(likeness, signs, self._settings)
        shared = evidence[1:, _HARMLESS] + self._settings.shared_harmless * evidence[0, _HARMLESS]
        evidence[1:, _HARMLESS] = np.minimum(shared, self._settings.most_harmless)
        log_odds = evidence @ self._learnt.evidence
        log_odds[1:] -= self._settings.piece_margin
        strong = [self._settings.strong_probability if found.strong else 0.0 for found in signs]
        return np.asarray(np.maximum(_probability(log_odds), strong))

    def _kind(self, scores: Scores, signs: Signs, whole: Signs) -> str:
        """The kind of the worst piece; whose life is at risk is read from the whole message."""
        pull = self._settings.pattern_pull
        fits = dict(zip(self._kinds, scores.tolist(), strict=True))
        for kind in self._kinds:
            said = _said(kind)
            fits[kind] += pull * (2 * (said in signs.strong) + (said in signs.weak))
            if said == OWN_LIFE:
                fits[kind] += 2 * pull * (kind == _whose_life(whole))
        return max(fits, key=lambda kind: fits[kind])


def _likeness(compared: Wordings, settings: DangerSettings) -> DangerLikeness:
    return DangerLikeness(compared.texts, compared.vectors, settings.sharpness, settings.word_weight)


def _nearest(examples: Vectors, ordinary: Vectors, count: int) -> list[int]:
    """The places of the `count` wordings that are nearest to any example."""
    nearness = (ordinary @ examples.T).max(axis=1, initial=-1.0)
    return sorted(np.argsort(-nearness, kind="stable")[:count].tolist())


def _evidence(likeness: Scores, signs: Sequence[Signs], settings: DangerSettings) -> Scores:
    """What the probability is made of: likeness, weak phrases, harmless use, and a constant: (n, 4)."""
    weak = [min(found.most_weak, settings.most_weak) for found in signs]
    harmless = [min(len(found.harmless), settings.most_harmless) for found in signs]
    return np.column_stack([likeness, weak, harmless, np.ones(len(signs))])


def _said(kind: str) -> str:
    """What the phrases of `kind` stand under."""
    return OWN_LIFE if kind in (CHILD, ADULT) else kind


def _whose_life(signs: Signs) -> str | None:
    """CHILD or ADULT by who is meant, or None where the phrases do not tell."""
    stretches = (*signs.strong.get(OWN_LIFE, ()), *signs.weak.get(OWN_LIFE, ()))
    words = frozenset(word for stretch in stretches for word in stretch.split())
    if words.isdisjoint(_OTHERS | _WRITER):
        return ADULT if signs.grown else CHILD if signs.young else None
    if words.isdisjoint(_OTHERS):
        return CHILD if signs.young else ADULT
    return ADULT if signs.grown else CHILD


def _reason(kind: str, signs: Signs, likeness: float) -> str:
    for strength, found in (("strong", signs.strong), ("weak", signs.weak)):
        stretches = found.get(_said(kind)) or next(iter(found.values()), ())
        if stretches:
            return f'"{stretches[0]}" is a {strength} sign; likeness to danger {likeness:.2f}.'
    return f"No phrase stands out; likeness to danger {likeness:.2f}."


def _probability(log_odds: Scores) -> Scores:
    return np.asarray(1.0 / (1.0 + np.exp(-np.clip(log_odds, -30.0, 30.0))))


def _logistic(evidence: Scores, danger: npt.NDArray[np.bool_], trust: Scores) -> Scores:
    """Weights of a logistic regression, by Newton's method: (columns,)."""
    weights = np.zeros(evidence.shape[1])
    for _ in range(_ROUNDS):
        chances = _probability(evidence @ weights)
        slope = evidence.T @ (trust * (danger - chances)) - _SMOOTHING * weights
        curve = (evidence.T * (trust * chances * (1 - chances))) @ evidence + _SMOOTHING * np.eye(len(weights))
        weights = weights + np.linalg.solve(curve, slope)
    return weights
