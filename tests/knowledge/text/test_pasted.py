"""What is pasted out of Word, Outlook and web pages is read as whoever pasted it saw it."""

from __future__ import annotations

import pytest

from knowledge.files.markdown import BulletList, parse, plain
from knowledge.text.pasted import one_line, pasted, pasted_lines


def shown(text: str) -> list[str]:
    """What a parent sees of a text: paragraphs, and lists with a sign before them."""
    found = []
    for block in parse(pasted(text))[0].blocks:
        if isinstance(block, BulletList):
            sign = "1." if block.ordered else "-"
            found.append(f"{sign} {' | '.join(plain(item) for item in block.items)}")
        else:
            found.append(plain(block.spans))
    return found


@pytest.mark.parametrize(
    "mark", ["• ", "·\t", "\uf0b7\t", "o\t", "– ", "▪", "✓ ", "-\u00a0", "*  ", "•\u00a0", "   • ", "-\t"]
)
def test_bullets_of_word_are_a_list(mark: str) -> None:
    assert shown(f"You get:\n{mark}a break\n{mark}a sitter\nAsk us.") == ["You get:", "- a break | a sitter", "Ask us."]


@pytest.mark.parametrize("number", ["{}.\t", "{})\t", "{}.\u00a0", "  {}. "])
def test_numbers_of_word_are_a_list_in_order(number: str) -> None:
    assert shown(f"{number.format(1)}Ring us.\n{number.format(2)}Wait.") == ["1. Ring us. | Wait."]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\v", "\u2028", "\u2029", "  \n"])
def test_line_that_was_ended_on_purpose_stays_apart(end: str) -> None:
    lines = ["Catmose House", "Catmose Street", "Oakham"]
    assert shown(end.join(lines)) == lines


def test_sentence_that_an_e_mail_has_wrapped_is_one() -> None:
    first, second = "This sentence is so long that the program which sent it ended the", "line in the middle of it."
    assert shown(f"{first}\n{second}") == [f"{first} {second}"]


@pytest.mark.parametrize(
    ("came", "seen"),
    [
        ("A care\u00adplan\u200b", "A careplan"),
        ("Ring\u00a0us\u202fnow", "Ring us now"),
        ("\ufeffRing us", "Ring us"),
        ("\u202eRing us", "Ring us"),
        ("    Ring us", "Ring us"),
        ("\tRing us", "Ring us"),
        ("“It’s” – fine", "“It’s” – fine"),
        ("Room #4 is ours", "Room #4 is ours"),
        ("5 * 3 * 2", "5 * 3 * 2"),
    ],
)
def test_signs_that_nobody_sees_are_gone_and_all_others_stay(came: str, seen: str) -> None:
    assert shown(came) == [seen]
    assert one_line(came) == seen


@pytest.mark.parametrize("text", ["می\u200cخواهم", "👨\u200d👩\u200d👧 family"])
def test_signs_that_change_letters_stay(text: str) -> None:
    assert shown(text) == [text]


def test_wordings_are_taken_without_the_marks_of_a_list() -> None:
    came = "• how do I ask\n2.\tcan we get a break\n\n16+ transport\n111 option 2"
    assert pasted_lines(came) == ["how do I ask", "can we get a break", "16+ transport", "111 option 2"]


def test_text_that_is_written_as_it_should_be_stays_as_it_is() -> None:
    text = "Ring us.\n\n- One\n- Two\n  goes on\n\n1. First\n2. Second\n\n[Page](https://a.example)"
    assert pasted(text) == text
