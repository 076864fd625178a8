"""Whether a message leans on what was said before: "how do I apply", "and for my daughter?", "what if they say no"."""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from knowledge.files.records import SectionKind
from knowledge.search.kernel import words

_ABOUT_THE_CHILD = frozenset(
    words("son daughter child kid boy girl teenager year old age aged he she they them it this that")
)
_FILLERS = frozenset("tho though pls plz please then now anyway actually exactly mate".split())
"""Said beside anything: "who do i ring tho" asks no more than "who do i ring"."""
_LEANS_BACK = re.compile(
    r"^(and|but|so|ok|okay|what about|how about|also|then)\b|\b(it|that|this|they|them|those)\b", re.I
)

_MOST_WORDS = 15


@dataclass(frozen=True)
class Sign:
    """Words by which a message shows whether it goes on about the page before it.

    Attributes:
        name: says what they do.
        pattern: finds them.
        weight: log-odds that the message goes on; below 0 that it changes the topic.
    """

    name: str
    pattern: re.Pattern[str]
    weight: float


def _sign(name: str, pattern: str, weight: float) -> Sign:
    return Sign(name, re.compile(pattern, re.IGNORECASE), weight)


SIGNS = (
    _sign("adds a subject", r"^(and|n)\b|\b(also|different|separate|another)\b", -2.61),
    _sign("points back", r"\b(it|this|these|they|them|their)\b", 2.13),
    _sign("tells what happened", r"\b(said|says|say|told|did|was|been|got|sent)\b", 2.19),
    _sign("asks what there is", r"\b(is|are) there\b|\bcan (i|we|he|she) get\b|\bdo you\b|\bany\b", -1.91),
    _sign("asks for yes or no", r"^(can|could|do|does|is|are|will|would)\b", 1.03),
)
_WEIGHTS = {sign.name: sign.weight for sign in SIGNS}


@dataclass(frozen=True)
class Ties:
    """What ties a message to the page that was shown before it.

    Attributes:
        other: the probability of the likeliest other page, by the message alone.
        topic: that of the page shown before.
        near_other: how like the message is to the nearest other page (cosine).
        near_topic: how like it is to the page shown before.
        no_subject: the message names no subject of its own.
        words: how many it has.
        signs: names of the SIGNS in it.
    """

    other: float
    topic: float
    near_other: float
    near_topic: float
    no_subject: bool
    words: int
    signs: Collection[str]

    @property
    def length(self) -> float:
        """Tens of words, up to `_MOST_WORDS`."""
        return min(self.words, _MOST_WORDS) / 10

    @property
    def probability(self) -> float:
        """That it goes on about that page, and does not change the topic: 0 to 1.

        Logistic regression on the conversations of knowledge/evaluation/two_turns.txt whose first message is answered
        and whose second is no small talk; `python -m tests.bench.two_turns` fits it anew, and says how well it does.
        """
        odds = 6.13 - 3.34 * self.other - 2.89 * self.topic - 11.98 * self.near_other + 8.62 * self.near_topic
        odds += 1.12 * self.no_subject - 1.21 * self.length
        odds += sum(_WEIGHTS[name] for name in self.signs)
        return 1.0 / (1.0 + math.exp(-odds))


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
        meant = [word for word in words(question) if word not in _FILLERS]
        return bool(meant) and all(word in self._vocabulary or word.isdigit() for word in meant)

    def leans_back(self, question: str) -> bool:
        """Whether it begins or speaks as one goes on: "and ...", "what about ...", "... that"."""
        return bool(_LEANS_BACK.search(question.strip()))

    def signs(self, question: str) -> tuple[str, ...]:
        """Names of the SIGNS in it."""
        return tuple(sign.name for sign in SIGNS if sign.pattern.search(question.strip()))


def _bare(question: str) -> str:
    """Lower case, without the marks at its end."""
    return question.lower().strip(" ?.!")
