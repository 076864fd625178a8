"""The content as immutable records: what a page, a service, a term is. `loading` makes them from the files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from knowledge.files import markdown, yaml_lines
from knowledge.files.journeys import Journeys
from knowledge.files.law import Provision
from knowledge.files.layers import Layer, layer_of
from knowledge.files.page_forms import EasyRead, Translation
from knowledge.files.placeholders import Names
from knowledge.files.rates import Rate
from knowledge.files.sources import Source
from knowledge.files.timetable_records import Timetable
from knowledge.text.abbreviations import Term

ANSWER = "answer"
"""The id of what a page says before its first heading."""


@dataclass(frozen=True)
class SectionPart:
    """What one layer says in a section.

    Attributes:
        file: that it is in, as staff see its name.
        line: of the file, on which it begins.
    """

    file: str
    line: int
    blocks: tuple[markdown.Block, ...]

    @property
    def layer(self) -> Layer:
        """Whose words they are."""
        return layer_of(self.file)


@dataclass(frozen=True)
class Section:
    """One part of an entry that makes sense alone; `id` is one of the kinds in sections.yml, `line` where it begins.

    Attributes:
        said: the same blocks by the layer and file that they are from, in the order in which they are shown.
    """

    id: str
    heading: str
    blocks: tuple[markdown.Block, ...]
    line: int = field(default=1, compare=False)
    said: tuple[SectionPart, ...] = field(default=(), compare=False)

    @property
    def text(self) -> str:
        """The words of the section, without markup."""
        return " ".join(markdown.passages(self.blocks))


@dataclass(frozen=True)
class Wording:
    """How somebody asks, and the id of the section that answers."""

    text: str
    section: str


@dataclass(frozen=True)
class Entry:
    """One topic page: what parents ask, and the answer.

    Attributes:
        not_here: what people ask about the page's subject that the page does not answer.
        law: ids of the provisions of law that the page states.
        rates: the amounts and key dates in its text.
        files: that it is read from, the national one first.
        overtaken: sections whose national text has changed since the council wrote its own in their place, each with
            the digest of that text as it is now.
    """

    id: str
    title: str
    ask: str
    wordings: tuple[Wording, ...]
    services: tuple[str, ...]
    follow_ups: tuple[str, ...]
    rights: bool
    sources: tuple[Source, ...]
    statutory: tuple[str, ...]
    checked: date
    checked_by: str
    review_due: date
    sections: tuple[Section, ...]
    intent: str | None = None
    owner: str | None = None
    not_here: tuple[str, ...] = ()
    law: tuple[str, ...] = ()
    rates: tuple[Rate, ...] = ()
    files: tuple[str, ...] = field(default=(), compare=False)
    overtaken: Mapping[str, str] = field(default_factory=dict, compare=False)

    @property
    def layers(self) -> tuple[Layer, ...]:
        """The layers that it is in, the national one first."""
        return tuple(layer_of(file) for file in self.files)

    @property
    def questions(self) -> tuple[str, ...]:
        """The texts of the wordings that the page answers."""
        return tuple(wording.text for wording in self.wordings)

    def overdue(self, today: date) -> bool:
        """Whether it is due for checking again, or an amount or date in it no longer holds."""
        return today > self.review_due or bool(self.rates_over(today))

    def rates_over(self, today: date) -> tuple[Rate, ...]:
        """The amounts and dates in it that no longer hold."""
        return tuple(rate for rate in self.rates if rate.over(today))


OLDEST = 120
"""Years. Nobody is older; a service that names no highest age is for everybody up to here."""


@dataclass(frozen=True)
class Service:
    """A record of the directory, named after Open Referral UK.

    Contacts that are not known are in `missing`; there is no `assured_date` if nobody knows when it was checked.
    """

    id: str
    name: str
    organization: str
    status: str
    description: str
    needs: tuple[str, ...]
    topics: tuple[str, ...]
    sources: tuple[Source, ...]
    assured_date: date | None
    minimum_age: int | None = None
    maximum_age: int | None = None
    eligibility: str | None = None
    fees: str | None = None
    how_to_ask: str | None = None
    url: str | None = None
    email: str | None = None
    phones: tuple[Mapping[str, str], ...] = ()
    text: Mapping[str, str] | None = None
    opening_hours: tuple[Mapping[str, Any], ...] = ()
    address: str | None = None
    notes: str | None = None
    missing: tuple[str, ...] = ()
    layer: Layer = field(default=Layer.COUNCIL, compare=False)

    @property
    def reachable(self) -> bool:
        """Whether a parent can ring, text or write to it."""
        return bool(self.phones or self.email or self.text)

    @property
    def oldest(self) -> int:
        """The highest age that it is for, in years."""
        return OLDEST if self.maximum_age is None else self.maximum_age

    def suits(self, need: str | None, age: int | None) -> bool:
        """Whether it is active, and for a need and an age in years; None fits all."""
        return (
            self.status == "active"
            and (need is None or need in self.needs or "any" in self.needs)
            and (age is None or (self.minimum_age or 0) <= age <= self.oldest)
        )


@dataclass(frozen=True)
class SectionKind:
    """A heading that pages may use, and how parents ask for it on any topic; `words` are a sign of it."""

    id: str
    heading: str
    words: tuple[str, ...]
    questions: tuple[str, ...]


@dataclass(frozen=True)
class Need:
    """A need or condition, and the words that parents use for it."""

    id: str
    title: str
    words: tuple[str, ...]


ANYTHING_ELSE = "general"
"""The out-of-scope kind for all that fits no other: sums, the weather, and keys hit at random."""

FEELINGS = frozenset({"hard_time", "guilt"})
"""Small talk of those who are worn out, sad, afraid for the future or blame themselves, and who ask for nothing."""


@dataclass(frozen=True)
class OutOfScope:
    """A kind of question that is not answered here, and what is said instead."""

    id: str
    title: str
    words: str
    questions: tuple[str, ...]
    services: tuple[str, ...] = ()


@dataclass(frozen=True)
class Talk:
    """Something that is said in conversation and asks for no page.

    Attributes:
        id: the intent that it has.
        kind: "talk" for small talk, "journey" for asking for a guided journey, "none" for what says nothing yet.
    """

    id: str
    kind: str
    examples: tuple[str, ...]


@dataclass(frozen=True)
class DangerKind:
    """A kind of danger, what is said first, and how people type it.

    Attributes:
        words: on the emergency card.
        services: on the emergency card, in this order.
        sure: examples that get the emergency card.
        possible: examples that get one quiet line above the ordinary answer.
        line: that line.
    """

    id: str
    title: str
    words: str
    services: tuple[str, ...]
    sure: tuple[str, ...]
    possible: tuple[str, ...] = ()
    line: str = ""

    @property
    def examples(self) -> tuple[str, ...]:
        """All of them, the sure ones first."""
        return (*self.sure, *self.possible)


@dataclass(frozen=True)
class EmergencyContact:
    """A service that danger cards name, as it was agreed on.

    Attributes:
        id: of the service.
        cards: ids of the kinds of danger whose cards name it.
        shown: the fields that the cards show, as the service's file has them.
        checked: the day on which the numbers were compared with their source.
        agreed_by: who agreed.
        layer: whose list it is on.
    """

    id: str
    cards: tuple[str, ...]
    shown: Mapping[str, Any]
    checked: str
    agreed_by: str
    layer: Layer = field(default=Layer.COUNCIL, compare=False)


@dataclass(frozen=True)
class KeptMessage:
    """A message used only for measuring.

    Attributes:
        level: "card" or "line", or "none" where it is no danger.
        kind: id of the kind of danger; "" where it is none.
    """

    text: str
    level: str
    kind: str = ""


@dataclass(frozen=True)
class Danger:
    """What must be noticed before anything else; near misses use the same words but are not danger.

    Attributes:
        topics: ids of the entries whose questions speak of danger, and so are not examples of harmless ones.
        ordinary: messages of ordinary life, short and long, that are not danger.
        cannot_speak: how to reach 999 without speaking, at the end of each emergency card.
        kept: messages that nothing is learnt from, with which `check` measures.
    """

    kinds: tuple[DangerKind, ...]
    near_misses: tuple[str, ...]
    topics: tuple[str, ...] = ()
    cannot_speak: str = ""
    ordinary: tuple[str, ...] = ()
    kept: tuple[KeptMessage, ...] = ()


@dataclass(frozen=True)
class Council:
    """council.yml: whom to ring, and the fixed things that the assistant says.

    Attributes:
        opening_hours: of the main contact, as a service has them; empty while they are not known.
        country: whose national layer the council's content is on top of; None if it is complete by itself.
        names: what the council calls things, for the placeholders of texts.
        roles: the service that fills a role, where its id is not the role itself.
        neighbours: other areas and towns that its own texts may name.
        place_points: places with their latitude and longitude, such as "Oakham: 52.67, -0.73".
        first_topics: ids of the pages that the welcome offers.
        carer_topics: ids of the pages that are offered to a parent who says how hard it is.
    """

    name: str
    area: str
    status: str
    assistant: str
    main_contact: Mapping[str, str]
    local_offer: Mapping[str, str]
    advice_service: str
    places: tuple[str, ...]
    first_topics: tuple[str, ...]
    carer_topics: tuple[str, ...]
    notices: Mapping[str, str]
    words: Mapping[str, str]
    languages: tuple[Mapping[str, Any], ...]
    errors: Mapping[str, str]
    opening_hours: tuple[Mapping[str, Any], ...] = ()
    country: str | None = None
    names: Mapping[str, str] = field(default_factory=dict)
    roles: Mapping[str, str] = field(default_factory=dict)
    neighbours: tuple[str, ...] = ()
    place_points: tuple[str, ...] = ()


@dataclass(frozen=True)
class DangerContent:
    """What the danger cards are made of, without the rest of the content. The fields are as those of `Content`."""

    danger: Danger
    services: Mapping[str, Service]
    emergency: tuple[EmergencyContact, ...]
    lines: Mapping[str, yaml_lines.Document] = field(repr=False, compare=False, default_factory=dict)


@dataclass(frozen=True)
class Content:
    """Everything in the content folder. The id of a retired record leads to its successor.

    Attributes:
        statutory: what a Local Offer must cover, by id.
        retired: under "entries" and "services", the successor of each id that was retired.
        emergency: what two people agreed that danger cards show of their services.
        law: where the law requires an item of `statutory`, by the same ids; not every item has one.
        rates: amounts and key dates, by the names that pages use.
        provisions: of law that pages may cite, by id.
        lines: the YAML of each file by its name in either layer, so that a fault found later can name its line.
        names: what placeholders and roles stand for.
        without: each role that no service fills, with a file and line that ask for it.
        easy_read: the easy-read versions, by the id of the page.
        translations: the translations, by the id of the page, in the order of the council's languages.
    """

    entries: Mapping[str, Entry]
    services: Mapping[str, Service]
    glossary: tuple[Term, ...]
    sections: tuple[SectionKind, ...]
    needs: tuple[Need, ...]
    out_of_scope: tuple[OutOfScope, ...]
    talk: tuple[Talk, ...]
    danger: Danger
    statutory: Mapping[str, str]
    council: Council
    timetable: Timetable
    journeys: Journeys
    retired: Mapping[str, Mapping[str, str]]
    law: Mapping[str, str] = field(default_factory=dict)
    rates: Mapping[str, Rate] = field(default_factory=dict)
    provisions: Mapping[str, Provision] = field(default_factory=dict)
    emergency: tuple[EmergencyContact, ...] = ()
    lines: Mapping[str, yaml_lines.Document] = field(repr=False, compare=False, default_factory=dict)
    names: Names = field(repr=False, default_factory=Names)
    without: tuple[tuple[str, str, int], ...] = field(repr=False, compare=False, default=())
    easy_read: Mapping[str, EasyRead] = field(default_factory=dict)
    translations: Mapping[str, tuple[Translation, ...]] = field(default_factory=dict)
