"""The card of one step. Pure functions; every word comes from the content."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from actions import cards
from actions.card_types import ButtonPart, ChoicePart, FormCard
from knowledge.files.journey_descriptions import Buttons, JourneyDescription
from knowledge.files.journeys import Step
from knowledge.files.records import Content


def step_card(
    content: Content, journey: JourneyDescription, step: str, answers: Mapping[str, Any], fault: str | None = None
) -> FormCard:
    """The card that asks one step.

    Args:
        content: for the words.
        journey: what is asked, and how.
        step: such as "age".
        answers: of the steps before, for a change button each.
        fault: the name of the words that say why it is asked again.
    """
    guided, named = content.journeys, content.journeys.named(journey.name)
    label, hint = _question(content, named.steps[step], step, answers)
    return FormCard(
        journey=named.title,
        field=step,
        label=label,
        hint=hint,
        kind=journey.step(step).kind,
        options=_choices(content, journey, step),
        skippable=True,
        skip=_button(guided.words["skip"]),
        number=journey.slots.index(step) + 1,
        of=len(journey.steps),
        changes=changes(content, journey, {name: value for name, value in answers.items() if name != step}),
        fault=(content.timetable.words.get(fault) or guided.words[fault]) if fault else None,
        text=named.words["first"] if journey.names_people else None,
        contacts=cards.people(content) if journey.names_people else None,
    )


def titles(content: Content, journey: JourneyDescription, step: str) -> list[str]:
    """The buttons of a step, in their order."""
    guided = content.journeys
    options = guided.named(journey.name).steps[step].options
    found: dict[Buttons, Iterable[str]] = {
        Buttons.NONE: (),
        Buttons.OPTIONS: (option.title for option in options),
        Buttons.NEEDS: (need.title for need in content.needs),
        Buttons.PLACES: content.council.places,
        Buttons.STARTS: (content.timetable.starts[option.id].title for option in options),
        Buttons.YES_NO: (guided.words[word] for word in ("said_yes", "said_no", "not_sure")),
    }
    return list(found[journey.step(step).buttons])


def _choices(content: Content, journey: JourneyDescription, step: str) -> tuple[ChoicePart, ...]:
    """The choices of a step. What can have happened is under headings, since there is much of it."""
    if journey.step(step).buttons is not Buttons.STARTS:
        return tuple(ChoicePart(title, title) for title in titles(content, journey, step))
    timetable = content.timetable
    starts = (timetable.starts[option.id] for option in content.journeys.named(journey.name).steps[step].options)
    return tuple(ChoicePart(start.title, start.title, timetable.groups[start.group]) for start in starts)


def changes(content: Content, journey: JourneyDescription, answers: Mapping[str, Any]) -> tuple[ButtonPart, ...]:
    """A button for each step that has been answered or skipped; a letter's date only where it is asked for."""
    steps = content.journeys.named(journey.name).steps
    start = content.timetable.starts.get(answers.get("start") or "")
    asked = [name for name in steps if name != "letter_date" or (start and start.also)]
    return tuple(_button(steps[name].change) for name in asked if answers.get(name) is not None)


def drops(content: Content, journey: JourneyDescription, names: list[str]) -> tuple[ButtonPart, ...]:
    """A button for each answer that may be left out."""
    steps = content.journeys.named(journey.name).steps
    return tuple(_button(words) for name in names if (words := steps[name].drop))


def _button(title: str) -> ButtonPart:
    return ButtonPart(title, title)


def _question(content: Content, step: Step, name: str, answers: Mapping[str, Any]) -> tuple[str, str]:
    """The label and the hint; those of a date are of what has happened."""
    start = content.timetable.starts.get(answers.get("start") or "")
    if name == "start_date" and start:
        return start.label, start.hint
    if name == "letter_date" and start and start.also:
        return start.also.label, start.also.hint
    return step.label, step.hint
