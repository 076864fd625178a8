"""The dates by which the council or a parent must act, held against a calendar by hand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import FrozenInstanceError, replace
from datetime import date
from pathlib import Path

import pytest

from knowledge.deadlines.counting import is_working_day
from knowledge.deadlines.timetable import (
    DatesInWrongOrder,
    Deadline,
    StartUnknown,
    appeal_day,
    deadlines,
    limits,
)
from knowledge.files.check import LONGEST_SENTENCE_WORDS, check
from knowledge.files.records import Content
from knowledge.files.timetable_records import Timetable
from knowledge.text.sentences import sentences, short_forms
from tests.support.content import change

TODAY = date(2026, 11, 22)
FILE = "timetable.yml"


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
    with pytest.raises(StartUnknown, match="ehc-request, draft-plan, decision-letter, mediation-certificate"):
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


def test_school_holidays_excuse_no_annual_review_and_no_appeal(timetable: Timetable) -> None:
    for start in ("annual-review-meeting", "decision-letter"):
        found = deadlines(start, date(2026, 7, 1), timetable, today=TODAY)
        assert not any(deadline.exceptions for deadline in found)


def test_exceptions_of_the_councils_limits_are_named_with_their_regulations(timetable: Timetable) -> None:
    found = deadlines("ehc-request", date(2026, 1, 5), timetable, today=TODAY)
    assert [reason.id for reason in found[0].exceptions] == [
        "school-closed",
        "personal-circumstances",
        "away-from-the-area",
    ]
    assert all("regulation" in reason.regulation for reason in found[2].exceptions)


@pytest.mark.parametrize(
    ("start", "given", "last"),
    [
        # 15 days, the day it came being the first
        ("draft-plan", "2026-11-27", {"draft-comments": "2026-12-11"}),
        ("draft-plan", "2024-02-16", {"draft-comments": "2024-03-01"}),  # over 29 February
        ("draft-plan", "2026-12-18", {"draft-comments": "2027-01-01"}),  # bank holidays count
        # 15 working days, the day it heard being the first if it is a working day
        ("moving-with-plan", "2026-11-27", {"plan-passed-on": "2026-12-17"}),
        ("moving-with-plan", "2026-11-28", {"plan-passed-on": "2026-12-18"}),  # a Saturday
        ("moving-with-plan", "2026-12-14", {"plan-passed-on": "2027-01-06"}),  # Christmas, Boxing Day and New Year
        ("moving-with-plan", "2026-03-30", {"plan-passed-on": "2026-04-21"}),  # Good Friday and Easter Monday
        # 15 school days, as if no holiday came in between
        ("excluded", "2026-11-03", {"governors-meet": "2026-11-24"}),
        ("exclusion-upheld", "2026-04-20", {"review-panel": "2026-05-12"}),  # the bank holiday of 4 May
        # six months, the day it happened being the first
        ("discrimination", "2026-11-27", {"claim": "2027-05-26"}),
        ("discrimination", "2026-01-01", {"claim": "2026-06-30"}),
        ("discrimination", "2026-07-01", {"claim": "2026-12-31"}),
        ("discrimination", "2026-03-01", {"claim": "2026-08-31"}),  # August gives no more time
        ("discrimination", "2026-08-28", {"claim": "2027-02-27"}),  # nor does a Saturday
        ("discrimination", "2026-08-31", {"claim": "2027-02-28"}),
        ("discrimination", "2027-08-31", {"claim": "2028-02-29"}),
        ("discrimination", "2027-08-29", {"claim": "2028-02-28"}),
        # 20 and 40 working days
        ("transport-decision", "2026-11-27", {"transport-next-step": "2026-12-29"}),
        ("transport-decision", "2026-04-02", {"transport-next-step": "2026-05-05"}),  # Easter and 4 May
        (
            "transport-review",
            "2026-11-27",
            {"transport-review-answer": "2026-12-29", "transport-appeal-heard": "2027-01-27"},
        ),
        # one and 45 working days
        ("social-care-request", "2026-04-02", {"referral-decision": "2026-04-07", "assessment-finished": "2026-06-10"}),
        ("social-care-request", "2026-12-31", {"referral-decision": "2027-01-04", "assessment-finished": "2027-03-05"}),
        # one month
        ("benefit-decision", "2026-11-27", {"reconsideration": "2026-12-27"}),
        ("benefit-decision", "2026-01-31", {"reconsideration": "2026-02-28"}),
        ("benefit-decision", "2028-01-31", {"reconsideration": "2028-02-29"}),
        ("benefit-decision", "2026-12-31", {"reconsideration": "2027-01-31"}),
        ("benefit-reconsidered", "2026-03-31", {"benefit-appeal": "2026-04-30"}),
        # 12 months, the day of knowing being the first
        ("ombudsman", "2026-11-27", {"ombudsman-complaint": "2027-11-26"}),
        ("ombudsman", "2026-01-01", {"ombudsman-complaint": "2026-12-31"}),
        ("ombudsman", "2028-02-29", {"ombudsman-complaint": "2029-02-28"}),
        ("ombudsman", "2027-03-01", {"ombudsman-complaint": "2028-02-29"}),
    ],
)
def test_each_other_start_gives_its_days(timetable: Timetable, start: str, given: str, last: dict[str, str]) -> None:
    assert due(deadlines(start, day(given), timetable, today=TODAY)) == last


def test_extra_bank_holiday_is_no_working_day(timetable: Timetable) -> None:
    proclaimed = replace(timetable, extra_bank_holidays=(date(2026, 12, 7),))
    assert due(deadlines("moving-with-plan", date(2026, 11, 27), proclaimed, today=TODAY)) == {
        "plan-passed-on": "2026-12-18"
    }


def test_school_days_are_said_to_be_known_by_the_school_only(timetable: Timetable) -> None:
    words = timetable.words["school_days"]
    for start in timetable.starts:
        for deadline in deadlines(start, date(2026, 11, 3), timetable, today=TODAY):
            assert (words in deadline.notes) is (start in ("excluded", "exclusion-upheld"))


@pytest.mark.parametrize(
    ("start", "said"),
    [
        ("ehc-request", ("counts_every_day", "counts_from_next_day", "council_should_not_wait")),
        ("decision-letter", ("counts_every_day", "counts_from_next_day")),
        ("discrimination", ("counts_every_day", "counts_first_day")),
        ("moving-with-plan", ("counts_working_days", "counts_first_day", "council_should_not_wait")),
        ("transport-decision", ("counts_working_days", "counts_from_next_day")),
        ("excluded", ("counts_from_next_day",)),
    ],
)
def test_below_the_dates_is_said_how_they_were_counted(timetable: Timetable, start: str, said: tuple[str, ...]) -> None:
    assert limits(start, timetable) == (*(timetable.words[word] for word in said), *timetable.limits)


def test_only_an_appeal_or_a_claim_leads_to_the_send_tribunal(timetable: Timetable) -> None:
    for start in timetable.starts:
        for deadline in deadlines(start, date(2026, 11, 3), timetable, today=TODAY):
            to_tribunal = deadline.id in ("mediation-contact", "appeal", "claim", "review-panel")
            assert ("send-tribunal" in deadline.services) is to_tribunal, (start, deadline.id)


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


def test_bank_holiday_proclaimed_once_moves_an_appeal() -> None:
    assert appeal_day(date(2023, 5, 8)) == date(2023, 5, 9)  # the coronation


def test_extra_bank_holiday_moves_an_appeal() -> None:
    proclaimed = date(2026, 5, 11)
    assert appeal_day(proclaimed) == proclaimed
    assert appeal_day(proclaimed, [proclaimed]) == date(2026, 5, 12)


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
        ("  also:\n    label", "  unused:\n    label", "starts.3.unused"),
        ("    if_late: council", "    if_late: nobody", "starts.0.deadlines.0.if_late"),
        ("  group: plan", "  group: nothing", "starts.0.group"),
        ("    whose: council", "    whose: nobody", "starts.0.deadlines.0.whose"),
        ("    weeks: 6\n", "    weeks: 6\n    working_days: 5\n", "starts.0.deadlines.0"),
        ("    weeks: 6\n", "    working_days: 0\n", "starts.0.deadlines.0.working_days"),
        ("    weeks: 6\n", "    weeks: 6\n    first_day_counts: 1\n", "starts.0.deadlines.0.first_day_counts"),
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


def test_start_that_parents_cannot_choose_is_a_fault(content_folder: Path) -> None:
    change(content_folder, FILE, "- id: tribunal-order", "- id: tribunal-has-ordered")
    change(content_folder, "journeys.yml", "id: tribunal-order", "id: annual-review-meeting")
    (fault,) = check(content_folder, TODAY).faults
    assert (fault.file, fault.problem) == (FILE, 'Parents cannot choose "tribunal-has-ordered".')
    assert "journeys.yml" in fault.remedy


def test_choice_away_from_its_group_is_a_fault(content_folder: Path) -> None:
    change(content_folder, FILE, "- id: ehc-request\n  group: plan", "- id: ehc-request\n  group: help")
    faults = check(content_folder, TODAY).faults
    assert [fault.file for fault in faults] == ["journeys.yml"] * len(faults)
    assert "plan, school, help" in faults[0].remedy
