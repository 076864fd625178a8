"""What pages say of the law rests on its authority, and one file says which pages that is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from actions import cards
from knowledge.__main__ import main
from knowledge.faults import ContentInvalid
from knowledge.files import law, loading
from knowledge.files.check import check
from knowledge.files.records import Content
from tests.support.content import PAGE, change, line_of

TODAY = date(2026, 11, 29)
RIGHTS = "topics/legal-advice.md"
ITEM = """- id: {id}
  title: An act, section 1
  url: {url}
  checked: 2026-11-29
"""


@pytest.mark.parametrize(
    "passage",
    [
        "The council must decide within six weeks.",
        "You have a right to see the report.",
        "Your child is entitled to an assessment.",
        "A school being full is not a lawful reason.",
        "That is in the Care Act 2014.",
        "Write within 15 school days.",
    ],
)
def test_right_duty_or_time_limit_is_law(passage: str) -> None:
    assert law.states_law(passage)


@pytest.mark.parametrize("passage", ["You must ring the bell.", "Ask the school for a letter.", "It took two weeks."])
def test_other_sentences_are_not(passage: str) -> None:
    assert not law.states_law(passage)


def test_page_that_states_law_and_names_no_provision_is_refused(content_folder: Path) -> None:
    change(content_folder, PAGE, "Send the Short breaks form back.", "The council must answer.")
    (fault,) = check(content_folder, TODAY).faults
    assert (fault.file, fault.field) == (PAGE, "How to ask")
    assert fault.line == line_of(content_folder, PAGE, "## How to ask")
    assert "law.yml" in fault.remedy


def test_page_about_rights_needs_a_provision(content_folder: Path) -> None:
    change(content_folder, RIGHTS, "law:\n- cfa-s51\n", "")
    assert [fault.file for fault in check(content_folder, TODAY).faults] == [RIGHTS]


def test_provision_that_is_not_in_the_file_is_refused_with_its_line(content_folder: Path) -> None:
    change(content_folder, RIGHTS, "- cfa-s51", "- cfa-s999")
    (fault,) = check(content_folder, TODAY).faults
    assert (fault.file, fault.line) == (RIGHTS, line_of(content_folder, RIGHTS, "cfa-s999"))


def test_card_shows_the_law_with_its_link(content_folder: Path) -> None:
    content = loading.load(content_folder)
    card = cards.answer(content, content.entries["legal-advice"], "answer", 1.0, (), TODAY)
    assert card.law is not None
    assert [(one.title, one.url) for one in card.law] == [
        ("Children and Families Act 2014, section 51", "https://www.legislation.gov.uk/ukpga/2014/6/section/51")
    ]
    assert cards.answer(content, content.entries["dentist"], "answer", 1.0, (), TODAY).law is None


@pytest.mark.parametrize(
    "url", ["https://www.surreycc.gov.uk/a", "https://blog.example/gov.uk", "https://gov.uk.example"]
)
def test_address_of_no_authority_is_refused(tmp_path: Path, url: str) -> None:
    file = tmp_path / "law.yml"
    file.write_text(ITEM.format(id="a-s1", url="https://www.legislation.gov.uk/a") + ITEM.format(id="b-s1", url=url))
    with pytest.raises(ContentInvalid) as raised:
        law.provisions(file)
    assert [(fault.line, fault.field) for fault in raised.value.faults] == [(5, "b-s1.url")]


def test_day_that_is_no_date_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "law.yml"
    file.write_text(ITEM.format(id="a-s1", url="https://www.legislation.gov.uk/a").replace("11-29", "02-31"))
    with pytest.raises(ContentInvalid, match="not a date"):
        law.provisions(file)


def test_provisions_of_the_file_differ_in_id_and_words() -> None:
    text = law.LAW.read_text(encoding="utf-8")
    known = law.provisions()
    assert text.count("- id: ") == len(known) == len({provision.title for provision in known.values()})


def test_every_provision_is_cited(shipped: Content) -> None:
    assert [name for name in shipped.provisions if not law.cited_by(shipped, name)] == []


def test_page_is_listed_for_care_from_the_day_its_law_changed_until_it_is_checked(content_folder: Path) -> None:
    content = loading.load(content_folder)
    entry = content.entries["legal-advice"]
    provision = content.provisions["cfa-s51"]
    for changed, listed in ((entry.checked, []), (entry.checked + timedelta(days=1), ["cfa-s51"])):
        after = replace(content, provisions={"cfa-s51": replace(provision, changed=changed)})
        assert [one.id for one in law.changed_since(after, entry)] == listed


def test_command_lists_the_pages_that_cite_a_provision(
    content_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = ["--content", str(content_folder)]
    assert main([*folder, "law", "cfa-s51"]) == 0
    assert capsys.readouterr().out == "topics/legal-advice.md\n"
    assert main([*folder, "law"]) == 0
    assert "cfa-s51 " in capsys.readouterr().out
    assert main([*folder, "law", "cfa-s999"]) == 1
