"""The row of a system says what the system did."""

from __future__ import annotations

from typing import Any

import pytest

from knowledge.evaluation.messages import Message
from tests.bench.quality import Figures, figures
from tests.bench.ranking import Ranking
from tests.bench.statistics import Estimate


def inside(*topics: str, section: str | None = None) -> Message:
    return Message("id", "text", topics, "in_scope", (section,) if section else ())


OUTSIDE = Message("id", "text", (), "out_of_scope")
SMALLTALK = Message("id", "text", (), "smalltalk")


def ranking(*offered: str, **changes: Any) -> Ranking:
    values = {"shown": offered[0], "section": None, "answered": True, "confidence": 0.5, **changes}
    return Ranking(offered=offered, **values)


def value(row: Figures, name: str) -> float:
    estimate = row[name]
    assert isinstance(estimate, Estimate)
    return estimate.value


def test_any_labelled_topic_counts_as_right() -> None:
    row = figures([inside("a", "b"), inside("a", "b")], [ranking("b"), ranking("c", "d", "e", "a")])
    assert (value(row, "right first"), value(row, "right in three")) == (0.5, 0.5)


def test_topic_that_is_offered_but_not_shown_is_right_in_three_only() -> None:
    row = figures([inside("a")], [ranking("a", shown=None, answered=False)])
    assert (value(row, "right first"), value(row, "right in three"), value(row, "answered")) == (0.0, 1.0, 0.0)


def test_section_counts_where_it_is_labelled_and_the_topic_is_right() -> None:
    messages = [
        inside("a", section="answer"),
        inside("a", section="answer"),
        inside("a", section="answer"),
        inside("a"),
    ]
    rankings = [
        ranking("a", section="answer"),
        ranking("b", section="answer"),
        ranking("a", section="who"),
        ranking("a"),
    ]
    assert value(figures(messages, rankings), "right section") == pytest.approx(1 / 3)


def test_system_without_sections_has_no_figure_for_them() -> None:
    assert figures([inside("a", section="answer")], [ranking("a")])["right section"] is None


def test_refusals_are_counted_as_the_system_stands_and_by_confidence() -> None:
    messages = [inside("a"), inside("a"), OUTSIDE, OUTSIDE, SMALLTALK]
    rankings = [
        ranking("a", confidence=0.6),
        ranking("a", confidence=0.8),
        ranking("a", confidence=0.7),
        ranking("a", confidence=0.1, answered=False),
        ranking("a", confidence=0.99),
    ]
    row = figures(messages, rankings)
    assert value(row, "refused") == 0.5
    assert value(row, "refused at 95%") == 0.5
    assert value(row, "AUROC") == 0.75


def test_without_questions_out_of_scope_there_is_nothing_to_refuse() -> None:
    row = figures([inside("a")], [ranking("a")])
    assert (row["refused"], row["refused at 95%"], row["AUROC"]) == (None, None, None)
