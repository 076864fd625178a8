"""journeys.yml as records: what each step of a guided journey asks, and the words at the end."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from knowledge.files.journey_descriptions import JOURNEYS


@dataclass(frozen=True)
class Option:
    """A button of a step; `words` are how parents type it; `title` is empty if another file has it."""

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
    """One guided journey.

    Attributes:
        title: its name and its button.
        offered_under: ids of the pages below which the button is shown.
        steps: its questions, in the order in which they are asked.
        words: what is said at the end.
    """

    title: str
    offered_under: tuple[str, ...]
    steps: Mapping[str, Step]
    words: Mapping[str, str]


@dataclass(frozen=True)
class Letter:
    """A letter to copy, one paragraph on each line, with gaps in square brackets."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Assessment(Journey):
    """The journey on asking for an assessment; `entry` is the page that says how."""

    entry: str
    letter: Letter


@dataclass(frozen=True)
class TalkJourney(Journey):
    """The journey to a person; `days` has the names of the days of the week."""

    days: Mapping[str, str]


@dataclass(frozen=True)
class Journeys:
    """journeys.yml."""

    words: Mapping[str, str]
    find_help: Journey
    timetable: Journey
    assessment: Assessment
    talk: TalkJourney

    def named(self, name: str) -> Journey:
        """The journey of this name, such as "find_help"."""
        journey: Journey = getattr(self, name)
        return journey

    @property
    def all(self) -> tuple[Journey, ...]:
        """Every journey, in the order in which they are offered."""
        return tuple(self.named(journey.name) for journey in JOURNEYS)

    def up_to_date(self, current: Callable[[Sequence[str]], tuple[str, ...]]) -> Journeys:
        """The journeys, offered under the successors of pages that were retired.

        Args:
            current: gives the ids that are in use today for ids that may be older.
        """
        own = {journey.name: self.named(journey.name) for journey in JOURNEYS}
        moved: dict[str, Any] = {
            name: replace(journey, offered_under=current(journey.offered_under)) for name, journey in own.items()
        }
        return replace(self, **moved)

    def offered_under(self, entry: str) -> tuple[Journey, ...]:
        """The journeys whose button is shown below a page."""
        return tuple(journey for journey in self.all if entry in journey.offered_under)


def journeys(data: Mapping[str, Any]) -> Journeys:
    """The records of a file that has the right form."""
    assessment, talk = data["assessment"], data["talk"]
    letter = Letter(assessment["letter"]["title"], tuple(assessment["letter"]["lines"]))
    return Journeys(
        words=data["words"],
        find_help=Journey(**_journey(data["find_help"])),
        timetable=Journey(**_journey(data["timetable"])),
        assessment=Assessment(**_journey(assessment), entry=assessment["entry"], letter=letter),
        talk=TalkJourney(**_journey(talk), days=talk["days"]),
    )


def _journey(data: Mapping[str, Any]) -> dict[str, Any]:
    steps = {name: _step(step) for name, step in data["steps"].items()}
    offered = tuple(data.get("offered_under", ()))
    return {"title": data["title"], "offered_under": offered, "steps": steps, "words": data["words"]}


def _step(data: Mapping[str, Any]) -> Step:
    options = tuple(
        Option(item["id"], tuple(item["words"]), item.get("title", ""), tuple(item.get("services", ())))
        for item in data.get("options", ())
    )
    return Step(data["label"], data["hint"], data["change"], data.get("drop"), options)
