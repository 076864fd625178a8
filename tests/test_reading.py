"""The proof of exact words would notice a word that is made up."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.support.reading import made_up, read_in

TRUE: dict[str, Any] = {"type": "answer", "title": "Short breaks", "body": [{"type": "paragraph", "spans": []}]}


def spans(*texts: str, **more: str) -> dict[str, Any]:
    return {"type": "paragraph", "spans": [{"text": text, **more} for text in texts]}


def test_words_of_one_paragraph_are_put_together() -> None:
    assert list(read_in(spans("A ", "strong", " word."))) == ["A strong word."]


def test_words_of_the_files_are_found_without_their_markup(content_folder: Path) -> None:
    said = "Maybe. Respite gives families a weekend to rest. Look at the page."
    assert made_up([TRUE, spans(said)], content_folder) == []
    assert made_up(spans("Send the Short breaks form back."), content_folder) == []


@pytest.mark.parametrize(
    "card",
    [
        {**TRUE, "title": "Long breaks"},
        spans("Maybe. Respite gives families a week to rest."),
        spans("Maybe."),
        {**TRUE, "something_new": "Words from nowhere."},
        {"items": [[{"text": "Ring nobody."}]]},
        spans("Maybe. Respite gives families a weekend to rest. Look at the page.", href="https://evil.example"),
    ],
)
def test_word_or_address_that_is_made_up_is_noticed(content_folder: Path, card: dict[str, Any]) -> None:
    assert len(made_up(card, content_folder)) == 1
