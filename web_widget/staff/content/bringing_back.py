"""The change that brings back what was retired or removed: its file, its id, and its wordings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from knowledge.editing import entry_file
from knowledge.editing.changes import Change, digest, text_of
from knowledge.editing.entry_file import EntryText, NotAForm, read_entry, write_entry
from knowledge.files import additions, front_matter, yaml_lines
from knowledge.text.comparing import normalised
from web_widget.staff.content import retiring
from web_widget.staff.content.editable import ENTRIES, Editable
from web_widget.staff.content.editing_context import Desk


def brought_back(desk: Desk, editable: Editable, identifier: str, text: str | None) -> Change:
    """The change.

    Args:
        desk: where the content is.
        editable, identifier: what comes back.
        text: of the council's file; None where only a national one comes back.
    """
    file = editable.file(identifier)
    files: dict[str, str | None] = {} if text is None else {file: text}
    listed = retiring.read(text_of(desk.content_folder, retiring.FILE))
    successor = next((item["successor"] for item in listed.get(editable.kind, ()) if item["id"] == identifier), None)
    if successor is not None:
        files |= _not_retired(desk, editable.kind, identifier)
        if editable is ENTRIES:
            files |= _without_wordings(desk, identifier, text, successor)
    return Change(files, {name: digest(text_of(desk.content_folder, name)) for name in files})


def _not_retired(desk: Desk, kind: str, identifier: str) -> dict[str, str | None]:
    """The list of retired ids, without this one."""
    text = text_of(desk.content_folder, retiring.FILE)
    listed = retiring.read(text)
    kept = [item for item in listed[kind] if item["id"] != identifier]
    return {retiring.FILE: retiring.write(text, {**listed, kind: kept})}


def _without_wordings(desk: Desk, identifier: str, text: str | None, successor: str) -> dict[str, str | None]:
    """The page that took its place, without the wordings that were moved there; nothing if none were."""
    file = ENTRIES.file(desk.content.entries[successor].id if successor in desk.content.entries else successor)
    below, now = desk.below(file), text_of(desk.content_folder, file)
    moved = {normalised(words) for source in (text, desk.below(ENTRIES.file(identifier))) for words in _asked(source)}
    kinds = desk.content.sections
    headings = list(additions.headings(kinds)) if below else [kind.heading for kind in kinds]
    try:
        entry = read_entry(now or "", headings) if now else None
    except NotAForm:
        return {}
    if entry is None:
        return {}
    questions = _left(entry.fields.get("questions") or {}, moved)
    if questions == (entry.fields.get("questions") or {}):
        return {}
    fields = {name: value for name, value in entry.fields.items() if name != "questions"}
    fields |= {"questions": questions} if questions else {}
    return {file: write_entry(now or "", EntryText(fields, entry.sections), headings)}


def _left(questions: Mapping[str, Any], moved: set[str]) -> dict[str, list[Any]]:
    left = {name: [one for one in texts if normalised(str(one)) not in moved] for name, texts in questions.items()}
    return {name: texts for name, texts in left.items() if texts}


def _asked(text: str | None) -> Iterator[str]:
    """The wordings in the file of a page."""
    page = front_matter.split(entry_file.plain(text or ""))
    try:
        fields = yaml_lines.read(page.front).data if page else None
    except yaml_lines.YamlFault:
        return
    for texts in ((fields or {}).get("questions") or {}).values():
        yield from map(str, texts)
