"""What was retired, what took its place, and the way back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, abort, render_template
from flask_login import current_user

from knowledge.editing import entry_file
from knowledge.editing.changes import text_of
from knowledge.editing.emergency import signed
from knowledge.editing.history import Version
from knowledge.files import front_matter, yaml_lines
from web_widget.staff.accounts.access import role_required
from web_widget.staff.accounts.accounts import Role
from web_widget.staff.content import draft_trial, retiring
from web_widget.staff.content.bringing_back import brought_back
from web_widget.staff.content.drafts import Draft
from web_widget.staff.content.editable import ANY, KINDS, Editable
from web_widget.staff.content.editing_context import Desk
from web_widget.staff.content.file_in_words import named
from web_widget.staff.parts import StaffParts


@dataclass(frozen=True)
class Retired:
    """An entry or service that was retired.

    Attributes:
        editable, identifier: what it was.
        title: of it, as far as it is known.
        successor: title of what took its place.
        address: of what took its place.
        last: the version that was taken away; None if there is none.
    """

    editable: Editable
    identifier: str
    title: str
    successor: str
    address: str
    last: Version | None


def pages(parts: StaffParts) -> Blueprint:
    """The routes."""
    retired = Blueprint("retired", __name__, url_prefix="/retired")
    desk = Desk.of(parts)

    @retired.get("/")
    @role_required(Role.TESTER)
    def show() -> str:
        return render_template("staff/retired.html", listed=_all(desk))

    @retired.post(f"/{ANY}/<identifier>")
    @role_required(Role.EDITOR)
    def bring_back(kind: str, identifier: str) -> Any:
        chosen = next((one for one in _all(desk) if (one.editable.kind, one.identifier) == (kind, identifier)), None)
        if chosen is None:
            abort(404)
        change = brought_back(desk, chosen.editable, identifier, chosen.last.text if chosen.last else None)
        change = signed(desk.content_folder, change, current_user.full_name)
        title = f"Bring back {chosen.editable.one}: {chosen.title}"
        draft = Draft(kind, identifier, title, dict(change.files), dict(change.read), current_user.name)
        return draft_trial.drafted(desk, draft)

    return retired


def _all(desk: Desk) -> list[Retired]:
    """Everything that was retired, by its title."""
    listed = retiring.read(text_of(desk.content_folder, retiring.FILE))
    found = [
        _retired(desk, KINDS[kind], item["id"], item["successor"]) for kind, items in listed.items() for item in items
    ]
    return sorted(found, key=lambda one: one.title.lower())


def _retired(desk: Desk, editable: Editable, identifier: str, successor: str) -> Retired:
    file = editable.file(identifier)
    versions = desk.history().versions(file)
    last = next((version for version in versions if version.text is not None), None)
    title = _title(last.text if last else None) or _title(desk.below(file)) or named(identifier)
    titles = editable.all(desk.content)
    address = editable.address(successor) if successor in titles else editable.listed()
    return Retired(editable, identifier, title, titles.get(successor) or named(successor), address, last)


def _title(text: str | None) -> str:
    """The title or name in a file; "" if it has none."""
    plain = entry_file.plain(text or "")
    page = front_matter.split(plain)
    try:
        fields = yaml_lines.read(page.front if page else plain).data
    except yaml_lines.YamlFault:
        return ""
    return str(fields.get("title") or fields.get("name") or "") if isinstance(fields, dict) else ""
