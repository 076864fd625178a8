"""Reads a list of questions in one step, where a person would look at its rows first."""

from __future__ import annotations

from pathlib import Path

from web_widget.coverage.reading import Sheet, arranged, open_file, opened, opened_text


def read_file(path: Path) -> Sheet:
    """The questions of a file."""
    return arranged(open_file(path))


def read(name: str, data: bytes) -> Sheet:
    """The questions of a file that was sent."""
    return arranged(opened(name, data))


def read_pasted(text: str) -> Sheet:
    """The questions of a text that was pasted."""
    return arranged(opened_text("the text", text))
