"""What a visitor reads when one of our pages fails: that it is our fault, and whom to ring."""

from __future__ import annotations

from flask import Blueprint, render_template
from werkzeug.exceptions import InternalServerError

from knowledge.files.records import Content
from knowledge.versions.live import Live


def errors_as_pages(pages: Blueprint, live: Live[tuple[str, Content]]) -> None:
    """Reply to errors inside with a page; the other parts of the gateway reply with JSON.

    Args:
        pages: what visitors read in a browser.
        live: the content, for the words and the contact.
    """

    @pages.errorhandler(InternalServerError)
    def broken(_: InternalServerError) -> tuple[str, int]:
        return render_template("unavailable.html", council=live.current()[1].council), 500
