"""What leans on the answer before, told without the sentence model."""

from __future__ import annotations

import pytest

from knowledge.documents import Content
from knowledge.follow_up import FollowUp


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
