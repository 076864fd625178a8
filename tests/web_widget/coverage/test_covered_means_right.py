"""What counts as covered, and that every question is in one of the figures."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.files.records import Content
from tests.web_widget.coverage.test_results import answered, missed, run
from web_widget.coverage.comparing import CoverageChange, compare
from web_widget.coverage.figures import FLOOR, figures, is_covered, is_inside, kind_of
from web_widget.coverage.questions import OUTCOMES
from web_widget.coverage.results import MARKS, Result

RIGHT = answered("short-breaks")


def sure(result: Result, confidence: float) -> Result:
    return replace(result, confidence=confidence)


def marked(result: Result, mark: str = "wrong") -> Result:
    return replace(result, mark=mark)


@pytest.mark.parametrize(
    "result", [RIGHT, answered("short-breaks", "short-breaks"), missed("guided"), sure(RIGHT, 0.9)]
)
def test_answer_that_is_marked_wrong_leaves_what_is_covered(result: Result, small: Content) -> None:
    assert is_covered(result)
    assert not is_covered(marked(result))
    counted = figures([result, marked(result)], small)
    assert (counted.covered.covered, counted.not_covered, counted.wrong) == (1, 1, 1)


@pytest.mark.parametrize("mark", [mark for mark in MARKS if mark != "wrong"])
def test_other_marks_leave_an_answer_covered(mark: str) -> None:
    assert is_covered(marked(RIGHT, mark))


@pytest.mark.parametrize("below", [0.0, 0.2, FLOOR - 0.001])
def test_answer_below_the_floor_is_not_covered_and_is_told(below: float, small: Content) -> None:
    counted = figures([sure(RIGHT, below), sure(RIGHT, FLOOR), RIGHT], small)
    assert (counted.covered.covered, counted.covered.asked, counted.unsure) == (2, 3, 1)


@pytest.mark.parametrize("outcome", ["talk", "not_known", "asked_back", "handed_over", "failed"])
def test_small_talk_and_every_other_reply_that_is_no_answer_is_a_question_that_is_not_covered(
    outcome: str, small: Content
) -> None:
    counted = figures([missed(outcome)], small)
    assert (counted.covered.covered, counted.covered.asked) == (0, 1)


@pytest.mark.parametrize("outcome", ["out_of_scope", "danger"])
def test_refusal_or_alarm_is_a_figure_of_its_own_until_somebody_says_that_it_is_wrong(
    outcome: str, small: Content
) -> None:
    counted = figures([missed(outcome), marked(missed(outcome)), missed(outcome, "short-breaks")], small)
    assert (counted.covered.covered, counted.covered.asked) == (0, 2)
    assert {share.id: (share.covered, share.asked) for share in counted.apart if share.asked} == {outcome: (1, 1)}


def test_danger_that_was_expected_and_not_noticed_is_told(small: Content) -> None:
    counted = figures([missed("danger", "danger"), missed("not_known", "danger"), answered("dentist", "danger")], small)
    assert [(share.id, share.covered, share.asked) for share in counted.apart if share.asked] == [("danger", 1, 3)]


results = st.builds(
    Result,
    number=st.just(1),
    question=st.just("q"),
    outcome=st.sampled_from(sorted(OUTCOMES)),
    expected=st.sampled_from([None, "short-breaks", "dentist", *OUTCOMES]),
    entry=st.sampled_from([None, "short-breaks", "dentist"]),
    confidence=st.sampled_from([None, 0.1, 0.9]),
    mark=st.sampled_from([None, *MARKS]),
)


@given(st.lists(results, max_size=30))
def test_nothing_leaves_the_total(given_results: list[Result]) -> None:
    inside = [result for result in given_results if is_inside(result)]
    apart = [result for result in given_results if kind_of(result) in ("out_of_scope", "danger", "talk")]
    assert len(inside) + len(apart) == len(given_results)
    assert not any(
        is_covered(result) for result in apart if result.outcome != "answered" and result.outcome != "guided"
    )


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (missed("talk"), RIGHT, CoverageChange.BETTER),
        (missed("out_of_scope"), RIGHT, CoverageChange.BETTER),
        (marked(answered("dentist")), RIGHT, CoverageChange.BETTER),
        (marked(missed("danger")), RIGHT, CoverageChange.BETTER),
        (sure(RIGHT, 0.2), sure(RIGHT, 0.8), CoverageChange.BETTER),
        (missed(), sure(RIGHT, 0.2), CoverageChange.BETTER),
        (sure(RIGHT, 0.8), sure(RIGHT, 0.2), CoverageChange.WORSE),
        (RIGHT, missed("talk"), CoverageChange.WORSE),
        (RIGHT, marked(RIGHT), CoverageChange.WORSE),
        (marked(RIGHT), RIGHT, CoverageChange.SAME),
        (marked(RIGHT), replace(RIGHT, reply="mended words"), CoverageChange.BETTER),
        (marked(RIGHT), marked(RIGHT, "right"), CoverageChange.BETTER),
        (marked(RIGHT), marked(replace(RIGHT, reply="other words")), CoverageChange.SAME),
    ],
)
def test_comparison_says_what_a_mend_made_better(before: Result, after: Result, expected: CoverageChange) -> None:
    found = compare(run(1), [before], run(2), [after], lambda _: ())
    assert [pair.change for pair in found.pairs] == [expected]
