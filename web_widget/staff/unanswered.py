"""Unanswered: what parents asked and did not find, in groups, with the nearest entry."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_login import current_user
from flask_wtf import FlaskForm
from wtforms import SelectField, SelectMultipleField
from wtforms.validators import DataRequired
from wtforms.widgets import CheckboxInput, ListWidget

from knowledge.check import normalised
from knowledge.documents import Content
from knowledge.encoder import SentenceEncoder
from knowledge.live import live_search
from knowledge.settings import SearchSettings
from web_widget.staff import wordings
from web_widget.staff.access import role_required
from web_widget.staff.accounts import Role
from web_widget.staff.desk import Desk
from web_widget.staff.editable import ENTRIES
from web_widget.staff.gaps import FEWEST, Gap, different, gaps
from web_widget.staff.meaning import Meaning
from web_widget.staff.months import months_before
from web_widget.staff.parts import Parts
from web_widget.store.outcomes import Shortfall
from web_widget.store.unanswered import UnansweredQuestions

SPANS = {1: "This month and the last", 3: "The last 3 months", 12: "The last 12 months"}
ORDERS = {"newest": "Newest first", "largest": "Largest first"}
SHOWN = 25
REASONS = {
    Shortfall.NOT_KNOWN: "no answer was known",
    Shortfall.ASKED_BACK_TWICE: "asked back twice",
    Shortfall.UNHELPFUL: "the answer did not help",
    Shortfall.HANDED_OVER: "ended with a person",
}
BUTTONS = ("talk_to_person_button", "something_else_button")


class WordingsForm(FlaskForm):
    """Which wordings of a group go to which entry."""

    wording = SelectMultipleField(
        "Wordings",
        [DataRequired("Choose at least one wording.")],
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
    entry = SelectField("Entry")


def pages(parts: Parts) -> Blueprint:
    """The routes."""
    unanswered = Blueprint("unanswered", __name__, url_prefix="/unanswered")
    desk = Desk.of(parts)
    gap_list = GapList(parts, Meaning(SentenceEncoder(), live_search()))

    @unanswered.context_processor
    def words() -> dict[str, Any]:
        return {"reasons": REASONS, "fewest": FEWEST, "answer_at": SearchSettings().answer_at}

    @unanswered.get("/")
    def show() -> str:
        span = request.args.get("months", 3, int)
        span = span if span in SPANS else 3
        order = request.args.get("order", "newest")
        found = gap_list.all(span)
        if order == "largest":
            found = sorted(found, key=lambda gap: (-gap.people, -gap.times))
        first = found[:SHOWN]
        nearest = {gap.id: gap_list.meaning.nearest(gap.question).hits[0] for gap in first}
        chosen = {"span": span, "spans": SPANS, "order": order, "orders": ORDERS}
        titles = {entry.id: entry.title for entry in gap_list.content.entries.values()}
        return render_template(
            "staff/unanswered.html", gaps=first, total=len(found), nearest=nearest, titles=titles, **chosen
        )

    def gap_page(found: Gap, form: WordingsForm) -> tuple[str, int]:
        hits = gap_list.meaning.nearest(found.question).hits
        titles = {entry.id: entry.title for entry in gap_list.content.entries.values()}
        page = render_template("staff/gap.html", gap=found, hits=hits, titles=titles, form=form)
        return page, 422 if form.errors else 200

    @unanswered.get("/<int:identifier>")
    def gap(identifier: int) -> Any:
        found = gap_list.find(identifier)
        return gap_page(found, gap_list.blank_form(found))

    @unanswered.post("/<int:identifier>")
    @role_required(Role.EDITOR)
    def use(identifier: int) -> Any:
        found = gap_list.find(identifier)
        form = gap_list.sent_form(found)
        if not form.validate():
            return gap_page(found, form)
        if request.form.get("do") == "new":
            draft = wordings.begin_entry(desk, form.wording.data, current_user.name)
            return redirect(url_for("staff.editing.show", kind=ENTRIES.kind, draft=draft.token))
        draft, faults = wordings.add_to_entry(desk, form.entry.data, form.wording.data, current_user.name)
        if not faults:
            return redirect(url_for("staff.publishing.show", token=draft.token))
        for fault in faults:
            flash(f"{fault.field}: {fault.problem} {fault.remedy}")
        return redirect(
            url_for("staff.editing.show", kind=ENTRIES.kind, identifier=draft.identifier, draft=draft.token)
        )

    return unanswered


class GapList:
    """The groups that whoever is logged in may see.

    Args:
        parts: of the staff pages.
        meaning: groups questions.
    """

    def __init__(self, parts: Parts, meaning: Meaning) -> None:
        self._parts = parts
        self._asked = UnansweredQuestions(parts.stores.engine)
        self.meaning = meaning

    @property
    def content(self) -> Content:
        """What parents are answered from."""
        return self._parts.live.current()[1]

    def all(self, months: int) -> list[Gap]:
        """The groups of this month and of some months before it, the newest first."""
        buttons = {normalised(self.content.council.words[name]) for name in BUTTONS}
        asked = self._asked.since(months_before(self._parts.today(), months))
        typed = [one for one in asked if normalised(one.question) not in buttons]
        if not typed:
            return []
        found = gaps(typed, self.meaning.vectors(different(typed)))
        return found if current_user.role.includes(Role.EDITOR) else [gap for gap in found if gap.may_be_shared]

    def find(self, identifier: int) -> Gap:
        """The group with this id; the page for what is not there, where it is not."""
        found = self.all(max(SPANS))
        return next((gap for gap in found if gap.id == identifier), None) or abort(404)

    def blank_form(self, gap: Gap) -> WordingsForm:
        """The form of a group: all wordings chosen from which nothing was taken out, and the nearest entry."""
        chosen = [wording for wording, _ in gap.wordings if "[" not in wording]
        nearest = self.meaning.nearest(gap.question).hits[0].entry
        return self._filled(WordingsForm(formdata=None, data={"wording": chosen, "entry": nearest}), gap)

    def sent_form(self, gap: Gap) -> WordingsForm:
        """The form of a group as it was sent."""
        return self._filled(WordingsForm(), gap)

    def _filled(self, form: WordingsForm, gap: Gap) -> WordingsForm:
        entries = sorted(self.content.entries.values(), key=lambda entry: entry.title.lower())
        form.wording.choices = [(wording, wording) for wording, _ in gap.wordings]
        form.entry.choices = [(entry.id, entry.title) for entry in entries]
        return form
