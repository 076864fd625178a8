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
        ("do kogo mam zadzwonić, on ma autyzm", "POLISH"),
        ("mi hijo no habla, a quien puedo llamar", "SPANISH"),
        ("nu am primit bani, ce pot sa fac", "ROMANIAN"),
        ("i ble mae fy mab i fod i fynd am help", "WELSH"),
        ("meu filho precisa de ajuda, o que eu faço", "PORTUGUESE"),
    ],
)
def test_language_of_a_sentence_is_told(text: str, language: str) -> None:
    assert other_language(text) == language


@pytest.mark.parametrize(
    "text",
    [
        *("can my son get respite", "camhs wating list", "dla", "he cant cope at skool anymore"),
        *("is portage free to us", "can I ring Uppingham about a carer", "is the Parks good or Catmose"),
    ],
)
def test_english_as_parents_type_it_is_no_other_language(text: str) -> None:
    assert other_language(text) is None
