"""A text that is not in English is noticed; short or misspelt English is left alone."""

from __future__ import annotations

import pytest

from web_widget.languages import other_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("moja córka potrzebuje pomocy w szkole", "POLISH"),
        ("copilul meu are nevoie de ajutor la școală", "ROMANIAN"),
        ("моя дитина потребує допомоги в школі", "UKRAINIAN"),
        ("mae angen help ar fy mab yn yr ysgol", "WELSH"),
    ],
)
def test_language_of_a_sentence_is_told(text: str, language: str) -> None:
    assert other_language(text) == language


@pytest.mark.parametrize(
    "text", ["can my son get respite", "camhs wating list", "dla", "he cant cope at skool anymore"]
)
def test_english_as_parents_type_it_is_no_other_language(text: str) -> None:
    assert other_language(text) is None
