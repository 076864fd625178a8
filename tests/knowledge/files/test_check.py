"""Every kind of fault is reported so that staff can mend it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from knowledge.faults import ContentInvalid, Fault
from knowledge.files.check import check, load_checked
from tests.support.content import PAGE, SHIPPED, append, change, line_of

TODAY = date(2026, 11, 22)
COPIED = " ".join(["These words stand on two pages and there are very many of them."] * 3)

Break = Callable[[Path], None]


def faults(folder: Path) -> tuple[Fault, ...]:
    return check(folder, TODAY).faults


def replaced(file: str, old: str, new: str) -> Break:
    return lambda folder: change(folder, file, old, new)


def added(text: str, *files: str) -> Break:
    def add(folder: Path) -> None:
        for file in files or (PAGE,):
            append(folder, file, text)

    return add


def test_small_content_of_the_tests_has_no_fault(content_folder: Path) -> None:
    assert faults(content_folder) == ()


def test_shipped_content_has_no_fault() -> None:
    assert [str(fault) for fault in check(SHIPPED, date.today()).faults] == []


BROKEN: dict[str, tuple[Break, str, str, str]] = {
    "an unknown service": (replaced(PAGE, "- breaks-team", "- nobody"), "- nobody", "services.0", '"nobody"'),
    "an unknown topic": (replaced(PAGE, "- school-transport", "- nowhere"), "- nowhere", "follow_ups.0", '"nowhere"'),
    "itself as follow-up": (
        replaced(PAGE, "- school-transport", "- short-breaks"),
        "follow_ups:",
        "follow_ups",
        "itself",
    ),
    "an unknown statutory item": (replaced(PAGE, "- all-of-it", "- none"), "- none", "statutory.0", '"none"'),
    "a wording of another page": (
        replaced(PAGE, "- is there any respite", "- Toothache, and no dentist!"),
        "- Toothache",
        "questions.answer.9",
        "already on the page dentist",
    ),
    "a wording twice": (
        replaced(PAGE, "- short breaks form", "- Is there any respite?"),
        "- is there any respite",
        "questions.answer.9",
        "is here twice",
    ),
    "too many wordings": (
        replaced(PAGE, "  answer:\n", "  answer:\n" + "".join(f"  - wording {n}\n" for n in range(191))),
        "questions:",
        "questions",
        "201 wordings",
    ),
    "too few wordings": (replaced(PAGE, "  - short breaks form\n", ""), "questions:", "questions", "9 wordings"),
    "wordings of a section that the page has not": (
        replaced(PAGE, "  answer:\n", "  who-to-contact:\n  - who do I ring\n  answer:\n"),
        "who-to-contact:",
        "questions.who-to-contact",
        "does not have this section",
    ),
    "a wording that the page tells and does not tell": (
        replaced(PAGE, "rights: false", "rights: false\nnot_here:\n- Short breaks form!"),
        "- Short breaks form!",
        "not_here.0",
        "is here twice",
    ),
    "checked in the future": (replaced(PAGE, "2020-01-05", "2098-01-05"), "checked:", "checked", "in the future"),
    "review before the check": (
        replaced(PAGE, "2099-01-05", "2019-01-05"),
        "review_due",
        "review_due",
        "is not after the day",
    ),
    "a source of the future": (
        replaced(PAGE, "published: 2024-05", "published: 2098-05"),
        "published",
        "sources.0.published",
        "in the future",
    ),
    "no such day": (replaced(PAGE, "2020-01-05", "2020-02-30"), "2020-02-30", "checked", "is not a date"),
    "a name that is not the file's": (
        replaced(PAGE, "id: short-breaks", "id: long-breaks"),
        "id:",
        "id",
        "long-breaks",
    ),
    "a missing field": (replaced(PAGE, "rights: false\n", ""), "id:", "rights", '"rights" is missing'),
    "a misspelt field": (replaced(PAGE, "rights: false", "rights: false\nrihgts: true"), "rihgts:", "rihgts", "rihgts"),
    "a question without its mark": (replaced(PAGE, "breaks?", "breaks"), "ask:", "ask", "is not a question"),
    "too few follow-ups": (replaced(PAGE, "- school-transport\n", ""), "follow_ups", "follow_ups", "There is 1 item."),
    "words for yes": (replaced(PAGE, "rights: false", "rights: perhaps"), "rights", "rights", '"perhaps"'),
    "an unknown heading": (replaced(PAGE, "## How to ask", "## How to beg"), "## How to beg", "How to beg", "not used"),
    "a heading out of order": (
        added("\n## How to ask\n\nRing.\n"),
        "## How to ask",
        "How to ask",
        "out of order or used twice",
    ),
    "an empty section": (
        replaced(PAGE, "The Short breaks team replies in 4 weeks.", ""),
        "## How long",
        "How long",
        "no text",
    ),
    "a long sentence": (added("\n" + "word " * 26 + "end.\n"), "## How long", "How long it takes", "27 words"),
    "an unexplained short form": (added("\nAsk the XYZ.\n"), "## How long", "How long it takes", '"XYZ"'),
    "a long quotation": (
        added('\n"' + "Word word. " * 14 + '"\n'),
        "## How long",
        "How long it takes",
        "quotation is too long",
    ),
    "no front matter": (replaced(PAGE, "---\n", ""), "id:", "file", "does not begin with fields"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_broken_page_is_reported_with_file_line_field_problem_and_remedy(content_folder: Path, name: str) -> None:
    break_it, place, field, problem = BROKEN[name]
    break_it(content_folder)
    found = next(fault for fault in faults(content_folder) if problem in fault.problem)
    lines = {line_of(content_folder, PAGE, place), 1, 2} if field == "file" else {line_of(content_folder, PAGE, place)}
    assert found.file == PAGE
    assert found.line in lines or name == "a heading out of order"
    assert found.field.startswith(field)
    assert found.remedy.endswith((".", "short-breaks", "2026-11-22"))


def test_passage_copied_from_another_page_is_reported(content_folder: Path) -> None:
    added(f"\n{COPIED}\n", PAGE, "topics/dentist.md")(content_folder)
    (found,) = faults(content_folder)
    assert found.file == PAGE
    assert "also on the page dentist" in found.problem


def test_faults_of_many_files_are_reported_at_once(content_folder: Path) -> None:
    for name in ("an unknown heading", "a missing field"):
        BROKEN[name][0](content_folder)
    change(content_folder, "needs.yml", "id: autism", "id: magic")
    change(content_folder, "services/family-advice.yml", "01234 111111", "ring us")
    assert {fault.file for fault in faults(content_folder)} == {PAGE, "needs.yml", "services/family-advice.yml"}
    assert len(faults(content_folder)) == 4


def test_content_with_a_fault_is_not_loaded_at_all(content_folder: Path) -> None:
    BROKEN["an unknown service"][0](content_folder)
    with pytest.raises(ContentInvalid, match="Fix them and try again") as raised:
        load_checked(content_folder, TODAY)
    assert len(raised.value.faults) == 1


def test_work_for_staff_is_listed_but_stops_nothing(content_folder: Path) -> None:
    append(content_folder, "statutory.yml", "- id: more\n  title: More of it\n")
    change(content_folder, PAGE, "2099-01-05", "2021-01-05")
    report = check(content_folder, TODAY)
    assert report.faults == ()
    care = " ".join(str(fault) for fault in report.care)
    assert "The breaks team: the phone is not known." in care
    assert 'No page covers "More of it".' in care
    assert "It was due for review on 2021-01-05." in care
