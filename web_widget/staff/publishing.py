"""Before publishing: what differs and which answers change. Then publish, or give it up, or settle a collision."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask_login import current_user
from flask_wtf import FlaskForm
from wtforms import StringField
from wtforms.validators import DataRequired, Length

from knowledge.editing.changes import digest, look_over, text_of
from knowledge.editing.differences import difference
from knowledge.editing.publishing import Collision
from knowledge.faults import ContentInvalid
from web_widget.staff import trying
from web_widget.staff.access import role_required
from web_widget.staff.accounts import Role
from web_widget.staff.card_text import text_of as card_text
from web_widget.staff.desk import Desk
from web_widget.staff.drafts import Draft
from web_widget.staff.editable import KINDS
from web_widget.staff.parts import Parts

GROUPS_SHOWN = 20


class ReasonForm(FlaskForm):
    """Why."""

    reason = StringField("Why do you make this change?", [DataRequired("Say why, in a few words."), Length(max=300)])


def pages(parts: Parts) -> Blueprint:
    """The routes."""
    publishing = Blueprint("publishing", __name__)
    desk = Desk.of(parts)

    @publishing.get("/changes/<token>")
    @role_required(Role.EDITOR)
    def show(token: str) -> str:
        draft = _mine(desk, token)
        if other := _changed_meanwhile(desk, draft):
            return _collision(desk, draft, other)
        return _page(desk, draft, ReasonForm(formdata=None, reason=draft.reason))

    @publishing.post("/changes/<token>")
    @role_required(Role.EDITOR)
    def publish(token: str) -> Any:
        draft, form = _mine(desk, token), ReasonForm()
        if not form.validate():
            return _page(desk, draft, form), 422
        try:
            done = desk.publisher().publish(draft.change, current_user.full_name, form.reason.data, desk.today())
        except Collision as error:
            return _collision(desk, draft, error.now), 409
        except ContentInvalid as error:
            form.form_errors = [str(fault) for fault in error.faults]
            return _page(desk, draft, form), 422
        desk.drafts.forget(token)
        flash("Published. Parents see it in a moment." if not done.findings.others else _not_live(done.findings.others))
        if done.not_kept:
            flash(f"It was published, but the version was not kept: {done.not_kept}")
        return redirect(url_for("staff.past.show", kind=draft.kind, identifier=draft.identifier))

    @publishing.post("/changes/<token>/again")
    @role_required(Role.EDITOR)
    def again(token: str) -> Any:
        trying.begin(desk, _mine(desk, token))
        return redirect(url_for("staff.publishing.show", token=token))

    @publishing.post("/changes/<token>/mine")
    @role_required(Role.EDITOR)
    def keep_mine(token: str) -> Any:
        """Go on with one's own text, knowing what somebody else wrote meanwhile: it stays in the history."""
        draft = _mine(desk, token)
        now = {file: digest(text_of(desk.content_folder, file)) for file in draft.files}
        desk.drafts.keep(replace(draft, read=now))
        return redirect(url_for("staff.publishing.show", token=token))

    @publishing.post("/changes/<token>/give-up")
    @role_required(Role.EDITOR)
    def give_up(token: str) -> Any:
        draft = _mine(desk, token)
        desk.drafts.forget(token)
        flash("The change was given up. Nothing was published.")
        return redirect(KINDS[draft.kind].address(draft.identifier) if _is_live(desk, draft) else _list(draft))

    return publishing


def _mine(desk: Desk, token: str) -> Draft:
    return desk.drafts.find(token, current_user.name) or abort(404)


def _page(desk: Desk, draft: Draft, form: ReasonForm) -> str:
    tried = trying.found(desk.drafts.folder(draft.token))
    before = {file: text_of(desk.content_folder, file) for file in draft.files}
    return render_template(
        "staff/before_publishing.html",
        draft=draft,
        form=form,
        editable=KINDS[draft.kind],
        places={file: difference(before[file] or "", text or "") for file, text in draft.files.items()},
        before=before,
        others=look_over(desk.content_folder, draft.change, desk.today()).others,
        tried=tried,
        groups=[
            {**group, "places": difference(card_text(group["before"]), card_text(group["after"]))}
            for group in tried.groups[:GROUPS_SHOWN]
        ],
    )


def _changed_meanwhile(desk: Desk, draft: Draft) -> dict[str, str | None]:
    now = {file: text_of(desk.content_folder, file) for file in draft.files}
    return {file: text for file, text in now.items() if digest(text) != draft.read.get(file, digest(None))}


def _collision(desk: Desk, draft: Draft, now: Any) -> str:
    files = {
        file: {
            "mine": draft.files[file] or "",
            "now": text or "",
            "places": difference(text or "", draft.files[file] or ""),
        }
        for file, text in now.items()
    }
    last = {file: next(iter(desk.history().versions(file)), None) for file in now}
    return render_template("staff/collision.html", draft=draft, files=files, last=last, editable=KINDS[draft.kind])


def _not_live(others: Any) -> str:
    return f"Published, but not live yet: something else is wrong. {others[0]}"


def _is_live(desk: Desk, draft: Draft) -> bool:
    return draft.identifier in KINDS[draft.kind].all(desk.content)


def _list(draft: Draft) -> str:
    return url_for("staff.entries.show_all" if draft.kind == "entries" else "staff.entries.show_services")
