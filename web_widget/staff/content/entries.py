"""Entries and services: list, search, and read one as a parent sees it."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask_login import current_user

from actions.card_types import to_wire
from actions.cards import answer, service_part
from knowledge.files import markdown
from knowledge.files.records import Content
from web_widget.gateway.checks import REASONS
from web_widget.staff.accounts.accounts import Role
from web_widget.staff.content import listing, needs_attention
from web_widget.staff.content.listing import EntryFilter
from web_widget.staff.feedback.months import months_before
from web_widget.staff.parts import StaffParts
from web_widget.store.entry_figures import EntryFigures, Figures

FIGURES_MONTHS = 12
CONTACTS = ("phone", "email", "url", "address", "opening_hours")


def pages(parts: StaffParts) -> Blueprint:
    """The routes."""
    entries = Blueprint("entries", __name__)
    figures = EntryFigures(parts.stores.engine)

    def since() -> str:
        return months_before(parts.today(), FIGURES_MONTHS)

    @entries.get("/entries")
    def show_all() -> str:
        _, content = parts.live.current()
        asked = {name: request.args.get(name, "").strip() for name in ("words", "subject", "owner", "review")}
        return render_template(
            "staff/entries.html",
            found=listing.entries(content, EntryFilter(**asked), parts.today()),
            wanted=asked,
            content=content,
            named_owners=[(owner, owner) for owner in listing.owners(content)],
            figures=figures.since(since()),
            unused=Figures(),
            today=parts.today(),
        )

    @entries.get("/entries/<identifier>")
    def show(identifier: str) -> Any:
        _, content = parts.live.current()
        entry = content.entries.get(identifier) or abort(404)
        if entry.id != identifier:  # it was retired, and leads to its successor
            return redirect(url_for("staff.entries.show", identifier=entry.id))
        return render_template(
            "staff/entry.html",
            entry=entry,
            card=to_wire(answer(content, entry, "answer", 1.0, (), parts.today())),
            reasons=REASONS,
            content=content,
            headings={kind.id: kind.heading for kind in content.sections},
            passages=markdown.passages,
            figures=figures.since(since()).get(entry.id, Figures()),
            said=figures.unhelpful(entry.id, since()),
            comments=current_user.role == Role.EDITOR,  # a parent's own words are for those who must act on them
            old=[source for source in entry.sources if needs_attention.is_old(source, parts.today())],
            today=parts.today(),
        )

    @entries.get("/services")
    def show_services() -> str:
        _, content = parts.live.current()
        words, missing = (request.args.get(name, "").strip() for name in ("words", "missing"))
        found = listing.services(content, words, missing)
        return render_template(
            "staff/services.html", found=found, words=words, missing=missing, contacts=CONTACTS, content=content
        )

    @entries.get("/services/<identifier>")
    def show_service(identifier: str) -> Any:
        _, content = parts.live.current()
        service = content.services.get(identifier) or abort(404)
        if service.id != identifier:
            return redirect(url_for("staff.entries.show_service", identifier=service.id))
        return render_template(
            "staff/service.html", service=service, card=service_part(service), entries=_naming(content, service.id)
        )

    return entries


def _naming(content: Content, service: str) -> list[tuple[str, str]]:
    """Id and title of the entries that name a service."""
    return [(entry.id, entry.title) for entry in content.entries.values() if service in entry.services]
