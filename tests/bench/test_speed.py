"""The timings count what they say, with a system that is not there."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import requests

from tests.bench.ranking import Ranking
from tests.bench.speed import AT_ONCE, MESSAGES_A_CONVERSATION, never_asked, time_messages, timing


class Recorder:
    """A system that writes down what it was asked, and fails at one message."""

    name = "recorder"

    def __init__(self) -> None:
        self.processes: Mapping[str, int] = {}
        self.conversations: list[list[str]] = []

    def rank(self, texts: object) -> list[Ranking]:
        return []

    def begin(self, session: requests.Session) -> Callable[[str], object]:
        conversation: list[str] = []
        self.conversations.append(conversation)

        def ask(text: str) -> None:
            conversation.append(text)
            if text == "fail":
                raise requests.ConnectionError

        return ask


def test_every_message_is_asked_once_and_few_to_a_conversation() -> None:
    recorder, texts = Recorder(), [str(number) for number in range(20)]
    assert time_messages(recorder, texts, 3).failed == 0
    assert sorted(text for asked in recorder.conversations for text in asked) == sorted(texts)
    assert max(len(asked) for asked in recorder.conversations) == MESSAGES_A_CONVERSATION


def test_no_text_is_asked_in_two_rounds() -> None:
    rounds = [never_asked(["can we get respite"], at_once) for at_once in AT_ONCE]
    assert len({text for texts in rounds for text in texts}) == len(AT_ONCE)


def test_message_without_a_reply_is_counted_as_failed() -> None:
    assert time_messages(Recorder(), ["one", "fail", "two"], 1).failed == 1


def test_median_and_rate_are_of_those_that_got_a_reply() -> None:
    measured = timing(5, [10.0, None, 30.0, 20.0], 2.0)
    assert (measured.median, measured.percentile_95, measured.per_second) == (20.0, 30.0, 1.5)


def test_no_reply_at_all_is_no_speed() -> None:
    measured = timing(1, [None, None], 2.0)
    assert (measured.median, measured.per_second, measured.failed) == (None, 0.0, 2)
