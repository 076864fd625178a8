"""The links of the content: which work, which do not, and which could not be looked at."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for

from web_widget.links.checker import Checker, State, website_of
from web_widget.links.content_links import Place, links_of
from web_widget.links.look import look_at_all, now
from web_widget.staff.access import role_required
from web_widget.staff.accounts import Role
from web_widget.staff.parts import Parts
from web_widget.store.links import LinkResults, Looked


@dataclass(frozen=True)
class Link:
    """A link of the content, where it stands, and what came of looking at it, if anybody has."""

    url: str
    places: tuple[Place, ...]
    looked: Looked | None


def pages(parts: Parts) -> Blueprint:
    """The routes."""
    links = Blueprint("links", __name__)
    results = LinkResults(parts.stores.engine)

    @links.get("/links")
    @role_required(Role.EDITOR)
    def show() -> str:
        _, content = parts.live.current()
        found = links_of(content)
        progress = results.progress()
        return render_template(
            "staff/links.html",
            groups=by_state(found, results.all()),
            not_allowed=hosts_not_allowed(found, parts.settings.link_hosts),
            hosts=parts.settings.link_hosts,
            progress=progress,
            going_on=progress is not None and progress.going_on(now()),
            total=len(found),
        )

    @links.post("/links")
    @role_required(Role.EDITOR)
    def look() -> Any:
        _, content = parts.live.current()
        checker = Checker(frozenset(parts.settings.link_hosts))
        # It ends with the gateway; the page then says that it was stopped.
        threading.Thread(target=look_at_all, args=(links_of(content), checker, results), daemon=True).start()
        flash("Looking at the links has begun. It goes on while you do other things.")
        return redirect(url_for("staff.links.show"))

    return links


def by_state(found: Mapping[str, tuple[Place, ...]], looked: Mapping[str, Looked]) -> dict[str, list[Link]]:
    """The links by what came of them; those that nobody has looked at under "new"."""
    groups: dict[str, list[Link]] = {name: [] for name in (*State, "new")}
    for url, places in found.items():
        last = looked.get(url)
        groups[last.result.state if last else "new"].append(Link(url, places, last))
    return groups


def hosts_not_allowed(found: Mapping[str, tuple[Place, ...]], allowed: tuple[str, ...]) -> list[tuple[str, int]]:
    """The websites that links lead to and that may not be asked, with the number of links; the most first."""
    hosts = Counter(host for url in found if (host := website_of(url)) not in allowed)
    return hosts.most_common()
