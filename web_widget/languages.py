"""Notices a text that is not in English."""

from __future__ import annotations

import re
from functools import lru_cache

from lingua import Language, LanguageDetector, LanguageDetectorBuilder
from spacy.lang.en.stop_words import STOP_WORDS

FEWEST_WORDS = 3
ENGLISH_SHARE = 0.4
"""With this share of the commonest English words ("which is better, x or y"), a text is English whatever else stands in
it. Of a sentence in any of the languages below, they are at most a few."""
_WORD = re.compile(r"[^\W\d_]+")
SURE = 0.7
"""How sure the detector must be (0 to 1) that it is another language."""
COMMON = (
    Language.ENGLISH,
    *(Language.POLISH, Language.ROMANIAN, Language.UKRAINIAN, Language.WELSH, Language.HINDI, Language.MARATHI),
    *(Language.RUSSIAN, Language.FRENCH, Language.SPANISH, Language.PORTUGUESE, Language.ITALIAN, Language.GERMAN),
    *(Language.LITHUANIAN, Language.BULGARIAN, Language.HUNGARIAN, Language.TURKISH, Language.ARABIC, Language.CHINESE),
)
"""The languages told apart. More would cost memory and mistake more short English messages."""


def other_language(text: str) -> str | None:
    """The name of the language of `text`, such as "POLISH", where it is surely not English."""
    if len(text.split()) < FEWEST_WORDS or _plainly_english(text):
        return None
    first = _detector().compute_language_confidence_values(text)[0]
    other = first.language != Language.ENGLISH and first.value >= SURE
    return str(first.language.name) if other else None


def _plainly_english(text: str) -> bool:
    words = _WORD.findall(text.lower())
    return sum(word in STOP_WORDS for word in words) >= ENGLISH_SHARE * len(words) > 0


@lru_cache(maxsize=1)
def _detector() -> LanguageDetector:
    """The smaller tables take 4 MB, the full ones 320, and tell these languages apart as well."""
    return LanguageDetectorBuilder.from_languages(*COMMON).with_low_accuracy_mode().build()
