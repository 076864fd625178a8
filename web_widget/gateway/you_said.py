"""The public pages "You said, we did": the whole, as CSV, and the report of a year to print."""

from __future__ import annotations

from flask import Blueprint, Response, abort, render_template

from knowledge.files.records import Content
from knowledge.versions.live import Live
from web_widget.gateway.error_pages import errors_as_pages
from web_widget.gateway.said_and_done import HEADINGS, Month, counted, months, table
from web_widget.store.statements import Statements


def blueprint(live: Live[tuple[str, Content]], statements: Statements) -> Blueprint:
    """The routes.

    Args:
        live: the content, for the council's name and the titles of entries.
        statements: what staff wrote.
    """
    you_said = Blueprint("you_said", __name__)

    def published() -> list[Month]:
        return months(statements.published(), live.current()[1])

    def page(listed: list[Month], year: int | None) -> str:
        years = sorted({month.first.year for month in listed}, reverse=True)
        council = live.current()[1].council
        shown = {"months": listed, "counted": counted(listed), "headings": HEADINGS, "years": years, "year": year}
        return render_template("you_said.html", council=council, **shown)

    @you_said.get("/you-said-we-did")
    def show() -> str:
        return page(published(), None)

    @you_said.get("/you-said-we-did/<int:year>")
    def report(year: int) -> str:
        listed = [month for month in reversed(published()) if month.first.year == year]
        return page(listed, year) if listed else abort(404)

    @you_said.get("/you-said-we-did.csv")
    def download() -> Response:
        text = "\ufeff" + table(published())
        headers = {"Content-Disposition": 'attachment; filename="you-said-we-did.csv"'}
        return Response(text, mimetype="text/csv", headers=headers)

    errors_as_pages(you_said, live)
    return you_said
