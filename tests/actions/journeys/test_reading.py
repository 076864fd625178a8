"""What a parent types while a journey asks."""

from __future__ import annotations

import pytest

from actions.journeys import reading
from knowledge.files.records import Content
from tests.actions.journeys.messages import said


@pytest.mark.parametrize(
    ("text", "age"),
    [
        *(("7", 7), ("he's 9", 9), ("seven", 7), ("aged 12", 12), ("18 months", 1), ("6 weeks old", 0)),
        *(("year 9", 13), ("y4", 8), ("a baby", 0), ("reception", 4), ("old", None), ("200", None), ("", None)),
        *(("2 years 3 months", 2), ("1 year 9 months", 1), ("two years and three months", 2), ("9 months", 0)),
        *(("he turned 5 3 weeks ago", 5), ("diagnosed 2 years ago, he is 7", 7), ("in 3 weeks he'll be 5", 5)),
        *(("twenty four", 24), ("twenty-five", 25), ("twenty", 20), ("twenty two years old", 22)),
        *(("eighteen months", 1), ("six weeks old", 0), ("10 days old", 0), ("18 mo", 1), ("a year old", 1)),
        *(("year nine", 13), ("four-year-old", 4), ("3 and a half", 3), ("two and a half years", 2)),
        *(("3½", 3), ("3.5 years", 3), ("3 1/2 years", 3), ("1.5 years", 1), ("18.5 months", 1)),
        *(("he's nearly 3", 3), ("under 18 months", 1), ("the youngest one is 7", 7), ("I have two, one is 9", 9)),
        *(("my 3 kids are 5, 7 and 9", 5), ("he gets 30 hours and is 3", 3), ("18m", 1), ("a year and a half", 1)),
        *(
            ("he is 8, he's in year 3", 8),
            ("he's in year 3, 8 in May", 7),
            ("yr nine", 13),
            ("11 years old year 6", 11),
        ),
        *(("half a year old", None), ("last year one of them was 7", 7), ("year three", 7)),
        *(("sixth form", 16), ("6th form", 16), ("a sixth-former", 16), ("17, in sixth form", 17)),
        *(("nursery", 3), ("pre-school", 3), ("pre school", 3), ("nursery or reception", 4)),
    ],
)
def test_age_is_read_from_the_words(text: str, age: int | None) -> None:
    assert reading.age_in(text) == age


@pytest.mark.parametrize(
    ("text", "value"),
    [("yes", "yes"), ("I think so", "yes"), ("No.", "no"), ("she hasn't", "no"), ("not sure", "not_sure")],
)
def test_yes_no_and_not_sure_are_read(shipped: Content, text: str, value: str) -> None:
    assert reading.yes_no_in(text, shipped.journeys) == value


def test_neither_yes_nor_no_is_not_guessed(shipped: Content) -> None:
    assert reading.yes_no_in("what is sen", shipped.journeys) is None


@pytest.mark.parametrize("text", ["skip", "Skip this question", "skip it", "pass"])
def test_skip_is_known_in_any_case(shipped: Content, text: str) -> None:
    assert reading.skips(said(text), shipped.journeys)


def test_every_change_and_drop_button_is_understood(shipped: Content) -> None:
    for name in ("find_help", "timetable", "assessment", "talk"):
        journey = shipped.journeys.named(name)
        for step, texts in journey.steps.items():
            assert reading.changes(said(texts.change), journey) == step
            if texts.drop:
                assert reading.drops(said(texts.drop), journey) == step


@pytest.mark.parametrize(("text", "step"), [("I gave the wrong age", "age"), ("can i change the place", "place")])
def test_change_in_own_words_names_its_step(shipped: Content, text: str, step: str) -> None:
    assert reading.changes(said(text), shipped.journeys.find_help) == step


def test_two_options_in_one_message_are_not_guessed(shipped: Content) -> None:
    options = shipped.journeys.talk.steps["about"].options
    titles = [option.title for option in options]
    assert reading.option_in("money taxi", options, titles) == "money"
    assert reading.option_in("benefit grant money", options, titles) == "money"
    assert reading.option_in("bus plan", options, titles) == "plan"
    assert reading.option_in("camhs", options, titles) == "health"
    assert reading.option_in("3", options, titles) == "home"
    assert reading.option_in("plane", options, titles) is None


@pytest.mark.parametrize("text", ["would he be entitled to DLA", "has she a right to a taxi", "whos our caseworker"])
def test_question_in_a_journey_is_noticed_without_a_question_mark(text: str) -> None:
    assert said(text, answered=True).asks


@pytest.mark.parametrize("text", ["has autism and adhd", "13, who has sensory issues", "May the 4th"])
def test_answer_to_a_step_is_not_taken_for_a_question(text: str) -> None:
    assert not said(text, answered=True).asks
