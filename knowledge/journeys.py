"""The guided journeys as records: what each step asks, and the words at the end. The words stand in journeys.yml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Option:
    """A button of a step; `words` are how parents type it, `title` is empty where another file has it."""

    id: str
    words: tuple[str, ...]
    title: str = ""
    services: tuple[str, ...] = ()


@dataclass(frozen=True)
class Step:
    """One question.

    Attributes:
        change: the button that leads back to it.
        drop: the button that leaves its answer out of a search.
    """

    label: str
    hint: str
    change: str
    drop: str | None = None
    options: tuple[Option, ...] = ()


@dataclass(frozen=True)
class Journey:
    """One guided journey; the steps are in the order in which they are asked."""

    title: str
    steps: Mapping[str, Step]
    words: Mapping[str, str]


@dataclass(frozen=True)
class Letter:
    """A letter to copy, a paragraph a line, with blanks in square brackets."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Assessment(Journey):
    """The journey on asking for an assessment; `entry` is the page that says how."""

    entry: str
    letter: Letter


@dataclass(frozen=True)
class Talk(Journey):
    """The journey to a person; `days` spells the days of the week out."""

    days: Mapping[str, str]


@dataclass(frozen=True)
class Journeys:
    """journeys.yml."""

    words: Mapping[str, str]
    find_help: Journey
    timetable: Journey
    assessment: Assessment
    talk: Talk

    def named(self, name: str) -> Journey:
        """The journey of this name, such as "find_help"."""
        return {
            "find_help": self.find_help,
            "timetable": self.timetable,
            "assessment": self.assessment,
            "talk": self.talk,
        }[name]


def journeys(data: Mapping[str, Any]) -> Journeys:
    """The records of a file that has the right form."""
    assessment, talk = data["assessment"], data["talk"]
    letter = Letter(assessment["letter"]["title"], tuple(assessment["letter"]["lines"]))
    return Journeys(
        words=data["words"],
        find_help=Journey(**_journey(data["find_help"])),
        timetable=Journey(**_journey(data["timetable"])),
        assessment=Assessment(**_journey(assessment), entry=assessment["entry"], letter=letter),
        talk=Talk(**_journey(talk), days=talk["days"]),
    )


def _journey(data: Mapping[str, Any]) -> dict[str, Any]:
    steps = {name: _step(step) for name, step in data["steps"].items()}
    return {"title": data["title"], "steps": steps, "words": data["words"]}


def _step(data: Mapping[str, Any]) -> Step:
    options = tuple(
        Option(item["id"], tuple(item["words"]), item.get("title", ""), tuple(item.get("services", ())))
        for item in data.get("options", ())
    )
    return Step(data["label"], data["hint"], data["change"], data.get("drop"), options)
