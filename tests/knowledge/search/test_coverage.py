"""How much of what a message says each page says, too."""

from __future__ import annotations

import pytest

from knowledge.search.coverage import Coverage
from knowledge.search.indexed_texts import NONE, Kind, Unit

UNITS = (
    Unit("dentist", Kind.QUESTION, "answer", "quiet dentist"),
    Unit("dentist", Kind.SECTION, "answer", "The clinic is quiet."),
    Unit("camhs", Kind.QUESTION, "answer", "worried child"),
    Unit("dentist", Kind.NOT_HERE, None, "teeth whitening"),
)
LABELS = ("page:dentist", "page:camhs", "gap:dentist", NONE)


@pytest.fixture
def coverage() -> Coverage:
    return Coverage(UNITS, LABELS)


def test_page_that_says_every_word_has_the_whole_message(coverage: Coverage) -> None:
    assert coverage.of("is the dentist quiet")[0] == pytest.approx(1.0)


def test_word_that_no_text_has_counts_against_every_page(coverage: Coverage) -> None:
    assert 0 < coverage.of("quiet dentist for elephants")[0] < 0.7
    assert coverage.of("elephants").tolist() == [0, 0, 0, 0]


def test_what_a_page_does_not_tell_is_no_word_of_it(coverage: Coverage) -> None:
    assert coverage.of("whitening")[0] == 0


def test_readings_that_are_no_page_have_nothing(coverage: Coverage) -> None:
    assert coverage.of("quiet dentist whitening")[2:].tolist() == [0, 0]


def test_left_out_wording_counts_only_by_what_its_page_says_elsewhere(coverage: Coverage) -> None:
    dentist, camhs = coverage.left_out([0, 2])
    assert 0 < dentist[0] < 1
    assert camhs[1] == pytest.approx(0.0)
