"""No message can hold up the others: every step takes little time on texts that are as hard as can be."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from presidio_analyzer import EntityRecognizer

from knowledge.danger.cues import writes_as_professional
from knowledge.danger.patterns import shipped_patterns
from knowledge.danger.pieces import pieces_of
from knowledge.files.records import Content
from knowledge.text.abbreviations import Shorthand
from knowledge.text.english import known_words
from knowledge.text.questions import askings
from knowledge.text.spelling import Spelling
from tests.support.adversarial import LENGTH, texts
from web_widget.gateway.languages import LanguageRecogniser
from web_widget.privacy import addresses, birth_dates, name_tagger, patterns, references
from web_widget.privacy.known import known
from web_widget.privacy.redactor import Redactor
from web_widget.privacy.word_lists import word_kinds

MOST = 0.05
"""Seconds of CPU that a step may take on one text."""
TRIES = 3
"""How often a step is timed: a busy machine makes a step look slower than it is, never faster."""

Step = Callable[[str], object]


def seconds(step: Step, text: str) -> float:
    """The least CPU time of some tries; one is enough where it is short."""
    best = float("inf")
    for _ in range(TRIES):
        began = time.thread_time()
        step(text)
        best = min(best, time.thread_time() - began)
        if best <= MOST:
            break
    return best


def slow(step: Step) -> list[tuple[str, str, float]]:
    """The texts for which a step takes too long."""
    step("warm up")
    timed = [(family, text[:30], seconds(step, text)) for family, text in texts()]
    return [row for row in timed if row[2] > MOST]


def written(content: Content) -> list[str]:
    """What spelling is mended to."""
    entries = content.entries.values()
    return [text for entry in entries for text in (*entry.questions, *(part.text for part in entry.sections))]


def test_texts_are_as_long_as_a_message_may_be() -> None:
    assert {len(text) for _, text in texts()} == {LENGTH}


@pytest.mark.parametrize("step", [askings, pieces_of, writes_as_professional])
def test_each_step_on_words_is_quick(step: Step) -> None:
    assert slow(step) == []


@pytest.mark.model
def test_phrases_of_danger_are_found_quickly() -> None:
    assert slow(shipped_patterns().find) == []


@pytest.mark.model
def test_language_is_recognised_quickly(shipped: Content) -> None:
    assert slow(LanguageRecogniser.beside(shipped).language) == []


@pytest.mark.model
def test_spelling_is_mended_quickly(shipped: Content) -> None:
    assert slow(Spelling(written(shipped), known_words().another_word).mend) == []


def test_short_forms_are_spelt_out_quickly(shipped: Content) -> None:
    assert slow(Shorthand(shipped.glossary).expand) == []


@pytest.mark.model
def test_names_are_found_quickly(shipped: Content) -> None:
    tagger, own = name_tagger.NameTagger(word_kinds()), known(shipped)
    assert slow(lambda text: tagger.names(text, (), own.usage)) == []


@pytest.mark.model
@pytest.mark.parametrize(
    "recognizer",
    [*patterns.recognizers(), addresses.AddressRecognizer(lambda word: False), references.ReferenceRecognizer(bool)],
    ids=lambda recognizer: f"{recognizer.name} {recognizer.supported_entities[0]}",
)
def test_each_recogniser_is_quick(recognizer: EntityRecognizer) -> None:
    assert slow(lambda text: recognizer.analyze(text, recognizer.supported_entities, None)) == []  # type: ignore[arg-type]


def test_what_the_content_knows_is_found_quickly(shipped: Content) -> None:
    own = known(shipped)
    assert slow(own.spans) == slow(own.is_own) == slow(own.is_public) == []


def test_dates_after_names_are_found_quickly() -> None:
    assert slow(lambda text: list(birth_dates.after([(place, place) for place in range(0, len(text), 3)], text))) == []


@pytest.mark.model
def test_whole_redaction_is_quick_enough_for_a_parent_to_notice_nothing(redactor: Redactor) -> None:
    redactor.redact("warm up")
    timed = [(family, text[:30], seconds(redactor.redact, text)) for family, text in texts()]
    assert [row for row in timed if row[2] > 4 * MOST] == []
