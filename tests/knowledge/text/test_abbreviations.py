"""Short forms are spelt out as the glossary says."""

from __future__ import annotations

import pytest

from knowledge.text.abbreviations import Shorthand, Term

PLAN = Term("EHC plan", "education, health and care plan", ("EHCP", "EHC"), "A plan.")
NEEDS = Term("SEND", "special needs", (), "Needs.", capitals_only=True)
OFFICER = Term("s.23", "section 23", (), "A note.")

SHORTHAND = Shorthand([PLAN, NEEDS, OFFICER])


@pytest.mark.parametrize(
    ("typed", "spelt_out"),
    [
        ("my EHCP", "my education, health and care plan"),
        ("my ehcp?", "my education, health and care plan?"),
        ("two ehcps", "two education, health and care plans"),
        ("an ehc plan", "an education, health and care plan"),
        ("SEND team", "special needs team"),
        ("where do I send it", "where do I send it"),
        ("the s.23 note", "the section 23 note"),
        ("the s123 bus", "the s123 bus"),
        ("behcp", "behcp"),
        ("", ""),
    ],
)
def test_short_forms_are_spelt_out(typed: str, spelt_out: str) -> None:
    assert SHORTHAND.expand(typed) == spelt_out


def test_terms_are_named_once_in_the_order_of_the_text() -> None:
    assert SHORTHAND.terms_in("SEND, then an EHCP, then SEND, then an EHC plan") == (NEEDS, PLAN)


def test_small_letters_do_not_count_for_a_term_in_capitals() -> None:
    assert SHORTHAND.terms_in("send me an ehcp") == (PLAN,)


def test_empty_glossary_changes_nothing() -> None:
    assert Shorthand([]).expand("my EHCP") == "my EHCP"
