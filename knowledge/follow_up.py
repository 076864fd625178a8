"""Whether a message leans on what was said before: "how do I apply", "and for my daughter?", "what if they say no"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from knowledge.documents import SectionKind
from knowledge.likeness import words

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
