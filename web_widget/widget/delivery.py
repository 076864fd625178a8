"""Serves the widget's scripts under their version, and writes the tag that shows it on a page."""

from __future__ import annotations

import gzip
from pathlib import Path

from flask import Blueprint, Response, abort, render_template, request

from knowledge.files import atomic
from knowledge.files.records import Council
from web_widget.widget.bundle import ENTRY, LOADER, Widget, zipped

ONE_YEAR = "public, max-age=31536000, immutable"


def blueprint(widget: Widget, kept: Path) -> Blueprint:
    """The route for the scripts.

    Args:
        widget: the current version; it is added to those that are kept.
        kept: folder of every version that was served from here, so that pages that still name one keep working.
    """
    keep(widget, kept)
    delivery = Blueprint("delivery", __name__)

    @delivery.get("/widget/<string(length=12):version>/<name>")
    def script(version: str, name: str) -> Response:
        path = kept / version / f"{name}.gz"
        if not version.isalnum() or name not in widget.files or not path.is_file():
            abort(404)
        if request.accept_encodings.quality("gzip"):
            response = Response(path.read_bytes(), mimetype="text/javascript")
            response.headers["Content-Encoding"] = "gzip"
        else:
            response = Response(gzip.decompress(path.read_bytes()), mimetype="text/javascript")
        response.vary.add("Accept-Encoding")
        response.headers["Cache-Control"] = ONE_YEAR
        response.headers["Access-Control-Allow-Origin"] = "*"  # a script with a hash is fetched as if cross-site
        response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        return response

    return delivery


def keep(widget: Widget, kept: Path) -> None:
    """Write a version to the folder of all versions; if it is already there, change nothing."""
    folder = kept / widget.version
    folder.mkdir(parents=True, exist_ok=True)
    for name, script in widget.files.items():
        path = folder / f"{name}.gz"
        if not path.exists():
            atomic.write(path, zipped(script))


def snippet(widget: Widget, council: Council, address: str) -> str:
    """The two tags that a page needs.

    Args:
        widget: the version to show.
        council: its name and number go inside the tag, for browsers without JavaScript.
        address: of the gateway, such as "https://assistant.example".
    """
    return _tags("snippet.html", widget, council, address)


def classic_snippet(widget: Widget, council: Council, address: str) -> str:
    """Like `snippet`, for pages that cannot have a tag with type="module"."""
    return _tags("classic_snippet.html", widget, council, address)


def _tags(template: str, widget: Widget, council: Council, address: str) -> str:
    values = {"widget": widget, "council": council, "address": address.rstrip("/"), "entry": ENTRY, "loader": LOADER}
    return render_template(template, **values)
