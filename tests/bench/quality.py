"""How right each system is, from what it made of the labelled messages. Pure functions."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from knowledge.evaluation.messages import Message
from tests.bench.ranking import Ranking
from tests.bench.statistics import Estimate, Floats, Positions, auroc, bootstrap, refused_at

ANSWER_RATE = 0.95

OfConfidence = Callable[[Floats, Floats], float]
Judged = tuple[Message, Ranking]
Figures = dict[str, Estimate | None]


def figures(messages: Sequence[Message], rankings: Sequence[Ranking]) -> Figures:
    """The row of a system: each figure with its interval, or None where there is nothing to measure it on.

    Args:
        messages: as labelled; other kinds than in_scope and out_of_scope are passed over.
        rankings: what the system made of each.
    """
    judged = list(zip(messages, rankings, strict=True))
    inside = [pair for pair in judged if pair[0].kind == "in_scope"]
    outside = [pair for pair in judged if pair[0].kind == "out_of_scope"]
    labelled = [pair for pair in inside if pair[0].sections and pair[1].section]
    return {
        "right first": _share([ranking.shown in message.topics for message, ranking in inside]),
        "right in three": _share([bool({*message.topics} & {*ranking.offered[:3]}) for message, ranking in inside]),
        "right section": _share([_right_section(pair) for pair in inside if pair[0].sections]) if labelled else None,
        "answered": _share([ranking.answered for _, ranking in inside]),
        "refused": _share([not ranking.answered for _, ranking in outside]),
        "refused at 95%": _of_confidence(inside, outside, lambda i, o: refused_at(i, o, ANSWER_RATE)),
        "AUROC": _of_confidence(inside, outside, auroc),
    }


def _right_section(pair: Judged) -> bool:
    message, ranking = pair
    return ranking.shown in message.topics and ranking.section in message.sections


def _share(values: Sequence[bool]) -> Estimate | None:
    array = np.asarray(values, dtype=np.float64)
    return bootstrap(lambda drawn, _: float(array[drawn].mean()), len(array), 1) if len(array) else None


def _of_confidence(inside: Sequence[Judged], outside: Sequence[Judged], figure: OfConfidence) -> Estimate | None:
    if not inside or not outside:
        return None
    known, unknown = _confidences(inside), _confidences(outside)

    def of_drawn(drawn: Positions, drawn_outside: Positions) -> float:
        return figure(known[drawn], unknown[drawn_outside])

    return bootstrap(of_drawn, len(known), len(unknown))


def _confidences(judged: Sequence[Judged]) -> Floats:
    return np.array([ranking.confidence for _, ranking in judged], dtype=np.float64)
