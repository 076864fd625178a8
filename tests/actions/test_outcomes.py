"""Each action gives the outcome of the message, and which page it shows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from rasa_sdk import Action

from actions.answer import ActionAnswer
from actions.crisis import ActionCrisis
from actions.feedback import ActionFeedback
from actions.greet import ActionGreet
from actions.journeys.ask import QUESTIONS
from actions.journeys.assessment import ActionAssessment
from actions.journeys.find_help import ActionFindHelp
from actions.journeys.leave import ActionNothingOpen
from actions.journeys.talk import ActionTalk
from actions.journeys.timetable import ActionDates
from actions.other_language import ActionOtherLanguage
from actions.say import ActionSay
from actions.show_people import ActionShowPeople
from actions.wire import MOST_TELLING_FIRST, Outcome, Reply, joined
from knowledge.files.records import Content
from knowledge.versions.live import Live
from tests.actions.turn import READ, intent, reply_of

FORM = "find_help_form"


def found(entry: str, confidence: float = 0.9, **told: Any) -> dict[str, Any]:
    """What the search found: one page."""
    hits = [{"entry": entry, "section": "answer", "confidence": confidence}]
    return {
        "verdict": "answered",
        "hits": hits,
        "confidence": confidence,
        "out_of_scope": None,
        "parts": [],
        **READ,
        **told,
    }


@pytest.mark.parametrize(
    ("action", "message", "outcome"),
    [
        (ActionGreet, {}, Outcome.TALK),
        (ActionSay, {"intent": intent("thanks")}, Outcome.TALK),
        (ActionNothingOpen, {}, Outcome.TALK),
        (ActionShowPeople, {"intent": intent("anger")}, Outcome.HANDED_OVER),
        (ActionOtherLanguage, {"language": "POLISH"}, Outcome.HANDED_OVER),
        (ActionFeedback, {}, Outcome.HANDED_OVER),
        (ActionAnswer, {"knowledge": found("dentist")}, Outcome.ANSWERED),
        (ActionAnswer, {"knowledge": found("dentist", verdict="unclear")}, Outcome.ASKED_BACK),
        (ActionAnswer, {"knowledge": found("dentist", 0.3, no_subject=True)}, Outcome.ASKED_BACK),
        (ActionAnswer, {"knowledge": found("dentist", verdict="not_sure")}, Outcome.ASKED_BACK),
        (ActionAnswer, {"knowledge": found("dentist", verdict="out_of_scope", out_of_scope="x")}, Outcome.OUT_OF_SCOPE),
        (ActionCrisis, {"danger": {"kind": "own-life", "probability": 1.0}}, Outcome.DANGER),
    ],
)
def test_outcome_is_that_of_the_action(
    shipped_live: Live[tuple[str, Content]],
    action: Callable[[Live[tuple[str, Content]]], Action],
    message: dict[str, Any],
    outcome: Outcome,
) -> None:
    assert reply_of(action(shipped_live), **message).outcome is outcome


def test_second_miss_in_a_row_is_handed_over(shipped_live: Live[tuple[str, Content]]) -> None:
    missed = found("dentist", verdict="not_sure")
    assert reply_of(ActionAnswer(shipped_live), {"misses": 1}, knowledge=missed).outcome is Outcome.HANDED_OVER


def test_answer_says_which_page_it_shows(shipped_live: Live[tuple[str, Content]]) -> None:
    assert reply_of(ActionAnswer(shipped_live), knowledge=found("dentist")).entry == "dentist"
    assert reply_of(ActionGreet(shipped_live)).entry is None


def test_of_two_answers_the_likeliest_is_the_page_that_was_shown(shipped_live: Live[tuple[str, Content]]) -> None:
    def part(entry: str) -> dict[str, Any]:
        asked = {"entry": entry, "section": "answer", "text": entry, "no_subject": False, "wants": True}
        return {**asked, "verdict": "answered", "confidence": 0.95}

    two = found("dentist", parts=[part("camhs"), part("dentist")])
    reply = reply_of(ActionAnswer(shipped_live), knowledge=two)
    assert (reply.outcome, reply.entry) == (Outcome.ANSWERED, "dentist")


def test_danger_outweighs_the_answer_below_it(shipped_live: Live[tuple[str, Content]]) -> None:
    reply = reply_of(
        ActionCrisis(shipped_live),
        text="what about a dentist?",
        danger={"kind": "own-life", "probability": 0.9},
        knowledge=found("dentist"),
    )
    assert [card["type"] for card in reply.cards] == ["crisis", "text", "answer"]
    assert (reply.outcome, reply.entry) == (Outcome.DANGER, "dentist")


def test_interpreter_named_while_a_journey_asks_is_part_of_the_journey(
    shipped_live: Live[tuple[str, Content]],
) -> None:
    assert reply_of(ActionOtherLanguage(shipped_live), form=FORM).outcome is Outcome.GUIDED


def test_people_shown_instead_of_the_next_question_are_the_outcome(shipped_live: Live[tuple[str, Content]]) -> None:
    reply = reply_of(ActionShowPeople(shipped_live), form=FORM, intent=intent("anger"))
    assert reply.outcome is Outcome.HANDED_OVER


@pytest.mark.parametrize(
    ("action", "slots", "outcome"),
    [
        *((question, {}, Outcome.GUIDED) for question in QUESTIONS),
        (ActionFindHelp, {"age": 7}, Outcome.ANSWERED),
        (ActionFindHelp, {"age": 150}, Outcome.HANDED_OVER),
        (ActionFindHelp, dict.fromkeys(("need", "age", "place", "free"), "skipped"), Outcome.HANDED_OVER),
        (ActionDates, {"start": "ehc-request", "start_date": date.today().isoformat()}, Outcome.ANSWERED),
        (ActionDates, {"start": "ehc-request", "start_date": "skipped"}, Outcome.HANDED_OVER),
        (ActionTalk, {"about": "skipped"}, Outcome.HANDED_OVER),
        (ActionAssessment, {}, Outcome.ANSWERED),
    ],
)
def test_journey_guides_and_ends_with_an_answer_or_with_people(
    shipped_live: Live[tuple[str, Content]],
    action: Callable[[Live[tuple[str, Content]]], Action],
    slots: dict[str, Any],
    outcome: Outcome,
) -> None:
    assert reply_of(action(shipped_live), slots).outcome is outcome


def test_assessment_shows_its_page(shipped_live: Live[tuple[str, Content]]) -> None:
    page = shipped_live.current()[1].journeys.assessment.entry
    assert reply_of(ActionAssessment(shipped_live)).entry == page


@pytest.mark.parametrize(
    ("first", "second", "together"),
    [
        (Outcome.ANSWERED, Outcome.GUIDED, Outcome.ANSWERED),
        (Outcome.TALK, Outcome.GUIDED, Outcome.GUIDED),
        (Outcome.ASKED_BACK, Outcome.GUIDED, Outcome.GUIDED),
        (Outcome.NOT_KNOWN, Outcome.GUIDED, Outcome.NOT_KNOWN),
        (Outcome.HANDED_OVER, Outcome.GUIDED, Outcome.HANDED_OVER),
        (Outcome.TALK, Outcome.DANGER, Outcome.DANGER),
    ],
)
def test_most_telling_outcome_of_several_actions_counts(first: Outcome, second: Outcome, together: Outcome) -> None:
    replies = [Reply(({"type": "text"},), outcome, None, "v") for outcome in (first, second)]
    reply = joined(replies)
    assert reply is not None
    assert (reply.outcome, len(reply.cards)) == (together, 2)


def test_every_outcome_has_its_place_among_the_telling_ones() -> None:
    assert sorted(MOST_TELLING_FIRST) == sorted(Outcome)


def test_reply_is_the_same_after_its_way_as_json() -> None:
    reply = Reply(({"type": "text"},), Outcome.ANSWERED, "dentist", "v")
    assert Reply.from_wire(reply.to_wire()) == reply
