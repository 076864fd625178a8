"""What leans on the answer before, told without the sentence model."""

from __future__ import annotations

import pytest

from knowledge.files.records import Content
from knowledge.search.follow_up import FollowUp, Ties


@pytest.fixture
def follow_up(shipped: Content) -> FollowUp:
    return FollowUp(shipped.sections)


def test_button_of_every_section_is_about_the_last_topic(follow_up: FollowUp, shipped: Content) -> None:
    headings = [kind.heading for kind in shipped.sections if kind.heading]
    assert headings
    assert [heading for heading in headings if not follow_up.names_no_subject(heading)] == []


@pytest.mark.parametrize("question", ["how do i apply", "and for my daughter who is 16?", "how long does that take"])
def test_question_that_fits_any_topic_names_no_subject(follow_up: FollowUp, question: str) -> None:
    assert follow_up.names_no_subject(question)


@pytest.mark.parametrize("question", ["who can get short breaks", "what you get from camhs", "thanks", "?"])
def test_question_with_its_own_subject_and_words_without_one_are_no_follow_up(
    follow_up: FollowUp, question: str
) -> None:
    assert not follow_up.names_no_subject(question)


def test_short_message_that_is_like_no_other_page_goes_on_about_the_page_before() -> None:
    assert Ties(other=0.05, topic=0.1, no_subject=False, leans_back=False, words=4).probability > 0.5


def test_message_with_a_subject_of_its_own_changes_the_topic_however_it_begins() -> None:
    assert Ties(other=0.95, topic=0.0, no_subject=False, leans_back=True, words=8).probability < 0.3


def test_the_surer_another_page_is_the_less_a_message_goes_on() -> None:
    chances = [Ties(other, 0.0, False, True, 6).probability for other in (0.0, 0.3, 0.6, 0.9)]
    assert chances == sorted(chances, reverse=True)
