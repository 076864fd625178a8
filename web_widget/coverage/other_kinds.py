"""Files that hold no list as text, known by how they begin, whatever their name ends in."""

from __future__ import annotations

import re

_SAVE = "Open it in Excel, save it as an Excel workbook (.xlsx) and send that."
_COPY = "Open it, copy the questions, and paste them."
_KINDS = (
    (rb"\xd0\xcf\x11\xe0", "an old Office document (.xls), or has a password", _SAVE),
    (rb"%PDF-", "a PDF", _COPY),
    (rb"\{\\rtf", "a document (RTF)", _COPY),
    (rb"\x89PNG|\xff\xd8\xff|GIF8|RIFF", "a picture", "Send the questions as text."),
    (rb"(?:<\?xml|<!doctype html|<html|<table|<head|<meta)", "a web page or an export of another program", _SAVE),
)
_BEGINNINGS = tuple((re.compile(rb"(?:\xef\xbb\xbf)?\s*" + begins, re.I), kind, do) for begins, kind, do in _KINDS)


def other_kind(data: bytes) -> tuple[str, str] | None:
    """What a file is if it is no text, and what to do about it; None if it may be a text."""
    return next(((kind, do) for begins, kind, do in _BEGINNINGS if begins.match(data)), None)
