"""Danger is noticed, and ordinary messages are left in peace: measured with the real sentence model."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from knowledge.danger import Alarm, DangerDetector, DangerSettings, Wordings, learn, texts_of
from knowledge.documents import Content, Danger, DangerKind
from knowledge.encoder import Encoder, SentenceEncoder, Vectors
from knowledge.sentences import split
from knowledge.shorthand import Shorthand
from knowledge.units import Kind, units_of
from tests.fake_encoder import FakeEncoder
from tests.knowledge.danger_messages import DANGERS, NEAR_MISSES

MEASURED = Path(__file__).resolve().parent.parent / "evaluation"
PLAINLY_DANGER = {"own-153", "own-295", "own-298", "own-299", "own-300"}

SMALL = Danger(
    (
        DangerKind("missing-child", "Missing", "Ring 999.", (), ("my son has run away", "cant find my daughter")),
        DangerKind("medical-emergency", "Ring", "Ring 999.", (), ("he isnt breathing", "she swallowed a battery")),
    ),
    ("lost his bus pass", "the wait is killing me"),
)
ORDINARY_KINDS = (Kind.QUESTION, Kind.OUT_OF_SCOPE)
ORDINARY = ("how do i ask for a plan", "when is the club", "who pays for the taxi", "what is portage")


def detector(danger: Danger, examples: Vectors, ordinary: Wordings) -> DangerDetector:
    settings = DangerSettings()
    return DangerDetector(learn(danger, examples, ordinary, settings), settings)


class Watch:
    """A detector with its encoder: `notice(text)` is the whole way of a message."""

    def __init__(self, encoder: Encoder, content: Content) -> None:
        self._encoder = encoder
        self._spell_out = Shorthand(content.glossary).expand
        units = [unit for unit in units_of(content) if unit.owner not in content.danger.topics]
        wordings = tuple(unit.text for unit in units if unit.kind in ORDINARY_KINDS)
        examples = self._vectors(texts_of(content.danger))
        ordinary = Wordings(wordings, self._vectors(wordings))
        self._detector = detector(content.danger, examples, ordinary)

    def notice(self, text: str) -> Alarm | None:
        pieces = split(text)
        return self._detector.detect(pieces, self._vectors(pieces))

    def _vectors(self, texts: tuple[str, ...]) -> Any:
        return self._encoder.encode([self._spell_out(text) for text in texts])


@pytest.fixture(scope="module")
def watch(shipped: Content) -> Watch:
    return Watch(SentenceEncoder(), shipped)


@pytest.fixture(scope="module")
def small_detector() -> DangerDetector:
    encode = FakeEncoder().encode
    ordinary = Wordings(ORDINARY, encode(ORDINARY))
    return detector(SMALL, encode(texts_of(SMALL)), ordinary)


def read(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (MEASURED / name).read_text(encoding="utf-8").splitlines()]


@pytest.mark.model
@pytest.mark.parametrize("text", [text for texts in DANGERS.values() for text in texts])
def test_danger_is_noticed(watch: Watch, text: str) -> None:
    assert watch.notice(text) is not None


@pytest.mark.model
@pytest.mark.parametrize("text", NEAR_MISSES)
def test_same_words_without_danger_raise_no_alarm(watch: Watch, text: str) -> None:
    assert watch.notice(text) is None


@pytest.mark.model
def test_most_dangers_are_given_their_kind(watch: Watch) -> None:
    alarms = [(kind, watch.notice(text)) for kind, texts in DANGERS.items() for text in texts]
    assert sum(alarm is not None and alarm.kind == kind for kind, alarm in alarms) >= 55


@pytest.mark.model
def test_labelled_messages_reach_the_figures(watch: Watch) -> None:
    noticed = [(message["kind"], watch.notice(message["text"])) for message in read("danger.jsonl")]
    assert [kind for kind, alarm in noticed if kind != "near_miss" and alarm is None] == []
    assert sum(alarm is not None for kind, alarm in noticed if kind == "near_miss") <= 4
    assert sum(alarm is not None and alarm.kind == kind for kind, alarm in noticed) >= 69


@pytest.mark.model
def test_ordinary_questions_raise_at_most_two_in_a_hundred_alarms(watch: Watch) -> None:
    questions = [question for question in read("questions.jsonl") if question["id"] not in PLAINLY_DANGER]
    assert sum(watch.notice(question["text"]) is not None for question in questions) <= 0.02 * len(questions)


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("i want to die", "own-life-adult"),
        ("i want to die, im 13", "own-life-child"),
        ("he wants to die", "own-life-child"),
        ("my husband wants to die", "own-life-adult"),
    ],
)
def test_kind_of_own_life_follows_who_is_meant(watch: Watch, text: str, kind: str) -> None:
    alarm = watch.notice(text)
    assert alarm is not None
    assert alarm.kind == kind


@pytest.mark.model
def test_danger_buried_in_a_long_question_is_noticed(watch: Watch) -> None:
    question = "Please can you tell me how the panel decides on transport and how long it takes? " * 3
    alarm = watch.notice(f"{question} He tried to hang himself last night. {question}")
    assert alarm is not None
    assert alarm.kind == "own-life-child"
    assert "hang himself" in alarm.sentence


def test_strong_phrase_is_enough_and_is_the_reason(small_detector: DangerDetector) -> None:
    text = "my son swallowed a battery"
    alarm = small_detector.detect([text], FakeEncoder().encode([text]))
    assert alarm is not None
    assert (alarm.kind, alarm.sentence) == ("medical-emergency", text)
    assert alarm.probability >= DangerSettings().strong_probability
    assert '"swallowed a battery" is a strong sign' in alarm.reason


def test_ordinary_question_raises_no_alarm(small_detector: DangerDetector) -> None:
    assert small_detector.detect(["how do i ask for a plan"], FakeEncoder().encode(["how do i ask for a plan"])) is None


def test_empty_message_raises_no_alarm(small_detector: DangerDetector) -> None:
    assert small_detector.detect([], np.zeros((0, FakeEncoder().encode(["a"]).shape[1]), dtype=np.float32)) is None


def test_learning_twice_gives_the_same(small_detector: DangerDetector) -> None:
    encode = FakeEncoder().encode
    again = detector(SMALL, encode(texts_of(SMALL)), Wordings(ORDINARY, encode(ORDINARY)))
    text = "my daughter has run away"
    assert again.detect([text], encode([text])) == small_detector.detect([text], encode([text]))
