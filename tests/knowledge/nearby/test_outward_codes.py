"""Of a postcode the first part is read, and nothing else."""

from __future__ import annotations

import pytest

from knowledge.nearby.outward_codes import FILE, outward_code, outward_codes, without_postcode

LARGEST_FILE = 150_000


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("LE15", "LE15"),
        ("le15 6hp", "LE15"),
        ("LE156HP", "LE15"),
        ("LE15-6HP", "LE15"),
        ("LE16HP", "LE1"),
        ("LE1 6HP", "LE1"),
        ("LE15 6", "LE15"),
        ("LE156", "LE15"),
        ("SW1A 1AA", "SW1A"),
        ("w1a1aa", "W1A"),
        ("M11AA", "M1"),
        ("12 Any Street, Oakham, LE15 6HP", "LE15"),
        ("flat A1, LE15 6HP", "LE15"),
        ("near le15 please", "LE15"),
    ],
)
def test_first_part_is_found_in_what_people_type(typed: str, code: str) -> None:
    assert outward_code(typed) == code


@pytest.mark.parametrize("typed", ["", "Oakham", "15", "LE", "1234 567890", "A very long name of a place"])
def test_what_is_no_postcode_is_none(typed: str) -> None:
    assert outward_code(typed) is None


def test_code_that_does_not_exist_is_told_from_none() -> None:
    assert outward_code("ZZ99 9ZZ") == "ZZ99"
    assert "ZZ99" not in outward_codes()


def test_text_is_left_without_its_postcode() -> None:
    assert without_postcode("Oakham LE15 6HP") == "Oakham"
    assert without_postcode(" LE15 6HP") == ""


def test_every_code_is_in_great_britain() -> None:
    assert len(outward_codes()) > 2800
    assert all(49 < latitude < 61 and -9 < longitude < 2 for latitude, longitude in outward_codes().values())
    assert outward_codes()["LE15"] == (52.66, -0.70)


def test_file_is_small_holds_no_whole_postcode_and_names_its_source_and_licence() -> None:
    text = FILE.read_text(encoding="utf-8")
    assert len(text.encode()) < LARGEST_FILE
    assert all(" " not in line for line in text.splitlines() if not line.startswith("#"))
    for words in ("Code-Point Open", "Open Government Licence v3.0", "Contains OS data"):
        assert words in text
