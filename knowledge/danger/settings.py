"""The numbers that decide about danger, each with what it does."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class DangerSettings:
    """How danger is noticed. docs/danger.md has the figures on which both thresholds were chosen.

    Attributes:
        card_at: the least probability (0 to 1) of sure danger that brings the emergency card. Higher: fewer cards
            for nothing, and more sure dangers with only a line.
        outright_at: the least probability (0 to 1) of sure danger with which a strong phrase brings the card, below
            `card_at`. Lower: "she hits her sister" gets a card; of the messages below this, none was a sure danger.
        line_at: the least probability (0 to 1) of any danger that brings the line. Higher: fewer lines for nothing,
            and more dangers that are missed.
        calm_at: the least likeness to a text that is no danger for a message of one clause to be none, if no example
            of danger is as like but for `calm_by`. Higher: "my little one isnt talking" gets a line, though a page has
            nearly these words. Of 390 dangers none is lost by it, and one calm message in ten loses its line or card.
        calm_by: by how much it must be more like that text than like any example of danger.
        sharpness: how fast likeness in meaning falls with distance. Higher: only near examples count.
        word_weight: how much shared words count, against likeness in meaning (1).
        ridge: how strongly the likeness is smoothed. Higher: single examples count less.
        ordinary_trust: how much an ordinary wording or a part counts, against an example or a near miss (1).
        near_ordinary: how many ordinary wordings are learnt as no danger. More: slower to learn.
        near_parts: how many parts of near misses are learnt as no danger.
        smoothing: of the two decisions, as C of a logistic regression. Lower: smoother.
        whole_share: how much the whole message tells of the kind, against its likest part (1).
        pattern_pull: how much a strong phrase counts for its kind, against likeness (1) to the kind's examples.
        professional_pull: how much it counts for a professional's worry that a professional writes.
    """

    card_at: float = 0.5
    outright_at: float = 0.3
    line_at: float = 0.35
    calm_at: float = 0.5
    calm_by: float = 0.1
    sharpness: float = 1.0
    word_weight: float = 0.5
    ridge: float = 0.3
    ordinary_trust: float = 0.5
    near_ordinary: int = 2000
    near_parts: int = 700
    smoothing: float = 0.5
    whole_share: float = 0.5
    pattern_pull: float = 0.25
    professional_pull: float = 0.75
