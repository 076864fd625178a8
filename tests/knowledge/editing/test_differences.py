"""The difference between two texts, for people to read."""

from __future__ import annotations

from knowledge.editing.differences import WordChange, difference, in_words


def test_number_that_changed_is_all_that_differs() -> None:
    runs = in_words("Ring 01572 111111 now.", "Ring 01572 222222 now.")
    assert [(run.kind, run.text) for run in runs] == [
        (WordChange.SAME, "Ring 01572 "),
        (WordChange.GONE, "111111"),
        (WordChange.NEW, "222222"),
        (WordChange.SAME, " now."),
    ]


def test_both_texts_can_be_read_from_the_difference() -> None:
    before, after = "One two  three.\tFour", "One 2 three. Four five"
    runs = in_words(before, after)
    assert "".join(run.text for run in runs if run.kind is not WordChange.NEW) == before
    assert "".join(run.text for run in runs if run.kind is not WordChange.GONE) == after


def test_same_texts_have_no_difference() -> None:
    assert difference("One\r\nTwo\r\n", "One\nTwo\n") == ()


def test_each_place_comes_with_the_lines_around_it() -> None:
    before = "\n".join(f"line {number}" for number in range(30))
    after = before.replace("line 5\n", "row 5\n").replace("line 20\n", "")
    first, second = difference(before, after)
    assert [line.changed for line in first] == [False, False, True, False, False]
    assert [line.kind for line in second if line.changed] == [WordChange.GONE]
