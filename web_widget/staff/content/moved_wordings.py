"""Takes wordings out of the council's other places when they are put into one, so that each is in one place.

A wording on a page that is also out of scope or small talk would still be refused half of the time.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from knowledge.editing.changes import text_of
from knowledge.editing.entry_file import EntryText, NotAForm, read_entry, write_entry
from knowledge.editing.history import Version
from knowledge.files import additions
from knowledge.text.comparing import normalised
from web_widget.staff.content.described_forms import forms
from web_widget.staff.content.described_values import at, put, read, written
from web_widget.staff.content.drafts import Draft
from web_widget.staff.content.editable import ENTRIES
from web_widget.staff.content.editing_context import Desk
from web_widget.staff.content.form_description import FormDescription, Item, Kind

LISTS = ("out-of-scope", "small-talk")
"""The forms of lists whose wordings are answered by no page."""
PAGES = "topics/"
"""The folder of pages."""
STAY = (
    "Your change has only what is in the form. No wordings move from other places now. "
    "If they should move, discard this change and put them in place again from “Unanswered”."
)
"""What staff are told whose change moved wordings, and who then changed it in the form of one page or list."""


@dataclass(frozen=True)
class Place:
    """Where wordings are: the form of the list, and the title of the record."""

    form: FormDescription
    record: str

    def __str__(self) -> str:
        return f"“{self.form.title}: {self.record}”"


def compared(wordings: Sequence[Any]) -> set[str]:
    """Wordings as they are compared. One in another alphabet has nothing to compare, so it is left out."""
    return {normalised(str(wording)) for wording in wordings} - {""}


def out_of_lists(desk: Desk, wordings: Sequence[str], but: str = "") -> dict[str, str | None]:
    """The new text of each list that has some of the wordings.

    Args:
        desk: where the content is.
        wordings: to take out.
        but: the name of the form of a list that stays as it is.
    """
    files: dict[str, str | None] = {}
    for form in (forms()[name] for name in LISTS if name != but):
        text = text_of(desk.content_folder, form.file)
        own = read(text)
        rest = without(form, own, read(desk.below(form.file)), wordings)
        if rest != own:
            files[form.file] = written(text, rest)
    return files


def without(form: FormDescription, own: Any, national: Any, wordings: Sequence[str], but: str = "") -> Any:
    """What the council's list holds without the wordings.

    Args:
        form: of the list.
        own, national: what it holds now, and what every council has in it.
        wordings: to take out.
        but: key of a record that stays as it is.
    """
    moved = compared(wordings)
    for item, there in _records(form, own):
        kept = [one for one in there if normalised(str(one)) not in moved]
        if kept != there and item != Item(but, item.key):
            on_top = at(national, (item,)) is not None
            own = put(own, (item, *_path(form)), kept or (None if on_top else []))
    return own


def national_places(desk: Desk, wordings: Sequence[str]) -> list[Place]:
    """The records of the national lists that have some of the wordings."""
    wanted, found = compared(wordings), []
    for form in (forms()[name] for name in LISTS):
        mine, below = read(text_of(desk.content_folder, form.file)), read(desk.below(form.file))
        assert form.records
        for item, there in _records(form, below):
            if wanted & compared(there):
                record = {**(at(below, (item,)) or {}), **(at(mine, (item,)) or {})}
                found.append(Place(form, form.records.title_of(record)))
    return found


def out_of_pages(desk: Desk, wordings: Sequence[str], asked: bool, but: str = "") -> dict[str, str | None]:
    """The new text of each of the council's pages that has some of the wordings.

    Args:
        desk: where the content is.
        wordings: to take out.
        asked: whether they are also taken out of what a page answers, and not only of what it does not answer yet.
        but: id of a page that stays as it is.
    """
    moved = compared(wordings)
    files: dict[str, str | None] = {}
    for file, text in _own_pages(desk):
        if file != ENTRIES.file(but) and _may_have(text, moved):
            found = _page_without(desk, file, text, moved, asked)
            files |= {file: found} if found is not None else {}
    return files


def left(fields: Mapping[str, Any], moved: Collection[str], asked: bool) -> dict[str, Any]:
    """The fields of a page without these wordings."""
    kept = dict(fields)
    if fields.get("not_here"):
        kept["not_here"] = [one for one in fields["not_here"] if normalised(str(one)) not in moved]
    if asked and fields.get("questions"):
        questions = {
            part: [one for one in texts if normalised(str(one)) not in moved]
            for part, texts in fields["questions"].items()
        }
        kept["questions"] = {part: texts for part, texts in questions.items() if texts}
    return {name: value for name, value in kept.items() if value or not fields.get(name)}


def changed_together(desk: Desk, file: str, last: Version) -> dict[str, str | None]:
    """What lists and pages that staff published in one change with a file were before it.

    Args:
        desk: where the content is.
        file: the one whose last change is undone.
        last: that change. Files that were changed again since then, or were not there before, are left as they are.
    """
    history, before = desk.history(), dict[str, str | None]()
    for other in history.kept_together(last) if last.published else ():
        now = text_of(desk.content_folder, other)
        if other == file or now is None or not _has_wordings(other):
            continue
        newest, *older = history.versions(other)
        if newest.id == last.id and newest.text == now and older and older[0].text is not None:
            before[other] = older[0].text
    return before


def moves(draft: Draft | None, file: str) -> bool:
    """Whether a draft about a file also takes wordings out of other lists or pages."""
    return draft is not None and any(other != file and _has_wordings(other) for other in draft.files)


def _has_wordings(file: str) -> bool:
    return file.startswith(PAGES) or file in (forms()[name].file for name in LISTS)


def _own_pages(desk: Desk) -> Iterator[tuple[str, str]]:
    """The files of the council's pages as they are now, which may not be live yet, and their texts."""
    for path in sorted((desk.content_folder / PAGES).glob("*.md")):
        file = PAGES + path.name
        text = None if path.is_symlink() else text_of(desk.content_folder, file)
        if text:
            yield file, text


def _may_have(text: str, moved: Collection[str]) -> bool:
    """Whether a page is worth reading, because it has all the words of some wording."""
    words = text.lower().replace("'", "").replace("’", "")
    return any(all(word in words for word in wording.split()) for wording in moved)


def _page_without(desk: Desk, file: str, text: str, moved: Collection[str], asked: bool) -> str | None:
    """A page of the council's without the wordings; None where it has none of them itself."""
    kinds = desk.content.sections
    headings = list(additions.headings(kinds)) if desk.below(file) else [kind.heading for kind in kinds]
    try:
        entry = read_entry(text, headings)
    except NotAForm:
        return None
    fields = left(entry.fields, moved, asked)
    return None if fields == entry.fields else write_entry(text, EntryText(fields, entry.sections), headings)


def _records(form: FormDescription, data: Any) -> Iterator[tuple[Item, list[Any]]]:
    """Each record of a list, with its wordings."""
    assert form.records
    for record in data or ():
        item = Item(str(record.get(form.records.key, "")), form.records.key)
        yield item, at(record, _path(form)) or []


def _path(form: FormDescription) -> Any:
    return next(field.path for field in form.fields if field.kind is Kind.LINES)
