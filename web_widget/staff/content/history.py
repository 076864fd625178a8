"""Earlier versions of an entry or service: who changed it, when and why, and the way back."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest
from typing import Any

from flask import Blueprint, abort, render_template
from flask_login import current_user

from knowledge.editing.changes import Change, digest, text_of
from knowledge.editing.differences import Line, difference
from knowledge.editing.emergency import signed
from knowledge.editing.history import Version
from web_widget.staff.accounts.access import role_required
from web_widget.staff.accounts.accounts import Role
from web_widget.staff.content import draft_trial
from web_widget.staff.content.bringing_back import brought_back
from web_widget.staff.content.drafts import Draft
from web_widget.staff.content.editable import ANY_WORDS, KINDS, Editable, is_id
from web_widget.staff.content.editing_context import Desk
from web_widget.staff.content.file_in_words import in_words, named
from web_widget.staff.content.moved_wordings import changed_together
from web_widget.staff.parts import StaffParts


def pages(parts: StaffParts) -> Blueprint:
    """The routes."""
    past = Blueprint("past", __name__)
    desk = Desk.of(parts)

    @past.get(f"/{ANY_WORDS}/<identifier>/history")
    @role_required(Role.TESTER)
    def show(kind: str, identifier: str) -> str:
        editable = KINDS[kind]
        versions = _versions(desk, editable, identifier)
        now = text_of(desk.content_folder, editable.file(identifier))
        if now is None and not versions and not desk.below(editable.file(identifier)):
            abort(404)
        pairs = list(zip_longest(versions, versions[1:]))
        return render_template(
            "staff/history.html",
            editable=editable,
            identifier=identifier,
            title=editable.all(desk.content).get(identifier) or named(identifier),
            steps=[(new, _step(desk, editable.file(identifier), new, old), bool(old)) for new, old in pairs],
            now=now,
            unkept=bool(versions) and now != versions[0].text,
            new=_is_new(versions, now),
            live=identifier in editable.all(desk.content),
        )

    @past.post(f"/{ANY_WORDS}/<identifier>/history/<version>")
    @role_required(Role.EDITOR)
    def bring_back(kind: str, identifier: str, version: str) -> Any:
        editable = KINDS[kind]
        chosen = next((kept for kept in _versions(desk, editable, identifier) if kept.id == version), None)
        if chosen is None or chosen.text is None:
            abort(404)
        reason = f"Bring back the version of {chosen.moment:%-d %B %Y, %H:%M}"
        change = brought_back(desk, editable, identifier, chosen.text)
        return _drafted(desk, editable, identifier, _with_others(desk, editable, identifier, change, chosen), reason)

    @past.post(f"/{ANY_WORDS}/<identifier>/history/remove")
    @role_required(Role.EDITOR)
    def take_back(kind: str, identifier: str) -> Any:
        """Undo the first version of something, which takes it away again."""
        editable = KINDS[kind]
        file = editable.file(identifier)
        now = text_of(desk.content_folder, file)
        if not _is_new(_versions(desk, editable, identifier), now):
            abort(404)
        change = Change({file: None}, {file: digest(now)})
        change = _with_others(desk, editable, identifier, change, None)
        return _drafted(desk, editable, identifier, change, "Undo: it was not there before")

    return past


def _with_others(desk: Desk, editable: Editable, identifier: str, change: Change, back_to: Version | None) -> Change:
    """A change that undoes the last one also brings back the wordings that were moved with it."""
    file = editable.file(identifier)
    versions = _versions(desk, editable, identifier)
    before = versions[1] if len(versions) > 1 else None
    if not versions or before != back_to:
        return change
    others = changed_together(desk, file, versions[0])
    read = {other: digest(text_of(desk.content_folder, other)) for other in others}
    return Change({**others, **change.files}, {**read, **change.read})


def _drafted(desk: Desk, editable: Editable, identifier: str, change: Change, reason: str) -> Any:
    """A draft like any other, and the page before publishing."""
    title = editable.all(desk.content).get(identifier) or named(identifier)
    change = signed(desk.content_folder, change, current_user.full_name)
    files, read = dict(change.files), dict(change.read)
    draft = Draft(editable.kind, identifier, title, files, read, current_user.name, reason)
    return draft_trial.drafted(desk, draft)


def _is_new(versions: Sequence[Version], now: str | None) -> bool:
    """Whether staff published a new file, and nobody has changed it since."""
    return len(versions) == 1 and versions[0].published and now is not None and versions[0].text == now


def _step(desk: Desk, file: str, new: Version, old: Version | None) -> Sequence[Sequence[Line]]:
    """What a version changed, in words."""
    before, after = (in_words(file, version.text if version else None, desk.content) for version in (old, new))
    return difference(before, after)


def _versions(desk: Desk, editable: Editable, identifier: str) -> list[Version]:
    if not is_id(identifier):
        abort(404)
    return list(desk.history().versions(editable.file(identifier)))
