"""A newly trained model is put in use only where it is no worse, and Rasa takes it up while it answers."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path
from typing import Any

import pytest

from bot import model_swap
from bot.retraining import retrain
from bot.understanding import MOST_MESSAGES, QUESTION, TALK, Labelled, labelled, share_right
from knowledge.versions.watch_status import Stage, Training


@pytest.fixture
def in_use(tmp_path: Path) -> Path:
    path = tmp_path / "assistant.tar.gz"
    path.write_text("old", encoding="utf-8")
    return path


def trained(in_use: Path, right: dict[str, float]) -> tuple[int, list[Training]]:
    """Train a model that says "new", where each model has its share right."""
    told: list[Training] = []

    def train(path: Path) -> None:
        path.write_text("new", encoding="utf-8")

    status = retrain(
        in_use.with_name("candidate"), in_use, train, lambda path: right[path.read_text(encoding="utf-8")], told.append
    )
    return status, told


@pytest.mark.parametrize(("before", "after"), [(0.9, 0.9), (0.9, 0.95)])
def test_model_that_is_no_worse_is_put_in_use(in_use: Path, before: float, after: float) -> None:
    status, told = trained(in_use, {"old": before, "new": after})
    assert (status, in_use.read_text(encoding="utf-8")) == (0, "new")
    assert [step.stage for step in told] == [Stage.TRAINING, Stage.CHECKING, Stage.CHECKING, Stage.IN_USE]
    assert [step.percent for step in told] == sorted(step.percent for step in told)
    assert told[-1].figures == f"{after:.1%} right after, {before:.1%} before"


def test_worse_model_is_not_put_in_use(in_use: Path) -> None:
    status, told = trained(in_use, {"old": 0.95, "new": 0.9})
    assert (status, in_use.read_text(encoding="utf-8"), told[-1].stage) == (0, "old", Stage.NOT_BETTER)


def test_training_that_fails_changes_nothing_and_is_told(in_use: Path) -> None:
    status, told = trained(in_use, {"old": 0.95})
    assert (status, in_use.read_text(encoding="utf-8"), told[-1].stage) == (1, "old", Stage.FAILED)


def test_messages_are_counted_as_questions_or_talk() -> None:
    intents = {"a plan": "open_question", "bins": "out_of_scope", "thanks": "thanks", "a bye-law": "bye"}
    asked = [Labelled(text, QUESTION) for text in ("a plan", "bins", "a bye-law")]
    messages = [*asked, Labelled("thanks", TALK)]
    right = share_right(messages, lambda text: {"intent": {"name": intents[text]}}, frozenset({"open_question"}))
    assert right == pytest.approx(3 / 4)


def test_messages_of_both_kinds_are_asked() -> None:
    assert {message.kind for message in labelled()} == {QUESTION, TALK}
    assert len(labelled()) <= MOST_MESSAGES


class Agent:
    """Stands in for Rasa's agent: loads a model by reading its file."""

    def __init__(self) -> None:
        self.loaded: list[str] = []

    def load_model(self, path: Path) -> None:
        text = path.read_text(encoding="utf-8")
        if text == "broken":
            raise ValueError(text)
        self.loaded.append(text)


def test_rasa_takes_up_another_model_and_passes_over_one_that_cannot_be_read(
    in_use: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(model_swap, "EVERY_SECONDS", 0.01)
    agent: Any = Agent()

    async def replaced() -> None:
        following = asyncio.create_task(model_swap.follow(agent, in_use))
        await asyncio.sleep(0.05)
        for text in ("broken", "new"):
            in_use.with_name("candidate").write_text(text, encoding="utf-8")
            os.replace(in_use.with_name("candidate"), in_use)
            await asyncio.sleep(0.2)
        in_use.unlink()
        await asyncio.sleep(0.05)
        following.cancel()

    asyncio.run(replaced())
    assert agent.loaded == ["new"]
