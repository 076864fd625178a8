"""A message is cut so that each sentence and each clause can be judged in its own right."""

from __future__ import annotations

from knowledge.danger.pieces import MOST_CLAUSES, MOST_SENTENCES, pieces_of, with_pieces


def test_short_message_has_no_parts() -> None:
    assert pieces_of("he wont wake up") == ()


def test_sentences_come_first_and_then_their_clauses() -> None:
    text = "Is the club open? He was late home, and nobody knows where he went."
    assert with_pieces(text)[1:] == (
        "Is the club open",
        "He was late home, and nobody knows where he went",
        "He was late home",
        "and nobody knows where he went",
    )


def test_very_short_sentence_stays_with_its_neighbour() -> None:
    assert with_pieces("Help. My son is not breathing and we are alone.")[1:] == (
        "Help. My son is not breathing",
        "and we are alone",
    )


def test_long_text_without_commas_is_cut_into_windows() -> None:
    words = [f"word{number}" for number in range(70)]
    pieces = with_pieces(" ".join(words))[1:]
    assert len(pieces) > 3
    assert {word for piece in pieces for word in piece.split()} == set(words)


def test_no_word_is_left_out_of_a_message_of_many_sentences() -> None:
    words = [f"word{number}" for number in range(300)]
    text = ". ".join(" ".join(words[start : start + 5]) for start in range(0, 300, 5))
    pieces = with_pieces(text)[1:]
    assert len(pieces) <= MOST_SENTENCES + MOST_CLAUSES
    assert {word for piece in pieces for word in piece.replace(".", " ").split()} == set(words)
