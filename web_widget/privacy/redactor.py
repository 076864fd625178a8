"""Takes everything that would identify a family out of a message, before anything else sees it."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Sequence
from copy import copy
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from presidio_analyzer import EntityRecognizer, RecognizerResult
from spacy.lang.en.stop_words import STOP_WORDS

from knowledge.files import index_folders
from knowledge.files.records import Content
from web_widget.privacy import addresses, birth_dates, patterns, references
from web_widget.privacy.known import known
from web_widget.privacy.name_tagger import NameTagger
from web_widget.privacy.vocabulary import ALSO_WORDS
from web_widget.privacy.word_lists import WordKinds, word_kinds

NAME = "PERSON"
LEAST_SCORE = 0.3
"""Presidio's score below which nothing is taken out."""

KINDS = {
    "UK_NHS": "nhs_number",
    "UK_NINO": "national_insurance_number",
    "EMAIL_ADDRESS": "email",
    patterns.BIRTH: "date_of_birth",
    "PHONE_NUMBER": "phone",
    patterns.BANK: "bank_account",
    "IBAN_CODE": "bank_account",
    "CREDIT_CARD": "card_number",
    references.REFERENCE: "reference",
    references.PROFILE: "profile",
    addresses.ADDRESS: "address",
    patterns.POSTCODE: "postcode",
    NAME: "name",
    patterns.NUMBER: "number",
}
"""What recognisers call it, and what the assistant does; where two overlap, the first counts."""


@dataclass(frozen=True)
class Removed:
    """Something that was taken out; what it was is not kept.

    Attributes:
        kind: one of the values of `KINDS`.
        start: where it began in the message.
        end: where it ended.
    """

    kind: str
    start: int
    end: int


@dataclass(frozen=True)
class Redaction:
    """A message that may be passed on.

    Attributes:
        text: without what was taken out.
        removed: what was, in order.
    """

    text: str
    removed: tuple[Removed, ...] = ()

    @property
    def kinds(self) -> tuple[str, ...]:
        """Each kind once, in order."""
        return tuple(dict.fromkeys(part.kind for part in self.removed))


class Redactor:
    """Redacts messages. Any number of threads may use one at once: none waits for another.

    Args:
        kinds: tells names from other words.
        content: whose names of services and places stay.
    """

    def __init__(self, kinds: WordKinds, content: Content) -> None:
        self._kinds = kinds
        self._tagger = NameTagger(kinds)
        self._recognizers = (*patterns.recognizers(), references.ReferenceRecognizer(kinds.english))
        self._set_content(content)

    def over(self, content: Content) -> Redactor:
        """The same for other content."""
        other = copy(self)
        other._set_content(content)
        return other

    def redact(self, text: str) -> Redaction:
        """`text` without names, numbers and addresses.

        Args:
            text: a message as typed.
        """
        if self._known.is_own(text):
            return Redaction(text)
        kept = self._known.spans(text)
        results = [_trimmed(result, text) for result in _ordered(self._results(text, kept))]
        found = _runs(_apart(results, len(text)), text)
        public = self._public(results, text)
        return _without(text, [part for part in found if not _within(part, kept if part.kind == "name" else public)])

    def _public(self, parts: Iterable[Removed], text: str) -> list[tuple[int, int]]:
        """Where there are numbers and addresses that are in the content."""
        places = [(part.start, part.end) for part in parts if part.kind != "name"]
        return [(start, end) for start, end in places if self._known.is_public(text[start:end])]

    def _set_content(self, content: Content) -> None:
        self._known = known(content)
        self._addresses = addresses.AddressRecognizer(self._ordinary)

    def _ordinary(self, word: str) -> bool:
        return word in self._known.words or word in STOP_WORDS or word in ALSO_WORDS

    def _results(self, text: str, kept: list[tuple[int, int]]) -> list[RecognizerResult]:
        names = self._tagger.names(text, kept, self._known.usage)
        results = [RecognizerResult(NAME, start, end, 1.0) for start, end in names]
        results += [RecognizerResult(patterns.BIRTH, start, end, 1.0) for start, end in birth_dates.after(names, text)]
        for recognizer in (*self._recognizers, self._addresses):
            results += _found(recognizer, text)
        return results


