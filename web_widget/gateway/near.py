"""The public pages of what is near and of what is on this week. They need no JavaScript, and keep nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from urllib.parse import urlencode

from flask import Blueprint, make_response, redirect, render_template, request
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from knowledge import london
from knowledge.files.records import Content
from knowledge.nearby.places import Gazetteer
from knowledge.versions.live import Live
from web_widget.gateway import near_form, near_listing
from web_widget.gateway.error_pages import errors_as_pages
from web_widget.gateway.headers import kept_nowhere
from web_widget.gateway.near_form import Read, Wanted
from web_widget.gateway.near_listing import Group

NEAR, THIS_WEEK = "/near", "/near/this-week"
TEMPLATES = {NEAR: "near.html", THIS_WEEK: "near_week.html"}
PAGE = "page"


class Pages:
    """Reads what is wanted, and writes the pages.

    Args:
        live: the content; its places are read once for each version of it.
        origin: of the gateway, as search engines are to know it.
    """

    def __init__(self, live: Live[tuple[str, Content]], origin: Callable[[], str]) -> None:
        self._live = live
        self._origin = origin
        self._places_of = lru_cache(maxsize=1)(lambda version: Gazetteer(live.current()[1]))

    @property
    def content(self) -> Content:
        """That is live."""
        return self._live.current()[1]

    @property
    def places(self) -> Gazetteer:
        """Of the live content."""
        return self._places_of(self._live.current()[0])

    def sent(self, path: str, form: Mapping[str, str]) -> Response:
        """The reply to a form: another address with what was understood of it, or the form with what is wrong."""
        read = near_form.read(form, self.content, self.places)
        if read.faults:
            return kept_nowhere(make_response(self.written(path, read), 400))
        return kept_nowhere(make_response(redirect(f"{path}?{read.wanted.query}", 303)))

    def asked(self, path: str, query: Mapping[str, str]) -> Response:
        """The page of an address. One with a whole postcode leads to the one with its first part."""
        read = near_form.read(query, self.content, self.places)
        said = {name: query[name] for name in near_form.FIELDS if name in query}
        if read.place_cut:
            cut = urlencode({**said, "place": read.wanted.fields["place"]})
            return kept_nowhere(make_response(redirect(f"{path}?{cut}", 303)))
        is_listed = not read.faults and (said or path == THIS_WEEK)
        groups = self._groups(path, read.wanted) if is_listed else None
        reply = make_response(self.written(path, read, groups), 400 if read.faults else 200)
        return kept_nowhere(reply) if said else reply

    def written(self, path: str, read: Read, groups: tuple[Group, ...] | None = None, fault: str = "") -> str:
        """A page.

        Args:
            path: of the page.
            read: what its form shows.
            groups: what is listed; None if nothing was looked for.
            fault: what is wrong besides the form.
        """
        number = request.args.get(PAGE, "")
        return render_template(
            TEMPLATES[path],
            council=self.content.council,
            needs={need.id: need.title for need in self.content.needs},
            days=near_form.DAY_CHOICES,
            times=near_form.TIME_CHOICES,
            read=read,
            listed=None if groups is None else near_listing.page_of(groups, _whole(number)),
            fault=fault,
            path=path,
            address=self._origin() + path,
        )

    def _groups(self, path: str, wanted: Wanted) -> tuple[Group, ...]:
        if path == THIS_WEEK:
            return near_listing.this_week(self.content, self.places, wanted, london.now())
        return near_listing.near(self.content, self.places, wanted, london.today())


def blueprint(live: Live[tuple[str, Content]], origin: Callable[[], str]) -> Blueprint:
    """The routes of the pages.

    Their forms are sent by POST, so that no address ever has a whole postcode, and lead to an address with its first
    part, which can be kept and passed on.

    Args:
        live: the content.
        origin: of the gateway, as search engines are to know it.
    """
    near, pages = Blueprint("near", __name__), Pages(live, origin)

    @near.get(NEAR, defaults={"path": NEAR})
    @near.get(THIS_WEEK, defaults={"path": THIS_WEEK})
    def show(path: str) -> Response:
        return pages.asked(path, request.args)

    @near.post(NEAR, defaults={"path": NEAR})
    @near.post(THIS_WEEK, defaults={"path": THIS_WEEK})
    def send(path: str) -> Response:
        return pages.sent(path, request.form)

    @near.errorhandler(429)
    def too_often(_: HTTPException) -> tuple[str, int]:
        return pages.written(NEAR, Read(Wanted()), fault=pages.content.council.errors["busy"]), 429

    @near.errorhandler(413)
    def too_long(_: HTTPException) -> tuple[str, int]:
        return pages.written(NEAR, Read(Wanted()), fault=pages.content.council.errors["too_long"]), 413

    errors_as_pages(near, live)
    return near


def _whole(number: str) -> int:
    return int(number) if number.isdecimal() and len(number) < 5 else 1
