"""Change what parents read besides pages and services, and how they are understood: one page for all forms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request
from flask_login import current_user

from knowledge.editing.changes import Change, digest, look_over, text_of
from knowledge.editing.emergency import signed
from knowledge.faults import Fault
from knowledge.files.yaml_lines import YamlFault
from web_widget.staff.accounts.access import role_required
from web_widget.staff.accounts.accounts import Role
from web_widget.staff.content import described_form, draft_trial, moved_wordings
from web_widget.staff.content.described_forms import GROUPS, ROLES, forms
from web_widget.staff.content.described_values import Shown, at, changed, put, read, shown, written
from web_widget.staff.content.drafts import Draft
from web_widget.staff.content.edit_forms import EditForm
from web_widget.staff.content.editable import WORDS, id_from
from web_widget.staff.content.editing_context import Desk
from web_widget.staff.content.fault_words import in_words
from web_widget.staff.content.form_description import Field, FormDescription, Item, Records
from web_widget.staff.content.place_names import fields_at
from web_widget.staff.content.words_preview import WordsPreview, preview
from web_widget.staff.parts import StaffParts


@dataclass(frozen=True)
class Sheet:
    """A form that somebody is editing: what it is about, and what both layers hold.

    Attributes:
        form: what is described.
        key: of the record; empty where the form is of no record, or of a new one.
        text: of the council's file; None if there is none.
        own, national: what both files hold.
        roles: the service that fills each role.
    """

    form: FormDescription
    key: str
    text: str | None
    own: Any
    national: Any
    roles: Mapping[str, str]

    @property
    def shown(self) -> dict[Field, Shown]:
        """What each field shows."""
        return {field: shown(field, self.own, self.national, self.roles) for field in self.form.fields}


def pages(parts: StaffParts) -> Blueprint:
    """The routes."""
    words = Blueprint("words", __name__, url_prefix="/words")
    desk = Desk.of(parts)

    @words.get("/")
    @role_required(Role.EDITOR)
    def show_all() -> str:
        grouped = {group: [form for form in forms().values() if form.group == group] for group in GROUPS}
        return render_template("staff/words.html", groups=grouped, address=WORDS.address)

    @words.get("/<name>")
    @role_required(Role.EDITOR)
    def show(name: str) -> Any:
        form = _form(name)
        if not form.records:
            return redirect(WORDS.address(name))
        return render_template("staff/words_records.html", form=form, listed=_listed(desk, form, form.records))

    @words.route("/<name>/edit", methods=["GET", "POST"])
    @role_required(Role.EDITOR)
    def edit(name: str) -> Any:
        sheet = _sheet(desk, _form(name), request.args.get("key", ""))
        if sheet is None:
            return render_template("staff/not_a_form.html", editable=WORDS, identifier=name, title=_form(name).title)
        return _sent(desk, sheet) if request.method == "POST" else _page(desk, sheet, _blank(desk, sheet))

    @words.route("/<name>/new", methods=["GET", "POST"])
    @role_required(Role.EDITOR)
    def add(name: str) -> Any:
        form = _form(name)
        if not form.records or form.records.fresh is None:
            abort(404)
        sheet = _sheet(desk, form, "") or abort(404)
        return _sent(desk, sheet) if request.method == "POST" else _page(desk, sheet, _blank(desk, sheet))

    @words.post("/<name>/preview")
    @role_required(Role.EDITOR)
    def look(name: str) -> str:
        sheet = _sheet(desk, _form(name), request.args.get("key", "")) or abort(404)
        form = described_form.form_of(sheet.form)()
        return render_template("staff/words_preview.html", seen=_seen(desk, sheet, form))

    @words.post("/<name>/remove")
    @role_required(Role.EDITOR)
    def remove(name: str) -> Any:
        sheet = _sheet(desk, _form(name), request.args.get("key", "")) or abort(404)
        if not sheet.key or not sheet.form.records:
            abort(404)
        data = put(sheet.own, (Item(sheet.key, sheet.form.records.key),), None)
        return _drafted(desk, sheet, written(sheet.text, data), digest(sheet.text), f"Remove: {_title(sheet)}")

    return words


def _form(name: str) -> FormDescription:
    return forms().get(name) or abort(404)


def _sheet(desk: Desk, form: FormDescription, key: str) -> Sheet | None:
    """The form of a file, or of a record in it; None where the file cannot be read."""
    text, below = text_of(desk.content_folder, form.file), desk.below(form.file)
    draft = desk.drafts.find(request.args.get("draft", ""), current_user.name)
    if draft and draft.kind == WORDS.kind and form.file in draft.files:
        text = draft.files[form.file]
    try:
        own, national = read(text), read(below)
    except YamlFault:
        return None
    roles = desk.content.names.service_of
    if "roles" in {field.path[0] for field in form.fields}:
        national = {**(national or {}), "roles": {role: role for role in ROLES if role in set(desk.content.services)}}
    if form.records:
        item = Item(key, form.records.key)
        if key and at(own, (item,)) is None and at(national, (item,)) is None:
            abort(404)
        form = form.of(key, renamed=at(national, (item,)) is None)
    return Sheet(form, key, text, own, national, roles)


def _blank(desk: Desk, sheet: Sheet) -> EditForm:
    form = described_form.form_of(sheet.form)(formdata=None, data=described_form.values_of(sheet.shown))
    draft = desk.drafts.find(request.args.get("draft", ""), current_user.name)
    form.read.data = draft.read.get(sheet.form.file, "") if draft else digest(sheet.text)
    return form


def _sent(desk: Desk, sheet: Sheet) -> Any:
    form = described_form.form_of(sheet.form)()
    if request.form.get("do") != "next":
        return _page(desk, sheet, form)
    text = written(sheet.text, _data(sheet, form))
    if problem := _name_problem(sheet, form):
        form.form_errors = [problem]
    elif text == sheet.text and "draft" not in request.args:
        form.form_errors = ["Nothing has been changed yet."]
    else:
        change = _change(desk, sheet, text, form.read.data or "")
        faults = look_over(desk.content_folder, change, desk.today()).faults
        if not faults:
            draft = desk.drafts.find(request.args.get("draft", ""), current_user.name)
            if moved_wordings.moves(draft, sheet.form.file):
                flash(moved_wordings.STAY)
            return _drafted(desk, sheet, text, form.read.data or "", _title(sheet, form))
        _tell(desk, sheet, form, faults)
    return _page(desk, sheet, form), 422


def _data(sheet: Sheet, form: EditForm) -> Any:
    """What the council's file would hold."""
    sent = described_form.sent_values(sheet.form, form)
    records = sheet.form.records
    if not records or sheet.key:
        return changed(sheet.own, sheet.national, sent, sheet.roles)
    item = Item(_key(sheet, form), records.key)
    own = sheet.own
    for name, value in {item.field: item.key, **(records.fresh or {})}.items():
        own = put(own, (item, name), value)
    for field, value in sent.items():
        if value:
            own = put(own, (item, *field.path[1:]), value)
    return own


