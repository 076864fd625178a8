"""`to_wire` turns a card into JSON; the classes are the one definition of every card and of its parts.

A field that may be left out is None where it is; it is then not sent. What JSON Schema can check besides the type is
said in the type: `Text` is never empty, `Some` has at least one item. `card_schema` reads all of this.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from typing import Annotated, Any, ClassVar, Literal, TypeVar, Union

from actions.wire import WireCard

Part = TypeVar("Part")
Text = Annotated[str, ("minLength", 1)]
Some = Annotated[tuple[Part, ...], ("minItems", 1)]
AtLeastTwo = Annotated[tuple[Part, ...], ("minItems", 2)]
TwoOrThree = Annotated[tuple[Part, ...], ("minItems", 2), ("maxItems", 3)]
FromOne = Annotated[int, ("minimum", 1)]
Probability = Annotated[float, ("minimum", 0), ("maximum", 1)]
FieldKind = Literal["choice", "text", "number", "date", "yes_no"]


# The parts of cards.


@dataclass(frozen=True)
class SpanPart:
    """Some words, perhaps a link or strong."""

    text: Text
    href: Text | None = None
    strong: bool | None = None


@dataclass(frozen=True)
class ParagraphPart:
    """A paragraph."""

    type: ClassVar[str] = "paragraph"
    spans: Some[SpanPart]


@dataclass(frozen=True)
class BulletListPart:
    """A list, with bullets or numbers."""

    type: ClassVar[str] = "list"
    ordered: bool
    items: Some[Some[SpanPart]]


@dataclass(frozen=True)
class SectionPart:
    """A section of a page; the first may have no heading."""

    type: ClassVar[str] = "section"
    id: Text
    heading: str
    blocks: Some[ParagraphPart | BulletListPart]


@dataclass(frozen=True)
class SourcePart:
    """Where something comes from, and when that was published."""

    title: Text
    published: Text
    url: Text | None = None


@dataclass(frozen=True)
class LawPart:
    """A provision of law, and where to read it."""

    title: Text
    url: Text


@dataclass(frozen=True)
class NumberPart:
    """A number to ring, or to text."""

    number: Text
    description: Text | None = None


@dataclass(frozen=True)
class WhyPart:
    """Why a service is shown."""

    title: Text
    detail: Text | None = None


@dataclass(frozen=True)
class HoursPart:
    """When a service is open on some days; `in_words` is the same as people say it."""

    days: Some[Text]
    opens: Text
    closes: Text
    in_words: Text


@dataclass(frozen=True)
class ServicePart:
    """A service, or whom to ask, with the contacts that are known."""

    id: Text
    name: Text
    description: Text | None = None
    phones: tuple[NumberPart, ...] | None = None
    text: NumberPart | None = None
    email: Text | None = None
    url: Text | None = None
    address: Text | None = None
    note: Text | None = None
    why: Some[WhyPart] | None = None
    hours: Some[HoursPart] | None = None
    open: bool | None = None
    open_words: Text | None = None


@dataclass(frozen=True)
class ButtonPart:
    """A button: what it shows, and what it sends."""

    title: Text
    message: Text


@dataclass(frozen=True)
class OptionPart:
    """A button that may lead to a page."""

    title: Text
    message: Text
    entry: Text | None = None


@dataclass(frozen=True)
class ChoicePart:
    """A choice of a step: what it shows, what it sends, and the heading that it is under, where there are headings."""

    title: Text
    message: Text
    group: Text | None = None


@dataclass(frozen=True)
class FormPart:
    """Another form of a page: its easy-read version, or a translation. The gateway has it at /answers/{path}."""

    title: Text
    path: Text
    language: Text | None = None


@dataclass(frozen=True)
class TermPart:
    """A short form and what it means."""

    term: Text
    stands_for: Text
    meaning: Text


@dataclass(frozen=True)
class ReasonPart:
    """A reason for which a deadline may be missed lawfully."""

    title: Text
    words: Text
    regulation: Text


@dataclass(frozen=True)
class ExceptionsPart:
    """When a deadline need not be kept."""

    text: Text
    limit: Text
    reasons: Some[ReasonPart]


@dataclass(frozen=True)
class IfLatePart:
    """What to do where a deadline is not kept."""

    title: Text
    steps: Some[Text]
    services: tuple[ServicePart, ...]


@dataclass(frozen=True)
class DeadlinePart:
    """A deadline of the law."""

    id: Text
    title: Text
    due: date
    passed: bool
    whose: Literal["council", "parent", "school"]
    rule: Text
    regulation: Text
    notes: tuple[Text, ...]
    if_late: IfLatePart
    sources: Some[SourcePart]
    more: tuple[OptionPart, ...]
    passed_words: Text | None = None
    exceptions: ExceptionsPart | None = None


@dataclass(frozen=True)
class CalendarPart:
    """A calendar file: its text to save, and the name by which the gateway has it, as /deadlines/{id}.ics."""

    title: Text
    file: Text
    text: Text
    id: Text | None = None


# The cards.


@dataclass(frozen=True)
class AnswerCard:
    """A page of the content; the section that answers comes first."""

    type: ClassVar[str] = "answer"
    entry: Text
    topic: Text
    section: Text
    title: Text
    body: Some[SectionPart]
    sources: Some[SourcePart]
    checked: date
    checked_by: Text
    stale: bool
    notices: tuple[Text, ...]
    services: Some[ServicePart]
    follow_ups: TwoOrThree[ButtonPart]
    alternatives: tuple[OptionPart, ...]
    terms: tuple[TermPart, ...]
    confidence: Probability
    asked: Text | None = None
    law: Some[LawPart] | None = None
    forms: Some[FormPart] | None = None


@dataclass(frozen=True)
class CrisisCard:
    """Whom to ring at once."""

    type: ClassVar[str] = "crisis"
    kind: Text
    title: Text
    text: Text
    contacts: tuple[ServicePart, ...]


@dataclass(frozen=True)
class ChoiceCard:
    """Asks which was meant."""

    type: ClassVar[str] = "choice"
    text: Text
    options: AtLeastTwo[OptionPart]


@dataclass(frozen=True)
class NoAnswerCard:
    """Says that there is no answer here, and names people to ask."""

    type: ClassVar[str] = "no_answer"
    text: Text
    reason: Text
    contacts: Some[ServicePart]
    options: tuple[OptionPart, ...]


@dataclass(frozen=True)
class ServicesCard:
    """Services, or people to ask."""

    type: ClassVar[str] = "services"
    text: Text
    services: Some[ServicePart]
    language: Text | None = None
    notes: tuple[Text, ...] | None = None
    options: tuple[ButtonPart, ...] | None = None


@dataclass(frozen=True)
class FormCard:
    """Asks one step of a guided journey."""

    type: ClassVar[str] = "form"
    journey: Text
    field: Text
    label: Text
    hint: Text
    kind: FieldKind
    options: tuple[ChoicePart, ...]
    skippable: bool
    skip: ButtonPart
    number: FromOne
    of: FromOne
    changes: tuple[ButtonPart, ...]
    fault: Text | None = None
    text: Text | None = None
    contacts: Some[ServicePart] | None = None


@dataclass(frozen=True)
class DatesCard:
    """The deadlines counted from a day."""

    type: ClassVar[str] = "dates"
    title: Text
    start: Text
    counted_from_words: Text
    counted_from: date
    confirm: Text
    guide: Text
    deadlines: Some[DeadlinePart]
    notes: tuple[Text, ...]
    limits: tuple[Text, ...]
    checked: date
    stale: bool
    notices: tuple[Text, ...]
    services: Some[ServicePart]
    ics: CalendarPart
    options: tuple[ButtonPart, ...]


@dataclass(frozen=True)
class LetterCard:
    """A letter to copy."""

    type: ClassVar[str] = "letter"
    title: Text
    note: Text
    lines: Some[Text]


@dataclass(frozen=True)
class TextCard:
    """Plain words, with topics to choose from."""

    type: ClassVar[str] = "text"
    text: Text
    options: tuple[OptionPart, ...]


@dataclass(frozen=True)
class NoticeCard:
    """Something to know about the assistant itself or, of kind "danger", whom to ring if someone may be in danger."""

    type: ClassVar[str] = "notice"
    text: Text
    kind: Literal["danger"] | None = None


Card = Union[
    AnswerCard,
    CrisisCard,
    ChoiceCard,
    NoAnswerCard,
    ServicesCard,
    FormCard,
    DatesCard,
    LetterCard,
    TextCard,
    NoticeCard,
]


def to_wire(card: Card) -> WireCard:
    """A card as JSON."""
    wire: WireCard = _json(card)
    return wire


def _json(value: Any) -> Any:
    if is_dataclass(value):
        kind = getattr(value, "type", None)
        given = {field.name: getattr(value, field.name) for field in fields(value)}
        known = {name: _json(one) for name, one in given.items() if one is not None}
        return {"type": kind, **known} if kind else known
    if isinstance(value, tuple):
        return [_json(one) for one in value]
    return value.isoformat() if isinstance(value, date) else value
