"""Which questions count as not answered."""

from __future__ import annotations

from datetime import date

import pytest

from actions.wire import Outcome
from web_widget.store.keeping import KeepSettings, Stores
from web_widget.store.records import Feedback, Record
from web_widget.store.shortfalls import Shortfall
from web_widget.store.unanswered import UnansweredQuestions

TODAY = date(2026, 11, 22)


@pytest.fixture
def stores(keep: KeepSettings) -> Stores:
    return Stores(keep)


def say(stores: Stores, question: str, outcome: Outcome, conversation: str = "a") -> None:
    entry = "short-breaks" if outcome is Outcome.ANSWERED else None
    stores.records.keep(Record(conversation, question, entry, outcome, TODAY, "v"))


def short(stores: Stores) -> dict[str, Shortfall]:
    return {one.question: one.shortfall for one in UnansweredQuestions(stores.engine).since("2026-11")}


def test_question_without_an_answer_falls_short(stores: Stores) -> None:
    say(stores, "swing", Outcome.NOT_KNOWN)
    say(stores, "respite", Outcome.ANSWERED)
    assert short(stores) == {"swing": Shortfall.NOT_KNOWN}


def test_question_that_was_asked_back_counts_even_where_the_next_one_is_answered(stores: Stores) -> None:
    say(stores, "money", Outcome.ASKED_BACK)
    say(stores, "money for respite", Outcome.ANSWERED)
    assert short(stores) == {"money": Shortfall.ASKED_BACK}


def test_refused_question_counts(stores: Stores) -> None:
    say(stores, "my bins", Outcome.OUT_OF_SCOPE)
    assert short(stores) == {"my bins": Shortfall.REFUSED}


def test_question_asked_back_twice_in_a_row_counts_in_both_wordings(stores: Stores) -> None:
    say(stores, "money", Outcome.ASKED_BACK)
    say(stores, "18 years", Outcome.GUIDED)
    say(stores, "money for him", Outcome.ASKED_BACK)
    assert short(stores) == {"money": Shortfall.ASKED_BACK_TWICE, "money for him": Shortfall.ASKED_BACK_TWICE}


def test_questions_of_different_people_are_not_taken_for_one_conversation(stores: Stores) -> None:
    say(stores, "money", Outcome.ASKED_BACK, "a")
    say(stores, "taxi", Outcome.ASKED_BACK, "b")
    say(stores, "Talk to a person", Outcome.HANDED_OVER, "b")
    assert short(stores) == {"money": Shortfall.ASKED_BACK, "taxi": Shortfall.HANDED_OVER}


@pytest.mark.parametrize("outcome", [Outcome.ANSWERED, Outcome.ASKED_BACK, Outcome.OUT_OF_SCOPE])
def test_question_before_a_person_is_asked_for_is_the_one_that_counts(stores: Stores, outcome: Outcome) -> None:
    say(stores, "respite", outcome)
    say(stores, "Talk to a person", Outcome.HANDED_OVER)
    say(stores, "a person please", Outcome.HANDED_OVER)
    assert short(stores) == {"respite": Shortfall.HANDED_OVER}


def test_question_of_danger_before_a_person_is_asked_for_does_not_count(stores: Stores) -> None:
    say(stores, "he hits me", Outcome.DANGER)
    say(stores, "Talk to a person", Outcome.HANDED_OVER)
    assert short(stores) == {}


def test_who_asks_for_a_person_at_once_counts_by_these_words(stores: Stores) -> None:
    say(stores, "someone to speak to about swimming", Outcome.HANDED_OVER)
    assert short(stores) == {"someone to speak to about swimming": Shortfall.HANDED_OVER}


@pytest.mark.parametrize(("helped", "expected"), [(True, {}), (False, {"respite": Shortfall.UNHELPFUL})])
def test_answer_that_did_not_help_counts(stores: Stores, helped: bool, expected: dict[str, Shortfall]) -> None:
    say(stores, "respite", Outcome.ANSWERED)
    say(stores, "thanks", Outcome.TALK)
    stores.records.judge(Feedback("a", "short-breaks", helped, None, None, TODAY))
    assert short(stores) == expected


def test_why_it_fell_short_outlives_the_conversation(stores: Stores) -> None:
    say(stores, "swing", Outcome.NOT_KNOWN)
    stores.records.make_anonymous(TODAY)
    (kept,) = UnansweredQuestions(stores.engine).since("2026-11")
    assert (kept.question, kept.shortfall, kept.conversation, kept.day) == ("swing", Shortfall.NOT_KNOWN, None, None)
