"""Puts parents' wordings into an entry, into what is not for us, or into small talk.

Each is a draft, which is checked, reviewed and published like any other change.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from knowledge.editing import entry_file
from knowledge.editing.changes import Change, digest, look_over, text_of
from knowledge.editing.entry_file import EntryText
from knowledge.faults import Fault
from knowledge.files import additions
from knowledge.files.records import ANSWER
from knowledge.text.comparing import normalised
from web_widget.staff.content import draft_trial, moved_wordings
from web_widget.staff.content.described_values import at, put, read, written
from web_widget.staff.content.drafts import Draft
from web_widget.staff.content.editable import ENTRIES, WORDS
from web_widget.staff.content.editing_context import Desk
from web_widget.staff.content.form_description import FormDescription, Item, Kind

REASON = "Parents asked in these words and found no answer"
NEW = "new"
NOT_HERE = "not_here"
"""In place of a section: the entry does not answer this."""


def add_to_entry(
    desk: Desk, identifier: str, section: str, wordings: Sequence[str], editor: str
) -> tuple[Draft, tuple[Fault, ...]]:
    """A draft of an entry with more wordings, and why it cannot be published, if it cannot.

    Args:
        desk: where the draft is kept.
        identifier: of the entry.
        section: id of the section that answers them, or NOT_HERE.
        wordings: those that it has already are left out.
        editor: the user name of who adds them.

    Raises:
        NotAForm: the file of the entry cannot be read.
    """
    file, headings = ENTRIES.file(identifier), _headings(desk)
    own, below = text_of(desk.content_folder, file), desk.below(file)
    if below:
        headings = list(additions.headings(desk.content.sections))
    text = own or (f"---\nid: {identifier}\n---\n" if below else "")
    entry = entry_file.read_entry(text, headings)
    fields = _with_wordings(entry.fields, section, wordings)
    others = moved_wordings.out_of_lists(desk, wordings)
    others |= moved_wordings.out_of_pages(desk, wordings, asked=False, but=identifier)
    written = entry_file.write_entry(text, EntryText(fields, entry.sections), headings)
    change = _change(desk, {file: written, **others}, {file: own})
    page = desk.content.entries.get(identifier)
    title = f"{entry.fields.get('title', page.title if page else identifier)}: parents' wordings"
    draft = Draft(ENTRIES.kind, identifier, title, dict(change.files), dict(change.read), editor, REASON)
    desk.drafts.keep(draft)
    faults = look_over(desk.content_folder, change, desk.today()).faults
    if not faults:
        draft_trial.begin(desk, draft)
    return draft, faults


def _with_wordings(fields: Mapping[str, Any], section: str, wordings: Sequence[str]) -> dict[str, Any]:
    """The fields of a page with the wordings in a section; those in another section, or in `not_here`, move there."""
    there = (fields.get("not_here") if section == NOT_HERE else (fields.get("questions") or {}).get(section)) or []
    known = {normalised(str(text)) for text in there}
    moved = moved_wordings.compared(wordings) - known
    fields = moved_wordings.left(fields, moved, asked=True)
    questions, not_here = fields.get("questions") or {}, fields.get("not_here") or []
    new = [wording for wording in wordings if normalised(wording) not in known]
    if not new:
        return dict(fields)
    if section == NOT_HERE:
        return {**fields, "not_here": [*not_here, *new]}
    return {**fields, "questions": {**questions, section: [*questions.get(section, ()), *new]}}


def add_to_record(
    desk: Desk, form: FormDescription, key: str, wordings: Sequence[str], editor: str
) -> tuple[Draft, tuple[Fault, ...]]:
    """A draft of a record with more wordings, and why it cannot be published, if it cannot.

    Args:
        desk: where the draft is kept.
        form: of records that have a list of wordings.
        key: of the record.
        wordings: those that it has already, nationally or here, are left out.
        editor: the user name of who adds them.

    Raises:
        YamlFault: the file cannot be read.
    """
    assert form.records
    text, national = text_of(desk.content_folder, form.file), read(desk.below(form.file))
    record = Item(key, form.records.key)
    place = (record, *next(field.path for field in form.fields if field.kind is Kind.LINES))
    there = at(read(text), place) or []
    own = moved_wordings.without(form, read(text), national, wordings, but=key)
    known = {normalised(str(one)) for one in (*there, *(at(national, place) or ()))}
    more = [wording for wording in wordings if normalised(wording) not in known]
    others = moved_wordings.out_of_lists(desk, wordings, but=form.name)
    others |= moved_wordings.out_of_pages(desk, wordings, asked=True)
    mine = written(text, put(own, place, [*there, *more]))
    change = _change(desk, {form.file: mine, **others}, {form.file: text})
    named = form.records.title_of({**(at(national, (record,)) or {}), **(at(own, (record,)) or {})})
    title = f"{form.title}: {named}"
    draft = Draft(WORDS.kind, form.name, title, dict(change.files), dict(change.read), editor, REASON, part=key)
    desk.drafts.keep(draft)
    faults = look_over(desk.content_folder, change, desk.today()).faults
    if not faults:
        draft_trial.begin(desk, draft)
    return draft, faults


def _change(desk: Desk, files: Mapping[str, str | None], known: Mapping[str, str | None]) -> Change:
    """A change to some files, of which the texts of `known` were read already."""
    texts = {file: known[file] if file in known else text_of(desk.content_folder, file) for file in files}
    return Change(files, {file: digest(text) for file, text in texts.items()})


def begin_entry(desk: Desk, wordings: Sequence[str], editor: str) -> Draft:
    """A draft of a new entry that has nothing but wordings yet."""
    file = ENTRIES.file(NEW)
    text = entry_file.write_entry("", EntryText({"questions": {ANSWER: list(wordings)}}, {}), _headings(desk))
    draft = Draft(ENTRIES.kind, NEW, "New entry", {file: text}, {file: ""}, editor, REASON)
    desk.drafts.keep(draft)
    return draft


def _headings(desk: Desk) -> list[str]:
    return [kind.heading for kind in desk.content.sections]
