"""Whether a message leans on what was said before: "how do I apply", "and for my daughter?", "what if they say no"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from knowledge.documents import SectionKind
from knowledge.encoder import Vectors
from knowledge.likeness import Array, words
from knowledge.section_picker import telling_words

_ABOUT_THE_CHILD = frozenset(
    words("son daughter child kid boy girl teenager year old age aged he she they them it this that")
)
_LEANS_BACK = re.compile(
    r"^(and|but|so|ok|okay|what about|how about|also|then)\b|\b(it|that|this|they|them|those)\b", re.I
)


class FollowUp:
    """Tells follow-ups from questions that name their own subject.

    Args:
        kinds: the headings, with how parents ask for each whatever the topic.
        asked: for each kind, float32 (n, dim): the vectors of how parents ask for it.
    """

    def __init__(self, kinds: Sequence[SectionKind], asked: dict[str, Vectors]) -> None:
        self._kinds = kinds
        self._asked = asked
        self._telling = {kind.id: telling_words(kind.words) for kind in kinds}
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

    def sections_asked(self, question: str, vector: Array, telling_weight: float) -> tuple[str, ...]:
        """Ids of the kinds of section that it asks for, the likeliest first."""
        told = question.lower().replace("’", "'")
        bare = _bare(question)
        fits = {
            kind.id: float((self._asked[kind.id] @ vector).max(initial=0.0))
            + telling_weight * bool(self._telling[kind.id].search(told))
            + float(bare == kind.heading.lower())
            for kind in self._kinds
        }
        return tuple(sorted(fits, key=lambda kind: -fits[kind]))


def _bare(question: str) -> str:
    """Lower case, without the marks at its end."""
    return question.lower().strip(" ?.!")
