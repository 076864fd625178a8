"""What leans on the answer before, told without the sentence model."""

from __future__ import annotations

from typing import Any

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


@pytest.mark.parametrize(
    "question",
    [
        "how do i apply",
        "and for my daughter who is 16?",
        "how long does that take",
        "who do i ring tho",
        "how much is it then pls",
    ],
)
def test_question_that_fits_any_topic_names_no_subject(follow_up: FollowUp, question: str) -> None:
    assert follow_up.names_no_subject(question)


@pytest.mark.parametrize(
    "question", ["who can get short breaks", "what you get from camhs", "thanks", "?", "tho", "please"]
)
def test_question_with_its_own_subject_and_words_without_one_are_no_follow_up(
    follow_up: FollowUp, question: str
) -> None:
    assert not follow_up.names_no_subject(question)


def tied(*signs: str, **changes: Any) -> Ties:
    """A message as like the page before it as any other, and neither short nor long."""
    usual = {"other": 0.2, "topic": 0.1, "near_other": 0.5, "near_topic": 0.5, "no_subject": False, "words": 8}
    return Ties(**{**usual, **changes}, signs=signs)


def test_short_message_that_is_like_no_other_page_follows_up_the_page_before() -> None:
    assert tied(other=0.05, words=4).probability > 0.5


def test_message_with_a_subject_of_its_own_changes_the_topic_though_it_points_back() -> None:
    assert tied("points back", other=0.95, topic=0.0, near_other=0.8, near_topic=0.3).probability < 0.3


def test_the_surer_another_page_is_the_less_a_message_follows_up() -> None:
    chances = [tied(other=other).probability for other in (0.0, 0.3, 0.6, 0.9)]
    assert chances == sorted(chances, reverse=True)


def test_message_follows_up_the_more_the_liker_it_is_to_the_page_before() -> None:
    chances = [tied(near_topic=near).probability for near in (0.2, 0.4, 0.6)]
    assert chances == sorted(chances)


@pytest.mark.parametrize(
    ("message", "sign"),
    [
        ("and a blue badge?", "adds a subject"),
        ("also who does the review", "adds a subject"),
        ("will they count his savings", "points back"),
        ("school says no", "tells what happened"),
        ("is there a club in the holidays", "asks what there is"),
        ("can i do that myself", "asks for yes or no"),
    ],
)
def test_words_show_whether_a_message_follows_up(follow_up: FollowUp, message: str, sign: str) -> None:
    assert sign in follow_up.signs(message)


def test_sign_is_a_whole_word_in_its_place(follow_up: FollowUp) -> None:
    assert follow_up.signs("Andover candidates, itemised") == ()
