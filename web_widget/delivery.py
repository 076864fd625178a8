"""Serves the widget's scripts under their version, and writes the tag that shows it on a page."""

from __future__ import annotations

import gzip
import os
import tempfile
from pathlib import Path

from flask import Blueprint, Response, abort, render_template, request

from knowledge.documents import Council
from web_widget.bundle import ENTRY, Widget, zipped

ONE_YEAR = "public, max-age=31536000, immutable"


def blueprint(widget: Widget, kept: Path) -> Blueprint:
    """The route of the scripts.

    Args:
        widget: the version of now; it is added to those that are kept.
        kept: folder of every version that was served from here, so that a page that still names one goes on working.
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
        response.headers["Access-Control-Allow-Origin"] = "*"  # a script with a hash is fetched as from elsewhere
        response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        return response

    return delivery


def keep(widget: Widget, kept: Path) -> None:
    """Write a version to the folder of all versions; nothing is changed where it is there."""
    folder = kept / widget.version
    folder.mkdir(parents=True, exist_ok=True)
    for name, script in widget.files.items():
        path = folder / f"{name}.gz"
        if not path.exists():
            with tempfile.NamedTemporaryFile(dir=folder, delete=False) as file:
                file.write(zipped(script))
            os.replace(file.name, path)


def snippet(widget: Widget, council: Council, address: str) -> str:
    """The two tags that a page needs.

    Args:
        widget: the version to show.
        council: its name and number stand inside the tag, for browsers without JavaScript.
        address: of the gateway, such as "https://assistant.example".
    """
    values = {"widget": widget, "council": council, "address": address.rstrip("/"), "entry": ENTRY}
    return render_template("snippet.html", **values)
