"""Learns the names' tagger from made messages, and writes its file. Nothing that a parent typed is in it."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pycrfsuite  # type: ignore[import-untyped]

from knowledge.files.records import Content
from web_widget.privacy.features import Features, Sight
from web_widget.privacy.known import known
from web_widget.privacy.made_messages import Made, Maker
from web_widget.privacy.name_tagger import BEGINS, GOES_ON, NONE
from web_widget.privacy.tokens import Token, tokens_of
from web_widget.privacy.word_lists import word_kinds

SETTINGS = {"c1": 0.1, "c2": 0.02, "max_iterations": 90, "feature.minfreq": 3, "feature.possible_transitions": True}
HIDDEN = 0.3
"""The share of messages whose names are taken for unlisted ones, so that those are learnt as well."""


def learn(content: Content, model: Path) -> int:
    """Learn, and write the file `model`.

    Args:
        content: whose questions are used.
        model: path of the file.

    Returns:
        How many messages were learnt from.
    """
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", params=SETTINGS, verbose=False)
    count = 0
    for features, labels in _lessons(content):
        trainer.append(features, labels)
        count += 1
    trainer.train(str(model))
    return count


def _lessons(content: Content) -> Iterator[tuple[list[Features], list[str]]]:
    kinds, own = word_kinds(), known(content)
    chance = random.Random(5)
    for made in Maker(kinds, content).messages():
        tokens = tokens_of(made.text)
        hidden = _words(made, tokens) if chance.random() < HIDDEN else frozenset()
        sight = Sight(kinds, hidden.__contains__)
        if tokens:
            yield sight.of(made.text, tokens, own.spans(made.text)), _labels(made, tokens)


def _words(made: Made, tokens: tuple[Token, ...]) -> frozenset[str]:
    return frozenset(token.lower for token in tokens if _is_name(made, token))


def _labels(made: Made, tokens: tuple[Token, ...]) -> list[str]:
    labels: list[str] = []
    for token in tokens:
        begins = any(start == token.start for start, _ in made.names)
        labels.append(BEGINS if begins else GOES_ON if _is_name(made, token) else NONE)
    return labels


def _is_name(made: Made, token: Token) -> bool:
    return any(start <= token.start < end for start, end in made.names)
