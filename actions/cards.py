"""Builds the cards. Pure functions: content in, a dictionary in the form of `card_schema` out.

Every word that a parent reads comes from the content files.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from knowledge.documents import Content, Entry, Section, Service, Term
from knowledge.markdown import Block, Paragraph, Span
from knowledge.shorthand import Shorthand

Card = dict[str, Any]

SERVICES_SHOWN = 6
ALTERNATIVES_SHOWN = 3


def answer(
    content: Content,
    entry: Entry,
    section: str,
    confidence: float,
    also: Sequence[str],
    version: str,
    today: date,
) -> Card:
    """The answer card of an entry.

    Args:
        content: all of it, for services and the titles of other entries.
        entry: what is shown.
        section: id of the section that answers; it comes first.
        confidence: probability that the entry is right, 0 to 1.
        also: ids of the next best entries.
        version: of the content.
        today: for telling whether the entry is past its review date.
    """
    council = content.council
    stale = entry.overdue(today)
    notices = [council.notices["overdue"]] if stale else []
    if entry.rights:
        notices.append(council.notices["advice"])
    services = [content.services[identifier] for identifier in entry.services]
    if entry.rights and council.advice_service not in entry.services:
        services.append(content.services[council.advice_service])
    if not any(service.reachable for service in services):
        notices.append(council.notices["no_contact"])
    shown = [service_card(service) for service in services]
    if not all(service.reachable for service in services):
        shown.append(main_contact(content))
    body = [section_block(part) for part in leading(entry.sections, section)]
    return {
        "type": "answer",
        "entry": entry.id,
        "topic": entry.id,
        "section": section,
        "title": entry.title,
        "body": body,
        "sources": [
            _known({"title": source.title, "url": source.url, "published": source.published})
            for source in entry.sources
        ],
        "checked": entry.checked.isoformat(),
        "checked_by": entry.checked_by,
        "stale": stale,
        "notices": notices,
        "services": shown or [main_contact(content)],
        "follow_ups": [_follow_up(content.entries[identifier]) for identifier in entry.follow_ups],
        "alternatives": options(content, also)[:ALTERNATIVES_SHOWN],
        "terms": _terms(content, entry),
        "confidence": round(confidence, 4),
        "version": version,
    }


def leading(sections: Sequence[Section], first: str) -> list[Section]:
    """The sections with the one that answers in front."""
    return sorted(sections, key=lambda section: section.id != first)


def no_answer(content: Content, text: str, reason: str, near: Sequence[str], helpers: Iterable[Service] = ()) -> Card:
    """Says that it does not know and names people to ask.

    Args:
        content: for the contacts.
        text: the words to say.
        reason: "not_sure" or the id of the out-of-scope kind.
        near: ids of entries that may still help.
        helpers: services to name before the usual people.
    """
    return {
        "type": "no_answer",
        "text": text,
        "reason": reason,
        "contacts": [*(service_card(helper) for helper in helpers), *people(content)],
        "options": options(content, near),
    }


def choice(text: str, offered: Sequence[Card]) -> Card:
    """Asks which was meant."""
    return {"type": "choice", "text": text, "options": list(offered)}


def crisis(content: Content, kind: str | None) -> Card:
    """The emergency card.

    Args:
        content: for the words and the contacts.
        kind: id of the kind of danger; the first kind where it is not known.
    """
    known = {danger.id: danger for danger in content.danger.kinds}
    danger = known.get(kind or "", content.danger.kinds[0])
    return {
        "type": "crisis",
        "kind": danger.id,
        "title": danger.title,
        "text": danger.words,
        "contacts": [service_card(content.services[identifier]) for identifier in danger.services],
    }


def people(content: Content) -> list[Card]:
    """Whom to ask about anything: the council, then advice that is independent of it."""
    return [main_contact(content), service_card(content.services[content.council.advice_service])]


def services(text: str, found: Iterable[Service]) -> Card:
    """A list of services."""
    return {"type": "services", "text": text, "services": [service_card(service) for service in found][:SERVICES_SHOWN]}


def contacts(content: Content, text: str) -> Card:
    """Whom to ask, with words above."""
    return {"type": "services", "text": text, "services": people(content)}


def say(text: str, offered: Sequence[Card] = ()) -> Card:
    """Plain words, with topics to choose from."""
    return {"type": "text", "text": text, "options": list(offered)}


def notice(text: str) -> Card:
    """Something to know about the assistant itself."""
    return {"type": "notice", "text": text}


def options(content: Content, entries: Iterable[str]) -> list[Card]:
    """Entries as buttons, in parents' words; ids that are no longer known are passed over."""
    known = [content.entries[identifier] for identifier in entries if identifier in content.entries]
    return [{"title": entry.ask, "entry": entry.id, "message": entry.ask} for entry in known]


def main_contact(content: Content) -> Card:
    """The council's main number and the Local Offer pages, in the form of a service."""
    contact = content.council.main_contact
    phone = contact.get("phone")
    return _known(
        {
            "id": "council",
            "name": contact["name"],
            "phones": [{"number": phone}] if phone else None,
            "email": contact.get("email"),
            "url": content.council.local_offer["url"],
            "address": contact.get("address"),
        }
    )


def service_card(service: Service) -> Card:
    """A service with the contacts that are known."""
    return _known(
        {
            "id": service.id,
            "name": service.name,
            "description": service.description,
            "phones": [dict(phone) for phone in service.phones] or None,
            "text": dict(service.text) if service.text else None,
            "email": service.email,
            "url": service.url,
            "address": service.address,
            "note": service.notes,
        }
    )


def section_block(section: Section) -> Card:
    """A section with its blocks."""
    return {
        "type": "section",
        "id": section.id,
        "heading": section.heading,
        "blocks": [_block(block) for block in section.blocks],
    }


def _block(block: Block) -> Card:
    if isinstance(block, Paragraph):
        return {"type": "paragraph", "spans": _spans(block.spans)}
    return {"type": "list", "ordered": block.ordered, "items": [_spans(item) for item in block.items]}


def _spans(spans: Iterable[Span]) -> list[Card]:
    return [_known({"text": span.text, "href": span.href, "strong": span.strong or None}) for span in spans]


def _follow_up(entry: Entry) -> Card:
    return {"title": entry.ask, "message": entry.ask}


def _terms(content: Content, entry: Entry) -> list[Card]:
    found = _terms_in(content.glossary, " ".join(section.text for section in entry.sections))
    return [{"term": term.term, "stands_for": term.stands_for, "meaning": term.meaning} for term in found]


@lru_cache(maxsize=200)
def _terms_in(glossary: tuple[Term, ...], text: str) -> tuple[Term, ...]:
    """Remembered, as it took most of the time of an answer and comes out the same until the page changes."""
    return Shorthand(glossary).terms_in(text)


def _known(fields: Mapping[str, Any]) -> Card:
    return {name: value for name, value in fields.items() if value is not None}
