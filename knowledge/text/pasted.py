"""What Word, Outlook and web pages put into a text that is pasted: read as whoever pasted it saw it."""

from __future__ import annotations

import re
import unicodedata

_LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_JOINERS = "\u200c\u200d"
"""Invisible signs that change letters in Persian, Hindi and emoji."""
_BULLET = re.compile(
    r"^[ \t]*(?:[•·‣⁃∙●○◦▪▫■□◆◇➢➤►▶✓✔❖§\uf0b7\uf0a7\uf0d8\uf0fc][ \t]*|[–—][ \t]+|[o*+-]\t+)(?=\S)", re.M
)
_NUMBER = re.compile(r"^[ \t]*(\d{1,2})[.)]\t+(?=\S)", re.M)
_ITEM = re.compile(r"^[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+")
_MARKUP = re.compile(r"^\s*(?:[=-]+|[|:=+\s-]+)$|\|")
"""A line of dashes, and what belongs to a table: only together are they what `markdown` refuses."""
_WRAPPED = 60
"""A line of at least this many characters may have been wrapped by a program, and not ended by a person."""


def pasted(text: str) -> str:
    """The text in Markdown: lists as lists, lines that were ended on purpose kept apart, without invisible signs."""
    seen = "".join(map(_seen, _LINE_ENDS.sub("\n", text)))
    return _with_breaks(_NUMBER.sub(r"\1. ", _BULLET.sub("- ", seen)))


def pasted_lines(text: str) -> list[str]:
    """The lines that hold words, without the bullets and numbers of a list."""
    lines = (_ITEM.sub("", line).strip() for line in pasted(text).split("\n"))
    return [line for line in lines if line]


def one_line(text: str) -> str:
    """The whole text on one line, without invisible signs."""
    return " ".join("".join(map(_seen, _LINE_ENDS.sub("\n", text))).split())


def _seen(letter: str) -> str:
    if letter in "\n\t" or letter in _JOINERS:
        return letter
    category = unicodedata.category(letter)
    return " " if category == "Zs" else "" if category in ("Cf", "Cc") else letter


def _with_breaks(text: str) -> str:
    """An empty line between two lines that are neither a list nor one sentence that a program has wrapped."""
    made: list[str] = []
    for line in text.split("\n"):
        before = made[-1] if made else ""
        inside = bool(_ITEM.match(before)) and line.startswith("  ")
        line = line if inside or _ITEM.match(line) else line.lstrip()
        together = inside or _ITEM.match(line) or _MARKUP.search(line) or _MARKUP.search(before) or _is_wrapped(before)
        if before.strip() and line.strip() and not together:
            made.append("")
        made.append(line)
    return "\n".join(made)


def _is_wrapped(line: str) -> bool:
    return len(line) >= _WRAPPED and line.rstrip()[-1] not in ".?!:"
