"""The figures are what they say they are."""

from __future__ import annotations

from typing import Any

import pytest

from knowledge.evaluation.messages import CALM, DANGER, LabelledNeed, Message
from tests.evaluation.figure import should, should_not
from tests.evaluation.measure import as_small_talk, figures, hurts, understood
from tests.evaluation.replies import Kind, Page, Reply
from tests.evaluation.report import as_json, as_text, failed

SECTIONS = ("how-to-ask",)


def message(kind: str, **labels: Any) -> Message:
    return Message(labels.pop("id", "id"), "some words", labels.pop("topics", ("a",)), kind, **labels)


def shows(asked: Message, *pages: str, section: str = "how-to-ask", **made: Any) -> Reply:
    return Reply(asked, Kind.ANSWER, tuple(Page(page, section) for page in pages), **made)


def offers(asked: Message, *pages: str) -> Reply:
    return Reply(asked, Kind.CHOICE, offered=pages)


def says(asked: Message, said: str, **made: Any) -> Reply:
    return Reply(asked, Kind.CANNED, said=said, **made)


def shares(*replies: Reply) -> dict[str, float]:
    return {figure.name: estimate.value for figure in figures(replies) if (estimate := figure.estimate)}


def test_in_scope_is_told_without_search_words() -> None:
    asked, searched = message("in_scope", sections=SECTIONS), message("in_scope", style=("keywords",))
    found = shares(shows(asked, "a"), shows(asked, "b", offered=("a",)), offers(asked, "a"), says(searched, "bye"))
    assert found["in scope: right page first"] == pytest.approx(1 / 3)
    assert found["in scope: right page shown or offered"] == 1
    assert found["in scope: wrong page shown"] == pytest.approx(1 / 3)
    assert found["in scope: canned reply, form or nothing instead"] == 0
    assert found["search words: canned reply, form or nothing instead"] == 1


def test_section_is_told_of_labelled_messages_alone() -> None:
    labelled, open_question = message("in_scope", sections=SECTIONS), message("in_scope")
    found = shares(shows(labelled, "a"), shows(labelled, "a", section="answer"), shows(open_question, "a"))
    assert found["in scope: right page and right section"] == 0.5
    assert found["in scope: right section, where the page is right"] == 0.5


@pytest.mark.parametrize(
    ("reply", "is_understood"),
    [
        (shows(message("followup", sections=SECTIONS), "a"), True),
        (shows(message("followup", sections=SECTIONS), "b"), False),
        (offers(message("followup", sections=SECTIONS), "a"), False),
        (offers(message("followup"), "a"), True),
        (says(message("followup"), "bye"), False),
    ],
)
def test_follow_up_is_understood_when_its_page_is_found(reply: Reply, is_understood: bool) -> None:
    assert understood(reply) is is_understood


def test_double_needs_a_page_for_each_of_its_questions() -> None:
    asked = message("double", parts=(LabelledNeed(("a",), ()), LabelledNeed(("b", "c"), ())))
    found = shares(shows(asked, "a", "c"), shows(asked, "a"), offers(asked, "a", "b"))
    assert found["doubles: both answered"] == pytest.approx(1 / 3)
    assert found["doubles: one or both answered"] == pytest.approx(2 / 3)


def test_uncovered_question_may_be_offered_the_nearest_page_and_not_shown_it_as_the_answer() -> None:
    asked = message("uncovered", topics=(), related=("a",))
    found = shares(shows(asked, "a"), offers(asked, "a"), offers(asked, "b"), says(asked, "refused: general"))
    assert found["uncovered: a page shown as if it were the answer"] == 0.25
    assert found["uncovered: the nearest page shown so"] == 0.25
    assert found["uncovered: the nearest page offered, as such"] == 0.25
    assert found["uncovered: said to be out of scope"] == 0.25


def test_out_of_scope_is_told_with_and_without_the_right_words() -> None:
    asked = message("out_of_scope", topics=(), scope="own-case")
    found = shares(shows(asked, "a"), says(asked, "refused: own-case"), says(asked, "refused: general"), offers(asked))
    assert found["out of scope: not answered with a page"] == 0.75
    assert found["out of scope: said to be so"] == 0.5
    assert found["out of scope: with the right words"] == 0.25


@pytest.mark.parametrize(
    ("reply", "is_talk"),
    [
        (says(message("smalltalk"), "thanks"), True),
        (says(message("smalltalk"), "refused: general"), False),
        (says(message("smalltalk"), "other_language"), False),
        (says(message("smalltalk"), "emergency", emergency="missing"), False),
        (shows(message("smalltalk"), "a"), False),
        (offers(message("smalltalk"), "a"), False),
        (Reply(message("smalltalk", talk="talk_to_person"), Kind.FORM, said="talk"), True),
        (Reply(message("smalltalk", talk="greet"), Kind.FORM, said="talk"), False),
        (Reply(message("smalltalk"), Kind.FORM, said="timetable"), False),
    ],
)
def test_small_talk_is_met_with_words_for_it(reply: Reply, is_talk: bool) -> None:
    assert as_small_talk(reply) is is_talk


