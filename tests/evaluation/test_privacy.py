"""The measure of what is taken out: its file, how it counts, and that the figures are good enough."""

from __future__ import annotations

import json

import pytest

from knowledge.files.records import Content
from tests.evaluation.privacy import TAKEN_OUT, TOUCHED, Outcome, messages, read, report
from web_widget.privacy.redactor import KINDS, Redaction, Removed, redactors


def line(text: str) -> str:
    return json.dumps({"id": "private-002", "text": text})


def test_there_are_enough_messages_of_each_sort() -> None:
    private = [message for message in messages() if message.spans]
    assert len(private) >= 220
    assert len(messages()) - len(private) >= 250
    assert len({message.text for message in messages()}) == len(messages())
    assert {kind for message in private for kind, _, _ in message.spans} == set(KINDS.values()) - {"number"}


def test_marks_are_read_as_spans_of_the_text() -> None:
    message = read(line("my son [[name:jak]] in [[postcode:LE15 6TW]]"))
    assert message.text == "my son jak in LE15 6TW"
    assert [(kind, message.text[start:end]) for kind, start, end in message.spans] == [
        ("name", "jak"),
        ("postcode", " 6TW"),
    ]
    assert message.held_out


def test_span_counts_only_where_all_of_it_is_gone() -> None:
    message = read(line("[[name:Danuta Kowalczyk]]"))
    assert Outcome(message, Redaction("", (Removed("name", 0, 6),))).missed == ("name",)
    assert Outcome(message, Redaction("", (Removed("name", 0, 6), Removed("name", 7, 16)))).missed == ()


def test_clean_message_is_touched_where_anything_is_gone() -> None:
    message = read(line("short breaks"))
    assert Outcome(message, Redaction("", (Removed("name", 0, 5),))).touched
    assert not Outcome(message, Redaction("short breaks")).touched


@pytest.mark.model
def test_enough_is_taken_out_and_little_else(shipped: Content, capsys: pytest.CaptureFixture[str]) -> None:
    redactor = redactors().of("shipped", shipped)
    well = report("All", [Outcome(message, redactor.redact(message.text)) for message in messages()])
    assert well, f"Below {TAKEN_OUT:.0%} taken out, or above {TOUCHED:.0%} touched:\n{capsys.readouterr().out}"
