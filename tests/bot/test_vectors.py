"""The vectors of messages are made once, beside what Rasa does, and remembered without the words."""

from __future__ import annotations

import asyncio
from pathlib import Path

import numpy as np
import pytest

from bot import vectors
from bot.vectors import MessageVectors, Parts
from knowledge.live import live_search
from tests.fake_encoder import FakeEncoder

STORY = "My son is seven. Can we get short breaks? How do I ask for a plan?"


@pytest.fixture
def encoder() -> FakeEncoder:
    return FakeEncoder()


@pytest.fixture
def made(in_use: Path, encoder: FakeEncoder) -> MessageVectors:
    return MessageVectors(encoder, live_search())


def test_a_message_is_taken_apart_into_pieces_and_questions() -> None:
    parts = Parts.of(STORY)
    assert parts.pieces == ("My son is seven.", "Can we get short breaks?", "How do I ask for a plan?")
    assert parts.questions == parts.pieces[1:]


def test_a_message_that_was_prepared_goes_through_the_model_once(made: MessageVectors, encoder: FakeEncoder) -> None:
    asyncio.run(made.prepare(STORY))
    prepared = list(encoder.embedded)
    assert len(made.of(Parts.of(STORY).texts)) == 6
    assert encoder.embedded == prepared
    assert len(prepared) == len(set(prepared)) == 4


def test_vectors_are_those_of_the_texts_with_short_forms_spelt_out(made: MessageVectors, encoder: FakeEncoder) -> None:
    short, long = made.of(["help with my ehcp", "help with my education, health and care plan"])
    assert np.allclose(short, long)


def test_an_empty_message_needs_no_vector(made: MessageVectors, encoder: FakeEncoder) -> None:
    asyncio.run(made.prepare("  \n"))
    assert encoder.embedded == []


def test_no_words_are_remembered_and_the_oldest_vectors_go(
    made: MessageVectors, encoder: FakeEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vectors, "MOST_REMEMBERED", 2)
    made.of(["first wombat", "second", "third"])
    assert "wombat" not in str(made._remembered)
    made.of(["third", "first wombat"])
    assert encoder.embedded.count("third") == 1
    assert encoder.embedded.count("first wombat") == 2
