"""The first page after log in: what needs attention today."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, render_template
from flask_login import current_user

from knowledge.faults import KnowledgeError
from knowledge.files.check import check
from knowledge.files.records import Content
from knowledge.versions.watch_status import disk_faults, last_attempt
from web_widget.staff.accounts.accounts import Role
from web_widget.staff.content import needs_attention
from web_widget.staff.content.fault_words import all_in_words
from web_widget.staff.feedback.months import months_before
from web_widget.staff.parts import StaffParts
from web_widget.store.entry_figures import EntryFigures

SHOWN = 10
FIGURES_MONTHS = 12


def pages(parts: StaffParts) -> Blueprint:
    """The routes."""
    home = Blueprint("home", __name__)
    figures = EntryFigures(parts.stores.engine)

    @home.get("/")
    def show() -> str:
        attempt = last_attempt(parts.index_folder)
        faults = attempt.faults if attempt else check(parts.content_folder, parts.today()).faults
        found = all_in_words((*disk_faults(parts.index_folder), *faults), _content(parts))
        lists = _lists(parts, figures)
        if lists and current_user.role != Role.EDITOR:
            del lists["missed"]  # parents' own words are for those who must answer them
        return render_template("staff/home.html", attempt=attempt, faults=found, lists=lists, shown=SHOWN)

    return home


def _content(parts: StaffParts) -> Content | None:
    """What is live; None if it cannot be read."""
    try:
        return parts.live.current()[1]
    except KnowledgeError:
        return None


def _lists(parts: StaffParts, figures: EntryFigures) -> dict[str, Sequence[Any]] | None:
    """What needs attention, by its name in the template; None if the content cannot be read."""
    content = _content(parts)
    if content is None:
        return None
    today = parts.today()
    used = figures.since(months_before(today, FIGURES_MONTHS))
    months = [months_before(today, ago) for ago in (0, 1)]
    overtaken = needs_attention.overtaken(content, used)
    return {
        **({"overtaken": overtaken} if overtaken else {}),
        "overdue": needs_attention.past_review(content, used, today),
        "missed": needs_attention.most_missed(parts.stores.records.unanswered(month) for month in months),
        "unhelpful": needs_attention.unhelpful(content, used),
        "missing": needs_attention.contacts_missing(content, used),
        "old": needs_attention.old_sources(content, used, today),
    }