def _key(sheet: Sheet, form: EditForm) -> str:
    """The key of a new record: its name, or an id made from it."""
    assert sheet.form.records
    named = next(field for field in sheet.form.fields if field.path[-1] == sheet.form.records.title)
    name = " ".join((form[named.name].data or "").split())
    return name if sheet.form.records.key == sheet.form.records.title else id_from(name)


def _name_problem(sheet: Sheet, form: EditForm) -> str:
    """Why a new record cannot have its name; "" if it can."""
    records = sheet.form.records
    if not records or sheet.key:
        return ""
    key = _key(sheet, form)
    taken = at(sheet.own, (Item(key, records.key),)) or at(sheet.national, (Item(key, records.key),))
    return "Give it a name." if not key else f"There is already a {records.one} with this name." if taken else ""


def _change(desk: Desk, sheet: Sheet, text: str | None, read_digest: str) -> Change:
    file = sheet.form.file
    return signed(desk.content_folder, Change({file: text}, {file: read_digest}), current_user.full_name)


def _drafted(desk: Desk, sheet: Sheet, text: str | None, read_digest: str, title: str) -> Any:
    """Keep a draft like any other, and go to the page before publishing."""
    change = _change(desk, sheet, text, read_digest)
    who = current_user.name
    draft = Draft(WORDS.kind, sheet.form.name, title, dict(change.files), dict(change.read), who, part=sheet.key)
    return draft_trial.drafted(desk, draft)


def _title(sheet: Sheet, form: EditForm | None = None) -> str:
    """What is changed, in words."""
    records = sheet.form.records
    if not records:
        return sheet.form.title
    item = Item(sheet.key or (_key(sheet, form) if form else ""), records.key)
    record = {**(at(sheet.national, (item,)) or {}), **(at(sheet.own, (item,)) or {})}
    return f"{sheet.form.title}: {records.title_of(record)}" if record else f"{sheet.form.title}: {item.key}"


def _tell(desk: Desk, sheet: Sheet, form: EditForm, faults: tuple[Fault, ...]) -> None:
    """Put each fault at its field."""
    for fault in faults:
        said = in_words(fault, desk.content)
        found = fields_at(sheet.form, fault.field) if fault.file == sheet.form.file else []
        if found:
            form[found[0].name].errors = [*form[found[0].name].errors, said.here]
        else:
            form.form_errors = [*form.form_errors, str(said)]


def _page(desk: Desk, sheet: Sheet, form: EditForm) -> str:
    described_form.offer(sheet.form, form, desk.content)
    national = {field.name: value.national for field, value in sheet.shown.items() if value.national}
    seen = _seen(desk, sheet, form)
    own = bool(sheet.form.records and at(sheet.own, (Item(sheet.key, sheet.form.records.key),)))
    return render_template(
        "staff/words_edit.html",
        sheet=sheet,
        form=form,
        national=national,
        seen=seen,
        title=_title(sheet) if sheet.key else _new_title(sheet.form),
        removable=own and sheet.key and not national,
        titles={**_titles(desk)},
    )


def _new_title(form: FormDescription) -> str:
    return f"New {form.records.one}" if form.records else form.title


def _titles(desk: Desk) -> dict[str, str]:
    """The titles of pages and services, for the national ones beside a list."""
    content = desk.content
    named = {service.id: service.name for service in content.services.values()}
    return {**named, **{entry.id: entry.title for entry in content.entries.values()}}


def _seen(desk: Desk, sheet: Sheet, form: EditForm) -> WordsPreview:
    return preview(desk.content, described_form.sent_values(sheet.form, form))


@dataclass(frozen=True)
class Listed:
    """A record in the list.

    Attributes:
        key: tells it apart.
        title: what it is called.
        national: whether every council has it.
        own: whether the council says something of its own in it.
    """

    key: str
    title: str
    national: bool
    own: bool


def _listed(desk: Desk, form: FormDescription, records: Records) -> list[Listed]:
    """Every record of both layers, by its title."""
    own, below = (_by_key(text, records) for text in (text_of(desk.content_folder, form.file), desk.below(form.file)))
    merged = {key: {**below.get(key, {}), **own.get(key, {})} for key in {**below, **own}}
    listed = [Listed(key, records.title_of(record), key in below, key in own) for key, record in merged.items()]
    return sorted(listed, key=lambda one: one.title.lower())


def _by_key(text: str | None, records: Records) -> dict[str, Any]:
    return {str(record.get(records.key)): record for record in read(text) or ()}
