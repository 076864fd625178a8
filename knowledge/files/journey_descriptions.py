"""The guided journeys as data: which there are, what each asks, and how each question is answered.

Everything else follows from `JOURNEYS`: the form of journeys.yml, Rasa's intents, slots, forms and rules, the actions
and the buttons. The words that a parent reads are in journeys.yml.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal


class Buttons(StrEnum):
    """Where the titles of a step's buttons are kept."""

    NONE = "none"
    OPTIONS = "options"
    NEEDS = "needs"
    PLACES = "places"
    STARTS = "starts"
    YES_NO = "yes_no"


@dataclass(frozen=True)
class StepDescription:
    """One question.

    Attributes:
        name: of the step in journeys.yml, and of the slot that keeps its answer.
        kind: how it is answered.
        buttons: where its buttons are.
    """

    name: str
    kind: Literal["choice", "text", "number", "date", "yes_no"]
    buttons: Buttons = Buttons.NONE


@dataclass(frozen=True)
class JourneyDescription:
    """One guided journey.

    Attributes:
        name: of the journey in journeys.yml, and the value of the slot "journey".
        intent: of a message that asks for it.
        result: the action that shows what the answers lead to.
        steps: its questions, in the order in which they are asked.
        words: names of its words in journeys.yml.
        later_steps_depend: whether an answer can make a later question needless.
        names_people: whether each question comes with people to ring.
    """

    name: str
    intent: str
    result: str
    steps: tuple[StepDescription, ...]
    words: tuple[str, ...]
    later_steps_depend: bool = True
    names_people: bool = False

    @property
    def slots(self) -> tuple[str, ...]:
        """The slots that keep the answers, in the order of the questions."""
        return tuple(step.name for step in self.steps)

    @property
    def form(self) -> str:
        """Rasa's form, which asks the questions."""
        return f"{self.name}_form"

    @property
    def start(self) -> str:
        """The action that begins it."""
        return f"action_start_{self.name}"

    @property
    def validation(self) -> str:
        """The action that reads the answers."""
        return f"validate_{self.form}"

    def question(self, step: str) -> str:
        """The action that asks a step."""
        return f"action_ask_{self.form}_{step}"

    def step(self, name: str) -> StepDescription:
        """The step of this name, such as "age"."""
        return next(step for step in self.steps if step.name == name)


FIND_HELP = JourneyDescription(
    name="find_help",
    intent="find_service",
    result="action_find_help",
    steps=(
        StepDescription("need", "choice", Buttons.NEEDS),
        StepDescription("age", "number"),
        StepDescription("place", "choice", Buttons.PLACES),
        StepDescription("free", "choice", Buttons.OPTIONS),
    ),
    words=(
        *("found", "more", "none", "none_at_all", "why_need", "why_any_need", "why_age", "age_unknown"),
        *("why_place", "why_free", "cost_unknown", "place_elsewhere", "place_not_named"),
    ),
    later_steps_depend=False,
)
TIMETABLE = JourneyDescription(
    name="timetable",
    intent="ehc_dates",
    result="action_dates",
    steps=(
        StepDescription("start", "choice", Buttons.STARTS),
        StepDescription("start_date", "date"),
        StepDescription("letter_date", "date"),
    ),
    words=(
        *("need_date", "need_start", "counted_from", "overdue", "calendar", "calendar_file"),
        *("if_passed", "if_not_kept"),
    ),
)
ASSESSMENT = JourneyDescription(
    name="assessment",
    intent="ask_for_assessment_myself",
    result="action_assessment",
    steps=tuple(
        StepDescription(name, "yes_no", Buttons.YES_NO)
        for name in ("may_have_needs", "may_need_plan", "assessed_lately")
    ),
    words=("can_ask", "meets", "not_sure", "not_met", "lately", "letter_note"),
)
TALK = JourneyDescription(
    name="talk",
    intent="talk_to_person",
    result="action_talk",
    steps=(StepDescription("about", "choice", Buttons.OPTIONS),),
    words=("first", "found", "independent", "open", "closed", "hours_unknown"),
    names_people=True,
)

JOURNEYS = (FIND_HELP, TIMETABLE, ASSESSMENT, TALK)
"""Every guided journey, in the order in which they are offered."""


def described(name: str | None) -> JourneyDescription | None:
    """The journey of this name; None if there is none."""
    return next((journey for journey in JOURNEYS if journey.name == name), None)
