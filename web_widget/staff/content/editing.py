"""Change an entry or a service, or write a new one: the form, with a preview and advice beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, abort, flash, render_template, request
from flask_login import current_user

from knowledge.editing import entry_file
from knowledge.editing.changes import Change, digest, look_over, text_of
from knowledge.editing.emergency import signed
from knowledge.editing.entry_file import EntryText, NotAForm
from knowledge.faults import Fault
from knowledge.files.records import Content
from web_widget.staff.accounts.access import role_required
from web_widget.staff.accounts.accounts import Role
from web_widget.staff.content import draft_trial, edit_forms, moved_wordings
from web_widget.staff.content.drafts import Draft
from web_widget.staff.content.edit_forms import EditForm
from web_widget.staff.content.editable import ANY, ENTRIES, KINDS, Editable, id_from, is_id
from web_widget.staff.content.editing_context import Desk
from web_widget.staff.content.fault_words import in_words
from web_widget.staff.content.preview import Preview, preview
from web_widget.staff.parts import StaffParts

SERVICE_TEXTS = ("description", "eligibility", "fees", "how_to_ask", "notes")


@dataclass(frozen=True)
class Written:
    """A form, and the file that it makes.

    Attributes:
        text: of the file.
        sections: the texts that parents read, by their headings.
    """

    form: EditForm
    text: str
    sections: Mapping[str, str]


def pages(parts: StaffParts) -> Blueprint:
    """The routes."""
    editing = Blueprint("editing", __name__)
    desk = Desk.of(parts)

    @editing.get(f"/new/{ANY}")
    @editing.get(f"/{ANY}/<identifier>/edit")
    @role_required(Role.EDITOR)
    def show(kind: str, identifier: str | None = None) -> Any:
        editable = KINDS[kind]
        draft = _draft(desk, editable, identifier)
        text = draft.files[editable.file(identifier or draft.identifier)] if draft else None
        own = text
        if identifier and draft is None:
            own = text_of(desk.content_folder, _file(editable, identifier))
            text = own or _begun(desk, editable, identifier) or abort(404)
        headings = _headings(desk, editable, identifier)
        try:
            form = _shown(editable, text or "", desk.content, headings)
        except NotAForm:
            return _not_a_form(desk, editable, identifier)
        form.read.data = draft.read.get(editable.file(draft.identifier), "") if draft else digest(own)
        written = _written(editable, form, identifier or "new", text or "", desk.content, headings)
        return _page(desk, editable, identifier, written)

    @editing.post(f"/new/{ANY}")
    @editing.post(f"/{ANY}/<identifier>/edit")
    @role_required(Role.EDITOR)
    def send(kind: str, identifier: str | None = None) -> Any:
        editable = KINDS[kind]
        written = _sent(desk, editable, identifier)
        if request.form.get("do") != "next":
            return _page(desk, editable, identifier, written)
        name = identifier or id_from(_title(written))
        faults = _name_faults(desk, editable, name) if identifier is None else []
        if identifier is None:
            written = _sent(desk, editable, name)
        change = Change({editable.file(name): written.text}, {editable.file(name): written.form.read.data or ""})
        change = signed(desk.content_folder, change, current_user.full_name) if not faults else change
        findings = look_over(desk.content_folder, change, desk.today()) if not faults else None
        if findings and not findings.faults:
            draft = _new_draft(desk, editable, name, change, _title(written), new=identifier is None)
            if moved_wordings.moves(_draft(desk, editable, identifier), editable.file(name)):
                flash(moved_wordings.STAY)
            return draft_trial.drafted(desk, draft)
        _tell(written.form, editable.file(name), [*faults, *(findings.faults if findings else ())], desk.content)
        return _page(desk, editable, identifier, written), 422

    @editing.post(f"/new/{ANY}/preview")
    @editing.post(f"/{ANY}/<identifier>/preview")
    @role_required(Role.EDITOR)
    def look(kind: str, identifier: str | None = None) -> str:
        editable = KINDS[kind]
        written = _sent(desk, editable, identifier)
        return render_template("staff/preview.html", seen=_seen(desk, editable, identifier, written))

    return editing


def _page(desk: Desk, editable: Editable, identifier: str | None, written: Written) -> str:
    edit_forms.offer(written.form, desk.content)
    return render_template(
        "staff/edit.html",
        form=written.form,
        editable=editable,
        identifier=identifier,
        title=editable.all(desk.content).get(identifier, identifier) if identifier else f"New {editable.one}",
        sections=list(_headings(desk, editable, identifier).values()),
        below=desk.below(editable.file(identifier)) if identifier else "",
        national=_national_texts(desk, editable, identifier),
        wordings=[edit_forms.wordings_field(kind.id) for kind in desk.content.sections],
        seen=_seen(desk, editable, identifier, written),
    )


def _not_a_form(desk: Desk, editable: Editable, identifier: str | None) -> str:
    """In place of a form that cannot show what somebody wrote by hand: the way to earlier versions."""
    title = editable.all(desk.content).get(identifier or "") or f"New {editable.one}"
    return render_template("staff/not_a_form.html", editable=editable, identifier=identifier, title=title)


def _seen(desk: Desk, editable: Editable, identifier: str | None, written: Written) -> Preview:
    file = editable.file(identifier or id_from(_title(written)) or "new")
    return preview(desk.content, file, written.text, written.sections, desk.today(), desk.parts.content_folder)


def _begun(desk: Desk, editable: Editable, identifier: str) -> str:
    """What the council's file of a national entry or service begins with; empty if there is no national one."""
    below = desk.below(editable.file(identifier))
    return f"---\nid: {identifier}\n---\n" if below and editable is ENTRIES else below


