"""A page's file is split into its parts, and nothing of it is lost."""

from __future__ import annotations

import pytest

from knowledge.files.front_matter import Page, split


def test_parts_joined_are_the_file() -> None:
    text = "--- \nid: a\n\n\t---\n\nHello.\n---\nMore.\n"
    page = split(text)
    assert page == Page("--- \n", "id: a\n\n", "\t---\n", "\nHello.\n---\nMore.\n")
    assert page.opening + page.front + page.closing + page.body == text


@pytest.mark.parametrize(
    ("text", "line"), [("---\n---\nHello.", 3), ("---\nid: a\n---\nHello.", 4), ("---\nid: a\n---", 4)]
)
def test_line_of_the_body_is_known(text: str, line: int) -> None:
    page = split(text)
    assert page is not None
    assert page.body_line == line


@pytest.mark.parametrize("text", ["", "Hello.", "---\nid: a\n", "\n---\nid: a\n---\n", "---\nid: a\n----\n"])
def test_file_without_a_block_between_dashes_has_no_parts(text: str) -> None:
    assert split(text) is None
