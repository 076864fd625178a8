"""Puts parents' wordings into an entry: as a draft, which is checked, looked at and published like any other change."""

from __future__ import annotations

from collections.abc import Sequence

from knowledge.check import normalised
from knowledge.editing import entry_file
from knowledge.editing.changes import Change, digest, look_over, text_of
from knowledge.editing.entry_file import EntryText
from knowledge.faults import Fault
from web_widget.staff import trying
from web_widget.staff.desk import Desk
from web_widget.staff.drafts import Draft
from web_widget.staff.editable import ENTRIES

REASON = "Parents asked it in these words and found no answer"
NEW = "new"


def add_to_entry(desk: Desk, identifier: str, wordings: Sequence[str], editor: str) -> tuple[Draft, tuple[Fault, ...]]:
    """A draft of an entry with more wordings, and why it cannot be published, if it cannot.

    Args:
        desk: where the draft is kept.
        identifier: of the entry.
        wordings: those that it has already are left out.
        editor: the user name of who adds them.

    Raises:
        NotAForm: the file of the entry cannot be read.
    """
    file, headings = ENTRIES.file(identifier), _headings(desk)
    text = text_of(desk.content_folder, file) or ""
    entry = entry_file.read_entry(text, headings)
    there = [str(question) for question in entry.fields.get("questions") or []]
    known = {normalised(question) for question in there}
    new = [wording for wording in wordings if normalised(wording) not in known]
    fields = {**entry.fields, "questions": [*there, *new]}
    written = entry_file.write_entry(text, EntryText(fields, entry.sections), headings)
    change = Change({file: written}, {file: digest(text)})
    title = f"{entry.fields.get('title', identifier)}: wordings of parents"
    draft = Draft(ENTRIES.kind, identifier, title, dict(change.files), dict(change.read), editor, REASON)
    desk.drafts.keep(draft)
    faults = look_over(desk.content_folder, change, desk.today()).faults
    if not faults:
        trying.begin(desk, draft)
    return draft, faults


def begin_entry(desk: Desk, wordings: Sequence[str], editor: str) -> Draft:
    """A draft of a new entry that has nothing but wordings yet."""
    file = ENTRIES.file(NEW)
    text = entry_file.write_entry("", EntryText({"questions": list(wordings)}, {}), _headings(desk))
    draft = Draft(ENTRIES.kind, NEW, "New entry", {file: text}, {file: ""}, editor, REASON)
    desk.drafts.keep(draft)
    return draft


def _headings(desk: Desk) -> list[str]:
    return [kind.heading for kind in desk.content.sections]