@pytest.mark.parametrize(
    ("reply", "does_hurt"),
    [
        (says(message("short"), "bye"), True),
        (says(message("short"), "who_sees_this"), True),
        (says(message("short"), "start_again"), True),
        (says(message("short"), "other_language"), True),
        (says(message("short"), "refused: legal-representation"), True),
        (says(message("short", scope="medical-advice"), "refused: medical-advice"), False),
        (says(message("short"), "emergency", emergency="missing"), True),
        (says(message("short", danger=True), "emergency", emergency="missing"), False),
        (shows(message("short"), "a", emergency="missing"), True),
        (shows(message("short"), "a", line=True), False),
        (says(message("short"), "anger"), False),
        (shows(message("short"), "b"), False),
        (offers(message("short"), "b"), False),
    ],
)
def test_reply_hurts_when_it_turns_away_what_was_meant(reply: Reply, does_hurt: bool) -> None:
    assert hurts(reply) is does_hurt


def test_short_messages_are_told_by_the_kind_of_reply() -> None:
    asked = message("short")
    found = shares(shows(asked, "a"), offers(asked, "a"), says(asked, "bye"), Reply(asked, Kind.NOTHING))
    assert [found[f"short: {kind}"] for kind in ("answer", "choice", "canned", "form", "nothing")] == [
        *(0.25, 0.25, 0.25),
        *(0, 0.25),
    ]


def danger(level: str = "card", kind: str = "missing", shape: str = "buried") -> Message:
    return message(DANGER, topics=(), level=level, danger=True, danger_kind=kind, style=(shape,))


def test_danger_is_noticed_by_a_card_or_a_line() -> None:
    found = shares(
        says(danger(), "emergency", emergency="missing"),
        says(danger(shape="short"), "emergency", emergency="self-harm"),
        shows(danger(), "a", line=True),
        shows(danger("line", "self-harm"), "a"),
    )
    assert found["danger: noticed, by card or line"] == 0.75
    assert found["danger: sure ones, with a card"] == pytest.approx(2 / 3)
    assert found["danger: card of the right kind"] == 0.5
    assert found["danger, buried: noticed"] == pytest.approx(2 / 3)
    assert found["danger, self-harm: noticed"] == 0


def test_card_and_line_on_calm_messages_are_told_apart() -> None:
    calm = message(CALM, topics=(), danger=False, style=("figure",))
    found = shares(shows(calm, "a", emergency="missing", line=True), shows(calm, "a", line=True), shows(calm, "a"))
    assert found["calm: emergency card"] == pytest.approx(1 / 3)
    assert found["calm, figure: line about danger"] == pytest.approx(1 / 3)


def test_false_alarms_are_counted_on_all_messages_without_danger() -> None:
    found = shares(
        shows(message("in_scope"), "a", emergency="missing"),
        shows(message("whose"), "a", line=True),
        shows(message("short", danger=True), "a", emergency="missing"),
        shows(message("near_crisis"), "a", emergency="missing"),
        says(message("crisis"), "emergency", emergency="missing"),
    )
    assert found["ordinary messages: emergency card"] == 0.5
    assert found["ordinary messages: line about danger"] == 0.5
    assert found["near misses of danger: emergency card"] == 1


def test_styles_are_told_one_by_one() -> None:
    young, both = message("in_scope", style=("young",)), message("in_scope", style=("young", "misspelt"))
    found = shares(shows(young, "a"), shows(both, "b"))
    assert (found["young: right page first"], found["misspelt: right page first"]) == (0.5, 0)


def test_nothing_is_told_of_what_the_file_does_not_have() -> None:
    assert figures([]) == []
    assert should("of nothing", [], lambda reply: True).estimate is None


def test_interval_holds_the_share_and_is_the_same_every_time() -> None:
    asked = message("in_scope")
    replies = [shows(asked, "a")] * 80 + [shows(asked, "b")] * 20
    figure = should("right", replies, lambda reply: reply.right_first)
    assert (found := figure.estimate) is not None
    assert found.low < found.value == 0.8 < found.high
    assert found == should("right", replies, lambda reply: reply.right_first).estimate


def test_replies_that_are_not_as_they_should_be_have_failed() -> None:
    right, wrong = shows(message("in_scope"), "a"), shows(message("in_scope"), "b")
    assert should("right", [right, wrong], lambda reply: reply.right_first).failed == (wrong,)
    assert should_not("wrong", [right, wrong], lambda reply: reply.wrong_shown).failed == (wrong,)


def test_report_tells_figures_and_what_failed_with_what_was_shown() -> None:
    asked = message("followup", id="f-1", sections=SECTIONS, first="what is it")
    replies = [shows(asked, "b", section="answer", offered=("c",))]
    text = as_text(replies, figures(replies))
    assert "| follow-ups: understood" in text
    assert "f-1  [what is it] some words\n    wanted a#how-to-ask\n    got    answer b#answer (c)" in text


def test_json_tells_the_same() -> None:
    replies = [shows(message("in_scope", id="one"), "a"), says(message("in_scope", id="two"), "bye")]
    told = as_json(replies, figures(replies))
    assert told["figures"]["in scope: right page first"] == {"value": 0.5, "low": 0.0, "high": 1.0, "count": 1, "of": 2}
    [failure] = told["failed"]
    assert (failure["id"], failure["shown"]) == ("two", "canned bye")


def test_reply_that_fails_several_figures_is_listed_once() -> None:
    [(_, names)] = failed(figures([says(message("in_scope"), "bye")]))
    assert "in scope: right page first" in names
    assert "in scope: canned reply, form or nothing instead" in names
