"""What is wrong with the easy-read versions and the translations of pages, once each is in the right form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from knowledge.faults import Fault
from knowledge.files.layers import Layer
from knowledge.files.page_forms import EASY_READ, EasyRead, Origin, Translation
from knowledge.files.records import Content

_PHONE = re.compile(r"(?<![\d£,.+])\+?\d(?:[ -]?\d){5,}(?!\d)")
_AMOUNT = re.compile(r"£\d[\d,]*(?:\.\d\d)?")
_CHOOSE = "Name the file after a page, or delete it."


def faults(content: Content, today: date) -> Iterator[Fault]:
    """What stops the content from going live."""
    languages = [item["code"] for item in content.council.languages]
    for form in _forms(content):
        file, known = form.origin.file, form.id in content.entries or form.id in content.retired["entries"]
        if not known and form.origin.layer is Layer.COUNCIL:
            yield Fault(file, 2, "id", f'There is no page "{form.id}".', _CHOOSE)
        if isinstance(form, Translation) and (form.language not in languages or form.language == EASY_READ):
            problem = f'"{form.language}" is not a language of the council.'
            listed = f"Use one of: {', '.join(languages)}. Or add it to languages in council.yml."
            yield Fault(file, 1, "language", problem, listed)
        if (day := _day(form)) > today:
            yield Fault(file, 1, _day_name(form), f"{day} is in the future.", "Enter the day it was done.")
        yield from second_copies(content, form.origin)


def care(content: Content) -> Iterator[Fault]:
    """What staff should deal with, though it stops nothing."""
    for form in _forms(content):
        entry, file = content.entries.get(form.id), form.origin.file
        if entry is None or entry.id != form.id:
            if form.origin.layer is Layer.COUNCIL:
                yield Fault(file, 2, "id", f'Its page "{form.id}" was retired, so nobody sees it.', _CHOOSE)
        elif isinstance(form, EasyRead) and form.checked < entry.checked:
            problem = f"The page was checked on {entry.checked}, after its easy-read version."
            yield Fault(file, 1, "checked", problem, "Compare them, then update the day it was checked.")
        elif isinstance(form, Translation) and form.overtaken:
            problem = "The English page has changed since it was translated. Readers are told so."
            remedy = f"Have it translated again, then write english: {form.english_now}"
            yield Fault(file, 1, "english", problem, remedy)


def _forms(content: Content) -> Iterator[EasyRead | Translation]:
    yield from content.easy_read.values()
    for translations in content.translations.values():
        yield from translations


def _day(form: EasyRead | Translation) -> date:
    return form.checked if isinstance(form, EasyRead) else form.translated


def _day_name(form: EasyRead | Translation) -> str:
    return "checked" if isinstance(form, EasyRead) else "translated"


def second_copies(content: Content, origin: Origin) -> Iterator[Fault]:
    """Numbers and amounts that were typed although a service or a rate holds them. They would go out of date."""
    phones = {_digits(said): name for name, said in reversed(content.names.words) if name.endswith("phone")}
    rates = {rate.value: rate.id for rate in content.rates.values()}
    for number, line in enumerate(origin.text.split("\n"), start=origin.first_line):
        for found in _PHONE.findall(line):
            name = phones.get(_digits(found))
            remedy = f"Write {{{name}}}." if name else "Add it to its service, and write {id of the service.phone}."
            yield Fault(origin.file, number, "text", f"The number {found} is typed here a second time.", remedy)
        for found in _AMOUNT.findall(line):
            if found in rates:
                problem = f"The amount {found} is typed here a second time."
                yield Fault(origin.file, number, "text", problem, f"Write {{rate.{rates[found]}}}.")


def _digits(number: str) -> str:
    return "".join(letter for letter in number if letter.isdigit())
