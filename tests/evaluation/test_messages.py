"""Every form of labelled messages is read, and faults are told with their place."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from knowledge.evaluation.messages import CALM, DANGER, LabelledNeed, Message, UnknownForm
from knowledge.evaluation.messages import read as read_file
from knowledge.files.records import Content
from knowledge.settings import ROOT

OWN = ROOT / "knowledge" / "evaluation"


def read(tmp_path: Path, **row: Any) -> Message:
    file = tmp_path / "some.jsonl"
    file.write_text(json.dumps({"id": "1", "text": "hi", **row}) + "\n\n", encoding="utf-8")
    [message] = read_file(file)
    return message


def test_one_section_and_several_are_read_alike(tmp_path: Path) -> None:
    assert read(tmp_path, kind="in_scope", topics=["a"], section="how-to-ask").sections == ("how-to-ask",)
    assert read(tmp_path, kind="in_scope", topics=["a"], sections=["x", "y"]).sections == ("x", "y")
    assert read(tmp_path, kind="in_scope", topics=["a"]).sections == ()


def test_first_message_of_a_conversation_is_kept(tmp_path: Path) -> None:
    assert read(tmp_path, kind="followup", topics=["a"], first="what is it").first == "what is it"


def test_double_has_two_parts_and_the_topics_of_both(tmp_path: Path) -> None:
    message = read(tmp_path, kind="double", topics=[["a"], ["b", "c"]], sections=[["x"], []])
    assert message.parts == (LabelledNeed(("a",), ("x",)), LabelledNeed(("b", "c"), ()))
    assert (message.topics, message.sections) == (("a", "b", "c"), ())


def test_nearest_page_may_be_one_or_several_or_none(tmp_path: Path) -> None:
    related = [read(tmp_path, kind="uncovered", topics=[], related=value).related for value in ("a", ["a", "b"], None)]
    assert related == [("a",), ("a", "b"), ()]


def test_line_without_a_kind_that_says_whether_it_is_danger_is_a_short_message(tmp_path: Path) -> None:
    message = read(tmp_path, danger=False)
    assert (message.kind, message.danger) == ("short", False)


def test_line_with_a_level_is_about_danger(tmp_path: Path) -> None:
    danger = read(tmp_path, danger=True, level="line", kind="missing", shape="buried")
    assert (danger.kind, danger.level, danger.danger_kind, danger.style) == (DANGER, "line", "missing", ("buried",))
    assert read(tmp_path, danger=False, level="none", kind="none").kind == CALM


def test_unknown_kind_is_refused_with_its_place(tmp_path: Path) -> None:
    with pytest.raises(UnknownForm, match=r"some.jsonl, line 1: the kind 'odd' is not one of ambiguous"):
        read(tmp_path, kind="odd", topics=[])


def test_double_without_sections_for_each_question_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnknownForm, match="line 1"):
        read(tmp_path, kind="double", topics=[["a"], ["b"]], sections=[["x"]])


def _needs(message: Message) -> tuple[LabelledNeed, ...]:
    return message.parts or (LabelledNeed(message.topics, message.sections),)


def test_own_messages_name_pages_that_exist_and_sections_that_the_best_page_has(shipped: Content) -> None:
    for message in read_file(OWN / "messages.jsonl"):
        assert {*message.topics, *message.related} <= {*shipped.entries}, message.id
        for need in _needs(message):
            has = {section.id for topic in need.topics[:1] for section in shipped.entries[topic].sections}
            assert {*need.sections} <= has, message.id


def test_own_messages_name_kinds_out_of_scope_and_small_talk_that_exist(shipped: Content) -> None:
    messages = read_file(OWN / "messages.jsonl")
    assert {message.scope for message in messages} - {None} <= {kind.id for kind in shipped.out_of_scope}
    assert {message.talk for message in messages} - {None} <= {*shipped.council.words}


def test_own_messages_are_many_and_each_has_an_id_of_its_own() -> None:
    messages = [*read_file(OWN / "messages.jsonl"), *read_file(OWN / "danger.jsonl")]
    assert len({message.id for message in messages}) == len(messages) >= 1385
