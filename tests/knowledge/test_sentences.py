"""A message is cut into pieces that can be looked at one by one."""

from __future__ import annotations

from itertools import pairwise

import pytest

from knowledge.sentences import LONGEST, MOST_PIECES, split

LONG = " ".join(f"w{number}" for number in range(70))


@pytest.mark.parametrize("text", ["", "  \n "])
def test_empty_message_has_no_pieces(text: str) -> None:
    assert split(text) == ()


def test_one_sentence_is_one_piece() -> None:
    assert split("where is the  club?") == ("where is the club?",)


def test_whole_message_comes_first_then_its_sentences() -> None:
    assert split("We need a plan. My son is gone! What now") == (
        "We need a plan. My son is gone! What now",
        "We need a plan.",
        "My son is gone!",
        "What now",
    )


def test_lines_part_a_message_like_full_stops() -> None:
    assert split("we need a plan\nmy son is gone")[1:] == ("we need a plan", "my son is gone")


def test_very_short_sentence_goes_with_the_next() -> None:
    assert split("Hi. My son is gone. Please help us.")[1:] == ("Hi. My son is gone.", "Please help us.")


def test_message_without_full_stops_is_cut_into_overlapping_windows() -> None:
    whole, *windows = split(LONG)
    assert whole == LONG
    assert max(len(window.split()) for window in windows) == LONGEST
    assert set(" ".join(windows).split()) == set(LONG.split())
    assert all(set(a.split()) & set(b.split()) for a, b in pairwise(windows))


def test_many_sentences_are_joined_and_no_word_is_lost() -> None:
    text = " ".join(f"Number {number} is said." for number in range(40))
    whole, *pieces = split(text)
    assert len(pieces) + 1 == MOST_PIECES
    assert " ".join(pieces) == whole
