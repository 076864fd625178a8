"""Unanswered: what parents asked and did not find, in groups, with the nearest entry."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, render_template, request
from flask_login import current_user

from knowledge.check import normalised
from knowledge.documents import Content
from knowledge.encoder import SentenceEncoder
from knowledge.live import live_search
from knowledge.settings import SearchSettings
from web_widget.staff.accounts import Role
from web_widget.staff.gaps import FEWEST, Gap, different, gaps
from web_widget.staff.meaning import Meaning
from web_widget.staff.months import months_before
from web_widget.staff.parts import Parts
from web_widget.store.outcomes import Shortfall
from web_widget.store.unanswered import UnansweredQuestions

SPANS = {1: "This month and the last", 3: "The last 3 months", 12: "The last 12 months"}
ORDERS = {"newest": "Newest first", "largest": "Largest first"}
SHOWN = 50
REASONS = {
    Shortfall.NOT_KNOWN: "no answer was known",
    Shortfall.ASKED_BACK_TWICE: "asked back twice",
    Shortfall.UNHELPFUL: "the answer did not help",
    Shortfall.HANDED_OVER: "ended with a person",
}
BUTTONS = ("talk_to_person_button", "something_else_button")


def pages(parts: Parts) -> Blueprint:
    """The routes."""
    unanswered = Blueprint("unanswered", __name__, url_prefix="/unanswered")
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

    @unanswered.get("/<int:identifier>")
    def gap(identifier: int) -> str:
        found = gap_list.find(identifier)
        hits = gap_list.meaning.nearest(found.question).hits
        entries = sorted(gap_list.content.entries.values(), key=lambda entry: entry.title.lower())
        titles = {entry.id: entry.title for entry in entries}
        return render_template("staff/gap.html", gap=found, hits=hits, titles=titles)

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
