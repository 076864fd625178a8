"""A described form in WTForms: its fields, what they show, and what was sent."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from wtforms import BooleanField, FieldList, FormField, SelectField, StringField, TextAreaField
from wtforms.fields import Field as WebField

from knowledge.files.records import Content
from web_widget.staff.content.described_values import Shown
from web_widget.staff.content.edit_forms import (
    SPARE_ROWS,
    AllYearHoursForm,
    EditForm,
    OptionalSelect,
    add_rows,
    hours_of,
)
from web_widget.staff.content.form_description import Field, FormDescription, Kind
from web_widget.staff.content.sent_values import chosen, lines, one_line


def form_of(description: FormDescription) -> type[EditForm]:
    """The form of a description."""
    return type("DescribedForm", (EditForm,), {field.name: _field(field) for field in description.fields})


def values_of(shown: Mapping[Field, Shown]) -> dict[str, Any]:
    """The first values of the fields, by their names."""
    return {field.name: _first(field, value.value) for field, value in shown.items()}


def sent_values(description: FormDescription, form: EditForm) -> dict[Field, Any]:
    """The value of each field, as `described_values.changed` takes it."""
    return {field: _sent(field, form[field.name].data) for field in description.fields}


def offer(description: FormDescription, form: EditForm, content: Content) -> None:
    """Put the titles of pages and services into the lists to choose from, and empty rows at the end of each list."""
    entries = {entry.id: entry.title for entry in content.entries.values()}
    services = {service.id: service.name for service in content.services.values()}
    for field in description.fields:
        choices = entries if field.kind is Kind.ENTRIES else services
        given = form[field.name]
        if field.kind in (Kind.ENTRIES, Kind.SERVICES):
            for _ in range(SPARE_ROWS - sum(1 for row in given if not row.data)):
                given.append_entry()
            for row in given:
                row.choices = _choices(choices, row.data)
        elif field.kind is Kind.SERVICE:
            given.choices = _choices(choices, given.data)
        elif field.kind is Kind.HOURS:
            add_rows(given)


def _choices(titles: Mapping[str, str], now: str | None) -> list[tuple[str, str]]:
    ordered = sorted(titles.items(), key=lambda pair: pair[1].lower())
    lost = [(now, "No longer there")] if now and now not in titles else []
    return [("", "None"), *lost, *ordered]


def _field(field: Field) -> WebField:
    match field.kind:
        case Kind.LINE:
            return StringField(field.label)
        case Kind.TEXT | Kind.LINES:
            return TextAreaField(field.label)
        case Kind.TICK:
            return BooleanField(field.label)
        case Kind.CHOICE:
            return SelectField(field.label, choices=list(field.options), validate_choice=False)
        case Kind.SERVICE:
            return OptionalSelect(field.label)
        case Kind.ENTRIES | Kind.SERVICES:
            return FieldList(OptionalSelect(), field.label)
        case Kind.HOURS:
            return FieldList(FormField(AllYearHoursForm), field.label)


def _first(field: Field, value: Any) -> Any:
    if field.kind is Kind.LINES:
        return "\n".join(value)
    if field.kind is Kind.HOURS:
        return value or []
    return value if field.kind in (Kind.TICK, Kind.ENTRIES, Kind.SERVICES) else one_line(str(value or ""))


def _sent(field: Field, data: Any) -> Any:
    match field.kind:
        case Kind.LINES:
            return lines(data)
        case Kind.ENTRIES | Kind.SERVICES:
            return chosen(data)
        case Kind.HOURS:
            return hours_of(data)
        case Kind.TICK:
            return bool(data)
        case _:
            return one_line(data)
