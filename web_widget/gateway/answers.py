"""The public pages of the answers: one for each entry, a list to browse, and a search that keeps nothing."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from flask import Blueprint, Response, make_response, redirect, render_template, request
from werkzeug.exceptions import HTTPException

from actions import cards
from knowledge import london
from knowledge.files.records import Content, Entry
from knowledge.versions.live import Live
from web_widget.gateway.answer_page import FOLDER, page_of
from web_widget.gateway.answer_shelves import Shelves, shelves
from web_widget.gateway.checks import REASONS, Refused
from web_widget.gateway.error_pages import errors_as_pages
from web_widget.gateway.headers import kept_nowhere
from web_widget.gateway.limits import ASKED, SEARCHED
from web_widget.gateway.looking_up import Find, NotLookedUp, look_up
from web_widget.gateway.message_flow import MessageFlow

LONGEST_SEARCH = 300
"""The most characters that the search box takes."""
WAYS = ("need", "stage", "about")
"""To browse, by their names in an address."""

Page = tuple[str, int]


class Pages:
    """Writes the pages.

    Args:
        live: the content; its shelves are made once for each version of it.
        origin: of the gateway, as search engines are to know it.
    """

    def __init__(self, live: Live[tuple[str, Content]], origin: Callable[[], str]) -> None:
        self._live = live
        self._origin = origin
        self._shelves_of = lru_cache(maxsize=1)(lambda version: shelves(live.current()[1]))

    @property
    def content(self) -> Content:
        """That is live."""
        return self._live.current()[1]

    @property
    def shelves(self) -> Shelves:
        """The live content, to browse."""
        return self._shelves_of(self._live.current()[0])

    def listed(self, status: int = 200, **values: Any) -> Page:
        """The list of all pages, or in its place a shelf, what was found, or what is wrong."""
        return self._written("answers.html", status, shelves=self.shelves, address=self._origin() + SEARCHED, **values)

    def shown(self, entry: Entry, status: int = 200, fault: str = "") -> Page:
        """The page of an entry."""
        page = page_of(self.content, entry, self._origin(), london.today())
        return self._written("answer.html", status, page=page, reasons=REASONS, fault=fault)

    def judged(self, entry: Entry, helped: bool) -> Page:
        """The thanks to whoever said if a page helped; if it did not, with people to ask."""
        people = () if helped else cards.people(self.content)
        return self._written("answer_judged.html", 200, entry=entry, helped=helped, people=people)

    def missing(self) -> Page:
        """The reply to an address without a page."""
        return self._written("answer_missing.html", 404)

    def _written(self, template: str, status: int, **values: Any) -> Page:
        return render_template(template, council=self.content.council, **values), status


def blueprint(flow: MessageFlow, live: Live[tuple[str, Content]], find: Find, origin: Callable[[], str]) -> Blueprint:
    """The routes of the pages.

    Args:
        flow: prepares what is searched for, and keeps what is said of a page.
        live: the content.
        find: judges what is searched for.
        origin: of the gateway, as search engines are to know it.
    """
    answers, pages = Blueprint("answers", __name__), Pages(live, origin)

    @answers.get(SEARCHED)
    def index() -> Response:
        if text := request.args.get(ASKED, "").strip():
            return kept_nowhere(make_response(_found(flow, find, pages, text)))
        chosen = next(((way, request.args[way]) for way in WAYS if way in request.args), None)
        shelf = pages.shelves.named(*chosen) if chosen else None
        return make_response(pages.missing() if chosen and not shelf else pages.listed(shelf=shelf))

    @answers.get(f"{FOLDER}<path:identifier>")
    def show(identifier: str) -> Response:
        entry = pages.content.entries.get(identifier)
        if entry is None:
            return make_response(pages.missing())
        is_retired = entry.id != identifier
        return make_response(redirect(f"{FOLDER}{entry.id}", 301) if is_retired else pages.shown(entry))

    @answers.post(f"{FOLDER}<identifier>")
    def judge(identifier: str) -> Page:
        entry = pages.content.entries.get(identifier)
        if entry is None:
            return pages.missing()
        try:
            return pages.judged(entry, flow.judge_page({**request.form.to_dict(), "entry": entry.id}))
        except Refused as error:
            return pages.shown(entry, error.status, pages.content.council.errors[error.words])

    @answers.errorhandler(429)
    def too_often(_: HTTPException) -> Page:
        return pages.listed(429, fault=pages.content.council.errors["busy"])

    @answers.errorhandler(413)
    def too_long(_: HTTPException) -> Page:
        return pages.listed(413, fault=pages.content.council.errors["too_long"])

    errors_as_pages(answers, live)
    return answers


def _found(flow: MessageFlow, find: Find, pages: Pages, text: str) -> Page:
    """What a search finds. The box shows the text without personal details."""
    council = pages.content.council
    if len(text) > LONGEST_SEARCH:
        return pages.listed(400, fault=council.errors["too_long"])
    try:
        message = flow.prepare(text)
        return pages.listed(found=look_up(message, find), redaction=message.redaction)
    except Refused as error:
        return pages.listed(error.status, fault=council.errors[error.words])
    except NotLookedUp:
        return pages.listed(503, fault=council.words["unavailable"])
