"""Builds the cards. Pure functions: content in, a card of `card_types` out.

Every word that a parent reads comes from the content files.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Any

from actions.card_types import (
    AnswerCard,
    BulletListPart,
    ButtonPart,
    ChoiceCard,
    CrisisCard,
    FormPart,
    HoursPart,
    LawPart,
    NoAnswerCard,
    NoticeCard,
    NumberPart,
    OptionPart,
    ParagraphPart,
    SectionPart,
    ServicePart,
    ServicesCard,
    SourcePart,
    SpanPart,
    TermPart,
    TextCard,
)
from knowledge.files.markdown import Block, Paragraph, Span
from knowledge.files.opening_hours import hours_in_words
from knowledge.files.page_forms import EASY_READ
from knowledge.files.records import Content, Entry, Section, Service
from knowledge.files.sources import Source
from knowledge.text.abbreviations import Shorthand, Term

SERVICES_SHOWN = 6
ALTERNATIVES_SHOWN = 3
FOLLOW_UPS_SHOWN = 3
WORTH_OFFERING = 0.02
"""A page that is less probable than this is not offered below another: a reader would wonder why."""


def answer(
    content: Content, entry: Entry, section: str, confidence: float, also: Sequence[str], today: date
) -> AnswerCard:
    """The answer card of an entry.

    Args:
        content: all of it, for services and the titles of other entries.
        entry: what is shown.
        section: id of the section that answers; it comes first.
        confidence: probability that the entry is right, 0 to 1.
        also: ids of the next best entries.
        today: for telling whether the entry is past its review date.
    """
    stale = entry.overdue(today)
    services = _services(content, entry)
    return AnswerCard(
        entry=entry.id,
        topic=entry.id,
        section=section,
        title=entry.title,
        body=tuple(section_part(part) for part in leading(entry.sections, section)),
        sources=tuple(map(source_part, entry.sources)),
        checked=entry.checked,
        checked_by=entry.checked_by,
        stale=stale,
        notices=tuple(_notices(content, entry, services, today)),
        services=_with_main_contact(content, services),
        follow_ups=follow_ups(content, entry),
        alternatives=options(content, also)[:ALTERNATIVES_SHOWN],
        terms=_terms(content, entry),
        confidence=round(confidence, 4),
        law=law_of(content, entry),
        forms=forms_of(content, entry),
    )


def forms_of(content: Content, entry: Entry) -> tuple[FormPart, ...] | None:
    """The easy-read version of a page, then its translations, each by its language's own name; None if it has none."""
    title = content.council.words["easy_read"]
    easy = [FormPart(title, f"{form.id}/{EASY_READ}") for form in (content.easy_read.get(entry.id),) if form]
    names = {item["code"]: item["name"] for item in content.council.languages}
    translated = (form.language for form in content.translations.get(entry.id, ()) if form.language in names)
    return (*easy, *(FormPart(names[code], f"{entry.id}/{code}", code) for code in translated)) or None


def law_of(content: Content, entry: Entry) -> tuple[LawPart, ...] | None:
    """The provisions that a page states; None if it states none."""
    cited = (content.provisions[name] for name in entry.law)
    return tuple(LawPart(provision.title, provision.url) for provision in cited) or None


def follow_ups(content: Content, entry: Entry) -> tuple[ButtonPart, ...]:
    """The buttons below a page: the journeys that help with it, then what parents often want next."""
    journeys = [_button(journey.title) for journey in content.journeys.offered_under(entry.id)]
    return (*journeys, *page_follow_ups(content, entry))[:FOLLOW_UPS_SHOWN]


def page_follow_ups(content: Content, entry: Entry) -> tuple[ButtonPart, ...]:
    """What parents often want next after a page, as the page says."""
    return tuple(_button(content.entries[identifier].ask) for identifier in entry.follow_ups)


def leading(sections: Sequence[Section], first: str) -> list[Section]:
    """The sections with the one that answers in front."""
    return sorted(sections, key=lambda section: section.id != first)


def no_answer(
    content: Content, text: str, reason: str, near: Sequence[str], helpers: Iterable[Service] = ()
) -> NoAnswerCard:
    """Says that it does not know and names people to ask.

    Args:
        content: for the contacts.
        text: the words to say.
        reason: "not_sure" or the id of the out-of-scope kind.
        near: ids of entries that may still help.
        helpers: services to name before the usual people.
    """
    contacts = (*map(service_part, helpers), *people(content))
    return NoAnswerCard(text, reason, contacts, options(content, near))


def choice(text: str, offered: Sequence[OptionPart]) -> ChoiceCard:
    """Asks which was meant."""
    return ChoiceCard(text, tuple(offered))


def crisis(content: Content, kind: str | None) -> CrisisCard:
    """The emergency card; its text has one step on each line.

    Args:
        content: for the words and the contacts.
        kind: id of the kind of danger; the first kind where it is not known.
    """
    known = {danger.id: danger for danger in content.danger.kinds}
    danger = known.get(kind or "", content.danger.kinds[0])
    contacts = tuple(service_part(content.services[identifier]) for identifier in danger.services)
    text = "\n".join(words for words in (danger.words, content.danger.cannot_speak) if words)
    return CrisisCard(danger.id, danger.title, text, contacts)


def danger_line(content: Content, kind: str) -> NoticeCard | None:
    """The one line about a danger that is possible, above the ordinary answer; None where the kind is not known."""
    known = {danger.id: danger.line for danger in content.danger.kinds}
    return NoticeCard(known[kind], "danger") if known.get(kind) else None


