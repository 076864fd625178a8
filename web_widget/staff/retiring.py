"""Take an entry or service away: whatever names it leads to its successor."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, redirect, render_template, url_for
from flask_login import current_user
from flask_wtf import FlaskForm
from wtforms import BooleanField, SelectField
from wtforms.validators import InputRequired

from knowledge import yaml_lines
from knowledge.check import MOST_QUESTIONS, normalised
from knowledge.editing.changes import Change, digest, look_over, text_of
from knowledge.editing.entry_file import EntryText, read_entry, write_entry
from knowledge.editing.yaml_fields import with_fields
from web_widget.staff import trying
from web_widget.staff.access import role_required
from web_widget.staff.accounts import Role
from web_widget.staff.desk import Desk
from web_widget.staff.drafts import Draft
from web_widget.staff.editable import ANY, ENTRIES, KINDS, Editable
from web_widget.staff.parts import Parts

FILE = "retired.yml"
_KINDS = ("entries", "services")
_NEW = "entries: []\nservices: []\n"


class RetireForm(FlaskForm):
    """What takes its place."""

    successor = SelectField("What takes its place?", [InputRequired("Choose what takes its place.")])
    wordings = BooleanField("Give its wordings to the page that takes its place")


def pages(parts: Parts) -> Blueprint:
    """The routes."""
    retire = Blueprint("retiring", __name__)
    desk = Desk.of(parts)

    @retire.get(f"/{ANY}/<identifier>/retire")
    @role_required(Role.EDITOR)
    def show(kind: str, identifier: str) -> str:
        return _page(KINDS[kind], identifier, _form(desk, KINDS[kind], identifier))

    @retire.post(f"/{ANY}/<identifier>/retire")
    @role_required(Role.EDITOR)
    def send(kind: str, identifier: str) -> Any:
        editable = KINDS[kind]
        form = _form(desk, editable, identifier)
        if not form.validate():
            return _page(editable, identifier, form), 422
        change = _change(desk, editable, identifier, form.successor.data, form.wordings.data)
        if faults := look_over(desk.content_folder, change, desk.today()).faults:
            form.form_errors = [f"{fault}" for fault in faults]
            return _page(editable, identifier, form), 422
        title = f"Retire {editable.one}: {editable.all(desk.content)[identifier]}"
        draft = Draft(kind, identifier, title, dict(change.files), dict(change.read), current_user.name)
        desk.drafts.keep(draft)
        trying.begin(desk, draft)
        return redirect(url_for("staff.publishing.show", token=draft.token))

    return retire


def read(text: str | None) -> dict[str, list[dict[str, str]]]:
    """What was retired, as the file has it."""
    data = yaml_lines.read(text or _NEW).data or {}
    return {kind: list(data.get(kind) or []) for kind in _KINDS}


def write(text: str | None, retired: dict[str, list[dict[str, str]]]) -> str:
    """The file with other lists; its comments stay."""
    return with_fields((text or _NEW).replace("\r\n", "\n"), retired, _KINDS)


def _form(desk: Desk, editable: Editable, identifier: str) -> RetireForm:
    titles = editable.all(desk.content)
    if identifier not in titles:
        abort(404)
    form = RetireForm()
    form.successor.choices = [("", "Choose one"), *((i, title) for i, title in titles.items() if i != identifier)]
    return form


def _page(editable: Editable, identifier: str, form: RetireForm) -> str:
    titles = dict(form.successor.choices)
    return render_template(
        "staff/retire.html",
        form=form,
        editable=editable,
        identifier=identifier,
        entry=editable is ENTRIES,
        titles=titles,
    )


def _change(desk: Desk, editable: Editable, identifier: str, successor: str, wordings: bool) -> Change:
    own = editable.file(identifier)
    text = text_of(desk.content_folder, FILE)
    retired = read(text)
    retired[editable.kind].append({"id": identifier, "successor": successor})
    files: dict[str, str | None] = {own: None, FILE: write(text, retired)}
    if wordings and editable is ENTRIES:
        files[editable.file(successor)] = _with_wordings(desk, own, editable.file(successor))
    return Change(files, {file: digest(text_of(desk.content_folder, file)) for file in files})


def _with_wordings(desk: Desk, old: str, successor: str) -> str:
    """The file of the successor with the wordings of both, as many as a page may have."""
    headings = [kind.heading for kind in desk.content.sections]
    texts = [text_of(desk.content_folder, file) or "" for file in (successor, old)]
    keeps, gives = (read_entry(text, headings) for text in texts)
    own = list(keeps.fields["questions"])
    seen = {normalised(question) for question in (keeps.fields["ask"], *own)}
    more = [question for question in gives.fields["questions"] if normalised(question) not in seen]
    fields = {**keeps.fields, "questions": [*own, *more][:MOST_QUESTIONS]}
    return write_entry(texts[0], EntryText(fields, keeps.sections), headings)
