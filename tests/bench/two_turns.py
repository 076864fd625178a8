"""How well it is told whether a message goes on about the page before it: `python -m tests.bench.two_turns`.

It fits the weights of knowledge/search/follow_up.py anew, and counts what the replies make of each conversation.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import cross_val_predict
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import StandardScaler

from actions.memory import Memory
from actions.reply import Replier, ties
from knowledge import london
from knowledge.search.follow_up import SIGNS, Ties
from knowledge.settings import ROOT
from knowledge.versions.live import live_search
from knowledge.versions.live_vectors import message_vectors

FILE = ROOT / "knowledge" / "evaluation" / "two_turns.txt"
GOES_ON, CHANGES = "F", "S"
PARTS = 20
"""The conversations are judged in so many parts, each by what was learnt from the others."""
COLUMNS = ("other", "topic", "near_other", "near_topic", "no_subject", "length", *(sign.name for sign in SIGNS))

Knowledge = dict[str, Any]


@dataclass(frozen=True)
class Turns:
    """A conversation whose first message was answered.

    Attributes:
        goes_on: whether its author goes on about the same subject.
        first, second: the messages.
        ties: of the second to the page that answered the first.
        answered: the second has an answer by itself.
        stays: the reply to the second shows the page before.
    """

    goes_on: bool
    first: str
    second: str
    ties: Ties
    answered: bool
    stays: bool


def conversations(path: Path) -> Iterator[tuple[str, str, str]]:
    """The label and the two messages of each conversation that goes on or changes the topic."""
    for line in path.read_text(encoding="utf-8").splitlines():
        label, _, texts = line.partition("|")
        if label in (GOES_ON, CHANGES):
            first, _, second = texts.partition("|")
            yield label, first, second


def judged(replier: Replier, find: Callable[[str], Knowledge], path: Path) -> list[Turns]:
    """Every conversation of a file whose first message is answered.

    Args:
        replier: replies to both messages.
        find: what the search makes of a message.
        path: of the file.
    """
    turns = []
    for label, first, second in conversations(path):
        before = replier.reply({**find(first), "parts": []}, Memory())
        if before.entry is None:
            continue
        found = find(second)
        after = replier.reply({**found, "parts": []}, before.memory)
        stays = after.entry == before.entry
        turns.append(Turns(label == GOES_ON, first, second, ties(found, before.entry), bool(found["answered"]), stays))
    return turns


def fitted(turns: Sequence[Turns]) -> tuple[dict[str, float], npt.NDArray[np.float64]]:
    """The weights by name, the constant last; and of each conversation the probability by what the others teach."""
    rows = np.array([_row(turn.ties) for turn in turns], dtype=float)
    goes_on = np.array([turn.goes_on for turn in turns])
    left_out = cross_val_predict(_model(), rows, goes_on, cv=PARTS, method="predict_proba")[:, 1]
    scaler, regression = (step for _, step in _model().fit(rows, goes_on).steps)
    weights = regression.coef_[0] / scaler.scale_
    constant = regression.intercept_[0] - float(weights @ scaler.mean_)
    return dict(zip((*COLUMNS, "constant"), (*weights, constant), strict=True)), left_out


def _model() -> Pipeline:
    return make_pipeline(StandardScaler(), LogisticRegression())


def _row(tied: Ties) -> list[float]:
    signs = [float(sign.name in tied.signs) for sign in SIGNS]
    return [tied.other, tied.topic, tied.near_other, tied.near_topic, tied.no_subject, tied.length, *signs]


def main() -> None:
    """Print the weights, and what is told rightly at each threshold and by the replies."""
    search, vectors = live_search().current(), message_vectors()
    replier = Replier(search.content, london.today())
    turns = judged(replier, lambda text: search.search(text, vectors.of([text])[0]).to_json(), FILE)
    weights, chances = fitted(turns)
    for name, weight in weights.items():
        print(f"{name:22} {weight:7.2f}")
    goes_on, answered = (np.array([getattr(turn, name) for turn in turns]) for name in ("goes_on", "answered"))
    for least in np.arange(0.3, 0.75, 0.05):
        here = chances >= least
        told = [f"{(here == goes_on)[goes_on == kind].mean():.1%}" for kind in (True, False)]
        apart = [f"{(here == goes_on)[answered == kind].mean():.1%}" for kind in (True, False)]
        print(
            f"from {least:.2f}: goes on {told[0]}, changes {told[1]}; answered {apart[0]}, unanswered {apart[1]} right"
        )
    for kind, words in ((True, "go on and get the page before"), (False, "change the topic and do not")):
        right = sum(turn.stays == kind for turn in turns if turn.goes_on == kind)
        print(f"{right} of {int((goes_on == kind).sum())} {words}")


if __name__ == "__main__":
    main()
