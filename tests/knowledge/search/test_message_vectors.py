"""The vectors of a message are made once, remembered without the words, and handed from one process to the next."""

from __future__ import annotations

import numpy as np
import pytest

from knowledge.danger.detector import Level
from knowledge.search import message_vectors
from knowledge.search.message_vectors import MessageVectors, read_apart
from tests.support.fake_encoder import FakeEncoder

STORY = "My son is seven. Can we get short breaks? How do I ask for a plan?"
QUESTIONS = ("Can we get short breaks?", "How do I ask for a plan?")


def spell_out(text: str) -> str:
    return text.replace("ehcp", "education, health and care plan")


@pytest.fixture
def encoder() -> FakeEncoder:
    return FakeEncoder()


@pytest.fixture
def made(encoder: FakeEncoder) -> MessageVectors:
    return MessageVectors(encoder, spell_out)


@pytest.mark.parametrize("danger", [Level.NONE, Level.LINE])
def test_of_a_calm_message_only_what_wants_something_is_read_by_itself(danger: Level) -> None:
    assert read_apart(STORY, danger) == QUESTIONS


@pytest.mark.parametrize("danger", [Level.CARD, None])
def test_every_part_is_read_where_there_may_be_an_emergency(danger: Level | None) -> None:
    assert read_apart(STORY, danger) == ("My son is seven.", *QUESTIONS)


def test_a_text_goes_through_the_model_once(made: MessageVectors, encoder: FakeEncoder) -> None:
    first = made.of([STORY, *QUESTIONS])
    assert np.array_equal(made.of([STORY, *QUESTIONS]), first)
    assert sorted(encoder.embedded) == sorted([STORY, *QUESTIONS])


def test_vectors_are_those_of_the_texts_with_short_forms_spelt_out(made: MessageVectors) -> None:
    short, long = made.of(["help with my ehcp", "help with my education, health and care plan"])
    assert np.array_equal(short, long)


def test_no_words_are_remembered_and_the_oldest_vectors_go(
    made: MessageVectors, encoder: FakeEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(message_vectors, "MOST_REMEMBERED", 2)
    for text in ("first wombat", "second", "third"):
        made.of([text])
    assert "wombat" not in str(vars(made))
    made.of(["third", "first wombat"])
    assert encoder.embedded.count("third") == 1
    assert encoder.embedded.count("first wombat") == 2


def test_what_one_process_hands_over_the_next_does_not_make(made: MessageVectors, encoder: FakeEncoder) -> None:
    other = FakeEncoder()
    next_process = MessageVectors(other, spell_out)
    next_process.take(made.hand_over(["my ehcp", "short breaks"]))
    assert np.array_equal(next_process.of(["my ehcp", "short breaks"]), made.of(["my ehcp", "short breaks"]))
    assert other.embedded == []


def test_what_is_handed_over_tells_no_words(made: MessageVectors) -> None:
    assert "wombat" not in str(made.hand_over(["first wombat"]))


def test_vectors_of_another_model_are_not_used(encoder: FakeEncoder) -> None:
    made = MessageVectors(encoder, spell_out)
    made.take(MessageVectors(FakeEncoder("another model"), spell_out).hand_over(["short breaks"]))
    made.of(["short breaks"])
    assert encoder.embedded == ["short breaks"]


def test_vector_that_was_made_already_is_taken_as_it_is(made: MessageVectors, encoder: FakeEncoder) -> None:
    vector = FakeEncoder().encode(["short breaks"])[0]
    made.made_of("short breaks", vector)
    assert np.array_equal(made.of(["short breaks"])[0], vector)
    assert encoder.embedded == []


def test_vector_of_words_that_are_spelt_out_is_of_no_use(made: MessageVectors, encoder: FakeEncoder) -> None:
    made.made_of("my ehcp", FakeEncoder().encode(["my ehcp"])[0])
    made.of(["my ehcp"])
    assert encoder.embedded == ["my education, health and care plan"]
