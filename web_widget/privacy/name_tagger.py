"""`NameTagger` finds the names of people in a message by the words themselves and by the words around them."""

from __future__ import annotations

import threading
from collections.abc import Collection, Sequence
from pathlib import Path

import pycrfsuite  # type: ignore[import-untyped]

from web_widget.privacy.evidence import Evidence
from web_widget.privacy.features import Sight, shouted
from web_widget.privacy.tokens import Token, tokens_of
from web_widget.privacy.usage import Usage
from web_widget.privacy.vocabulary import PARTICLES
from web_widget.privacy.word_lists import FOLDER, WordKinds

MODEL = FOLDER / "names.crfsuite"
BEGINS, GOES_ON, NONE = "B", "I", "O"
UNSURE = {
    "given": 0.15,
    "double": 0.25,
    "given-word": 0.05,
    "surname": 0.3,
    "surname-word": 0.3,
    "also": 0.35,
    "unknown": 0.9,
    "misspelt": 0.9,
}
"""The probability from which a word of each kind counts as a name. In doubt, a listed name is removed."""
SURER = 0.85
"""The same for all other words, which are mostly no names."""
SUREST = 0.97
"""The same where there is evidence against a name."""
SURE = 0.8
"""A word that is a name with this probability is one wherever it is in the message."""
_NEVER_WORDS = frozenset(("given", "surname", "double", "unknown"))
_LONGEST_SHORT_FORM = 5
_LISTED = frozenset(("given", "given-word", "surname", "also", "surname-word"))


class NameTagger:
    """Finds names. Any number of threads may use it: each has its own copy of the model, as reading changes it.

    Args:
        kinds: tells kinds of words.
        model: file that `python -m web_widget.privacy` wrote.
    """

    def __init__(self, kinds: WordKinds, model: Path = MODEL) -> None:
        self._kinds = kinds
        self._sight = Sight(kinds)
        self._model = model.read_bytes()
        self._own = threading.local()

    def names(self, text: str, kept: Collection[tuple[int, int]], usage: Usage) -> list[tuple[int, int]]:
        """Where names of people are, in order.

        Args:
            text: a message as typed.
            kept: where there are names of services, places and the like.
            usage: how the content uses words.
        """
        tokens = tokens_of(text)
        if not tokens:
            return []
        found = _bridged(tokens, self._found(text, tokens, self._likely(text, tokens, kept), usage))
        return [
            (token.start, token.end - self._ending(token))
            for token, is_name in zip(tokens, found, strict=True)
            if is_name
        ]

    def _found(self, text: str, tokens: Sequence[Token], likely: Sequence[float], usage: Usage) -> list[bool]:
        in_capitals = shouted(text)
        evidence = Evidence(tokens, usage)
        may_be = [
            not evidence.never(place, self._kind(token)) and (in_capitals or not self._is_short_form(token, share))
            for place, (token, share) in enumerate(zip(tokens, likely, strict=True))
        ]
        triples = list(zip(tokens, likely, may_be, strict=True))
        sure = {token.lower for token, share, may in triples if may and share >= SURE and self._only_a_name(token)}
        return [
            may and (token.lower in sure or share >= self._least(token, evidence.against(place, self._kind(token))))
            for place, (token, share, may) in enumerate(triples)
        ]

    def _is_short_form(self, token: Token, share: float) -> bool:
        """Whether it is a short form such as "NI" or "TAs", in a message that is not all in capitals."""
        letters = token.text.removesuffix("s")
        if not letters.isupper() or not 1 < len(letters) <= _LONGEST_SHORT_FORM:
            return False
        kind = self._kind(token)
        return kind not in ("given", "double", "given-word") or (kind == "given-word" and share < SURER)

    def _likely(self, text: str, tokens: Sequence[Token], kept: Collection[tuple[int, int]]) -> list[float]:
        """How probable it is that each token is part of a name, 0 to 1."""
        tagger = self._tagger()
        tagger.set(self._sight.of(text, tokens, kept))
        return [1.0 - tagger.marginal(NONE, place) for place in range(len(tokens))]

    def _least(self, token: Token, against: bool) -> float:
        return SUREST if against else UNSURE.get(self._kind(token), SURER)

    def _kind(self, token: Token) -> str:
        return self._kinds.kind(token.lower) if token.is_word else "sign"

    def _only_a_name(self, token: Token) -> bool:
        """Whether it is not an English word, so that it names somebody wherever it occurs."""
        return len(token.lower) > 1 and self._kind(token) in _NEVER_WORDS

    def _ending(self, token: Token) -> int:
        """One for the "s" of "oliwias", which is left; otherwise none."""
        stem = token.lower[:-1]
        owned = token.lower.endswith("s") and not token.owns and self._kinds.kind(token.lower) not in _LISTED
        return int(owned and self._kinds.kind(stem) == "given")

    def _tagger(self) -> pycrfsuite.Tagger:
        if not hasattr(self._own, "tagger"):
            self._own.tagger = pycrfsuite.Tagger()
            self._own.tagger.open_inmemory(self._model)
        tagger: pycrfsuite.Tagger = self._own.tagger
        return tagger


def _bridged(tokens: Sequence[Token], found: Sequence[bool]) -> list[bool]:
    """The same with what is between two parts of a name: "Rhys ap Gwilym"."""
    around = zip((False, *found), tokens, (*found[1:], False), strict=False)
    return [
        here or (before and after and token.lower in PARTICLES)
        for here, (before, token, after) in zip(found, around, strict=True)
    ]
