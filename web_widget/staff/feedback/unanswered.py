"""Unanswered: what parents asked and did not find, in groups, with the nearest entry."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_login import current_user
from flask_wtf import FlaskForm
from wtforms import SelectField, SelectMultipleField, TextAreaField
from wtforms.validators import DataRequired
from wtforms.widgets import CheckboxInput, ListWidget

from knowledge.encoder.sentence_encoder import SentenceEncoder
from knowledge.faults import Fault
from knowledge.files.records import Content
from knowledge.settings import SearchSettings
from knowledge.versions.live import live_search
from web_widget.staff.accounts.access import role_required
from web_widget.staff.accounts.accounts import Role
from web_widget.staff.content import described_forms as described
from web_widget.staff.content import moved_wordings, wordings
from web_widget.staff.content.drafts import Draft
from web_widget.staff.content.editable import ENTRIES, KINDS
from web_widget.staff.content.editing_context import Desk
from web_widget.staff.content.fault_words import all_in_words
from web_widget.staff.content.place_names import subject
from web_widget.staff.content.sent_values import lines
from web_widget.staff.feedback.meaning import Meaning
from web_widget.staff.feedback.months import months_before
from web_widget.staff.feedback.unanswered_groups import FEWEST, Gap, different, gaps, typed
from web_widget.staff.parts import StaffParts
from web_widget.store.shortfalls import Shortfall
from web_widget.store.unanswered import UnansweredQuestions

SPANS = {1: "This month and last month", 3: "The last 3 months", 12: "The last 12 months"}
ORDERS = {"newest": "Newest first", "largest": "Largest first"}
SHOWN = 25
REASONS = {
    Shortfall.NOT_KNOWN: "no answer known",
    Shortfall.ASKED_BACK: "asked back",
    Shortfall.REFUSED: "said not to be for us",
    Shortfall.ASKED_BACK_TWICE: "asked back twice",
    Shortfall.UNHELPFUL: "the answer did not help",
    Shortfall.HANDED_OVER: "passed to a person",
}


Form = TypeVar("Form", bound="PlaceForm")


class PlaceForm(FlaskForm):
    """Where wordings can go."""

    entry = SelectField("Entry")
    section = SelectField("Which part of it answers them?")
    scope = SelectField("Kind of question that is not for us")
    talk = SelectField("Kind of small talk")


class WordingsForm(PlaceForm):
    """Which wordings of a group go where."""

    wording = SelectMultipleField(
        "Wordings",
        [DataRequired("Choose at least one wording.")],
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )


class TypedForm(PlaceForm):
    """Messages that somebody told staff of, and where they go."""

    wording = TextAreaField("What was typed", [DataRequired("Type at least one message.")])


def pages(parts: StaffParts) -> Blueprint:
    """The routes."""
    unanswered = Blueprint("unanswered", __name__, url_prefix="/unanswered")
    desk = Desk.of(parts)
    gap_list = GapList(parts, Meaning(SentenceEncoder(), live_search()))

    @unanswered.context_processor
    def words() -> dict[str, Any]:
        return {"reasons": REASONS, "fewest": FEWEST, "page_at": SearchSettings().page_at}

    @unanswered.get("/")
    def show() -> str:
        span = request.args.get("months", 3, int)
        span = span if span in SPANS else 3
        order = request.args.get("order", "newest")
        found, unread = gap_list.ready(span)
        if order == "largest":
            found = sorted(found, key=lambda gap: (-gap.people, -gap.times))
        first = found[:SHOWN]
        nearest = {gap.id: gap_list.meaning.nearest(gap.question).hits[0] for gap in first}
        chosen = {"span": span, "spans": SPANS, "order": order, "orders": ORDERS}
        titles = {entry.id: entry.title for entry in gap_list.content.entries.values()}
        return render_template(
            "staff/unanswered.html",
            **{"gaps": first, "total": len(found), "unread": unread, "nearest": nearest, "titles": titles},
            **chosen,
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
        return _put(desk, form, form.wording.data)

    @unanswered.get("/wrong-reply")
    @role_required(Role.EDITOR)
    def typed() -> str:
        form = gap_list.with_places(TypedForm(formdata=None))
        return render_template("staff/wrong_reply.html", form=form)

    @unanswered.post("/wrong-reply")
    @role_required(Role.EDITOR)
    def use_typed() -> Any:
        form = gap_list.with_places(TypedForm())
        if not form.validate():
            return render_template("staff/wrong_reply.html", form=form), 422
        return _put(desk, form, redacted(desk, lines(form.wording.data)))

    return unanswered


def _put(desk: Desk, form: PlaceForm, chosen: Sequence[str]) -> Any:
    """Put wordings where the button that was pressed says, and go to the page before publishing."""
    if request.form.get("do") == "new":
        draft = wordings.begin_entry(desk, chosen, current_user.name)
        return redirect(ENTRIES.writing(None, "", draft.token))
    draft, faults = _draft(desk, form, chosen)
    if not faults:
        _tell_what_moves(desk, draft, chosen)
        return redirect(url_for("staff.publishing.show", token=draft.token))
    for fault in all_in_words(faults, desk.content):
        flash(fault.here)
    return redirect(KINDS[draft.kind].writing(draft.identifier, draft.part, draft.token))


def _tell_what_moves(desk: Desk, draft: Draft, chosen: Sequence[str]) -> None:
    """Say which other places the wordings leave, and which national ones they cannot leave."""
    target = KINDS[draft.kind].file(draft.identifier)
    others = [subject(file, desk.content) for file in draft.files if file != target]
    if others:
        named = ", ".join(f"“{other}”" for other in others)
        flash(f"You chose wordings that are also under {named}. They move, so that each is in one place. See below.")
    for place in moved_wordings.national_places(desk, chosen):
        if place.form.name != draft.identifier:
            flash(f"Every council has this wording under {place}. It cannot be moved from there on this page.")


def _draft(desk: Desk, form: PlaceForm, chosen: Sequence[str]) -> tuple[Draft, tuple[Fault, ...]]:
    who = current_user.name
    match request.form.get("do"):
        case "scope":
            return wordings.add_to_record(desk, described.forms()["out-of-scope"], form.scope.data, chosen, who)
        case "talk":
            return wordings.add_to_record(desk, described.forms()["small-talk"], form.talk.data, chosen, who)
        case _:
            return wordings.add_to_entry(desk, form.entry.data, form.section.data, chosen, who)


def redacted(desk: Desk, typed: Sequence[str]) -> list[str]:
    """Messages as they go into the content, where they stay: without what says who somebody is."""
    return [desk.parts.redacted(one).text for one in typed]


class GapList:
    """The groups that the current user may see.

    Args:
        parts: of the staff pages.
        meaning: groups questions.
    """

    def __init__(self, parts: StaffParts, meaning: Meaning) -> None:
        self._parts = parts
        self._asked = UnansweredQuestions(parts.stores.engine)
        self.meaning = meaning

    @property
    def content(self) -> Content:
        """What parents are answered from."""
        return self._parts.live.current()[1]

    def all(self, months: int) -> list[Gap]:
        """The groups of this month and of some months before it, the newest first."""
        return self.ready(months)[0]

    def ready(self, months: int) -> tuple[list[Gap], int]:
        """The same, and how many different questions have still to be read by the sentence model."""
        asked = typed(self._asked.since(months_before(self._parts.today(), months)), self.content.council)
        if not asked:
            return [], 0
        questions = different(asked)
        known = self.meaning.known(questions)
        read = frozenset(known)
        found = gaps([one for one in asked if one.question in read], self.meaning.vectors(known))
        shared = found if current_user.role.includes(Role.EDITOR) else [gap for gap in found if gap.may_be_shared]
        return shared, len(questions) - len(known)

    def find(self, identifier: int) -> Gap:
        """The group with this id, as any of the lists shows it; if there is none, the page that says so."""
        found = (gap for months in sorted(SPANS, reverse=True) for gap in self.all(months))
        return next((gap for gap in found if gap.id == identifier), None) or abort(404)

    def blank_form(self, gap: Gap) -> WordingsForm:
        """The form of a group: all wordings chosen from which nothing was removed, and the nearest entry."""
        chosen = [wording for wording, _ in gap.wordings if "[" not in wording]
        hit = self.meaning.nearest(gap.question).hits[0]
        data = {"wording": chosen, "entry": hit.entry, "section": hit.section}
        return self._filled(WordingsForm(formdata=None, data=data), gap)

    def sent_form(self, gap: Gap) -> WordingsForm:
        """The form of a group as it was sent."""
        return self._filled(WordingsForm(), gap)

    def _filled(self, form: WordingsForm, gap: Gap) -> WordingsForm:
        form.wording.choices = [(wording, wording) for wording, _ in gap.wordings]
        return self.with_places(form)

    def with_places(self, form: Form) -> Form:
        """The form with every place where wordings can go."""
        content = self.content
        entries = sorted(content.entries.values(), key=lambda entry: entry.title.lower())
        form.entry.choices = [(entry.id, entry.title) for entry in entries]
        parts = [(kind.id, kind.heading or "The answer") for kind in content.sections]
        form.section.choices = [*parts, (wordings.NOT_HERE, "None: the entry does not say this yet")]
        form.scope.choices = [(kind.id, kind.title) for kind in content.out_of_scope]
        talk = [(kind.id, described.TALK[kind.id]) for kind in content.talk if kind.id in described.TALK]
        form.talk.choices = sorted(talk, key=lambda pair: pair[1].lower())
        return form
