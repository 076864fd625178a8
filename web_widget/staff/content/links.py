"""The links of the content: which work, which do not, and which could not be checked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_login import current_user

from web_widget.gateway.addresses import website_of
from web_widget.jobs.job import JobRunning, Order
from web_widget.links.content_links import LinkPlace, links_of
from web_widget.links.job import LINKS, TITLE
from web_widget.staff.accounts.access import role_required
from web_widget.staff.accounts.accounts import Role
from web_widget.staff.content.editable import ENTRIES, SERVICES, WORDS
from web_widget.staff.parts import StaffParts
from web_widget.store.links import LinkResults, Looked, State

_EDITABLE = {"entry": ENTRIES, "service": SERVICES, "words": WORDS}


@dataclass(frozen=True)
class Link:
    """A link in the content, where it is, and its last check, if there was one."""

    url: str
    places: tuple[LinkPlace, ...]
    looked: Looked | None


def pages(parts: StaffParts) -> Blueprint:
    """The routes."""
    links = Blueprint("links", __name__)
    results = LinkResults(parts.stores.engine)

    @links.get("/links")
    @role_required(Role.EDITOR)
    def show() -> str:
        _, content = parts.live.current()
        found = links_of(content)
        return render_template(
            "staff/links.html",
            groups=by_state(found, results.all()),
            not_allowed=hosts_not_allowed(found, parts.settings.link_hosts),
            hosts=parts.settings.link_hosts,
            job=parts.workshop().jobs.last(LINKS.name),
            total=len(found),
            editable=_EDITABLE,
        )

    @links.post("/links")
    @role_required(Role.EDITOR)
    def look() -> Any:
        try:
            parts.workshop().begin(LINKS, Order(TITLE, current_user.full_name))
            flash(
                "We have started checking the links. This runs in the background, so you can carry on with other work."
            )
        except JobRunning as error:
            flash(str(error))
        return redirect(url_for("staff.links.show"))

    return links


def by_state(found: Mapping[str, tuple[LinkPlace, ...]], looked: Mapping[str, Looked]) -> dict[str, list[Link]]:
    """The links by their result. Those that were not checked yet are under "new"."""
    groups: dict[str, list[Link]] = {name: [] for name in (*State, "new")}
    for url, places in found.items():
        last = looked.get(url)
        groups[last.result.state if last else "new"].append(Link(url, places, last))
    return groups


def hosts_not_allowed(found: Mapping[str, tuple[LinkPlace, ...]], allowed: tuple[str, ...]) -> list[tuple[str, int]]:
    """Linked websites that we may not check, with the number of links, most first."""
    hosts = Counter(host for url in found if (host := website_of(url)) not in allowed)
    return hosts.most_common()
