"""The first page after log in: what needs care today."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, render_template
from flask_login import current_user

from knowledge.check import check
from knowledge.faults import KnowledgeError
from knowledge.watching import last_attempt
from web_widget.staff import care
from web_widget.staff.accounts import Role
from web_widget.staff.months import months_before
from web_widget.staff.parts import Parts
from web_widget.store.entry_figures import EntryFigures

SHOWN = 10
FIGURES_MONTHS = 12


def pages(parts: Parts) -> Blueprint:
    """The routes."""
    home = Blueprint("home", __name__)
    figures = EntryFigures(parts.stores.engine)

    @home.get("/")
    def show() -> str:
        attempt = last_attempt(parts.index_folder)
        faults = attempt.faults if attempt else check(parts.content_folder, parts.today()).faults
        lists = _lists(parts, figures)
        if lists and current_user.role != Role.EDITOR:
            del lists["missed"]  # parents' own words are for those who must answer them
        return render_template("staff/home.html", attempt=attempt, faults=faults, lists=lists, shown=SHOWN)

    return home


def _lists(parts: Parts, figures: EntryFigures) -> dict[str, Sequence[Any]] | None:
    """What needs care, by the name that the template has for it; None where no content can be read."""
    try:
        _, content = parts.live.current()
    except KnowledgeError:
        return None
    today = parts.today()
    used = figures.since(months_before(today, FIGURES_MONTHS))
    months = [months_before(today, ago) for ago in (0, 1)]
    return {
        "overdue": care.past_review(content, used, today),
        "missed": care.most_missed(parts.stores.records.unanswered(month) for month in months),
        "unhelpful": care.unhelpful(content, used),
        "missing": care.contacts_missing(content, used),
        "old": care.old_sources(content, used, today),
    }
