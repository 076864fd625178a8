"""The forms of an entry and of a service: from what a file holds to fields, and from what was sent back to a file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    FieldList,
    Form,
    FormField,
    HiddenField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.widgets import CheckboxInput, ListWidget

from knowledge import schema
from knowledge.documents import Content
from knowledge.editing.entry_file import EntryText

SPARE_ROWS = 2
"""How many empty rows a list ends with. Saving shows the form with more."""
_DAYS = (("mon", "Mon"), ("tue", "Tue"), ("wed", "Wed"), ("thu", "Thu"), ("fri", "Fri"), ("sat", "Sat"), ("sun", "Sun"))
_CONTACTS = (
    ("phone", "Phone"),
    ("email", "E-mail"),
    ("url", "Website"),
    ("address", "Address"),
    ("opening_hours", "Opening hours"),
)


class Ticks(SelectMultipleField):
    """Several tick boxes."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()

    def __init__(self, label: str = "", **more: Any) -> None:
        super().__init__(label, validate_choice=False, **more)


class Choice(SelectField):
    """One of a list, or none. What is not in the list any more is refused with words by the check, not here."""

    def __init__(self, label: str = "", **more: Any) -> None:
        super().__init__(label, validate_choice=False, **more)


class SourceForm(Form):
    """Where a fact comes from."""

    title = StringField("Title")
    url = StringField("Web address")
    published = StringField("Published")


class PhoneForm(Form):
    """A number and what it is for."""

    number = StringField("Number")
    description = StringField("What it is for")


class HoursForm(Form):
    """Hours that are the same on some days."""

    days = Ticks("Days", choices=_DAYS)
    opens = StringField("Opens")
    closes = StringField("Closes")


class EditForm(FlaskForm):
    """What both forms have. `read` tells whether somebody else changed the file meanwhile."""

    read = HiddenField()


class WholeForm(EditForm):
    """The whole file as text, for one that no form can show."""

    text = TextAreaField("The whole file")


class ServiceForm(EditForm):
    """A service."""

    name = StringField("Name")
    organization = StringField("Run by")
    status = SelectField(
        "Status",
        choices=[(value, value.capitalize()) for value in schema.SERVICE["properties"]["status"]["enum"]],
        validate_choice=False,
    )
    description = TextAreaField("What it does")
    phones = FieldList(FormField(PhoneForm), "Phone numbers")
    text = FormField(PhoneForm, "Number for text messages")
    email = StringField("E-mail")
    url = StringField("Website")
    address = TextAreaField("Address")
    opening_hours = FieldList(FormField(HoursForm), "Opening hours")
    minimum_age = StringField("Youngest age")
    maximum_age = StringField("Oldest age")
    eligibility = TextAreaField("Who can get it")
    fees = TextAreaField("What it costs")
    how_to_ask = TextAreaField("How to ask")
    notes = TextAreaField("Note on the card")
    needs = Ticks("Needs", choices=[(need, need.replace("-", " ").capitalize()) for need in schema.NEEDS])
    topics = FieldList(Choice(), "Topics")
    missing = Ticks("Looked for and not found", choices=_CONTACTS)
    sources = FieldList(FormField(SourceForm), "Sources")
    assured_date = StringField("Checked on")


def entry_form(content: Content) -> type[EditForm]:
    """The form of an entry: a field for each heading that a page may have."""
    fields: dict[str, Any] = {
        "title": StringField("Title"),
        "ask": StringField("The question on the button that leads here"),
        **{section_field(kind.id): TextAreaField(kind.heading or "The answer") for kind in content.sections},
        "questions": TextAreaField("How parents ask, one wording a line"),
        "services": FieldList(Choice(), "Services that help"),
        "follow_ups": FieldList(Choice(), "What parents often want next"),
        "rights": BooleanField("A parent's legal rights are at stake: show the impartial advice line"),
        "sources": FieldList(FormField(SourceForm), "Sources"),
        "statutory": Ticks("What the law asks for that this page covers", choices=list(content.statutory.items())),
        "intent": StringField("Intent"),
        "owner": StringField("Owner"),
        "checked": StringField("Checked on"),
        "checked_by": StringField("Checked by"),
        "review_due": StringField("Check again by"),
    }
    return type("EntryForm", (EditForm,), fields)


def section_field(section: str) -> str:
    """The name of the field of a section."""
    return "section_" + section.replace("-", "_")


def entry_values(entry: EntryText, content: Content) -> dict[str, Any]:
    """What the form of an entry shows at first."""
    headings = {kind.heading: section_field(kind.id) for kind in content.sections}
    texts = {headings[heading]: text for heading, text in entry.sections.items() if heading in headings}
    questions = "\n".join(str(question) for question in entry.fields.get("questions") or [])
    return {**_values(entry.fields), **texts, "questions": questions}


