"""The first page after log in."""

from __future__ import annotations

from flask import Blueprint, render_template

from web_widget.staff.parts import Parts


def pages(parts: Parts) -> Blueprint:
    """The routes."""
    home = Blueprint("home", __name__)

    @home.get("/")
    def show() -> str:
        return render_template("staff/home.html")

    return home
