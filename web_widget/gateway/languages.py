"""Notices a text that is not in English."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache

from lingua import Language, LanguageDetector, LanguageDetectorBuilder
from spacy.lang.en.stop_words import STOP_WORDS

from knowledge.files.records import Content
from knowledge.text.vocabulary import Vocabulary, base_forms, words_in
from web_widget.gateway.language_words import LETTERS, WORDS
from web_widget.gateway.scripts import OTHER, language_by_script

LONGEST = 1000
"""How many characters are checked."""
MOST_WORDS = 40
"""How many different words are checked: enough to recognise a language."""
STRANGE_SHARE = 0.4
"""At least this share of the telling words must not be English, or the text counts as English."""
UNLISTED_SHARE = 0.8
"""The same where no common word or letter of another language is seen."""
UNLISTED_WORDS = 4
FEWEST_LETTERS = 3
"""The fewest letters of a word that is enough to show another language: "ma" and "gt" are English in a hurry."""
SURE = 0.7
"""How sure the detector must be (0 to 1) that it is another language."""
UNLISTED_SURE = 0.9
"""The same where no common word or letter of another language is seen."""
_NAME = re.compile(r"(?<=[^\W_] )[A-Z][a-z]+\b")
_COMMON = (
    Language.ENGLISH,
    *(Language.POLISH, Language.ROMANIAN, Language.WELSH, Language.SLOVAK, Language.CZECH, Language.CROATIAN),
    *(Language.FRENCH, Language.SPANISH, Language.PORTUGUESE, Language.ITALIAN, Language.GERMAN, Language.HUNGARIAN),
    *(Language.LITHUANIAN, Language.LATVIAN, Language.TURKISH, Language.ALBANIAN, Language.SOMALI),
)
"""The languages in our script that we can recognise. More would cost memory."""


class LanguageRecogniser:
    """Tells which messages are not in English.

    Args:
        vocabulary: the words that are English here.
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary

    @classmethod
    def beside(cls, content: Content) -> LanguageRecogniser:
        """With the words of a content, such as names of services and villages, as English."""
        return cls(Vocabulary(base_forms(), _texts(content)))

    def language(self, text: str) -> str | None:
        """The language of `text`, such as "POLISH"; `OTHER` if it is unclear which; None for English."""
        plain = unicodedata.normalize("NFKC", text[:LONGEST])[:LONGEST]
        return language_by_script(plain) or self._in_our_script(plain)

    def _in_our_script(self, text: str) -> str | None:
        words = list(dict.fromkeys(words_in(_NAME.sub("", text))))[:MOST_WORDS]
        strange = [word for word in words if self._is_strange(word)]
        if not strange:
            return None
        known = sum(self._vocabulary.knows(word) and word not in strange for word in words)
        share = len(strange) / (len(strange) + known)
        points = _points([word for word in words if word not in STOP_WORDS], strange)
        if points:
            return _named(points, text, len(words)) if share >= STRANGE_SHARE else None
        unlisted = share >= UNLISTED_SHARE and len(strange) >= UNLISTED_WORDS
        return OTHER if unlisted and _likeliest(text, UNLISTED_SURE) else None

    def _is_strange(self, word: str) -> bool:
        return len(word) > 1 and not self._vocabulary.knows(word) and not self._vocabulary.nearly_knows(word)


class LanguagesOfContent:
    """The `LanguageRecogniser` for the content in use, rebuilt when the content changes."""

    def __init__(self) -> None:
        self._made: tuple[str, LanguageRecogniser] | None = None

    def of(self, version: str, content: Content) -> LanguageRecogniser:
        """The recogniser for a version of the content. Two threads may make it at once; either will do."""
        made = self._made
        if made is None or made[0] != version:
            made = self._made = (version, LanguageRecogniser.beside(content))
        return made[1]


def _points(words: Sequence[str], strange: Sequence[str]) -> Counter[str]:
    """How many words and letters point to each language, if one of the words is not also English."""
    telling = [word for word in strange if len(word) >= FEWEST_LETTERS]
    if not any(word in listed for listed in WORDS.values() for word in telling) and not _own_letters(strange):
        return Counter()
    points = Counter({name: sum(word in listed for word in words) for name, listed in WORDS.items()})
    return +(points + _own_letters(strange))


def _own_letters(strange: Sequence[str]) -> Counter[str]:
    return Counter(name for name, letters in LETTERS.items() for word in strange if any(one in letters for one in word))


def _named(points: Counter[str], text: str, words: int) -> str | None:
    """The language that is ahead by its words; with several words, the detector must not say that it is English."""
    (best, most), *others = points.most_common()
    second = others[0][1] if others else 0
    likeliest = _likeliest(text, SURE) if words > 2 else best
    if likeliest is None and most < 2:
        return None
    if most == second:
        return _one_of([name for name, count in points.items() if count == most], text) if words > 2 else OTHER
    return best if likeliest == best or most > 2 * second else OTHER


def _one_of(names: Sequence[str], text: str) -> str:
    """The one of several languages that the detector is very sure of; `OTHER` where it is not."""
    likeliest = _likeliest(text, UNLISTED_SURE)
    return likeliest if likeliest and likeliest in names else OTHER


def _likeliest(text: str, sure: float) -> str | None:
    """The language that the detector is sure enough of; None if it is English or unsure."""
    first = _detector().compute_language_confidence_values(text)[0]
    return str(first.language.name) if first.language != Language.ENGLISH and first.value >= sure else None


@lru_cache(maxsize=1)
def _detector() -> LanguageDetector:
    """The smaller tables take 4 MB, the full ones 320, and recognise these languages just as well."""
    return LanguageDetectorBuilder.from_languages(*_COMMON).with_low_accuracy_mode().build()


def _texts(content: Content) -> Iterable[str]:
    """Every text of a content that English messages take words from."""
    for entry in content.entries.values():
        yield from (entry.title, entry.ask, *entry.questions, *(section.text for section in entry.sections))
    for service in content.services.values():
        yield from (service.name, service.organization, service.description)
    for term in content.glossary:
        yield from (term.term, term.stands_for, *term.also)
    for kind in content.out_of_scope:
        yield from kind.questions
    for need in content.needs:
        yield from (need.title, *need.words)
    yield from content.council.places
    for danger in content.danger.kinds:
        yield from danger.examples
    yield from content.danger.near_misses
