"""Before publishing: what differs and which answers change. Then publish, discard, or settle a collision."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask_login import current_user
from flask_wtf import FlaskForm
from wtforms import BooleanField, StringField
from wtforms.validators import DataRequired, Length

from knowledge.editing.changes import digest, look_over, text_of
from knowledge.editing.differences import Line, difference
from knowledge.editing.emergency import DangerCard, NeedsSecondPerson, danger_cards_changed
from knowledge.editing.publishing import Collision
from knowledge.faults import ContentInvalid
from knowledge.files.locking import Busy
from knowledge.versions.watch_status import disk_faults
from web_widget.staff.accounts.access import role_required
from web_widget.staff.accounts.accounts import Role
from web_widget.staff.card_text import text_of as card_text
from web_widget.staff.content import draft_trial, try_draft
from web_widget.staff.content.described_forms import DANGER
from web_widget.staff.content.drafts import Draft
from web_widget.staff.content.editable import ENTRIES, KINDS, SERVICES
from web_widget.staff.content.editing_context import Desk
from web_widget.staff.content.fault_words import StaffFault, all_in_words, in_words
from web_widget.staff.content.file_in_words import differing
from web_widget.staff.content.file_in_words import in_words as in_words_of_file
from web_widget.staff.content.personal_details import details
from web_widget.staff.content.place_names import subject
from web_widget.staff.parts import StaffParts

GROUPS_SHOWN = 20


class ReasonForm(FlaskForm):
    """Why."""

    reason = StringField("Why are you making this change?", [DataRequired("Say why in a few words."), Length(max=300)])
    nobody_named = BooleanField("I have checked that none of this identifies a child or a family.")


def pages(parts: StaffParts) -> Blueprint:
    """The routes."""
    publishing = Blueprint("publishing", __name__)
    desk = Desk.of(parts)

    @publishing.get("/changes/<token>")
    @role_required(Role.EDITOR)
    def show(token: str) -> str:
        draft = desk.drafts.find(token, current_user.name)
        if draft is None:
            return _for_second_person(desk, token)
        if other := _changed_meanwhile(desk, draft):
            return _collision(desk, draft, other)
        return _page(desk, draft, ReasonForm(formdata=None, reason=draft.reason))

    @publishing.post("/changes/<token>")
    @role_required(Role.EDITOR)
    def publish(token: str) -> Any:
        draft, form = _mine(desk, token), ReasonForm()
        if not form.validate() or not _names_nobody(desk, draft, form):
            return _page(desk, draft, form), 422
        try:
            done = desk.publisher().publish(
                draft.change, current_user.full_name, _reason(desk, form), desk.today(), draft.agreed_name
            )
        except NeedsSecondPerson as error:
            named = ", ".join(f"“{card.title}”" for card in error.cards)
            form.form_errors = [
                f"This changes what somebody in danger is told: {named}. A second editor must agree first."
            ]
            return _page(desk, draft, form), 422
        except Collision as error:
            return _collision(desk, draft, error.now), 409
        except Busy:
            form.form_errors = ["Somebody else is publishing, or a backup is running. Try again in a minute."]
            return _page(desk, draft, form), 503
        except ContentInvalid as error:
            form.form_errors = [str(fault) for fault in all_in_words(error.faults, desk.content)]
            return _page(desk, draft, form), 422
        draft_trial.forget(desk, draft)
        stopped_by = (*disk_faults(desk.parts.index_folder), *done.findings.others)
        flash(
            _not_live(in_words(stopped_by[0], desk.content))
            if stopped_by
            else "Published. Parents will see it in a moment."
        )
        if done.not_kept:
            flash(
                "Published, but this version could not be saved in the history. Tell whoever looks after the assistant."
            )
        return redirect(url_for("staff.past.show", kind=draft.kind, identifier=draft.identifier))

    @publishing.post("/changes/<token>/agree")
    @role_required(Role.EDITOR)
    def agree(token: str) -> Any:
        """A second editor agrees to what somebody in danger will be told."""
        draft = _of_somebody_else(desk, token)
        desk.drafts.keep(replace(draft, agreed_by=current_user.name, agreed_name=current_user.full_name))
        flash("You have agreed. Whoever wrote the change can publish it now.")
        return redirect(url_for("staff.publishing.show", token=token))

    @publishing.post("/changes/<token>/again")
    @role_required(Role.EDITOR)
    def again(token: str) -> Any:
        draft_trial.begin(desk, _mine(desk, token))
        return redirect(url_for("staff.publishing.show", token=token))

    @publishing.post("/changes/<token>/mine")
    @role_required(Role.EDITOR)
    def keep_mine(token: str) -> Any:
        """Use one's own text after seeing what somebody else has written. Theirs stays in the history."""
        draft = _mine(desk, token)
        now = {file: digest(text) for file, text in _live_texts(desk, draft).items()}
        desk.drafts.keep(replace(draft, read=now, agreed_by="", agreed_name=""))
        return redirect(url_for("staff.publishing.show", token=token))

    @publishing.post("/changes/<token>/give-up")
    @role_required(Role.EDITOR)
    def give_up(token: str) -> Any:
        draft = _mine(desk, token)
        draft_trial.forget(desk, draft)
        flash("Change discarded. Nothing was published.")
        editable = KINDS[draft.kind]
        return redirect(editable.address(draft.identifier) if _is_live(desk, draft) else editable.listed())

    return publishing


