"""The public pages of a page's other forms: its easy-read version and its translations. No language is guessed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from flask import Blueprint, Response, make_response, redirect, render_template

from actions import cards
from knowledge import london
from knowledge.files.page_forms import EASY_READ
from knowledge.files.records import Content, Entry, Section
from knowledge.versions.live import Live
from web_widget.gateway.answer_page import FOLDER, page_of
from web_widget.gateway.error_pages import errors_as_pages


def blueprint(live: Live[tuple[str, Content]], origin: Callable[[], str]) -> Blueprint:
    """The route.

    Args:
        live: the content.
        origin: of the gateway, as search engines are to know it.
    """
    forms = Blueprint("other_forms", __name__)

    @forms.get(f"{FOLDER}<identifier>/<form>")
    def show(identifier: str, form: str) -> Response:
        content = live.current()[1]
        entry = content.entries.get(identifier)
        text = _written(content, entry, form, origin()) if entry else None
        if entry is None or text is None:
            return make_response(render_template("answer_missing.html", council=content.council), 404)
        is_retired = entry.id != identifier
        return make_response(redirect(f"{FOLDER}{entry.id}/{form}", 301) if is_retired else text)

    errors_as_pages(forms, live)
    return forms


def _written(content: Content, entry: Entry, form: str, origin: str) -> str | None:
    """A form of a page; None if nobody has written it."""
    shown = {"council": content.council, "page": page_of(content, entry, origin, london.today()), "day": _day}
    if form == EASY_READ:
        easy = content.easy_read.get(entry.id)
        return render_template("easy_read.html", easy=easy, form_name=EASY_READ, **shown) if easy else None
    words = next((one for one in content.translations.get(entry.id, ()) if one.language == form), None)
    name = next((item["name"] for item in content.council.languages if item["code"] == form), None)
    if words is None or name is None:
        return None
    sections = [cards.section_part(Section(form, part.heading, part.blocks)) for part in words.sections]
    return render_template("translation.html", words=words, sections=sections, language_name=name, **shown)


def _day(day: date) -> str:
    return day.strftime("%d %B %Y").lstrip("0")
