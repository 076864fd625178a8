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

from knowledge.editing.entry_file import EntryText
from knowledge.files import additions, markdown, schema
from knowledge.files.records import Content
from knowledge.text.pasted import pasted
from web_widget.staff.content import labels
from web_widget.staff.content.long_lists import LongSelect
from web_widget.staff.content.sent_values import chosen, filled, lines

SPARE_ROWS = 2
"""How many empty rows end a list. Saving shows the form with more."""
_DAYS = tuple(labels.DAYS.items())
_CONTACTS = tuple(labels.CONTACTS.items())


class Ticks(SelectMultipleField):
    """Several tick boxes."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()

    def __init__(self, label: str = "", **more: Any) -> None:
        super().__init__(label, validate_choice=False, **more)


class OptionalSelect(SelectField):
    """One of a list, or none. A value that is no longer in the list is refused by the check, not here."""

    widget = LongSelect()

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


class AllYearHoursForm(Form):
    """Hours that are the same on some days."""

    days = Ticks("Days", choices=_DAYS)
    opens = StringField("Opens")
    closes = StringField("Closes")


class HoursForm(AllYearHoursForm):
    """Hours that may end, or be for term time."""

    valid_from = StringField("First day")
    valid_to = StringField("Last day")
    term_time_only = BooleanField("In term time only")


class EditForm(FlaskForm):
    """What both forms have. `read` shows whether somebody else has changed the file."""

    read = HiddenField()


class ServiceForm(EditForm):
    """A service."""

    name = StringField(labels.SERVICE["name"])
    organization = StringField(labels.SERVICE["organization"])
    status = SelectField(
        labels.SERVICE["status"],
        choices=[(value, value.capitalize()) for value in schema.SERVICE["properties"]["status"]["enum"]],
        validate_choice=False,
    )
    description = TextAreaField(labels.SERVICE["description"])
    phones = FieldList(FormField(PhoneForm), labels.SERVICE["phones"])
    text = FormField(PhoneForm, labels.SERVICE["text"])
    email = StringField(labels.SERVICE["email"])
    url = StringField(labels.SERVICE["url"])
    address = TextAreaField(labels.SERVICE["address"])
    opening_hours = FieldList(FormField(HoursForm), labels.SERVICE["opening_hours"])
    minimum_age = StringField(labels.SERVICE["minimum_age"])
    maximum_age = StringField(labels.SERVICE["maximum_age"])
    eligibility = TextAreaField(labels.SERVICE["eligibility"])
    fees = TextAreaField(labels.SERVICE["fees"])
    how_to_ask = TextAreaField(labels.SERVICE["how_to_ask"])
    notes = TextAreaField(labels.SERVICE["notes"])
    needs = Ticks(
        labels.SERVICE["needs"], choices=[(need, need.replace("-", " ").capitalize()) for need in schema.NEEDS]
    )
    topics = FieldList(OptionalSelect(), labels.SERVICE["topics"])
    missing = Ticks(labels.SERVICE["missing"], choices=_CONTACTS)
    sources = FieldList(FormField(SourceForm), labels.SERVICE["sources"])
    assured_date = StringField(labels.SERVICE["assured_date"])


def own_headings(content: Content) -> dict[str, str]:
    """The field of each heading that a page may have."""
    return {kind.heading: section_field(kind.id) for kind in content.sections}


def added_headings(content: Content) -> dict[str, str]:
    """The field of each heading with which a page may add to a national one."""
    own, ways = own_headings(content), {additions.BEFORE: "before_", additions.AFTER: "after_"}
    added = {
        way + (heading or additions.THE_ANSWER): prefix + field
        for heading, field in own.items()
        for way, prefix in ways.items()
    }
    return {heading: {**own, **added}[heading] for heading in additions.headings(content.sections)}


def entry_form(content: Content, headings: Mapping[str, str]) -> type[EditForm]:
    """The form of an entry: a field for each heading that the page may have.

    Args:
        content: for what can be chosen.
        headings: the field of each heading.
    """
    fields: dict[str, Any] = {
        "title": StringField(labels.ENTRY["title"]),
        "ask": StringField(labels.ENTRY["ask"]),
        **{field: TextAreaField(heading or "The answer") for heading, field in headings.items()},
        **{
            wordings_field(kind.id): TextAreaField(f"Wordings for “{kind.heading or labels.ANSWER}”")
            for kind in content.sections
        },
        "not_here": TextAreaField(labels.ENTRY["not_here"]),
        "services": FieldList(OptionalSelect(), labels.ENTRY["services"]),
        "follow_ups": FieldList(OptionalSelect(), labels.ENTRY["follow_ups"]),
        "rights": BooleanField(labels.ENTRY["rights"]),
        "law": FieldList(OptionalSelect(), labels.ENTRY["law"]),
        "sources": FieldList(FormField(SourceForm), labels.ENTRY["sources"]),
        "statutory": Ticks(labels.ENTRY["statutory"], choices=list(content.statutory.items())),
        "owner": StringField(labels.ENTRY["owner"]),
        "checked": StringField(labels.ENTRY["checked"]),
        "checked_by": StringField(labels.ENTRY["checked_by"]),
        "review_due": StringField(labels.ENTRY["review_due"]),
    }
    return type("EntryForm", (EditForm,), fields)


def section_field(section: str) -> str:
    """The name of the field of a section."""
    return "section_" + section.replace("-", "_")


def wordings_field(section: str) -> str:
    """The name of the field of the wordings that a section answers."""
    return "wordings_" + section.replace("-", "_")


def entry_values(entry: EntryText, headings: Mapping[str, str]) -> dict[str, Any]:
    """What the form of an entry shows at first."""
    texts = {headings[heading]: text for heading, text in entry.sections.items() if heading in headings}
    questions = entry.fields.get("questions") or {}
    wordings = {wordings_field(section): _in_lines(texts) for section, texts in questions.items()}
    return {**_values(entry.fields), **texts, **wordings, "not_here": _in_lines(entry.fields.get("not_here"))}


def service_values(fields: Mapping[str, Any]) -> dict[str, Any]:
    """What the form of a service shows at first."""
    return _values(fields)


def offer(form: EditForm, content: Content) -> None:
    """Put the names of entries and services into the lists to choose from, and empty rows at the end of each list."""
    named = {
        "services": {service.id: service.name for service in content.services.values()},
        "follow_ups": {entry.id: entry.title for entry in content.entries.values()},
        "topics": {entry.id: entry.title for entry in content.entries.values()},
        "law": {provision.id: provision.title for provision in content.provisions.values()},
    }
    rows = {field.short_name: field for field in form if isinstance(field, FieldList)}
    for name, field in rows.items():
        add_rows(field, 3 if name == "follow_ups" else 0)
    for name, titles in named.items():
        ordered = sorted(titles.items(), key=lambda pair: pair[1].lower())
        for row in rows.get(name, ()):
            lost = [(row.data, "No longer there")] if row.data and row.data not in titles else []
            row.choices = [("", "None"), *lost, *ordered]


def entry_of(
    form: EditForm, identifier: str, content: Content, old: Mapping[str, Any], headings: Mapping[str, str]
) -> EntryText:
    """The entry that was sent.

    Args:
        form: as it was sent.
        identifier: its id.
        content: for the order of the sections.
        old: the fields in the file.
        headings: the field of each heading.
    """
    sent = form.data
    fields = {
        "id": identifier,
        **filled(sent, ("title", "ask", "owner", "checked", "checked_by", "review_due")),
        **({"intent": old["intent"]} if "intent" in old else {}),
        "questions": _wordings(sent, content, old.get("questions") or {}),
        **({"not_here": not_here} if (not_here := lines(sent["not_here"])) else {}),
        "services": chosen(sent["services"]),
        "follow_ups": chosen(sent["follow_ups"]),
        "rights": bool(sent["rights"]),
        **({"law": law} if (law := chosen(sent["law"])) else {}),
        "sources": _sources(sent["sources"]),
        "statutory": _in_order(sent["statutory"], old.get("statutory")),
    }
    return EntryText(fields, {heading: pasted(sent[field] or "") for heading, field in headings.items()})


def addition_of(entry: EntryText, national: EntryText, content: Content) -> EntryText:
    """What was sent for a national page: without what is left as it is there, and with a note of what it replaces.

    Args:
        entry: as it was sent.
        national: the national page.
        content: for the ids of the sections.
    """
    fields = {name: value for name, value in entry.fields.items() if value}
    own = [kind for kind in content.sections if entry.sections.get(kind.heading, "").strip()]
    replaced = {
        kind.id: additions.digest(markdown.parse(national.sections[kind.heading])[0].blocks)
        for kind in own
        if kind.heading in national.sections
    }
    return EntryText({**fields, **({"replaces": replaced} if replaced else {})}, entry.sections)


def service_of(form: EditForm, identifier: str, old: Mapping[str, Any]) -> dict[str, Any]:
    """The service that was sent."""
    sent = form.data
    lists = {
        "phones": [filled(row, ("number", "description")) for row in sent["phones"] if _said(row)],
        "opening_hours": hours_of(sent["opening_hours"]),
        "missing": _in_order(sent["missing"], old.get("missing")),
    }
    text = filled(sent["text"], ("number", "description"))
    return {
        "id": identifier,
        **filled(sent, ("name", "organization", "status", "description", "eligibility", "fees", "how_to_ask")),
        **filled(sent, ("url", "email", "address", "notes")),
        **_checked(sent, old),
        **{name: _number(sent[name]) for name in ("minimum_age", "maximum_age") if (sent[name] or "").strip()},
        **{name: rows for name, rows in lists.items() if rows},
        **({"text": text} if text else {}),
        "needs": _in_order(sent["needs"], old.get("needs")),
        "topics": chosen(sent["topics"]),
        "sources": _sources(sent["sources"]),
    }


def hours_of(rows: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The lines of hours that were sent, as a file has them; an empty row is left out."""
    return [
        {
            **({"days": row["days"]} if row["days"] else {}),
            **filled(row, ("opens", "closes", "valid_from", "valid_to")),
            **({"term_time_only": True} if row.get("term_time_only") else {}),
        }
        for row in rows
        if _said(row)
    ]


