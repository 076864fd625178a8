"""The pages around the chat: the demonstration, the accessibility statement and the privacy notice."""

from __future__ import annotations

from flask import Blueprint, render_template, request

from knowledge.files.records import Content
from knowledge.versions.live import Live
from web_widget.gateway.error_pages import errors_as_pages
from web_widget.widget.bundle import Widget
from web_widget.widget.delivery import snippet


def blueprint(live: Live[tuple[str, Content]], widget: Widget) -> Blueprint:
    """The routes of the pages.

    Args:
        live: the content, for the council's name and contacts.
        widget: is shown on the demonstration page.
    """
    pages = Blueprint("pages", __name__)

    @pages.get("/")
    def demonstration() -> str:
        _, content = live.current()
        tags = snippet(widget, content.council, request.host_url)
        return render_template("demonstration.html", council=content.council, snippet=tags)

    @pages.get("/accessibility")
    def accessibility() -> str:
        _, content = live.current()
        return render_template("accessibility.html", council=content.council)

    @pages.get("/privacy")
    def privacy() -> str:
        _, content = live.current()
        return render_template("privacy.html", council=content.council)

    errors_as_pages(pages, live)
    return pages
