"""Amounts and key dates stand in one file, and pages name them."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from actions import cards
from knowledge.faults import ContentInvalid
from knowledge.files import loading
from knowledge.files.check import check
from knowledge.files.rates import fill
from tests.support.content import PAGE, change, line_of

LAST_DAY = date(2027, 4, 5)
DAY_AFTER = date(2027, 4, 6)


@pytest.fixture
def with_amount(content_folder: Path) -> Path:
    """The small content, with a page that names an amount."""
    write_rates(content_folder)
    change(content_folder, PAGE, "Send the Short breaks form back.", "The money is {rate.carer_week} a week.")
    return content_folder


def write_rates(folder: Path, **other: Any) -> None:
    rate = {
        "id": "carer_week",
        "value": "£86.45",
        "unit": "a week",
        "valid_from": "2026-04-06",
        "valid_to": LAST_DAY.isoformat(),
        "source": {"title": "Rates", "published": 2026},
    }
    (folder / "rates.yml").write_text(yaml.safe_dump([{**rate, **other}], allow_unicode=True), encoding="utf-8")


def test_page_says_the_amount_that_the_file_has(with_amount: Path) -> None:
    entry = loading.load(with_amount).entries["short-breaks"]
    assert "The money is £86.45 a week." in entry.sections[1].text
    assert [rate.id for rate in entry.rates] == ["carer_week"]


def test_amount_that_is_not_in_the_file_is_a_fault_with_its_line(with_amount: Path) -> None:
    change(with_amount, PAGE, "{rate.carer_week}", "{rate.carer_month}")
    (fault,) = check(with_amount, LAST_DAY).faults
    assert (fault.file, fault.line) == (PAGE, line_of(with_amount, PAGE, "carer_month"))
    assert '"carer_month"' in fault.problem
    assert "rates.yml" in fault.remedy


def test_amount_without_a_file_of_amounts_is_a_fault(content_folder: Path) -> None:
    change(content_folder, PAGE, "Send the Short breaks form back.", "It is {rate.carer_week}.")
    assert [fault.problem for fault in check(content_folder, LAST_DAY).faults] == ['There is no rate "carer_week".']


def test_day_that_is_no_date_is_a_fault_with_its_line(with_amount: Path) -> None:
    write_rates(with_amount, valid_to="2027-02-31")
    with pytest.raises(ContentInvalid) as raised:
        loading.load(with_amount)
    assert (raised.value.faults[0].file, raised.value.faults[0].field) == ("rates.yml", "0.valid_to")


def test_parents_and_staff_are_told_once_the_time_of_an_amount_is_over(with_amount: Path) -> None:
    content = loading.load(with_amount)
    entry, notice = content.entries["short-breaks"], content.council.notices["old_rates"]
    before, after = (cards.answer(content, entry, "answer", 1.0, (), day) for day in (LAST_DAY, DAY_AFTER))
    assert (before.stale, notice in before.notices) == (False, False)
    assert (after.stale, notice in after.notices) == (True, True)
    assert (entry.overdue(LAST_DAY), entry.overdue(DAY_AFTER)) == (False, True)
    care = [fault.problem for fault in check(with_amount, DAY_AFTER).care]
    assert "It names £86.45 (carer_week), which was right until 2027-04-05." in care


def test_amount_without_an_end_stays_right(with_amount: Path) -> None:
    write_rates(with_amount)
    text = (with_amount / "rates.yml").read_text(encoding="utf-8").replace("  valid_to: '2027-04-05'\n", "")
    (with_amount / "rates.yml").write_text(text, encoding="utf-8")
    assert not loading.load(with_amount).entries["short-breaks"].overdue(DAY_AFTER)


def test_places_of_other_braces_are_left_alone() -> None:
    assert fill("A {brace} and {rate.none}.", {}).text == "A {brace} and {rate.none}."
    assert fill("One\ntwo {rate.none}", {}).unknown == ((2, "none"),)


def test_every_amount_of_the_shipped_content_is_used(shipped: Any) -> None:
    used = {rate.id for entry in shipped.entries.values() for rate in entry.rates}
    assert used == set(shipped.rates)
