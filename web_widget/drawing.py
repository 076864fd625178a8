"""Draws charts with matplotlib as SVG for a page."""

from __future__ import annotations

import io
import re
from typing import Any
from xml.sax.saxutils import escape

_WIDTH = 9.0
_ROW = 0.3


def sheet(rows: int) -> tuple[Any, Any]:
    """A figure and its axes, high enough for some rows, the first on top."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(_WIDTH, 1.6 + _ROW * max(rows, 1)), layout="constrained")
    axes = figure.subplots()
    axes.set_ylim(rows - 0.4, -0.6)
    axes.spines[["top", "right"]].set_visible(False)
    axes.tick_params(labelsize=9)
    return figure, axes


def short(title: str, longest: int = 64) -> str:
    """A title that fits beside a bar."""
    return title if len(title) <= longest else f"{title[: longest - 1].rstrip()}…"


def as_svg(figure: Any, name: str, title: str, description: str) -> str:
    """A figure as an SVG element with a title and a description, whose ids are its own."""
    import matplotlib

    written = io.StringIO()
    with matplotlib.rc_context({"svg.fonttype": "path", "svg.hashsalt": name, "font.family": "sans-serif"}):
        figure.savefig(written, format="svg", metadata={"Date": None, "Creator": None})
    drawn = written.getvalue()
    body = re.sub(r"<metadata>.*?</metadata>", "", drawn[drawn.index("<svg") :], flags=re.DOTALL)
    body = re.sub(r'(\bid="|href="#|url\(#)', rf"\g<1>{name}-", body)
    opening, rest = body.split(">", 1)
    opening = re.sub(r' (?:width|height)="[^"]*"', "", opening)
    labels = f"<title id='{name}-title'>{escape(title)}</title><desc id='{name}-desc'>{escape(description)}</desc>"
    return f"{opening} role='img' aria-labelledby='{name}-title' aria-describedby='{name}-desc'>{labels}{rest}"
