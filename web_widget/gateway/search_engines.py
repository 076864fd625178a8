"""What search engines are told: which pages there are, and which to leave alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from xml.sax.saxutils import escape

from flask import Blueprint, Response

from actions import cards
from knowledge.files.records import Content
from knowledge.versions.live import Live
from web_widget.gateway.answer_page import FOLDER, address_of
from web_widget.gateway.limits import ASKED, SEARCHED
from web_widget.gateway.near import NEAR, THIS_WEEK

SITEMAP = "/sitemap.xml"
LEFT_ALONE = ("/api/", "/staff", "/deadlines/", f"{SEARCHED}?{ASKED}=", f"{NEAR}?", f"{THIS_WEEK}?")
_MAP = """<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
{}
</urlset>
"""


def blueprint(live: Live[tuple[str, Content]], origin: Callable[[], str]) -> Blueprint:
    """The routes.

    Args:
        live: the content, whose entries are the pages.
        origin: of the gateway, as search engines are to know it.
    """
    told = Blueprint("search_engines", __name__)

    @told.get(SITEMAP)
    def sitemap() -> Response:
        _, content = live.current()
        pages = dict(_pages(content, origin()))
        listed = [f"<url><loc>{escape(origin() + path)}</loc></url>" for path in (SEARCHED, NEAR, THIS_WEEK)]
        listed += [f"<url><loc>{escape(page)}</loc><lastmod>{day}</lastmod></url>" for page, day in pages.items()]
        return Response(_MAP.format("\n".join(listed)), mimetype="application/xml")

    @told.get("/robots.txt")
    def robots() -> Response:
        """The pages of a draft may be read, so that search engines see that none of them is to be listed."""
        _, content = live.current()
        lines = ["User-agent: *", *(f"Disallow: {path}" for path in LEFT_ALONE)]
        lines += [f"Sitemap: {origin()}{SITEMAP}"] if content.council.status == "live" else []
        return Response("\n".join(lines) + "\n", mimetype="text/plain")

    return told


def _pages(content: Content, origin: str) -> Iterator[tuple[str, date]]:
    """The address of each page and of each of its other forms, with the day on which somebody last saw to it."""
    for entry in content.entries.values():
        yield address_of(origin, entry), entry.checked
        days: dict[str | None, date] = {one.language: one.translated for one in content.translations.get(entry.id, ())}
        if entry.id in content.easy_read:
            days[None] = content.easy_read[entry.id].checked
        for form in cards.forms_of(content, entry) or ():
            yield f"{origin}{FOLDER}{form.path}", days[form.language]
