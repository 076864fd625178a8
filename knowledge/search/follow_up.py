"""Whether a message leans on what was said before: "how do I apply", "and for my daughter?", "what if they say no"."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.files.records import SectionKind
from knowledge.search.kernel import words

_ABOUT_THE_CHILD = frozenset(
    words("son daughter child kid boy girl teenager year old age aged he she they them it this that")
)
_LEANS_BACK = re.compile(
    r"^(and|but|so|ok|okay|what about|how about|also|then)\b|\b(it|that|this|they|them|those)\b", re.I
)

_MOST_WORDS = 15


@dataclass(frozen=True)
class Ties:
    """What ties a message to the page that was shown before it.

    Attributes:
        other: the probability of the likeliest other page, by the message alone.
        topic: that of the page shown before.
        no_subject: the message names no subject of its own.
        leans_back: it speaks as one goes on.
        words: how many it has.
    """

    other: float
    topic: float
    no_subject: bool
    leans_back: bool
    words: int

    @property
    def probability(self) -> float:
        """That it goes on about that page, and does not change the topic: 0 to 1.

        Logistic regression on the 345 conversations of knowledge/evaluation/two_turns.txt whose first message was
        answered and whose second is no small talk: 235 go on, 110 change the topic, most of these in words that could
        as well go on.
        """
        odds = 2.57 - 3.06 * self.other - 0.26 * self.topic + 1.05 * self.no_subject + 0.69 * self.leans_back
        return 1.0 / (1.0 + math.exp(-(odds - 1.66 * min(self.words, _MOST_WORDS) / 10)))


class FollowUp:
    """Tells follow-ups from questions that name their own subject.

    Args:
        kinds: the headings, with how parents ask for each whatever the topic.
    """

    def __init__(self, kinds: Sequence[SectionKind]) -> None:
        phrases = [phrase for kind in kinds for phrase in (kind.heading, *kind.questions, *kind.words)]
        self._headings = {kind.heading.lower() for kind in kinds if kind.heading}
        self._vocabulary = {word for phrase in phrases for word in words(phrase)} | _ABOUT_THE_CHILD

    def names_no_subject(self, question: str) -> bool:
        """Whether it is a heading, as a button sends it, or all that it means could be said of any topic."""
        if _bare(question) in self._headings:
            return True
        meant = words(question)
        return bool(meant) and all(word in self._vocabulary or word.isdigit() for word in meant)

    def leans_back(self, question: str) -> bool:
        """Whether it begins or speaks as one goes on: "and ...", "what about ...", "... that"."""
        return bool(_LEANS_BACK.search(question.strip()))


def _bare(question: str) -> str:
    """Lower case, without the marks at its end."""
    return question.lower().strip(" ?.!")
