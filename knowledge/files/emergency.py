"""The signed-off list of emergency contacts: what a danger card shows of a service is what two people agreed on.

`danger/emergency-contacts.yml` holds, for each service that a danger card names, what the card shows of it. Any
other number, name or note of such a service is a fault, whoever wrote it and in whichever file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml

from knowledge.faults import Fault
from knowledge.files.layers import Layer
from knowledge.files.loading import EMERGENCY_FILE
from knowledge.files.records import Content, DangerContent, EmergencyContact
from knowledge.files.schema import NOT_KNOWN

FILE = EMERGENCY_FILE
SHOWN = (
    *("name", "status", "description", "eligibility", "phones", "text", "email", "url", "address"),
    *("opening_hours", "notes", "sources"),
)
"""The fields of a service that a danger card shows, and what supports them."""
_HEADER = """\
# The emergency contacts: what a danger card shows of each service, as two people agreed on it.
# Do not change it by hand. Staff: change the service; a second editor must agree. In a terminal:
# python -m knowledge signoff --by "Your name" --second "Name of the second person"
"""
NOT_SIGNED_OFF = "not signed off yet"
"""How the names end where one person alone has set up the list."""
NOBODY = _HEADER + "[]\n"
"""The list of a council that has no emergency contact of its own."""
_REMEDY = 'Undo it, or have a second person agree: on the staff pages, or with "python -m knowledge signoff".'
_NUMBER = re.compile(r"(?<![\d,.£])(?:0\d[\d ]{6,12}\d|116 \d{3}|\d{5}|[1-9]\d\d)(?![\d,.]*\d)")
_SHORT = frozenset({"999", "111", "101", "18000"})
"""The numbers of the emergency services, of the NHS and the police, and of Relay UK."""


def shown_of(content: Content | DangerContent, service: str) -> dict[str, Any]:
    """The fields of a service's file that a danger card shows; empty if there is no file."""
    document = content.lines.get(f"services/{service}.yml")
    data = document.data if document else {}
    return {name: data[name] for name in SHOWN if name in data}


def cards_by_service(content: Content | DangerContent) -> dict[str, tuple[str, ...]]:
    """The kinds of danger whose cards name each service."""
    named: dict[str, tuple[str, ...]] = {}
    for kind in content.danger.kinds:
        for service in kind.services:
            named[service] = (*named.get(service, ()), kind.id)
    return named


def written(content: Content | DangerContent, by: str, layer: Layer = Layer.COUNCIL) -> str:
    """The text of a layer's list as the content now is; what has not changed keeps its day and its names.

    The day is that on which the service was checked. What the national list says rightly is not on the council's.

    Args:
        content: whose danger cards are signed off.
        by: who agrees, such as "A and B".
        layer: whose list.
    """
    known = {contact.id: contact for contact in content.emergency}
    items = []
    for service, cards in sorted(cards_by_service(content).items()):
        shown, last = shown_of(content, service), known.get(service)
        same = last is not None and (last.shown, last.cards) == (shown, cards)
        national = content.services[service].layer if layer is Layer.ENGLAND else last.layer if last and same else None
        if (national is Layer.ENGLAND) is not (layer is Layer.ENGLAND):
            continue
        day = content.services[service].assured_date
        assured = day.isoformat() if day else NOT_KNOWN
        checked, agreed = (last.checked, last.agreed_by) if last and same else (assured, by)
        items.append({"id": service, "cards": list(cards), "checked": checked, "agreed_by": agreed, "shown": shown})
    return _HEADER + yaml.safe_dump(items, sort_keys=False, allow_unicode=True, width=110)


def unsigned(content: Content) -> tuple[EmergencyContact, ...]:
    """What the danger cards show without two people having compared it with its source."""
    return tuple(contact for contact in content.emergency if contact.agreed_by.endswith(NOT_SIGNED_OFF))


def not_compared(content: Content, layer: Layer) -> Iterator[Fault]:
    """Whether one person alone has set up what the danger cards show of the services of a layer."""
    if services := [contact.id for contact in unsigned(content) if contact.layer is layer]:
        problem = (
            f"Two people have not compared yet what the danger cards show of {', '.join(services)} with its source."
        )
        command = 'python -m knowledge signoff --by "First name" --second "Second name"'
        file, more = (f"{Layer.ENGLAND}/{FILE}", " --england") if layer is Layer.ENGLAND else (FILE, "")
        yield Fault(file, 1, "agreed_by", problem, f"Compare it, then run: {command}{more}")


def faults_of(content: Content) -> Iterator[Fault]:
    """Where the danger cards differ from what was agreed."""
    contacts = {contact.id: contact for contact in content.emergency}
    named = cards_by_service(content)
    for service, cards in named.items():
        yield from _faults_of_service(content, service, cards, contacts.get(service))
    for service in contacts.keys() - named.keys():
        problem = f'No danger card names "{service}" any more.'
        yield Fault("danger.yml", 1, "services", problem, _REMEDY)
    yield from _without_anybody(content)
    yield from _unknown_numbers(content)


def _faults_of_service(
    content: Content, service: str, cards: tuple[str, ...], agreed: EmergencyContact | None
) -> Iterator[Fault]:
    file, where = f"services/{service}.yml", f"It is on the danger cards {', '.join(cards)}"
    if service not in set(content.services):
        problem = f'"{service}" is on the danger cards {", ".join(cards)} and has been retired or removed.'
        yield Fault("danger.yml", 1, "services", problem, "Bring it back, or name another service there.")
        return
    shown = shown_of(content, service)
    if shown.get("status") != "active":
        yield Fault(file, 1, "status", f"{where}, so it cannot be {shown.get('status')}.", _REMEDY)
    if content.services[service].assured_date is None:
        yield Fault(file, 1, "assured_date", f"{where}, so it must say when it was checked.", _REMEDY)
    if agreed is None or agreed.cards != cards:
        problem = f"Nobody has agreed that {service} is on the danger cards {', '.join(cards)}."
        yield Fault("danger.yml", 1, "services", problem, _REMEDY)
    elif agreed.shown != shown:
        for name in SHOWN:
            if agreed.shown.get(name) != shown.get(name):
                yield Fault(
                    *content.lines[file].place((name,)), name, f"{where}, and this is not what was agreed on.", _REMEDY
                )


def _without_anybody(content: Content) -> Iterator[Fault]:
    for kind in content.danger.kinds:
        services = [content.services[name] for name in kind.services if name in set(content.services)]
        if kind.services and not any(service.phones or service.text for service in services):
            problem = f"The danger card {kind.id} names nobody who can be rung or texted."
            yield Fault("danger.yml", 1, "services", problem, "Name a service with a number.")


def _unknown_numbers(content: Content) -> Iterator[Fault]:
    known = {_digits(number) for number in _SHORT}
    for contact in content.emergency:
        for number in (*contact.shown.get("phones", ()), contact.shown.get("text") or {}):
            known.add(_digits(number.get("number", "")))
    for kind in content.danger.kinds:
        for number in _NUMBER.findall(f"{kind.words} {kind.line} {content.danger.cannot_speak}"):
            if _digits(number) not in known:
                problem = f"The card or line {kind.id} names {number}, which no emergency contact has."
                yield Fault(
                    "danger.yml", 1, "words", problem, "Correct it, or add the service that has it to the card."
                )


def _digits(number: str) -> str:
    return "".join(letter for letter in number if letter.isdigit())
