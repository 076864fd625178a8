"""Write the easy-read version of a page, or a translation: the form, with a preview beside it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from flask import Blueprint, abort, render_template, request
from flask_login import current_user

from actions import cards
from knowledge.editing import page_form_file
from knowledge.editing.changes import Change, digest, look_over, text_of
from knowledge.editing.entry_file import NotAForm
from knowledge.faults import ContentInvalid, Fault
from knowledge.files import loading
from knowledge.files.easy_read import MOST_WORDS, PICTURES
from knowledge.files.layers import Layer, Layers
from knowledge.files.page_form_faults import second_copies
from knowledge.files.page_form_files import english_of
from knowledge.files.page_forms import EasyRead, Translation, direction_of
from knowledge.files.records import Content, Entry, Section
from web_widget.staff.accounts.access import role_required
from web_widget.staff.accounts.accounts import Role
from web_widget.staff.content import draft_trial, page_form_forms
from web_widget.staff.content.drafts import Draft
from web_widget.staff.content.editable import ANY_PAGE_FORM, ENTRIES, PAGE_FORMS, PageForm, is_id
from web_widget.staff.content.editing_context import Desk
from web_widget.staff.content.fault_words import StaffFault, in_words
from web_widget.staff.content.page_form_forms import EasyReadForm, TranslationForm
from web_widget.staff.parts import StaffParts

_ABOVE = "above-"
"""What the button to add a line sends, before the number of the line below it."""


@dataclass(frozen=True)
class Sheet:
    """A form of a page that somebody is editing.

    Attributes:
        form: which one.
        entry: the page.
        text: of the council's file, or of the draft; None if there is none.
        below: the national file; empty if there is none.
        english: the mark of the English page as it is.
    """

    form: PageForm
    entry: Entry
    text: str | None
    below: str
    english: str

    @property
    def file(self) -> str:
        """Its path in the content folder."""
        return self.form.file(self.entry.id)

    @property
    def begun(self) -> str:
        """The text that the web form begins with: the council's own, or the national one that it replaces."""
        return self.text or self.below


@dataclass(frozen=True)
class Listed:
    """A form of a page in the list.

    Attributes:
        form: which one.
        is_written: whether parents can read it.
        is_national: whether it is the national one.
        is_overtaken: whether the page has changed since.
    """

    form: PageForm
    is_written: bool
    is_national: bool
    is_overtaken: bool


def pages(parts: StaffParts) -> Blueprint:
    """The routes."""
    page_forms = Blueprint("page_forms", __name__)
    desk = Desk.of(parts)

    @page_forms.get("/entries/<identifier>/forms")
    @role_required(Role.EDITOR)
    def show_all(identifier: str) -> Any:
        entry = desk.content.entries.get(identifier) or abort(404)
        listed = [_listed(desk.content, form, entry) for form in _of_council(desk.content)]
        return render_template("staff/page_forms.html", entry=entry, listed=listed, address=ENTRIES.address(entry.id))

    @page_forms.route(f"/{ANY_PAGE_FORM}/<identifier>/edit", methods=["GET", "POST"])
    @role_required(Role.EDITOR)
    def edit(kind: str, identifier: str) -> Any:
        sheet = _sheet(desk, kind, identifier)
        try:
            return _sent(desk, sheet) if request.method == "POST" else _page(desk, sheet, _blank(desk, sheet))
        except NotAForm:
            title = f"{sheet.entry.title}: {sheet.form.named}"
            return render_template("staff/not_a_form.html", editable=sheet.form, identifier=identifier, title=title)

    @page_forms.post(f"/{ANY_PAGE_FORM}/<identifier>/preview")
    @role_required(Role.EDITOR)
    def look(kind: str, identifier: str) -> str:
        sheet = _sheet(desk, kind, identifier)
        return render_template("staff/page_form_preview.html", **_seen(desk, sheet, _written(sheet, _form_of(sheet)())))

    @page_forms.post(f"/{ANY_PAGE_FORM}/<identifier>/remove")
    @role_required(Role.EDITOR)
    def remove(kind: str, identifier: str) -> Any:
        sheet = _sheet(desk, kind, identifier)
        text = text_of(desk.content_folder, sheet.file)
        if text is None:
            abort(404)
        return _drafted(desk, sheet, None, digest(text), "Remove: ")

    return page_forms


def _of_council(content: Content) -> list[PageForm]:
    """Easy read, and the languages that the council has."""
    codes = {item["code"] for item in content.council.languages}
    return [form for form in PAGE_FORMS.values() if not form.language or form.language in codes]


def _listed(content: Content, form: PageForm, entry: Entry) -> Listed:
    written: EasyRead | Translation | None = content.easy_read.get(entry.id)
    if form.language:
        translated = content.translations.get(entry.id, ())
        written = next((one for one in translated if one.language == form.language), None)
    overtaken = isinstance(written, Translation) and written.overtaken
    if isinstance(written, EasyRead):
        overtaken = written.checked < entry.checked
    return Listed(form, written is not None, bool(written and written.origin.layer is Layer.ENGLAND), overtaken)


def _sheet(desk: Desk, kind: str, identifier: str) -> Sheet:
    form, entry = PAGE_FORMS[kind], desk.content.entries.get(identifier)
    if entry is None or entry.id != identifier or not is_id(identifier) or form not in _of_council(desk.content):
        abort(404)
    file = form.file(identifier)
    draft = _draft(desk)
    text = draft.files[file] if draft and file in draft.files else text_of(desk.content_folder, file)
    english = english_of(Layers.of(desk.content_folder), identifier)
    return Sheet(form, entry, text, desk.below(file), english)


