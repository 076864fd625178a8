"""What an entry or service was: who changed it, when and why, and the way back."""

from __future__ import annotations

from itertools import zip_longest
from typing import Any

from flask import Blueprint, abort, redirect, render_template, url_for
from flask_login import current_user

from knowledge.editing.changes import digest, text_of
from knowledge.editing.differences import difference
from knowledge.editing.history import Version
from web_widget.staff import retiring, trying
from web_widget.staff.access import role_required
from web_widget.staff.accounts import Role
from web_widget.staff.desk import Desk
from web_widget.staff.drafts import Draft
from web_widget.staff.editable import ANY, KINDS, Editable, is_id
from web_widget.staff.parts import Parts


def pages(parts: Parts) -> Blueprint:
    """The routes."""
    past = Blueprint("past", __name__)
    desk = Desk.of(parts)

    @past.get(f"/{ANY}/<identifier>/history")
    @role_required(Role.TESTER)
    def show(kind: str, identifier: str) -> str:
        editable = KINDS[kind]
        versions = _versions(desk, editable, identifier)
        now = text_of(desk.content_folder, editable.file(identifier))
        if now is None and not versions:
            abort(404)
        pairs = list(zip_longest(versions, versions[1:]))
        return render_template(
            "staff/history.html",
            editable=editable,
            identifier=identifier,
            title=editable.all(desk.content).get(identifier, identifier),
            steps=[(new, difference(old.text or "" if old else "", new.text or ""), bool(old)) for new, old in pairs],
            now=now,
            unkept=bool(versions) and now != versions[0].text,
            live=identifier in editable.all(desk.content),
        )

    @past.post(f"/{ANY}/<identifier>/history/<version>")
    @role_required(Role.EDITOR)
    def bring_back(kind: str, identifier: str, version: str) -> Any:
        editable = KINDS[kind]
        chosen = next((kept for kept in _versions(desk, editable, identifier) if kept.id == version), None)
        if chosen is None or chosen.text is None:
            abort(404)
        files: dict[str, str | None] = {editable.file(identifier): chosen.text, **_not_retired(desk, kind, identifier)}
        read = {file: digest(text_of(desk.content_folder, file)) for file in files}
        reason = f"Bring back the text of {chosen.moment:%-d %B %Y, %H:%M}"
        title = editable.all(desk.content).get(identifier, identifier)
        draft = Draft(kind, identifier, title, files, read, current_user.name, reason)
        desk.drafts.keep(draft)
        trying.begin(desk, draft)
        return redirect(url_for("staff.publishing.show", token=draft.token))

    return past


def _versions(desk: Desk, editable: Editable, identifier: str) -> list[Version]:
    if not is_id(identifier):
        abort(404)
    return list(desk.history().versions(editable.file(identifier)))


def _not_retired(desk: Desk, kind: str, identifier: str) -> dict[str, str | None]:
    """Where it had been retired, the file of what was retired, without it."""
    text = text_of(desk.content_folder, retiring.FILE)
    retired = retiring.read(text)
    kept = [item for item in retired[kind] if item["id"] != identifier]
    return {} if kept == retired[kind] else {retiring.FILE: retiring.write(text, {**retired, kind: kept})}
