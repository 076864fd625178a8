"""Advice on plain words names the sentence and says what to do."""

from __future__ import annotations

import pytest

from knowledge.files.plain_english import read, reading_age
from knowledge.files.records import Content
from knowledge.text.abbreviations import Term

GLOSSARY = (Term("EHC plan", "education, health and care plan", ("EHCP",), "A legal paper."),)
LONG = "You can ring the team and tell them " + "all about your child and " * 4 + "what you need."


def problems(text: str) -> list[str]:
    return [advice.problem for advice in read({"": text}, GLOSSARY).advice]


def test_plain_words_need_no_advice() -> None:
    assert problems("Ring us. We will tell you what there is.") == []


def test_long_sentence_is_named_and_to_be_split() -> None:
    (advice,) = read({"How to ask": f"Ring us. {LONG}"}, GLOSSARY).advice
    assert (advice.heading, advice.sentence) == ("How to ask", LONG)
    assert advice.problem == "This sentence has 31 words."
    assert advice.remedy.startswith("Split it in two")


def test_short_form_must_be_spelt_out_once_on_the_page() -> None:
    assert problems("Ask for an EHCP.") == ['"EHC plan" is not explained on this page.']
    assert problems("Ask for an education, health and care plan (EHCP). The EHCP is a legal paper.") == []


def test_short_form_that_nobody_explains_is_named_once() -> None:
    assert problems("Ask the ABC team. The ABC team helps.") == ['"ABC" is not in the glossary.']


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        ("Service users can ring.", '"Service users" is jargon.'),
        ("We will signpost you.", '"signpost" is jargon.'),
        ("The plan is paid by the council.", '"is paid by" is passive.'),
    ],
)
def test_office_words_and_hidden_doers_are_noticed(words: str, problem: str) -> None:
    assert problems(words) == [problem]


def test_hard_part_is_told_its_reading_age() -> None:
    hard = "Statutory assessments necessitate multidisciplinary evaluations. " * 8
    (advice,) = read({"": hard}, GLOSSARY).advice
    assert advice.problem.startswith("This part has a reading age of about ")
    assert reading_age("Ring us.") is None


def test_markdown_that_cannot_be_shown_is_left_to_the_check() -> None:
    assert problems("| a | table |\n|---|---|\n<b>x</b>") == []


def test_shipped_pages_read_at_an_age_of_about_ten(shipped: Content) -> None:
    texts = (" ".join(section.text for section in entry.sections) for entry in shipped.entries.values())
    ages = sorted(age for text in texts if (age := reading_age(text)) is not None)
    assert ages[len(ages) // 2] <= 11