def _draft(desk: Desk) -> Draft | None:
    """The draft that is being continued."""
    return desk.drafts.find(request.args.get("draft", ""), current_user.name)


def _form_of(sheet: Sheet) -> type[EasyReadForm] | type[TranslationForm]:
    return TranslationForm if sheet.form.language else EasyReadForm


def _blank(desk: Desk, sheet: Sheet) -> EasyReadForm | TranslationForm:
    if sheet.form.language:
        translated = page_form_file.read_translation(sheet.begun)
        values = page_form_forms.translation_values(translated, sheet.english)
    else:
        values = page_form_forms.easy_values(page_form_file.read_easy(sheet.begun))
    form = _form_of(sheet)(formdata=None, data=values)
    draft = _draft(desk)
    form.read.data = draft.read.get(sheet.file, "") if draft else digest(sheet.text)
    return form


def _written(sheet: Sheet, form: EasyReadForm | TranslationForm) -> str:
    """The file that a form makes of the one that is there.

    Raises:
        NotAForm: what is there cannot be read.
    """
    if isinstance(form, EasyReadForm):
        return page_form_file.write_easy(sheet.begun, page_form_forms.easy_of(form, sheet.entry.id))
    before = page_form_file.read_translation(sheet.begun)
    translated = page_form_forms.translation_of(form, sheet.entry.id, sheet.english, before)
    return page_form_file.write_translation(sheet.begun, translated)


def _sent(desk: Desk, sheet: Sheet) -> Any:
    form, do = _form_of(sheet)(), request.form.get("do", "")
    if isinstance(form, EasyReadForm) and do.startswith(_ABOVE) and do.removeprefix(_ABOVE).isdecimal():
        page_form_forms.put_row_above(form, int(do.removeprefix(_ABOVE)))
        return _page(desk, sheet, form)
    if do != "next":
        return _page(desk, sheet, form)
    text, read = _written(sheet, form), form.read.data or ""
    if text == sheet.begun and not _draft(desk):
        form.form_errors = ["Nothing has been changed yet."]
        return _page(desk, sheet, form), 422
    faults = look_over(desk.content_folder, Change({sheet.file: text}, {sheet.file: read}), desk.today()).faults
    if not faults:
        return _drafted(desk, sheet, text, read)
    _tell(desk, sheet, form, text, faults)
    return _page(desk, sheet, form), 422


def _drafted(desk: Desk, sheet: Sheet, text: str | None, read: str, what: str = "") -> Any:
    """Keep a draft like any other, and go to the page before publishing."""
    title = f"{what}{sheet.entry.title}: {sheet.form.named}"
    files, seen = {sheet.file: text}, {sheet.file: read}
    draft = Draft(sheet.form.kind, sheet.entry.id, title, files, seen, current_user.name)
    return draft_trial.drafted(desk, draft)


def _tell(desk: Desk, sheet: Sheet, form: EasyReadForm | TranslationForm, text: str, faults: tuple[Fault, ...]) -> None:
    """Put each fault at its field."""
    lists = "parts" if sheet.form.language else "rows"
    for fault in faults:
        said = _in_words(desk, sheet, text, fault)
        name = fault.field if fault.field in form else lists
        if fault.file == sheet.file:
            form[name].errors = [*form[name].errors, said.here]
        else:
            form.form_errors = [*form.form_errors, str(said)]


def _in_words(desk: Desk, sheet: Sheet, text: str, fault: Fault) -> StaffFault:
    """A fault as staff read it, with the number of the line where it is in one."""
    said = in_words(fault, desk.content)
    has_line = not sheet.form.language and fault.file == sheet.file
    row = page_form_file.row_at(text, fault.line) if has_line else None
    return said if row is None else replace(said, part=f"Line {row + 1}")


def _seen(desk: Desk, sheet: Sheet, text: str) -> dict[str, Any]:
    """What the preview shows: the form as readers see it, or what is wrong with it."""
    shown: dict[str, Any] = {"easy": None, "translated": None, "sections": (), "sheet": sheet, "problems": []}
    try:
        if sheet.form.language:
            translated = loading.load_translation(sheet.file, text, desk.content)
            parts = [Section(sheet.form.language, part.heading, part.blocks) for part in translated.sections]
            shown |= {"translated": translated, "sections": [cards.section_part(part) for part in parts]}
            faults = list(second_copies(desk.content, translated.origin))
        else:
            shown["easy"] = easy = loading.load_easy_read(sheet.file, text, desk.content)
            faults = list(second_copies(desk.content, easy.origin))
    except ContentInvalid as error:
        faults = list(error.faults)
    told = (_in_words(desk, sheet, text, fault).here for fault in faults)
    return {**shown, "problems": list(dict.fromkeys(told))}


def _page(desk: Desk, sheet: Sheet, form: EasyReadForm | TranslationForm) -> str:
    text = _written(sheet, form)
    page_form_forms.add_empty_rows(form)
    return render_template(
        "staff/page_form_edit.html",
        form=form,
        title=f"{sheet.entry.title}: {sheet.form.named}",
        own=text_of(desk.content_folder, sheet.file) is not None,
        pictures=PICTURES,
        most_words=MOST_WORDS,
        direction=direction_of(sheet.form.language),
        english=[cards.section_part(section) for section in sheet.entry.sections],
        **_seen(desk, sheet, text),
    )
