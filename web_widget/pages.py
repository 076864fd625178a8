"""The demonstration page: a council page with the chat in it."""

from __future__ import annotations

from flask import Blueprint, render_template

from knowledge.documents import Content
from knowledge.live import Live


def blueprint(live: Live[tuple[str, Content]], longest_message: int) -> Blueprint:
    """The routes of the pages.

    Args:
        live: the content, for the council's name and contacts.
        longest_message: in characters.
    """
    pages = Blueprint("pages", __name__)

    @pages.get("/")
    def demonstration() -> str:
        _, content = live.current()
        return render_template("demonstration.html", council=content.council, longest_message=longest_message)

    return pages
