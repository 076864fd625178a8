"""Passages are split into sentences, and their short forms are found."""

from __future__ import annotations

from knowledge.text.sentences import sentences, short_forms


def test_passage_is_split_at_the_ends_of_sentences() -> None:
    assert sentences("Ring us. Is it free? Yes.") == ["Ring us.", "Is it free?", "Yes."]


def test_short_forms_are_words_that_are_mostly_capitals() -> None:
    assert short_forms("The EHC plan and a CiN plan in the UK, says Mr McDonald.") == ["CiN", "EHC"]