def people(content: Content) -> tuple[ServicePart, ServicePart]:
    """Whom to ask about anything: the council, then advice that is independent of it."""
    return main_contact(content), service_part(content.services[content.council.advice_service])


def services(text: str, found: Iterable[Service]) -> ServicesCard:
    """A list of services."""
    return ServicesCard(text, tuple(map(service_part, found))[:SERVICES_SHOWN])


def contacts(content: Content, text: str) -> ServicesCard:
    """Whom to ask, with words above."""
    return ServicesCard(text, people(content))


def other_language(content: Content, detected: str | None) -> ServicesCard:
    """Says in the parent's language, where the council has words for it, that this reads English, and whom to ask.

    Args:
        content: for the words and the contacts.
        detected: the language, as it was recognised.
    """
    known = next((item for item in content.council.languages if detected in item["detected_as"]), None)
    text = known["text"] if known else content.council.words["other_language"]
    return replace(contacts(content, text), language=known["code"] if known else "en")


def say(text: str, offered: Sequence[OptionPart] = ()) -> TextCard:
    """Plain words, with topics to choose from."""
    return TextCard(text, tuple(offered))


def notice(text: str) -> NoticeCard:
    """Something to know about the assistant itself."""
    return NoticeCard(text)


def options(content: Content, entries: Iterable[str]) -> tuple[OptionPart, ...]:
    """Entries as buttons, in parents' words; ids that are no longer known are passed over."""
    known = [content.entries[identifier] for identifier in entries if identifier in content.entries]
    return tuple(OptionPart(entry.ask, entry.ask, entry.id) for entry in known)


def main_contact(content: Content) -> ServicePart:
    """The council's main number and the Local Offer pages, in the form of a service."""
    contact = content.council.main_contact
    phone = contact.get("phone")
    return ServicePart(
        id="council",
        name=contact["name"],
        phones=(NumberPart(phone),) if phone else None,
        email=contact.get("email"),
        url=content.council.local_offer["url"],
        address=contact.get("address"),
        hours=hours_parts(content, content.council.opening_hours),
    )


def hours_parts(content: Content, hours: Iterable[Mapping[str, Any]]) -> tuple[HoursPart, ...] | None:
    """Lines of hours; None where there are none.

    Args:
        content: for the names of the days.
        hours: as a file has them.
    """
    days = content.journeys.talk.days
    return (
        tuple(
            HoursPart(tuple(days[day] for day in line["days"]), line["opens"], line["closes"], hours_in_words(line))
            for line in hours
        )
        or None
    )


def service_part(service: Service) -> ServicePart:
    """A service with the contacts that are known."""
    return ServicePart(
        id=service.id,
        name=service.name,
        description=service.description,
        phones=tuple(map(_number, service.phones)) or None,
        text=_number(service.text) if service.text else None,
        email=service.email,
        url=service.url,
        address=service.address,
        note=service.notes,
    )


def section_part(section: Section) -> SectionPart:
    """A section with its blocks."""
    return SectionPart(section.id, section.heading, tuple(map(_block, section.blocks)))


def source_part(source: Source) -> SourcePart:
    """A source."""
    return SourcePart(source.title, source.published, source.url)


def _services(content: Content, entry: Entry) -> list[Service]:
    """Those that the entry names; where it is about rights, the independent advice as well."""
    advice = content.council.advice_service
    more = [advice] if entry.rights and advice not in entry.services else []
    return [content.services[identifier] for identifier in (*entry.services, *more)]


def _with_main_contact(content: Content, found: Sequence[Service]) -> tuple[ServicePart, ...]:
    """Services, and the council's main contact where one of them cannot be reached, or there is none."""
    shown = tuple(map(service_part, found))
    if shown and all(service.reachable for service in found):
        return shown
    return (*shown, main_contact(content))


def _notices(content: Content, entry: Entry, found: Sequence[Service], today: date) -> list[str]:
    said = {
        "overdue": today > entry.review_due,
        "old_rates": bool(entry.rates_over(today)),
        "advice": entry.rights,
        "no_contact": not any(service.reachable for service in found),
    }
    return [content.council.notices[name] for name, holds in said.items() if holds]


def _number(given: Mapping[str, str]) -> NumberPart:
    return NumberPart(given["number"], given.get("description"))


def _block(block: Block) -> ParagraphPart | BulletListPart:
    if isinstance(block, Paragraph):
        return ParagraphPart(_spans(block.spans))
    return BulletListPart(block.ordered, tuple(map(_spans, block.items)))


def _spans(spans: Iterable[Span]) -> tuple[SpanPart, ...]:
    return tuple(SpanPart(span.text, span.href, span.strong or None) for span in spans)


def _button(title: str) -> ButtonPart:
    return ButtonPart(title, title)


def _terms(content: Content, entry: Entry) -> tuple[TermPart, ...]:
    found = _terms_in(content.glossary, " ".join(section.text for section in entry.sections))
    return tuple(TermPart(term.term, term.stands_for, term.meaning) for term in found)


@lru_cache(maxsize=200)
def _terms_in(glossary: tuple[Term, ...], text: str) -> tuple[Term, ...]:
    """Remembered, as it took most of the time of an answer and comes out the same until the page changes."""
    return Shorthand(glossary).terms_in(text)
