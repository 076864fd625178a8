"""Use: how much is asked about what, and how it went, as pictures, tables and CSV."""

from __future__ import annotations

from flask import Blueprint, Response, abort, render_template

from web_widget.staff.feedback import use_charts, use_table
from web_widget.staff.feedback.months import months_before
from web_widget.staff.parts import StaffParts
from web_widget.store.use_figures import UseFigures

ON_THE_PAGE = 6
IN_THE_FILE = 24
"""Months."""


def pages(parts: StaffParts) -> Blueprint:
    """The routes."""
    use = Blueprint("use", __name__, url_prefix="/use")
    figures = UseFigures(parts.stores.engine)

    def last(count: int) -> use_table.Use:
        months = [months_before(parts.today(), ago) for ago in reversed(range(count))]
        return use_table.use(figures.since(months[0]), parts.live.current()[1], months)

    @use.get("/")
    def show() -> str:
        return render_template("staff/use.html", use=last(ON_THE_PAGE), words=use_table.words)

    @use.get("/<name>.svg")
    def picture(name: str) -> Response:
        draw = use_charts.PICTURES.get(name) or abort(404)
        return Response(draw(last(ON_THE_PAGE)), mimetype="image/svg+xml")

    @use.get("/use.csv")
    def download() -> Response:
        headers = {"Content-Disposition": 'attachment; filename="use.csv"'}
        return Response("\ufeff" + use_table.table(last(IN_THE_FILE)), mimetype="text/csv", headers=headers)

    return use
