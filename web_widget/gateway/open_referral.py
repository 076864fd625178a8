"""The directory for other programs, as Open Referral UK version 3: open data, to be read from anywhere."""

from __future__ import annotations

import re
from typing import Any

from flask import Blueprint, Response, jsonify, request

from knowledge.files.records import Content
from knowledge.open_referral import published
from knowledge.open_referral.published import DAYS, MOST_PER_PAGE, ServiceFilter
from knowledge.versions.live import Live

Reply = tuple[Response, int]

HIGHEST_NUMBER = 1_000_000
_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


class _Unclear(Exception):
    """A parameter cannot be understood; the message says what it should be."""


def blueprint(live: Live[tuple[str, Content]]) -> Blueprint:
    """The routes.

    Args:
        live: the content, whose services are the directory.
    """
    directory = Blueprint("open_referral", __name__, url_prefix="/open-referral")

    @directory.get("/")
    def about() -> Reply:
        return jsonify(published.about()), 200

    @directory.get("/services")
    def services() -> Reply:
        try:
            wanted = _wanted()
        except _Unclear as error:
            return jsonify(error=str(error)), 400
        _, content = live.current()
        return jsonify(published.page(content, wanted)), 200

    @directory.get("/services/<identifier>")
    def service(identifier: str) -> Reply:
        _, content = live.current()
        found = published.whole(content, identifier)
        return (jsonify(found), 200) if found else (jsonify(error="There is no service with this id."), 404)

    @directory.after_request
    def for_anyone(response: Response) -> Response:
        response.headers["Access-Control-Allow-Origin"] = "*"
        return response

    return directory


def _wanted() -> ServiceFilter:
    """What the parameters ask for. `text` is what version 1 called `search`."""
    day, given = request.args.get("day"), request.args
    if day is not None and day.upper() not in DAYS:
        raise _Unclear(f"day must be one of {', '.join(DAYS)}.")
    return ServiceFilter(
        search=given.get("search") or given.get("text"),
        minimum_age=_number("minimum_age", 0),
        maximum_age=_number("maximum_age", 0),
        taxonomy_id=given.get("taxonomy_id"),
        taxonomy_term_id=given.get("taxonomy_term_id"),
        day=day.upper() if day else None,
        start_time=_time("start_time"),
        end_time=_time("end_time"),
        page=_number("page", 1) or 1,
        per_page=min(_number("per_page", 1) or ServiceFilter.per_page, MOST_PER_PAGE),
    )


def _number(name: str, least: int) -> int | None:
    value: Any = request.args.get(name)
    if value is None:
        return None
    if not re.fullmatch(r"[0-9]{1,7}", value) or not least <= int(value) <= HIGHEST_NUMBER:
        raise _Unclear(f"{name} must be a whole number from {least} to {HIGHEST_NUMBER}.")
    return int(value)


def _time(name: str) -> str | None:
    value = request.args.get(name)
    if value is not None and not _TIME.fullmatch(value):
        raise _Unclear(f"{name} must be a time such as 09:30.")
    return value
