"""The letters of a file: which character encoding it uses, when it does not say so."""

from __future__ import annotations

import re

from web_widget.coverage.questions import QuestionsInvalid

_OLD = ("cp1252", "mac_roman")
"""What Excel writes on Windows and on a Mac. Others write UTF-8."""

_LIKELY = (
    (3, re.compile(r"(?<=[^\W\d_])’(?=[^\W\d_])|(?<=[sS])’(?=\s)")),
    (3, re.compile(r"(?:^|(?<=[\s(]))[‘“](?=\w)|(?<=[\w.?!,])[’”](?=[\s.,;:)?!]|$)", re.M)),
    (3, re.compile(r"(?<=\s)[–—](?=\s)|(?<=\d)–(?=\d)|(?<=[a-z])—(?=[a-z])")),
    (3, re.compile(r"[£€](?=\s?\d)|(?<=\d)[½¼¾°]")),
    (2, re.compile(r"(?<=\w)…|(?:^|(?<=[\s\"]))[•·](?=\s)", re.M)),
    (1, re.compile(r"[£€½¼¾°\xa0]")),
    (1, re.compile(r"(?<=[a-zA-Z])[àáâäçèéêëíîïñóôöúûüœæß](?=[a-z\s.,?!]|$)|\b[ÀÁÂÄÇÈÉÊËÍÎÏÑÓÔÖÚÛÜŒ](?=[a-z])", re.M)),
)
"""The characters in British texts beyond plain letters, and how much each one tells."""
_UNLIKELY = 2
"""What any other character costs."""


def decoded(name: str, data: bytes) -> str:
    """The text of a file.

    Raises:
        QuestionsInvalid: it is no text.
    """
    if data.startswith((b"\xff\xfe\0\0", b"\0\0\xfe\xff")):
        return data.decode("utf-32", errors="replace")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    if b"\0" in data:
        return _two_bytes_a_letter(name, data)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _old(data)


def _two_bytes_a_letter(name: str, data: bytes) -> str:
    """Text in UTF-16 without the mark at its beginning."""
    for offset, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        if len(data) > 20 and data[offset::2].count(0) > len(data) * 0.4:
            return data.decode(encoding, errors="replace")
    remedy = "If it is an old workbook (.xls) or has a password, save it as CSV and send that."
    raise QuestionsInvalid(f"{name} is neither text nor an Excel workbook (.xlsx). {remedy}")


def _old(data: bytes) -> str:
    texts = [data.decode(encoding, errors="replace") for encoding in _OLD]
    return max(texts, key=_likelihood)


def _likelihood(text: str) -> int:
    beyond = sum(letter > "\x7f" for letter in text)
    return sum(worth * len(found.findall(text)) for worth, found in _LIKELY) - _UNLIKELY * (beyond - _usual(text))


def _usual(text: str) -> int:
    return sum(len(found.findall(text)) for _, found in _LIKELY[:-2]) + len(_LIKELY[-1][1].findall(text))
