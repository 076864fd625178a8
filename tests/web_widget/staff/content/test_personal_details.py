"""Staff are asked before a child's name, address or birth date goes on a page; names of services are no matter."""

from __future__ import annotations

import pytest

from knowledge.editing.differences import difference
from knowledge.files.records import Content
from knowledge.settings import ENGLAND
from tests.support.content import SHIPPED
from web_widget.privacy.redactor import Redactor
from web_widget.privacy.word_lists import word_kinds
from web_widget.staff.content.file_in_words import in_words
from web_widget.staff.content.personal_details import details

PAGE = "topics/short-breaks.md"
BEFORE = "Short breaks give you and your child a rest.\nAsk the council for an assessment."


@pytest.fixture(scope="module")
def redactor(shipped: Content) -> Redactor:
    return Redactor(word_kinds(), shipped)


def asked_about(redactor: Redactor, after: str, file: str = PAGE, before: str = BEFORE) -> list[tuple[str, str]]:
    return [(detail.words, detail.said) for detail in details({file: difference(before, after)}, redactor.redact)]


@pytest.mark.parametrize(
    ("sentence", "words", "said"),
    [
        ("My son Oliver Bennett goes every week.", "Oliver Bennett", "may be a person's name"),
        ("One child, born 12 March 2016, waited a year.", "12 March 2016", "may be a date of birth"),
        ("A family at 14 Willow Close got a ramp.", "14 Willow Close", "may be a home address"),
        ("His NHS number is 943 476 5919.", "943 476 5919", "may be an NHS number"),
    ],
)
def test_what_says_who_a_child_is_is_asked_about(redactor: Redactor, sentence: str, words: str, said: str) -> None:
    assert (words, said) in asked_about(redactor, f"{BEFORE}\n{sentence}")


def test_name_within_a_line_that_was_there_before_is_asked_about(redactor: Redactor) -> None:
    after = BEFORE.replace("Ask the council", "Ask the council, as Oliver Bennett's mum did,")
    assert [words for words, _ in asked_about(redactor, after)] == ["Oliver Bennett"]


def test_what_was_there_before_or_goes_is_not_asked_about(redactor: Redactor) -> None:
    named = f"{BEFORE}\nMy son Oliver Bennett goes every week."
    assert asked_about(redactor, f"{named}\nIt is free.", before=named) == []
    assert asked_about(redactor, BEFORE, before=named) == []


@pytest.mark.parametrize(
    "file", ["services/club.yml", "council.yml", "glossary.yml", "translations/ar/short-breaks.md"]
)
def test_name_and_address_in_another_file_are_not_asked_about_but_a_date_of_birth_is(
    redactor: Redactor, file: str
) -> None:
    assert asked_about(redactor, "Ask for Oliver Bennett, 14 Willow Close, Oakham, LE15 6AB", file=file) == []
    assert asked_about(redactor, "Oliver, born 12 March 2016", file=file) == [
        ("12 March 2016", "may be a date of birth")
    ]


def test_web_addresses_numbers_and_e_mails_are_not_asked_about(redactor: Redactor) -> None:
    after = (
        f"{BEFORE}\nRing 01572 722 577, write to help@example.org or see https://example.org/my-services/oliver-bennett"
    )
    assert asked_about(redactor, after) == []


def test_who_looks_after_a_page_is_not_asked_about(redactor: Redactor) -> None:
    assert asked_about(redactor, f"Owner: Oliver Bennett\nChecked by: Oliver Bennett\n{BEFORE}") == []


def test_few_of_the_shipped_pages_would_be_asked_about_if_they_were_new(redactor: Redactor, shipped: Content) -> None:
    files = [path for layer in (SHIPPED, ENGLAND) for path in (layer / "topics").glob("*.md")]
    texts = {f"topics/{path.name}": in_words(PAGE, path.read_text(encoding="utf-8"), shipped) for path in files}
    asked = [file for file, text in texts.items() if details({file: difference("", text)}, redactor.redact)]
    assert len(asked) <= len(texts) / 10, asked
