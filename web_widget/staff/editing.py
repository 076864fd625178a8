"""Change an entry or a service, or write a new one: the form, with a preview and advice beside it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask_login import current_user

from knowledge.documents import Content
from knowledge.editing import entry_file
from knowledge.editing.changes import Change, digest, look_over, text_of
from knowledge.editing.entry_file import EntryText, NotAForm
from knowledge.faults import Fault
from web_widget.staff import edit_forms, trying
from web_widget.staff.access import role_required
from web_widget.staff.accounts import Role
from web_widget.staff.desk import Desk
from web_widget.staff.drafts import Draft
from web_widget.staff.edit_forms import EditForm, WholeForm
from web_widget.staff.editable import ANY, ENTRIES, KINDS, Editable, id_from, is_id
from web_widget.staff.parts import Parts
from web_widget.staff.preview import Preview, preview

_REQUIRED = re.compile(r"'(\w+)' is a required property")
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


def pages(parts: Parts) -> Blueprint:
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
        if identifier and draft is None:
            text = text_of(desk.content_folder, _file(editable, identifier)) or abort(404)
        form = _shown(editable, text or "", desk.content)
        form.read.data = draft.read.get(editable.file(draft.identifier), "") if draft else digest(text)
        return _page(
            desk, editable, identifier, _written(editable, form, identifier or "new", text or "", desk.content)
        )

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
        findings = look_over(desk.content_folder, change, desk.today()) if not faults else None
        if findings and not findings.faults:
            draft = _new_draft(desk, editable, name, change, _title(written), new=identifier is None)
            trying.begin(desk, draft)
            return redirect(url_for("staff.publishing.show", token=draft.token))
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
        whole=isinstance(written.form, WholeForm),
        sections=[edit_forms.section_field(kind.id) for kind in desk.content.sections],
        seen=_seen(desk, editable, identifier, written),
    )


def _seen(desk: Desk, editable: Editable, identifier: str | None, written: Written) -> Preview:
    file = editable.file(identifier or id_from(_title(written)) or "new")
    return preview(desk.content, file, written.text, written.sections, desk.today())


def _shown(editable: Editable, text: str, content: Content) -> EditForm:
    """The form of a file; the whole file where no form can show it."""
    headings = [kind.heading for kind in content.sections]
    try:
        if editable is ENTRIES:
            entry = entry_file.read_entry(text, headings) if text else EntryText({}, {})
            return edit_forms.entry_form(content)(formdata=None, data=edit_forms.entry_values(entry, content))
        return edit_forms.ServiceForm(
            formdata=None, data=edit_forms.service_values(entry_file.read_service(text)) if text else {}
        )
    except NotAForm as error:
        form = WholeForm(formdata=None, data={"text": text})
        form.form_errors = [str(error)]
        return form


def _sent(desk: Desk, editable: Editable, identifier: str | None) -> Written:
    """The form that was sent, and the file that it makes of the one that is there."""
    if "text" in request.form:
        form: EditForm = WholeForm()
    else:
        form = edit_forms.entry_form(desk.content)() if editable is ENTRIES else edit_forms.ServiceForm()
    old = text_of(desk.content_folder, _file(editable, identifier)) if identifier else None
    name = identifier or id_from(form["title" if editable is ENTRIES else "name"].data or "") or "new"
    return _written(editable, form, name, old or "", desk.content)


def _written(editable: Editable, form: EditForm, identifier: str, old: str, content: Content) -> Written:
    if isinstance(form, WholeForm):
        text = (form["text"].data or "").replace("\r\n", "\n")
        return Written(form, text, {})
    headings = [kind.heading for kind in content.sections]
    old, before = _readable(editable, old, headings)
    if editable is ENTRIES:
        entry = edit_forms.entry_of(form, identifier, content, before)
        return Written(form, entry_file.write_entry(old, entry, headings), entry.sections)
    fields = edit_forms.service_of(form, identifier, before)
    texts = {form[name].label.text: fields[name] for name in SERVICE_TEXTS if name in fields}
    return Written(form, entry_file.write_service(old, fields), texts)


def _readable(editable: Editable, text: str, headings: list[str]) -> tuple[str, Mapping[str, Any]]:
    """A file and its fields; nothing of one that has come to be unreadable since it was shown."""
    try:
        if not text:
            return "", {}
        fields = entry_file.read_entry(text, headings).fields if editable is ENTRIES else entry_file.read_service(text)
        return text, fields
    except NotAForm:
        return "", {}


def _title(written: Written) -> str:
    named = "title" if "title" in written.form else "name"
    return (written.form[named].data or "").strip() if named in written.form else "The whole file"


def _draft(desk: Desk, editable: Editable, identifier: str | None) -> Draft | None:
    """The draft that is gone on with."""
    token = request.args.get("draft")
    draft = desk.drafts.find(token, current_user.name) if token else None
    if draft is None or draft.kind != editable.kind or (identifier and draft.identifier != identifier):
        return None
    return draft


def _new_draft(desk: Desk, editable: Editable, identifier: str, change: Change, title: str, new: bool) -> Draft:
    words = f"New {editable.one}: {title}" if new else f"{title}"
    draft = Draft(editable.kind, identifier, words, dict(change.files), dict(change.read), current_user.name)
    desk.drafts.keep(draft)
    return draft


def _name_faults(desk: Desk, editable: Editable, name: str) -> list[Fault]:
    """Why a new entry or service cannot have a name."""
    content, file = desk.content, editable.file(name)
    if not is_id(name):
        return [Fault(file, 1, "title", "It has no name yet.", "Give it one.")]
    taken = name in content.retired[editable.kind] or text_of(desk.content_folder, file) is not None
    return [Fault(file, 1, "title", f'"{name}" is taken.', "Choose another name.")] if taken else []


def _tell(form: EditForm, file: str, faults: list[Fault], content: Content) -> None:
    """Put each fault at its field."""
    headings = {kind.heading or "answer": edit_forms.section_field(kind.id) for kind in content.sections}
    for fault in faults:
        missing = _REQUIRED.match(fault.problem) if fault.field == "file" else None
        name = missing.group(1) if missing else headings.get(fault.field, fault.field.split(".")[0])
        name = "name" if name == "title" and "title" not in form else name
        words = f"{fault.problem} {fault.remedy}"
        if missing and name in form:
            words = f"{form[name].label.text} is empty. Fill it in."
        if fault.file == file and name in form:
            form[name].errors = [*form[name].errors, words]
        else:
            where = f"Line {fault.line}: " if fault.file == file else f"{fault.file}, line {fault.line}: "
            form.form_errors = [*form.form_errors, f"{where}{fault.field}: {words}"]


def _file(editable: Editable, identifier: str) -> str:
    if not is_id(identifier):
        abort(404)
    return editable.file(identifier)
