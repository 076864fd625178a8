"""What people and programs put around a question: bullets, numbers, quotation marks, invisible signs."""

from __future__ import annotations

import html
import re
import unicodedata

_BULLET = re.compile(
    r"^(?:[•·‣⁃∙●○◦▪▫■□◆◇➢➤►▶✓✔✗☐☑☒❑❖§*\uf0b7\uf0a7\uf0d8\uf0fc]+\s*|[-–—+>]+\s+|o\s*\t\s*|\[[ xX]?\]\s*)"
)
_EMOJI = re.compile(
    r"^(?:[\u2460-\u2473\u2776-\u277f\u2190-\u21ff\u2600-\u27bf\U0001f300-\U0001faff]\ufe0f?\s*|\d\ufe0f?\u20e3\s*)+"
)
_STRONG = re.compile(r"^(?:[-*+•]\s+)?(\*\*|__)(.+)\1$")
_TEXT_OF_EXCEL = re.compile(r'^=\s*"(.*)"$|^\'(?=[-=+@\d])(.*)$')
"""How Excel and our own tables mark that something is text: ="text" and '-text."""
_BEHIND_QUOTED = re.compile(r"(?<=[\"”])\s*[,;]\s*$")
_HTML = re.compile(r"<(?:br|/?p|/?div)\s*/?>", re.I)
_NUMBER = re.compile(
    r"^(?:(?:no|nr)\.?\s?\d{1,4}\s*[.):]\s+|\d{1,3}[a-z][.)]\s+|(?:\d{1,3}\.)+\d{1,3}\.?\s+(?-i:(?=[A-Z“\"]))|(?:question|query|q)\s*(?:no\.?\s*)?\d{1,4}\s*[.):\-–]?\s+|q\s*[:.]\s+|#\d{1,4}[.):]?\s+"
    r"|[(\[]?(?:\d{1,4}|[a-z]|[ivx]{1,5})[)\]]\s*(?=\S)|(?:\d{1,3}|[a-z]|[ivx]{1,5})\.\s+|(?:\d{1,3}\.)+\d{1,3}\.?\s*\t\s*"
    r"|\d{1,3}\.(?=[A-Z“\"‘'])|\d{1,3}\s*\t\s*|\d{1,3}\s+[-–—]\s+|\d{1,3}:\s+)",
    re.I,
)
_PAIRS = {'"': '"', "“": "”", "„": "“", "‘": "’", "'": "'", "«": "»", "”": "”"}
_OF_FORMS = re.compile(r"_x000[dD9Aa]_|_x000[dD]\b_?")
_OF_LISTS = 3
"""How many marks are taken off at most: a bullet, a number, and quotation marks."""


def plain(text: str) -> str:
    """A text on one line, without line ends of Microsoft Forms and invisible characters."""
    words = html.unescape(_HTML.sub(" ", _OF_FORMS.sub(" ", text)))
    seen = "".join(map(_seen, words))
    return " ".join(seen.split())


def bare(text: str) -> str:
    """A question without a bullet or number before it and quotation marks around it.

    Args:
        text: as it was written; a tab after a number shows that it numbers the question.
    """
    words = _BEHIND_QUOTED.sub("", _OF_FORMS.sub(" ", text).strip())
    if found := _TEXT_OF_EXCEL.match(words):
        words = (found[1] or found[2] or "").replace('""', '"')
    for _ in range(_OF_LISTS):
        shorter = _unquoted(_without_mark(words)).strip()
        if shorter == words or not any(letter.isalnum() for letter in shorter):
            break
        words = shorter
    return plain(words)


def ends_as_question(text: str) -> bool:
    """Whether a text ends in a question mark, perhaps inside quotation marks."""
    return text.strip().rstrip("\"”’'").endswith("?")


def _without_mark(words: str) -> str:
    if strong := _STRONG.match(words):
        return strong[2]
    found = _EMOJI.match(words) or _BULLET.match(words) or _NUMBER.match(words)
    return words[found.end() :] if found else words


def _unquoted(words: str) -> str:
    end = _PAIRS.get(words[:1])
    if end is None or len(words) < 3 or not words.endswith(end):
        return words
    inner = words[1:-1]
    doubled = inner.replace('""', "") if end == '"' else inner
    if words[0] in doubled or (end in doubled and end not in "’'"):
        return words
    return inner.replace('""', '"') if end == '"' else inner


def _seen(letter: str) -> str:
    if unicodedata.category(letter) == "Cf":
        return ""
    return letter if letter.isprintable() else " "
