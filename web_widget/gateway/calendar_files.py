"""Deadlines as a calendar file at an address, because a phone takes no file that a page has made."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO

from flask import Blueprint, Response, abort, send_file

from knowledge import london
from knowledge.deadlines import calendar_address
from knowledge.deadlines.calendar_file import CONTENT_TYPE, to_ics
from knowledge.deadlines.timetable import DatesInWrongOrder, StartUnknown, deadlines
from knowledge.files.records import Content
from knowledge.versions.live import Live
from web_widget.gateway.headers import kept_nowhere


def blueprint(live: Live[tuple[str, Content]]) -> Blueprint:
    """The route of the files.

    Args:
        live: the content, for the timetable.
    """
    files = Blueprint("calendar_files", __name__)

    @files.get(f"{calendar_address.FOLDER}<token>.ics")
    def file(token: str) -> Response:
        counted = calendar_address.read(token)
        if counted is None:
            abort(404)
        table, now = live.current()[1].timetable, datetime.now(UTC)
        try:
            found = deadlines(counted.start, counted.day, table, today=london.day_of(now), also=counted.also)
        except (StartUnknown, DatesInWrongOrder):
            abort(404)
        text = BytesIO(to_ics(found, table, now).encode())
        return kept_nowhere(
            send_file(text, mimetype=CONTENT_TYPE, download_name=f"{table.calendar['name']}.ics", etag=False)
        )

    return files
