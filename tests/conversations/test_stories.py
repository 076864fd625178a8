"""The stories that `make stories` runs name everything that the domain has, and nothing else.

Rasa itself only warns of an intent that it does not know, and passes where there are no stories at all.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.support.domain import action_names, domain

FILES = sorted(Path(__file__).parent.glob("*_test.yml"))
DOMAIN = domain()
FALLBACK = "nlu_fallback"
BUILT_IN = {"action_deactivate_loop"}
ASKED_BY_A_FORM = ("validate_", "action_ask_")


@cache
def stories() -> list[dict[str, Any]]:
    """All stories of all files, not to be changed."""
    read = (yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader) for path in FILES)
    return [story for file in read for story in file["stories"]]


def named(key: str) -> set[str]:
    """What the steps of the stories name under a key, such as "intent"."""
    return {step[key] for story in stories() for step in _steps(story["steps"]) if step.get(key)}


def _steps(steps: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for step in steps:
        yield from step.get("or", [step])


def test_every_intent_is_in_a_story_and_every_intent_of_a_story_is_known() -> None:
    assert named("intent") == {*DOMAIN["intents"], FALLBACK}


def test_every_action_is_in_a_story_and_every_action_of_a_story_is_known() -> None:
    own = {name for name in action_names(DOMAIN) if not name.startswith(ASKED_BY_A_FORM)}
    assert named("action") == own | set(DOMAIN["forms"]) | BUILT_IN


def test_no_two_stories_have_the_same_name() -> None:
    names = [story["story"] for story in stories()]
    assert sorted(names) == sorted(set(names))


@pytest.mark.parametrize("form", sorted(DOMAIN["forms"]))
@pytest.mark.parametrize("intent", ["skip", "change_answer", "open_question", "crisis", "start_again", "stop"])
def test_every_form_meets_every_interruption(form: str, intent: str) -> None:
    assert any(_while_open(story["steps"], form, intent) for story in stories())


def _while_open(steps: list[dict[str, Any]], form: str, intent: str) -> bool:
    """Whether the intent comes in the story while the form is open."""
    is_open = False
    for step in steps:
        is_open = step.get("active_loop", form if is_open else None) == form
        if is_open and any(each.get("intent") == intent for each in step.get("or", [step])):
            return True
    return False
