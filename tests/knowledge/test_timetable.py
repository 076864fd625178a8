"""The dates by which the council or a parent must act, held against a calendar by hand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import FrozenInstanceError
from datetime import date
from pathlib import Path

import pytest

from knowledge.check import LONGEST_SENTENCE_WORDS, check, sentences, short_forms
from knowledge.documents import Content
from knowledge.timetable import (
    SCHOOL_CLOSED,
    Closure,
    DatesInWrongOrder,
    Deadline,
    Period,
    StartUnknown,
    Timetable,
    appeal_day,
    deadlines,
    is_working_day,
)
from tests.content import change

TODAY = date(2026, 11, 22)
FILE = "timetable.yml"
SUMMER = Closure(date(2026, 7, 23), date(2026, 9, 2))


def day(text: str) -> date:
    return date.fromisoformat(text)


@pytest.fixture(scope="module")
def timetable(shipped: Content) -> Timetable:
    return shipped.timetable


def due(found: tuple[Deadline, ...]) -> dict[str, str]:
    return {deadline.id: deadline.due.isoformat() for deadline in found}


def test_request_gives_six_sixteen_and_twenty_weeks(timetable: Timetable) -> None:
    # Monday 5 January 2026; the last is the spring bank holiday, which gives the council no more time.
    found = deadlines("ehc-request", date(2026, 1, 5), timetable, today=TODAY)
    assert due(found) == {
        "decision-to-assess": "2026-02-16",
        "no-plan-decision": "2026-04-27",
        "final-plan": "2026-05-25",
    }


def test_weeks_run_over_the_29th_of_february(timetable: Timetable) -> None:
    in_leap_year = deadlines("ehc-request", date(2024, 1, 29), timetable, today=TODAY)
    in_other_year = deadlines("ehc-request", date(2025, 1, 29), timetable, today=TODAY)
    assert (in_leap_year[0].due, in_other_year[0].due) == (date(2024, 3, 11), date(2025, 3, 12))


def test_limits_of_the_council_that_end_at_a_weekend_stay(timetable: Timetable) -> None:
    found = deadlines("ehc-request", date(2026, 1, 3), timetable, today=TODAY)
    assert found[0].due == date(2026, 2, 14)
    assert found[0].due.weekday() == 5


def test_annual_review_gives_four_and_twelve_weeks(timetable: Timetable) -> None:
    found = deadlines("annual-review-meeting", date(2026, 6, 10), timetable, today=TODAY)
    assert due(found) == {"review-decision": "2026-07-08", "amended-plan": "2026-09-02"}


@pytest.mark.parametrize(
    ("letter", "last"),
    [
        ("2026-03-10", "2026-05-11"),  # 10 May is a Sunday
        ("2026-09-03", "2026-11-03"),
        ("2023-12-31", "2024-02-29"),
        ("2024-12-31", "2025-02-28"),
        ("2026-12-31", "2027-03-01"),  # 28 February is a Sunday
        ("2026-02-03", "2026-04-07"),  # Good Friday, then the weekend and Easter Monday
        ("2026-06-15", "2026-09-01"),  # August
        ("2029-06-15", "2029-09-03"),  # August, and 1 September is a Saturday
        ("2026-10-25", "2027-01-04"),  # Christmas Day, and 2 January is a Saturday
        ("2025-11-01", "2026-01-02"),  # New Year's Day
        ("2027-10-27", "2028-01-04"),  # New Year's Day is a Saturday, so Monday 3 January is a bank holiday
        ("2022-10-24", "2022-12-28"),  # Saturday 24 December is outside the closed time: the next working day
        ("2027-05-31", "2027-08-02"),  # Saturday 31 July too
        ("2026-06-30", "2026-09-01"),  # 30 August
        ("2026-07-01", "2026-09-01"),  # 1 September itself
    ],
)
def test_appeal_is_two_months_from_the_letter_moved_by_rule_12(timetable: Timetable, letter: str, last: str) -> None:
    found = due(deadlines("decision-letter", day(letter), timetable, today=TODAY))
    assert found["appeal"] == last


def test_time_to_contact_the_mediation_adviser_is_not_moved(timetable: Timetable) -> None:
    found = due(deadlines("decision-letter", date(2026, 6, 15), timetable, today=TODAY))
    assert found == {"mediation-contact": "2026-08-15", "appeal": "2026-09-01"}


@pytest.mark.parametrize(
    ("letter", "certificate", "last"),
    [
        ("2026-01-12", "2026-01-20", "2026-03-12"),  # one month is earlier than two months from the letter
        ("2026-01-12", "2026-03-05", "2026-04-07"),  # one month is later; 5 April is Easter Sunday
        ("2026-01-12", "2026-02-12", "2026-03-12"),  # both on the same day
        ("2025-10-01", "2025-11-29", "2026-01-02"),  # IPSEA's example: 29 December
        ("2024-12-31", "2025-01-31", "2025-02-28"),
        ("2025-12-31", "2026-01-31", "2026-03-02"),  # both 28 February, a Saturday
        ("2026-01-12", "2026-01-12", "2026-03-12"),
    ],
)
def test_with_a_certificate_the_later_of_two_days_counts(
    timetable: Timetable, letter: str, certificate: str, last: str
) -> None:
    found = deadlines("mediation-certificate", day(certificate), timetable, today=TODAY, also=day(letter))
    assert due(found) == {"appeal": last}


def test_certificate_without_the_letters_date_gives_the_earliest_day_and_says_so(timetable: Timetable) -> None:
    (found,) = deadlines("mediation-certificate", date(2026, 1, 20), timetable, today=TODAY)
    also = timetable.starts["mediation-certificate"].also
    assert also
    assert found.due == date(2026, 2, 20)
    assert also.missing in found.notes


def test_certificate_before_its_letter_is_refused(timetable: Timetable) -> None:
    with pytest.raises(DatesInWrongOrder, match="2026-03-02 is after 2026-03-01"):
        deadlines("mediation-certificate", date(2026, 3, 1), timetable, today=TODAY, also=date(2026, 3, 2))


def test_unknown_start_is_refused_with_those_that_exist(timetable: Timetable) -> None:
    with pytest.raises(StartUnknown, match="ehc-request, decision-letter, mediation-certificate, annual-review"):
        deadlines("moving-house", TODAY, timetable, today=TODAY)


@pytest.mark.parametrize(("today", "passed"), [("2026-02-15", False), ("2026-02-16", False), ("2026-02-17", True)])
def test_a_day_has_passed_only_on_the_day_after(timetable: Timetable, today: str, passed: bool) -> None:
    assert deadlines("ehc-request", date(2026, 1, 5), timetable, today=day(today))[0].passed is passed


def test_earliest_deadline_comes_first(timetable: Timetable) -> None:
    for start in timetable.starts:
        days = [deadline.due for deadline in deadlines(start, date(2026, 6, 15), timetable, today=TODAY)]
        assert days == sorted(days)


def test_reason_for_a_moved_day_is_said(timetable: Timetable) -> None:
    def notes(letter: str) -> tuple[str, ...]:
        found = deadlines("decision-letter", day(letter), timetable, today=TODAY)
        return next(deadline.notes for deadline in found if deadline.id == "appeal")

    words = timetable.words
    assert notes("2026-09-03") == (words["before_5pm"],)
    assert notes("2026-03-10") == (words["before_5pm"], words["moved_working_day"])
    assert notes("2026-06-15") == notes("2026-10-25") == (words["before_5pm"], words["moved_closed"])


@pytest.mark.parametrize(
    ("request_day", "closure", "marked"),
    [
        ("2026-06-01", SUMMER, {"decision-to-assess": False, "no-plan-decision": True, "final-plan": True}),
        # The week before the closure counts: six weeks from 4 June end on 16 July.
        ("2026-06-04", SUMMER, {"decision-to-assess": True, "no-plan-decision": True, "final-plan": True}),
        # The last week of the holidays does not.
        ("2026-08-26", SUMMER, {"decision-to-assess": True, "no-plan-decision": True, "final-plan": True}),
        ("2026-08-27", SUMMER, dict.fromkeys(("decision-to-assess", "no-plan-decision", "final-plan"), False)),
        # 27 days closed are not four weeks; 28 are.
        (
            "2026-07-01",
            Closure(date(2026, 7, 23), date(2026, 8, 19)),
            dict.fromkeys(("decision-to-assess", "no-plan-decision", "final-plan"), False),
        ),
        (
            "2026-07-01",
            Closure(date(2026, 7, 23), date(2026, 8, 20)),
            dict.fromkeys(("decision-to-assess", "no-plan-decision", "final-plan"), True),
        ),
    ],
)
def test_long_closure_of_the_school_is_marked_and_moves_no_day(
    timetable: Timetable, request_day: str, closure: Closure, marked: dict[str, bool]
) -> None:
    plain = deadlines("ehc-request", day(request_day), timetable, today=TODAY)
    found = deadlines("ehc-request", day(request_day), timetable, today=TODAY, school_closed=[closure])
    assert {deadline.id: deadline.school_closed for deadline in found} == marked
    assert due(found) == due(plain)
    assert not any(deadline.school_closed for deadline in plain)


def test_closed_school_excuses_no_annual_review_and_no_appeal(timetable: Timetable) -> None:
    for start in ("annual-review-meeting", "decision-letter"):
        found = deadlines(start, date(2026, 7, 1), timetable, today=TODAY, school_closed=[SUMMER])
        assert not any(deadline.school_closed or deadline.exceptions for deadline in found)


def test_exceptions_of_the_councils_limits_are_named_with_their_regulations(timetable: Timetable) -> None:
    found = deadlines("ehc-request", date(2026, 1, 5), timetable, today=TODAY)
    assert [reason.id for reason in found[0].exceptions] == [
        SCHOOL_CLOSED,
        "personal-circumstances",
        "away-from-the-area",
    ]
    assert all("regulation" in reason.regulation for reason in found[2].exceptions)


def test_late_council_and_late_parent_get_different_steps(timetable: Timetable) -> None:
    council = deadlines("ehc-request", date(2026, 1, 5), timetable, today=TODAY)[0]
    parent = deadlines("decision-letter", date(2026, 1, 5), timetable, today=TODAY)[0]
    assert "local-government-ombudsman" in council.services
    assert "send-tribunal" in parent.services
    assert council.what_if_late != parent.what_if_late


def test_deadline_cannot_be_changed(timetable: Timetable) -> None:
    (deadline, *_) = deadlines("ehc-request", date(2026, 1, 5), timetable, today=TODAY)
    with pytest.raises(FrozenInstanceError):
        deadline.due = TODAY  # type: ignore[misc]


@pytest.mark.parametrize(
    "period", [Period(days=59), Period(months=2), Period(weeks=8, days=3)], ids=["days", "months", "weeks"]
)
def test_period_can_be_in_days_weeks_or_months(period: Period) -> None:
    assert period.after(date(2026, 1, 1)) == date(2026, 3, 1)


@pytest.mark.parametrize(
    ("year", "holidays"),
    [
        (2022, "01-03 04-15 04-18 05-02 05-30 08-29 12-26 12-27"),
        (2026, "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28"),
        (2027, "01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28"),
        (2028, "01-03 04-14 04-17 05-01 05-29 08-28 12-25 12-26"),
    ],
)
def test_bank_holidays_are_those_of_england(year: int, holidays: str) -> None:
    weekdays = [date.fromordinal(n) for n in range(date(year, 1, 1).toordinal(), date(year + 1, 1, 1).toordinal())]
    found = [d.strftime("%m-%d") for d in weekdays if d.weekday() < 5 and not is_working_day(d)]
    assert found == holidays.split()


def test_extra_bank_holiday_moves_an_appeal() -> None:
    coronation = date(2023, 5, 8)
    assert appeal_day(coronation) == coronation
    assert appeal_day(coronation, [coronation]) == date(2023, 5, 9)


def test_appeal_never_moves_back_and_always_ends_on_a_working_day() -> None:
    for ordinal in range(date(2025, 1, 1).toordinal(), date(2031, 1, 1).toordinal()):
        last = date.fromordinal(ordinal)
        moved = appeal_day(last)
        assert moved >= last
        assert is_working_day(moved)


def read_by_parents(timetable: Timetable) -> Iterator[str]:
    """Every sentence of the file apart from regulations and sources."""
    yield from (timetable.title, timetable.ask, timetable.guide, *timetable.limits, *timetable.words.values())
    for late in timetable.if_late.values():
        yield from late.steps
    for reason in timetable.exceptions.values():
        yield from (reason.title, reason.words)
    for start in timetable.starts.values():
        yield from (start.title, start.label, start.hint, *start.notes)
        if start.also:
            yield from (start.also.label, start.also.hint, start.also.missing)
        for rule in start.deadlines:
            yield from (rule.title, rule.rule)


def test_words_of_the_timetable_are_plain(timetable: Timetable, shipped: Content) -> None:
    forms = [form.lower() for term in shipped.glossary for form in (term.term, *term.also)]
    known = {word for form in forms for word in form.split()}
    for passage in read_by_parents(timetable):
        for sentence in sentences(passage):
            assert len(sentence.split()) <= LONGEST_SENTENCE_WORDS, sentence
        assert [short for short in short_forms(passage) if short.lower() not in known] == [], passage


def test_timetable_calls_itself_a_guide_and_names_the_main_number(timetable: Timetable, shipped: Content) -> None:
    assert timetable.guide == "This is a guide, not legal advice."
    phone = shipped.council.main_contact["phone"]
    assert any(phone in step for step in timetable.if_late["council"].steps)


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ("entry: legal-advice", "entry: nowhere", "starts.0.deadlines.0.entry"),
        ("- family-advice", "- nobody", "if_late.council.services.0"),
        ("    - school-closed", "    - snow", "starts.0.deadlines.0.exceptions.0"),
        ("  also:\n    label", "  unused:\n    label", "starts.2"),
        ("    weeks: 6\n", "", "starts.0.deadlines.0"),
        ("    weeks: 6\n", "    weeks: 6\n    months: 1\n", "starts.0.deadlines.0"),
        ("checked: '2020-01-05'", "checked: '2098-01-05'", "checked"),
        ("extra_bank_holidays: []", "extra_bank_holidays: ['2027-02-30']", "extra_bank_holidays.0"),
    ],
)
def test_fault_in_the_timetable_is_reported_with_its_field(
    content_folder: Path, old: str, new: str, field: str
) -> None:
    change(content_folder, FILE, old, new)
    faults = check(content_folder, TODAY).faults
    assert [(fault.file, fault.field) for fault in faults] == [(FILE, field)]
    assert faults[0].line > 1


def test_second_period_without_a_second_question_is_a_fault(content_folder: Path) -> None:
    change(content_folder, FILE, "    weeks: 6\n", "    weeks: 6\n    also:\n      months: 2\n")
    (fault,) = check(content_folder, TODAY).faults
    assert fault.field == "starts.0.deadlines.0.also"


def test_timetable_that_is_due_for_review_is_shown_to_staff(content_folder: Path) -> None:
    change(content_folder, FILE, "2099-01-05", "2026-01-05")
    report = check(content_folder, TODAY)
    assert report.faults == ()
    assert any((care.file, care.field) == (FILE, "review_due") for care in report.care)
