"""What every council has under another name or number: filled in when the content is read, never shown in braces."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from knowledge.faults import ContentInvalid
from knowledge.files import loading
from knowledge.files.check import check
from knowledge.files.records import Content
from tests.support import two_layers
from tests.support.content import COUNCIL, PAGE, PHONE, append, change, line_of

TODAY = date(2026, 11, 30)
BODY = "Send the Short breaks form back."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return two_layers.write(tmp_path / "content")


@pytest.mark.parametrize(
    ("placeholder", "said"),
    [
        ("{council.name}", COUNCIL),
        ("{council.area}", "Testshire"),
        ("{council.phone}", PHONE),
        ("{family-advice.name}", "The family advice"),
        ("{family-advice.phone}", "01234 111111"),
        ("{sendiass.name}", "The family advice"),
        ("{short_breaks_scheme}", "Happy Days"),
    ],
)
def test_name_is_filled_in_wherever_it_is(folder: Path, placeholder: str, said: str) -> None:
    append(folder, "council.yml", "roles: {sendiass: family-advice}\nnames: {short_breaks_scheme: Happy Days}\n")
    change(folder / "england", PAGE, BODY, f"Ask {placeholder} today.")
    change(folder / "england", "glossary.yml", "meaning: ", f"meaning: Say {placeholder}. ")
    content = loading.load(folder)
    texts = [section.text for section in content.entries["short-breaks"].sections]
    assert any(f"Ask {said} today." in text for text in texts)
    assert any(f"Say {said}." in term.meaning for term in content.glossary)


@pytest.mark.parametrize("text", ["{council.fax}", "{nobody.name}", "{Council.phone}", "a brace {", "a brace }"])
def test_brace_that_nothing_fills_is_a_fault_by_file_and_line(folder: Path, text: str) -> None:
    change(folder / "england", PAGE, BODY, f"Ask {text} today.")
    with pytest.raises(ContentInvalid) as caught:
        loading.load(folder)
    (fault,) = caught.value.faults
    assert (fault.file, fault.line) == (f"england/{PAGE}", line_of(folder / "england", PAGE, "today."))
    assert "council.yml" in fault.remedy


@pytest.mark.parametrize(
    ("said_of_it", "rung"),
    [("Emergencies out of hours", "01234 222222"), ("Nights and weekends", "01234 222222"), ("Text", "01234 111111")],
)
def test_number_for_the_night_is_the_one_that_says_so_or_the_first(folder: Path, said_of_it: str, rung: str) -> None:
    second = f'phones: [{{number: 01234 111111}}, {{number: 01234 222222, description: "{said_of_it}"}}]'
    change(folder / "england", "services/family-advice.yml", "phones:\n- number: 01234 111111", second)
    change(folder / "england", PAGE, BODY, "At night, ring {family-advice.night_phone}.")
    texts = [section.text for section in loading.load(folder).entries["short-breaks"].sections]
    assert any(f"At night, ring {rung}." in text for text in texts)


def test_brace_in_a_list_is_a_fault_too(folder: Path) -> None:
    append(folder / "england", "glossary.yml", '- {term: X, stands_for: x, also: [], meaning: "Ask {nobody.name}."}\n')
    assert [fault.file for fault in check(folder, TODAY).faults] == ["england/glossary.yml"]


def test_role_becomes_the_service_that_fills_it(folder: Path) -> None:
    append(folder, "council.yml", "roles: {advice: family-advice}\n")
    change(folder / "england", PAGE, "services:\n- breaks-team\n", "services: [role: advice, role: breaks-team]\n")
    assert loading.load(folder).entries["short-breaks"].services == ("family-advice", "breaks-team")


def test_role_that_nobody_fills_is_left_out_and_named(folder: Path) -> None:
    change(folder / "england", PAGE, "services:\n- breaks-team\n", "services: [role: lado, family-advice]\n")
    report = check(folder, TODAY)
    assert report.faults == ()
    (missing,) = report.missing
    assert ('"lado"' in missing.problem, f"england/{PAGE}" in missing.problem) == (True, True)
    assert "lado" not in loading.load(folder).entries["short-breaks"].services


@pytest.mark.parametrize("role", ["sendiass", "send-team", "duty-team"])
def test_council_without_somebody_to_ring_is_a_fault(folder: Path, role: str) -> None:
    change(folder / "england", PAGE, "services:\n- breaks-team\n", f"services: [role: {role}, family-advice]\n")
    assert [fault.field for fault in check(folder, TODAY).faults] == [f"roles.{role}"]


def test_no_text_of_the_shipped_content_has_a_brace(shipped: Content) -> None:
    said = repr((shipped.entries, shipped.council.words, shipped.out_of_scope, shipped.glossary))
    texts = [section.text for entry in shipped.entries.values() for section in entry.sections]
    assert not any("{" in text or "}" in text for text in texts)
    assert "{council" not in said
