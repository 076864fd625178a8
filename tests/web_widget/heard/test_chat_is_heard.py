"""What a parent who cannot see it must hear of a whole chat, in each browser. `make hear` runs this."""

from __future__ import annotations

import pytest

from tests.web_widget.heard.chat import DANGER, QUESTION
from tests.web_widget.heard.speech import Heard

pytestmark = pytest.mark.heard
NAMED = [
    "opens",
    "starts",
    "journey begins",
    "asks for the age",
    "asks for the place",
    "asks for the cost",
    "services",
    "answer",
    "answer of a suggestion",
    "what has happened",
    "asks for the date",
    "dates",
    "danger",
]
"""Steps at which something new comes."""


def test_page_of_the_council_is_read_when_it_opens(heard: Heard) -> None:
    assert "Short breaks" in heard["page opens"].speech


def test_button_says_that_it_opens_a_dialog(heard: Heard) -> None:
    assert "Ask a question" in heard["launcher"].speech
    assert "opens dialog" in heard["launcher"].speech


def test_opening_says_what_opened_and_reads_the_notice(heard: Heard) -> None:
    assert "Before you start" in heard["opens"].speech
    assert "computer program" in heard["opens"].speech
    assert "ring 999" in heard["opens"].speech


def test_field_is_named_once_it_has_the_focus(heard: Heard) -> None:
    assert "Your question" in heard["starts"].speech
    assert "What would you like to know?" in heard["starts"].speech


@pytest.mark.parametrize("step", NAMED)
def test_nothing_is_said_twice(heard: Heard, step: str) -> None:
    assert heard[step].twice == []


@pytest.mark.parametrize(
    ("step", "words"),
    [
        ("journey button", "Find help near me"),
        ("journey begins", "What does your child need help with?"),
        ("asks for the age", "How old is your child?"),
        ("asks for the place", "Which town or village"),
        ("asks for the cost", "Should it be free?"),
        ("services", "These services may help"),
    ],
)
def test_journey_by_buttons_says_each_question(heard: Heard, step: str, words: str) -> None:
    assert words in heard[step].speech


def test_choice_is_said_when_an_arrow_goes_to_it(heard: Heard) -> None:
    assert "radio button" in heard["next need"].speech


@pytest.mark.parametrize(
    ("step", "typed"), [("answer typed", QUESTION), ("danger typed", DANGER), ("suggestions", "short br")]
)
def test_what_is_typed_arrives_in_the_field(heard: Heard, step: str, typed: str) -> None:
    assert heard[step].focus.text == typed


def test_answer_is_said_by_its_title_its_beginning_and_its_shape(heard: Heard) -> None:
    words = heard["answer"].speech
    assert "How long an EHC plan should take" in words
    assert "20 weeks" in words or "week 20" in words
    assert "more parts" in words
    assert "up arrow" in words


def test_up_arrow_leads_to_the_answer_and_headings_through_it(heard: Heard) -> None:
    assert "How long an EHC plan should take" in heard["to the answer"].speech
    assert "heading level" in heard["next heading"].speech
    assert "heading level" in heard["heading before"].speech


def test_answer_is_read_aloud_by_the_browser(heard: Heard) -> None:
    assert "Listen" in heard["listen button"].speech
    assert "How long an EHC plan should take" in heard["listens"].speech
    assert "Listen" in heard["stops"].focus.name


def test_suggestions_are_counted_and_each_is_said(heard: Heard) -> None:
    assert "suggestions" in heard["suggestions"].speech
    assert "down arrow" in heard["suggestions"].speech
    assert "short break" in heard["first suggestion"].speech.lower()
    assert heard["second suggestion"].speech


def test_suggestion_that_is_taken_is_asked(heard: Heard) -> None:
    assert "short break" in heard["answer of a suggestion"].speech.lower()


def test_step_is_said_with_its_choices(heard: Heard) -> None:
    assert "What has happened so far" in heard["what has happened"].speech
    assert "mediation certificate" in heard["what has happened"].speech


def test_mistake_is_said(heard: Heard) -> None:
    assert "Type a real date" in heard["date is missing"].speech


def test_dates_are_said_with_their_days(heard: Heard) -> None:
    assert "2026" in heard["dates"].speech


def test_danger_is_answered_aloud_with_its_number(heard: Heard) -> None:
    assert "999" in heard["danger"].speech
    assert "999" in heard["to the card"].speech + " ".join(step.speech for step in heard.part("Danger"))


def test_closing_says_that_the_chat_is_still_there(heard: Heard) -> None:
    assert "questions and answers are still in it" in heard["closes"].speech
    assert "Go on with your chat" in heard["closes"].speech


def test_opening_again_says_where_one_is(heard: Heard) -> None:
    assert "Your question" in heard["opens again"].speech


def test_announcements_of_long_ago_are_gone(heard: Heard) -> None:
    assert heard.left_over == []


def test_three_shifts_lead_to_the_neutral_page_and_back_leads_to_no_chat(heard: Heard) -> None:
    assert "Sunny" in heard["leaves"].speech
    assert "EHC" not in heard["goes back"].speech


def test_page_of_an_answer_is_said_by_its_title_and_has_headings(heard: Heard) -> None:
    assert "Short breaks" in heard["answer page"].speech
    assert all("heading level" in heard[f"page heading {number}"].speech for number in range(1, 7))
