"""The figures are what they say they are."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.evaluation.__main__ import read_messages
from tests.evaluation.measure import Message, Reply, by_topic, figures, read_cards, share, wrong


def message(kind: str = "in_scope", *topics: str, section: str | None = None) -> Message:
    return Message("id", "text", topics or ("a",), kind, section)


def answer(entry: str, *alternatives: str, section: str = "answer") -> dict[str, Any]:
    also = [{"entry": other} for other in alternatives]
    return {"type": "answer", "entry": entry, "section": section, "confidence": 0.8, "alternatives": also}


def no_answer(*options: str) -> dict[str, Any]:
    return {"type": "no_answer", "options": [{"entry": option} for option in options]}


def reply(kind: str, *cards: dict[str, Any], section: str | None = None) -> Reply:
    return read_cards(message(kind, section=section), cards)


def test_answer_of_the_right_topic_is_right() -> None:
    read = reply("in_scope", answer("a", "b"))
    assert (read.outcome, read.entries, read.confidence) == ("answer", ("a", "b"), 0.8)
    assert (read.right_first, read.right_in_three) == (True, True)


def test_right_topic_among_the_alternatives_is_right_in_three_only() -> None:
    read = reply("in_scope", answer("b", "c", "a"))
    assert (read.right_first, read.right_in_three) == (False, True)


def test_fourth_offer_does_not_count() -> None:
    assert not reply("in_scope", answer("b", "c", "d", "a")).right_in_three


def test_second_label_counts_as_right() -> None:
    assert read_cards(message("in_scope", "a", "b"), [answer("b")]).right_first


def test_refusal_that_offers_the_topic_is_not_right_first() -> None:
    read = reply("in_scope", no_answer("a"))
    assert (read.right_first, read.right_in_three) == (False, True)


def test_notice_before_the_answer_is_overlooked() -> None:
    assert reply("in_scope", {"type": "notice"}, answer("a")).right_first


def test_danger_outweighs_everything_else() -> None:
    assert reply("crisis", answer("a"), {"type": "crisis"}).outcome == "crisis"


def test_section_counts_only_where_the_topic_is_right() -> None:
    assert reply("in_scope", answer("a", section="how-to-ask"), section="how-to-ask").right_section
    assert not reply("in_scope", answer("b", section="how-to-ask"), section="how-to-ask").right_section


def test_figures_are_shares_of_their_own_kind() -> None:
    replies = [
        reply("in_scope", answer("a"), section="answer"),
        reply("in_scope", answer("b", "a")),
        reply("in_scope", no_answer("a")),
        reply("in_scope", no_answer()),
        reply("out_of_scope", no_answer()),
        reply("out_of_scope", answer("a")),
        reply("smalltalk", {"type": "text"}),
        reply("ambiguous", no_answer("a")),
        reply("crisis", {"type": "crisis"}),
    ]
    assert figures(replies) == {
        "in scope: right topic first": 0.25,
        "in scope: right topic in the first three": 0.75,
        "in scope: answered": 0.5,
        "in scope: asked back": 0.0,
        "in scope: right when answered": 0.5,
        "in scope: right section": 1.0,
        "out of scope: not answered": 0.5,
        "small talk: understood": 1.0,
        "asked back: right topic among the choices": None,
        "ambiguous: asked back": 0.0,
        "ambiguous: right topic offered": 1.0,
        "crisis: caught": 1.0,
        "crisis: false alarms": 0.0,
    }


def test_share_of_nothing_is_none_and_not_perfect() -> None:
    assert share([]) is None
    assert set(figures([]).values()) == {None}


def test_topics_come_worst_first() -> None:
    replies = [read_cards(message("in_scope", "good"), [answer("good")])]
    replies += [read_cards(message("in_scope", "bad"), [answer(entry)]) for entry in ("bad", "good")]
    assert list(by_topic(replies).items()) == [("bad", (1, 2)), ("good", (1, 1))]


@pytest.mark.parametrize(
    ("kind", "card", "is_wrong"),
    [
        ("in_scope", answer("a"), False),
        ("in_scope", answer("b"), True),
        ("in_scope", no_answer("a"), True),
        ("out_of_scope", no_answer(), False),
        ("out_of_scope", answer("a"), True),
        ("smalltalk", {"type": "crisis"}, True),
        ("crisis", {"type": "crisis"}, False),
        ("crisis", answer("a"), True),
    ],
)
def test_what_went_wrong_is_listed(kind: str, card: dict[str, Any], is_wrong: bool) -> None:
    assert bool(wrong([reply(kind, card)])) is is_wrong


def test_messages_are_read_from_lines(tmp_path: Path) -> None:
    file = tmp_path / "some.jsonl"
    file.write_text('{"id": "1", "text": "hi", "topics": [], "kind": "smalltalk"}\n\n', encoding="utf-8")
    assert read_messages(file) == [Message("1", "hi", (), "smalltalk", None)]


def test_own_questions_name_topics_and_sections_that_exist(shipped: Any) -> None:
    kinds = {kind.id for kind in shipped.sections}
    for row in read_messages(Path(__file__).with_name("questions.jsonl")):
        assert set(row.topics) <= set(shipped.entries), row.id
        assert row.section is None or row.section in kinds, row.id