def _headings(desk: Desk, editable: Editable, identifier: str | None) -> dict[str, str]:
    """The field of each heading that the form has."""
    national = identifier is not None and editable is ENTRIES and desk.below(editable.file(identifier))
    return edit_forms.added_headings(desk.content) if national else edit_forms.own_headings(desk.content)


def _national_texts(desk: Desk, editable: Editable, identifier: str | None) -> dict[str, str]:
    """The national text of each section, by the field for words in its place."""
    below = desk.below(editable.file(identifier)) if identifier and editable is ENTRIES else ""
    if not below:
        return {}
    fields = edit_forms.own_headings(desk.content)
    return {fields[heading]: text for heading, text in entry_file.read_entry(below, list(fields)).sections.items()}


def _shown(editable: Editable, text: str, content: Content, headings: Mapping[str, str] | None = None) -> EditForm:
    """The form of a file.

    Raises:
        NotAForm: no form can show it.
    """
    headings = headings or edit_forms.own_headings(content)
    if editable is ENTRIES:
        entry = entry_file.read_entry(text, list(headings)) if text else EntryText({}, {})
        entry_form = edit_forms.entry_form(content, headings)
        return entry_form(formdata=None, data=edit_forms.entry_values(entry, headings))
    return edit_forms.ServiceForm(
        formdata=None, data=edit_forms.service_values(entry_file.read_service(text)) if text else {}
    )


def _sent(desk: Desk, editable: Editable, identifier: str | None) -> Written:
    """The form that was sent, and the file that it makes of the one that is there."""
    headings = _headings(desk, editable, identifier)
    entry_form = edit_forms.entry_form(desk.content, headings)
    form: EditForm = entry_form() if editable is ENTRIES else edit_forms.ServiceForm()
    old = text_of(desk.content_folder, _file(editable, identifier)) if identifier else None
    name = identifier or id_from(form["title" if editable is ENTRIES else "name"].data or "") or "new"
    below = desk.below(editable.file(name))
    if identifier and not old:
        old = _begun(desk, editable, identifier)
    return _written(editable, form, name, old or "", desk.content, headings, below if identifier else "")


def _written(
    editable: Editable,
    form: EditForm,
    identifier: str,
    old: str,
    content: Content,
    headings: Mapping[str, str] | None = None,
    below: str = "",
) -> Written:
    """The file that a form makes of the one that is there.

    Args:
        editable, form, identifier: what was sent.
        old: the file as it is.
        content: for what can be chosen.
        headings: the field of each heading.
        below: the national file to which this one is added.
    """
    headings = headings or edit_forms.own_headings(content)
    old, before = _readable(editable, old, list(headings))
    if editable is ENTRIES:
        entry = edit_forms.entry_of(form, identifier, content, before, headings)
        if below:
            national = entry_file.read_entry(below, list(edit_forms.own_headings(content)))
            entry = edit_forms.addition_of(entry, national, content)
        return Written(form, entry_file.write_entry(old, entry, list(headings)), entry.sections)
    fields = edit_forms.service_of(form, identifier, before)
    texts = {form[name].label.text: fields[name] for name in SERVICE_TEXTS if name in fields}
    return Written(form, entry_file.write_service(old, fields), texts)


def _readable(editable: Editable, text: str, headings: list[str]) -> tuple[str, Mapping[str, Any]]:
    """A file and its fields; both empty if the file has become unreadable since it was shown."""
    try:
        if not text:
            return "", {}
        fields = entry_file.read_entry(text, headings).fields if editable is ENTRIES else entry_file.read_service(text)
        return text, fields
    except NotAForm:
        return "", {}


def _title(written: Written) -> str:
    named = "title" if "title" in written.form else "name"
    return (written.form[named].data or "").strip()


def _draft(desk: Desk, editable: Editable, identifier: str | None) -> Draft | None:
    """The draft that is being continued."""
    token = request.args.get("draft")
    draft = desk.drafts.find(token, current_user.name) if token else None
    if draft is None or draft.kind != editable.kind or (identifier and draft.identifier != identifier):
        return None
    return draft


def _new_draft(desk: Desk, editable: Editable, identifier: str, change: Change, title: str, new: bool) -> Draft:
    words = f"New {editable.one}: {title}" if new else f"{title}"
    return Draft(editable.kind, identifier, words, dict(change.files), dict(change.read), current_user.name)


def _name_faults(desk: Desk, editable: Editable, name: str) -> list[Fault]:
    """Why a new entry or service cannot have a name."""
    content, file = desk.content, editable.file(name)
    if not is_id(name):
        return [Fault(file, 1, "title", "It has no name yet.", "Enter a name.")]
    used = text_of(desk.content_folder, file) is not None or bool(desk.below(file))
    taken = name in content.retired[editable.kind] or used
    return [Fault(file, 1, "title", f'"{name}" is already in use.', "Choose another name.")] if taken else []


def _tell(form: EditForm, file: str, faults: list[Fault], content: Content) -> None:
    """Put each fault at its field."""
    headings = {heading or "answer": field for heading, field in edit_forms.added_headings(content).items()}
    for fault in faults:
        name = headings.get(fault.field) or _field(fault.field)
        name = "name" if name == "title" and "title" not in form else name
        said = in_words(fault, content)
        if fault.file == file and name in form:
            form[name].errors = [*form[name].errors, said.here]
        else:
            form.form_errors = [*form.form_errors, said.here if fault.file == file else str(said)]


def _field(path: str) -> str:
    """The name of the field for a place in a file, such as questions.how-to-ask.3."""
    name, *inner = path.split(".")
    return edit_forms.wordings_field(inner[0] if inner else "answer") if name == "questions" else name


def _file(editable: Editable, identifier: str) -> str:
    if not is_id(identifier):
        abort(404)
    return editable.file(identifier)