def _checked(sent: Mapping[str, Any], old: Mapping[str, Any]) -> dict[str, str]:
    """The day on which it was checked; an unknown day stays unknown until somebody enters one."""
    if not sent["assured_date"] and old.get("assured_date") == schema.NOT_KNOWN:
        return {"assured_date": schema.NOT_KNOWN}
    return filled(sent, ("assured_date",))


def _wordings(sent: Mapping[str, Any], content: Content, old: Mapping[str, Any]) -> dict[str, list[str]]:
    """The wordings that were sent, by their section; the sections in the order that the file has."""
    order = [*old, *(kind.id for kind in content.sections if kind.id not in old)]
    typed = {section: lines(sent.get(wordings_field(section))) for section in order}
    return {section: texts for section, texts in typed.items() if texts}


def _in_lines(texts: Iterable[Any] | None) -> str:
    return "\n".join(str(text) for text in texts or ())


def _values(fields: Mapping[str, Any]) -> dict[str, Any]:
    values = {name: value for name, value in fields.items() if name != "id"}
    for name in ("minimum_age", "maximum_age"):
        if name in values:
            values[name] = str(values[name])
    return values


def add_rows(rows: FieldList, least: int = 0) -> None:
    """Put empty rows at the end of a list, so that it has at least `least` rows."""
    empty = sum(1 for row in rows if not _said(row.data))
    for _ in range(max(SPARE_ROWS - empty, least - len(rows))):
        rows.append_entry()


def _said(value: Any) -> bool:
    return any(map(_said, value.values())) if isinstance(value, dict) else bool(value)


def _in_order(sent: Sequence[str] | None, old: Any) -> list[str]:
    """What was ticked, in the order that the file has."""
    ticked = sent or []
    before = [value for value in old or [] if value in ticked]
    return before + [value for value in ticked if value not in before]


def _sources(sent: Iterable[Mapping[str, str]]) -> list[dict[str, Any]]:
    rows = [filled(row, ("title", "url", "published")) for row in sent]
    return [
        {name: _number(value) if name == "published" else value for name, value in row.items()} for row in rows if row
    ]


def _number(value: str) -> int | str:
    """A year or an age as a number; anything else as it was typed, for the check to refuse."""
    return int(value) if re.fullmatch(r"\d{1,4}", value.strip()) else value.strip()