def _mine(desk: Desk, token: str) -> Draft:
    return desk.drafts.find(token, current_user.name) or abort(404)


def _of_somebody_else(desk: Desk, token: str) -> Draft:
    """A draft to which the current editor may agree: somebody else's, that changes a danger card."""
    draft = desk.drafts.of_anybody(token)
    if draft is None or draft.editor == current_user.name or not _cards(desk, draft):
        abort(404)
    return draft


def _cards(desk: Desk, draft: Draft) -> tuple[DangerCard, ...]:
    """The danger cards that a draft changes; none where nobody could read them then, as it cannot be published."""
    try:
        return danger_cards_changed(desk.content_folder, draft.change)
    except ContentInvalid:
        return ()


def _for_second_person(desk: Desk, token: str) -> str:
    draft = _of_somebody_else(desk, token)
    return render_template(
        "staff/second_person.html",
        draft=draft,
        cards=_cards(desk, draft),
        subjects=_subjects(desk, draft),
        kinds=DANGER,
        places=_places(desk, draft),
    )


def _page(desk: Desk, draft: Draft, form: ReasonForm) -> str:
    tried = draft_trial.found(desk.parts.workshop().jobs, draft.token)
    before, places = _live_texts(desk, draft), _places(desk, draft)
    return render_template(
        "staff/before_publishing.html",
        draft=draft,
        form=form,
        editable=KINDS[draft.kind],
        places=places,
        details=details(places, desk.parts.redacted),
        before=before,
        back=_back(draft, before),
        subjects=_subjects(desk, draft),
        kinds=DANGER,
        others=all_in_words(look_over(desk.content_folder, draft.change, desk.today()).others, desk.content),
        cards=_cards(desk, draft),
        tried=tried,
        groups=[
            {**group, "places": difference(card_text(group["before"]), card_text(group["after"]))}
            for group in _with_words(desk, draft, tried.groups[:GROUPS_SHOWN])
        ],
    )


def _subjects(desk: Desk, draft: Draft) -> dict[str, str]:
    """What staff call each file of a draft."""
    return {file: subject(file, desk.content) for file in draft.files}


def _back(draft: Draft, before: Mapping[str, str | None]) -> str | None:
    """The address of the form from which a draft came; None where it takes away what the form would show."""
    editable = KINDS[draft.kind]
    file = editable.file(draft.identifier)
    if draft.files.get(file) is None:
        return None
    new = editable in (ENTRIES, SERVICES) and before[file] is None
    return editable.writing(None if new else draft.identifier, draft.part, draft.token)


def _with_words(desk: Desk, draft: Draft, groups: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    return try_draft.with_words(groups, draft.token, desk.parts.stores.engine, desk.today())


def _reason(desk: Desk, form: ReasonForm) -> str:
    """Why, as it goes into the history, where it stays: without what says who somebody is."""
    return desk.parts.redacted(form.reason.data).text


def _names_nobody(desk: Desk, draft: Draft, form: ReasonForm) -> bool:
    """Whether nothing new in a draft may say who somebody is, or the editor has looked at it; else the form says so."""
    asked = () if form.nobody_named.data else details(_places(desk, draft), desk.parts.redacted)
    if asked:
        named = ", ".join(f"“{detail.words}”" for detail in asked)
        form.nobody_named.errors = [f"Check that {named} is not a child's or a family's. Then tick the box."]
    return not asked


def _places(desk: Desk, draft: Draft) -> dict[str, tuple[tuple[Line, ...], ...]]:
    """Where a draft differs from what is live, in words, by its files."""
    return differing(draft.files, _live_texts(desk, draft), desk.content)


def _live_texts(desk: Desk, draft: Draft) -> dict[str, str | None]:
    """What is live now in the files of a draft."""
    return {file: text_of(desk.content_folder, file) for file in draft.files}


def _changed_meanwhile(desk: Desk, draft: Draft) -> dict[str, str | None]:
    return {
        file: text
        for file, text in _live_texts(desk, draft).items()
        if digest(text) != draft.read.get(file, digest(None))
    }


def _collision(desk: Desk, draft: Draft, now: Any) -> str:
    files = {}
    for file, text in now.items():
        theirs, mine = (in_words_of_file(file, one, desk.content) for one in (text, draft.files[file]))
        files[subject(file, desk.content)] = {"mine": mine, "now": theirs, "places": difference(theirs, mine)}
    last = {subject(file, desk.content): next(iter(desk.history().versions(file)), None) for file in now}
    again = KINDS[draft.kind].writing(draft.identifier, draft.part)
    return render_template("staff/collision.html", draft=draft, files=files, last=last, again=again)


def _not_live(other: StaffFault) -> str:
    return f"Published, but not live yet, because there is another problem. {other}"


def _is_live(desk: Desk, draft: Draft) -> bool:
    return draft.identifier in KINDS[draft.kind].all(desk.content)