def service_values(fields: Mapping[str, Any]) -> dict[str, Any]:
    """What the form of a service shows at first."""
    return _values(fields)


def offer(form: EditForm, content: Content) -> None:
    """Put the names of entries and services into the lists to choose from, and empty rows at the end of each list."""
    named = {
        "services": {service.id: service.name for service in content.services.values()},
        "follow_ups": {entry.id: entry.title for entry in content.entries.values()},
        "topics": {entry.id: entry.title for entry in content.entries.values()},
    }
    rows = {field.short_name: field for field in form if isinstance(field, FieldList)}
    for name, field in rows.items():
        _add_rows(field, 3 if name == "follow_ups" else 0)
    for name, titles in named.items():
        for row in rows.get(name, ()):
            ordered = sorted(titles.items(), key=lambda pair: pair[1].lower())
            lost = [(row.data, f"{row.data} (not known)")] if row.data and row.data not in titles else []
            row.choices = [("", "None"), *lost, *ordered]


def entry_of(form: EditForm, identifier: str, content: Content, old: Mapping[str, Any]) -> EntryText:
    """The entry that was sent.

    Args:
        form: as it was sent.
        identifier: its id.
        content: for the headings.
        old: the fields that stand in the file.
    """
    sent = form.data
    fields = {
        "id": identifier,
        **_filled(sent, ("title", "ask", "intent", "owner", "checked", "checked_by", "review_due")),
        "questions": [line.strip() for line in (sent["questions"] or "").splitlines() if line.strip()],
        "services": _chosen(sent["services"]),
        "follow_ups": _chosen(sent["follow_ups"]),
        "rights": bool(sent["rights"]),
        "sources": _sources(sent["sources"]),
        "statutory": _in_order(sent["statutory"], old.get("statutory")),
    }
    sections = {kind.heading: sent[section_field(kind.id)] or "" for kind in content.sections}
    return EntryText(fields, sections)


def service_of(form: EditForm, identifier: str, old: Mapping[str, Any]) -> dict[str, Any]:
    """The service that was sent."""
    sent = form.data
    lists = {
        "phones": [_filled(row, ("number", "description")) for row in sent["phones"] if _said(row)],
        "opening_hours": [
            {"days": row["days"], **_filled(row, ("opens", "closes"))} for row in sent["opening_hours"] if row["days"]
        ],
        "missing": _in_order(sent["missing"], old.get("missing")),
    }
    text = _filled(sent["text"], ("number", "description"))
    return {
        "id": identifier,
        **_filled(sent, ("name", "organization", "status", "description", "eligibility", "fees", "how_to_ask")),
        **_filled(sent, ("url", "email", "address", "notes", "assured_date")),
        **{name: _number(sent[name]) for name in ("minimum_age", "maximum_age") if (sent[name] or "").strip()},
        **{name: rows for name, rows in lists.items() if rows},
        **({"text": text} if text else {}),
        "needs": _in_order(sent["needs"], old.get("needs")),
        "topics": _chosen(sent["topics"]),
        "sources": _sources(sent["sources"]),
    }


def _values(fields: Mapping[str, Any]) -> dict[str, Any]:
    values = {name: value for name, value in fields.items() if name != "id"}
    for name in ("minimum_age", "maximum_age"):
        if name in values:
            values[name] = str(values[name])
    return values


def _add_rows(rows: FieldList, least: int) -> None:
    empty = sum(1 for row in rows if not _said(row.data))
    for _ in range(max(SPARE_ROWS - empty, least - len(rows))):
        rows.append_entry()


def _said(value: Any) -> bool:
    return any(map(_said, value.values())) if isinstance(value, dict) else bool(value)


def _filled(sent: Mapping[str, Any], names: Iterable[str]) -> dict[str, str]:
    """The fields in which something stands, each in one line."""
    values = {name: " ".join(str(sent.get(name) or "").split()) for name in names}
    return {name: value for name, value in values.items() if value}


def _chosen(sent: Iterable[str | None]) -> list[str]:
    return list(dict.fromkeys(value for value in sent if value))


def _in_order(sent: Sequence[str] | None, old: Any) -> list[str]:
    """What was ticked, in the order that the file has."""
    ticked = sent or []
    before = [value for value in old or [] if value in ticked]
    return before + [value for value in ticked if value not in before]


def _sources(sent: Iterable[Mapping[str, str]]) -> list[dict[str, Any]]:
    rows = [_filled(row, ("title", "url", "published")) for row in sent]
    return [
        {name: _number(value) if name == "published" else value for name, value in row.items()} for row in rows if row
    ]


def _number(value: str) -> int | str:
    """A year or an age as a number; anything else as it was typed, for the check to refuse."""
    return int(value) if re.fullmatch(r"\d{1,4}", value.strip()) else value.strip()
