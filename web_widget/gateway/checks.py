"""Checks what a browser sent, before anything is done with it."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

JUDGEMENT = ("entry", "helped", "reason", "comment")
HELPED = ("yes", "no")
REASONS = ("not_what_i_asked", "out_of_date", "hard_to_understand", "other")
_ENTRY = re.compile(r"[a-z0-9-]{1,60}")


class Refused(Exception):
    """A request that cannot be taken.

    Attributes:
        words: key of the sentence in council.yml under `errors`.
        status: HTTP status, 4xx.
    """

    def __init__(self, words: str, status: int) -> None:
        self.words = words
        self.status = status
        super().__init__(words)


def judged(body: dict[str, Any], longest: int) -> dict[str, str]:
    """What a parent said of an answer.

    Raises:
        Refused: a field is missing or has a value that the page never sends.
    """
    given = {name: body[name] for name in JUDGEMENT if body.get(name) not in (None, "")}
    known = given.get("helped") in HELPED and given.get("reason", REASONS[0]) in REASONS
    if not known or not isinstance(given.get("entry"), str) or not _ENTRY.fullmatch(given["entry"]):
        raise Refused("not_text", 400)
    if "comment" in given:
        given["comment"] = typed(given["comment"], longest)
    return given


def typed(text: object, longest: int) -> str:
    """What a parent typed, without control characters.

    Raises:
        Refused: it is not text, says nothing, or is too long.
    """
    if not isinstance(text, str):
        raise Refused("not_text", 400)
    kept = "".join(letter for letter in text if letter in "\n\t" or unicodedata.category(letter)[0] != "C").strip()
    if not kept.strip("/ \n\t"):
        raise Refused("empty", 400)
    if len(kept) > longest:
        raise Refused("too_long", 400)
    return kept
