"""The card of one step. Pure functions; every word comes from the content."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from actions import cards
from actions.cards import Card
from knowledge.documents import Content
from knowledge.journeys import Step
from knowledge.schema import JOURNEY_STEPS

KINDS = {
    **dict.fromkeys(("need", "place", "free", "start", "about"), "choice"),
    "age": "number",
    **dict.fromkeys(("start_date", "letter_date"), "date"),
    **dict.fromkeys(("may_have_needs", "may_need_plan", "assessed_lately"), "yes_no"),
}
"""How each step is answered."""


def step_card(content: Content, journey: str, step: str, answers: Mapping[str, Any], fault: str | None = None) -> Card:
    """The card that asks one step.

    Args:
        content: for the words.
        journey: such as "find_help".
        step: such as "age".
        answers: of the steps before, for a change button each.
        fault: the name of the words that say why it is asked again.
    """
    guided = content.journeys
    steps = JOURNEY_STEPS[journey]
    label, hint = _question(content, guided.named(journey).steps[step], step, answers)
    card: Card = {
        "type": "form",
        "journey": guided.named(journey).title,
        "field": step,
        "label": label,
        "hint": hint,
        "kind": KINDS[step],
        "options": [_button(title) for title in titles(content, journey, step)],
        "skippable": True,
        "skip": _button(guided.words["skip"]),
        "number": steps.index(step) + 1,
        "of": len(steps),
        "changes": changes(content, journey, {name: value for name, value in answers.items() if name != step}),
    }
    if fault:
        card["fault"] = content.timetable.words.get(fault) or guided.words[fault]
    if journey == "talk":
        card["text"] = guided.talk.words["first"]
        card["contacts"] = cards.people(content)
    return card


def titles(content: Content, journey: str, step: str) -> list[str]:
    """The buttons of a step, in their order."""
    guided = content.journeys
    if step == "need":
        return [need.title for need in content.needs]
    if step == "place":
        return list(content.council.places)
    if KINDS[step] == "yes_no":
        return [guided.words[word] for word in ("said_yes", "said_no", "not_sure")]
    options = guided.named(journey).steps[step].options
    if step == "start":
        return [content.timetable.starts[option.id].title for option in options]
    return [option.title for option in options]


def changes(content: Content, journey: str, answers: Mapping[str, Any]) -> list[Card]:
    """A button for each step that has been answered or skipped; a letter's date only where it is asked for."""
    steps = content.journeys.named(journey).steps
    start = content.timetable.starts.get(answers.get("start") or "")
    asked = [name for name in steps if name != "letter_date" or (start and start.also)]
    return [_button(steps[name].change) for name in asked if answers.get(name) is not None]


def drops(content: Content, journey: str, names: list[str]) -> list[Card]:
    """A button for each answer that may be left out."""
    steps = content.journeys.named(journey).steps
    return [_button(words) for name in names if (words := steps[name].drop)]


def _button(title: str) -> Card:
    return {"title": title, "message": title}


def _question(content: Content, step: Step, name: str, answers: Mapping[str, Any]) -> tuple[str, str]:
    """The label and the hint; those of a date are of what has happened."""
    start = content.timetable.starts.get(answers.get("start") or "")
    if name == "start_date" and start:
        return start.label, start.hint
    if name == "letter_date" and start and start.also:
        return start.also.label, start.also.hint
    return step.label, step.hint
