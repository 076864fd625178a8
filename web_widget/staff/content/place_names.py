"""What staff call a file and a place in it: the title of a page, the label of a form's field."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath

from knowledge.files import additions
from knowledge.files.layers import Layer, layer_of
from knowledge.files.records import Content
from web_widget.staff.content import labels
from web_widget.staff.content.described_forms import forms
from web_widget.staff.content.form_description import Field, FormDescription, Item

_FILES: Mapping[str, str] = {
    "council.yml": "The council's words",
    "glossary.yml": "Short forms",
    "out_of_scope.yml": "Not for us",
    "conversation.yml": "Small talk",
    "needs.yml": "Needs",
    "journeys.yml": "Guided journeys",
    "timetable.yml": "Time limits",
    "danger.yml": "Emergency cards",
    "retired.yml": "Retired pages and services",
    "sections.yml": "Parts of pages",
    "statutory.yml": "Statutory map",
    "rates.yml": "Amounts that change",
    "law.yml": "The law",
}
_FORMS: Mapping[str, str] = {"easy_read": "easy read", "translations": "translation"}
"""The folders of a page's other forms."""
_OTHER = "The assistant"


def subject(file: str, content: Content | None) -> str:
    """What staff call a file of the content.

    Args:
        file: its path in the content folder; one of the national layer begins with england/.
        content: what is live, for the titles; None if it cannot be read.
    """
    national = " (national)" if layer_of(file) is Layer.ENGLAND else ""
    path = PurePosixPath(file.removeprefix(f"{Layer.ENGLAND}/"))
    if str(path.parent) == "topics":
        page = content.entries.get(path.stem) if content else None
        return (page.title if page else "New page") + national
    if path.parts[0] in _FORMS:
        page = content.entries.get(path.stem) if content else None
        return f"{page.title if page else 'New page'}, {_FORMS[path.parts[0]]}{national}"
    if str(path.parent) == "services":
        service = content.services.get(path.stem) if content else None
        return (service.name if service else "New service") + national
    if path.name == "emergency-contacts.yml":
        return "What two people agreed on for emergency cards"
    name = "danger.yml" if str(path.parent) == "danger" else path.name
    return _FILES.get(name, _OTHER) + (national if name in _FILES else "")


def part(file: str, field: str, content: Content | None) -> str:
    """The label of a place in a file; "" if no form shows it.

    Args:
        file: as in `subject`.
        field: as a fault names it: a heading, or a path with dots.
        content: as in `subject`.
    """
    name = file.removeprefix(f"{Layer.ENGLAND}/")
    headings = {kind.id: kind.heading for kind in content.sections} if content else {}
    if name.startswith("topics/"):
        return heading(field, content) or labels.of_field(labels.ENTRY, field.split("."), headings)
    if name.startswith("services/"):
        return labels.of_field(labels.SERVICE, field.split("."), headings)
    if known := _labels_of_form(name):
        return known.get(field.split(".")[0], "")
    return next((found.label for form in forms().values() if form.file == name for found in fields_at(form, field)), "")


def _labels_of_form(name: str) -> Mapping[str, str]:
    """The labels of another form of a page; none for any other file."""
    return {"easy_read": labels.EASY_READ, "translations": labels.TRANSLATION}.get(name.split("/")[0], {})


def heading(text: str, content: Content | None) -> str:
    """What the form calls a heading of a page; "" if it is not one."""
    known = additions.headings(content.sections) if content else ()
    return labels.ANSWER if text == "answer" else text if text and text in known else ""


def fields_at(form: FormDescription, field: str) -> list[Field]:
    """The fields of a form for the place that a fault names."""
    parts = field.split(".")
    inner = parts[1:] if parts[0].isdigit() else parts
    return [found for found in form.fields if _leads_to(found.path, parts) or _leads_to(found.path, inner)]


def _leads_to(path: Sequence[str | Item], parts: Sequence[str]) -> bool:
    return len(path) <= len(parts) and all(
        given.isdigit() if isinstance(known, Item) else known == given
        for known, given in zip(path, parts, strict=False)
    )
