"""Retire an entry or service: everything that names it then leads to its successor."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, render_template
from flask_login import current_user
from flask_wtf import FlaskForm
from wtforms import BooleanField, SelectField
from wtforms.validators import InputRequired

from knowledge.editing.changes import Change, digest, look_over, text_of
from knowledge.editing.entry_file import EntryText, read_entry, write_entry
from knowledge.editing.yaml_fields import with_fields
from knowledge.files import yaml_lines
from knowledge.files.check import MOST_QUESTIONS
from knowledge.files.records import ANSWER
from knowledge.text.comparing import normalised
from web_widget.staff.accounts.access import role_required
from web_widget.staff.accounts.accounts import Role
from web_widget.staff.content import draft_trial, edit_forms
from web_widget.staff.content.drafts import Draft
from web_widget.staff.content.editable import ANY, ENTRIES, KINDS, Editable
from web_widget.staff.content.editing_context import Desk
from web_widget.staff.content.fault_words import all_in_words
from web_widget.staff.parts import StaffParts

FILE = "retired.yml"
_KINDS = ("entries", "services")
_NEW = "entries: []\nservices: []\n"


class RetireForm(FlaskForm):
    """What takes its place."""

    successor = SelectField("What takes its place?", [InputRequired("Choose what takes its place.")])
    wordings = BooleanField("Move its wordings to the page that takes its place")


def pages(parts: StaffParts) -> Blueprint:
    """The routes."""
    retire = Blueprint("retiring", __name__)
    desk = Desk.of(parts)

    @retire.get(f"/{ANY}/<identifier>/retire")
    @role_required(Role.EDITOR)
    def show(kind: str, identifier: str) -> str:
        return _page(desk, KINDS[kind], identifier, _form(desk, KINDS[kind], identifier))

    @retire.post(f"/{ANY}/<identifier>/retire")
    @role_required(Role.EDITOR)
    def send(kind: str, identifier: str) -> Any:
        editable = KINDS[kind]
        form = _form(desk, editable, identifier)
        if not form.validate():
            return _page(desk, editable, identifier, form), 422
        change = _change(desk, editable, identifier, form.successor.data, form.wordings.data)
        if faults := look_over(desk.content_folder, change, desk.today()).faults:
            form.form_errors = [str(fault) for fault in all_in_words(faults, desk.content)]
            return _page(desk, editable, identifier, form), 422
        title = f"Retire {editable.one}: {editable.all(desk.content)[identifier]}"
        draft = Draft(kind, identifier, title, dict(change.files), dict(change.read), current_user.name)
        return draft_trial.drafted(desk, draft)

    return retire


def read(text: str | None) -> dict[str, list[dict[str, str]]]:
    """What was retired, in the form of the file."""
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


def _page(desk: Desk, editable: Editable, identifier: str, form: RetireForm) -> str:
    return render_template(
        "staff/retire.html",
        form=form,
        editable=editable,
        identifier=identifier,
        entry=editable is ENTRIES,
        title=editable.all(desk.content)[identifier],
    )


def _change(desk: Desk, editable: Editable, identifier: str, successor: str, wordings: bool) -> Change:
    own = editable.file(identifier)
    text = text_of(desk.content_folder, FILE)
    retired = read(text)
    retired[editable.kind].append({"id": identifier, "successor": successor})
    files: dict[str, str | None] = {own: None, FILE: write(text, retired)}
    if wordings and editable is ENTRIES:
        files[editable.file(successor)] = _with_wordings(desk, identifier, successor)
    return Change(files, {file: digest(text_of(desk.content_folder, file)) for file in files})


def _with_wordings(desk: Desk, identifier: str, successor: str) -> str:
    """The file of the successor with the wordings of both, as many as a page may have."""
    file, entries = ENTRIES.file(successor), desk.content.entries
    below = desk.below(file)
    headings = list((edit_forms.added_headings if below else edit_forms.own_headings)(desk.content))
    text = text_of(desk.content_folder, file) or f"---\nid: {successor}\n---\n"
    keeps, page = read_entry(text, headings), entries[successor]
    own = {section: list(wordings) for section, wordings in (keeps.fields.get("questions") or {}).items()}
    seen = {normalised(wording) for wording in (page.ask, *page.questions, *page.not_here)}
    more = [wording for wording in entries[identifier].questions if normalised(wording) not in seen]
    room = MOST_QUESTIONS - len(page.questions)
    fields = {**keeps.fields, "questions": {**own, ANSWER: [*own.get(ANSWER, ()), *more[:room]]}}
    return write_entry(text, EntryText(fields, keeps.sections), headings)