class Redactors:
    """The redactor for the current content. It is rebuilt when the content changes; the previous one is kept too.

    Args:
        kinds: tells names from other words.
    """

    def __init__(self, kinds: WordKinds) -> None:
        self._kinds = kinds
        self._made: dict[str, Redactor] = {}
        self._making = threading.Lock()

    def of(self, version: str, content: Content) -> Redactor:
        """The redactor for a version of the content. Only a caller that needs one still being made waits for it."""
        made = self._made.get(version)
        return made if made else self._make(version, content)

    def read(self, index_folder: Path) -> tuple[str, Content]:
        """The version in use and its content, with its redactor ready, so that no parent waits for it."""
        version, content = index_folders.load_content(index_folder)
        self.of(version, content)
        return version, content

    def _make(self, version: str, content: Content) -> Redactor:
        with self._making:
            if version not in self._made:
                last = dict(list(self._made.items())[-1:])
                before = next(iter(last.values()), None)
                self._made = {**last, version: before.over(content) if before else Redactor(self._kinds, content)}
            return self._made[version]


@lru_cache(maxsize=1)
def redactors() -> Redactors:
    """The redactors of this process."""
    return Redactors(word_kinds())


def _found(recognizer: EntityRecognizer, text: str) -> list[RecognizerResult]:
    found = recognizer.analyze(text, recognizer.supported_entities, None)  # type: ignore[arg-type]
    return [result for result in found or () if result.score >= LEAST_SCORE and result.entity_type in KINDS]


def _within(part: Removed, spans: Iterable[tuple[int, int]]) -> bool:
    return any(start <= part.start and part.end <= end for start, end in spans)


def _trimmed(result: RecognizerResult, text: str) -> Removed:
    """What was found, without the spaces around it."""
    found = text[result.start : result.end]
    start = result.start + len(found) - len(found.lstrip())
    return Removed(KINDS[result.entity_type], start, start + len(found.strip()))


def _ordered(results: Iterable[RecognizerResult]) -> list[RecognizerResult]:
    rank = {entity: number for number, entity in enumerate(KINDS)}
    return sorted(results, key=lambda result: (rank[result.entity_type], result.start, -result.end))


def _apart(parts: Iterable[Removed], length: int) -> list[Removed]:
    """The parts without their overlaps, in the order of the text: where two overlap, the surer one keeps the text.

    Args:
        parts: the surest first.
        length: of the text.
    """
    owner: list[Removed | None] = [None] * length
    for part in parts:
        for place in range(part.start, part.end):
            owner[place] = owner[place] or part
    apart: list[Removed] = []
    for place, whose in enumerate(owner):
        if whose is None:
            continue
        if place and owner[place - 1] is whose:
            apart[-1] = replace(apart[-1], end=place + 1)
        else:
            apart.append(Removed(whose.kind, place, place + 1))
    return apart


def _runs(parts: Iterable[Removed], text: str) -> list[Removed]:
    """Neighbouring names as one: "Danuta Kowalczyk"."""
    runs: list[Removed] = []
    for part in parts:
        last = runs[-1] if runs else None
        if last and last.kind == part.kind == "name" and not text[last.end : part.start].strip(" .-"):
            runs[-1] = replace(last, end=part.end)
        else:
            runs.append(part)
    return runs


def _without(text: str, parts: Sequence[Removed]) -> Redaction:
    pieces: list[str] = []
    position = 0
    for part in parts:
        pieces += [text[position : part.start], _instead(part.kind, text[part.start : part.end])]
        position = part.end
    return Redaction("".join([*pieces, text[position:]]), tuple(parts))


def _instead(kind: str, words: str) -> str:
    """What replaces it. The first half of a postcode stays: it tells no more than the name of a town."""
    return patterns.outward(words) if kind == "postcode" else f"[{kind.replace('_', ' ')}]"
