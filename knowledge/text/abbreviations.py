"""Short forms spelt out, so that "EHCP" and "education, health and care plan" meet."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Term:
    """A short form, spelt out; with `capitals_only`, "HI" counts and "hi" does not."""

    term: str
    stands_for: str
    also: tuple[str, ...]
    meaning: str
    capitals_only: bool = False


class Shorthand:
    """Spells out the short forms of a glossary.

    Args:
        glossary: the terms; their names and other spellings are recognised in any case unless
            the term is for capitals only.
    """

    def __init__(self, glossary: Iterable[Term]) -> None:
        self._terms = {form.lower(): term for term in glossary for form in (term.term, *term.also)}
        forms = sorted(self._terms, key=len, reverse=True)
        pattern = "|".join(re.escape(form) for form in forms) or r"(?!)"
        self._pattern = re.compile(rf"(?<![\w])({pattern})(s?)(?![\w])", re.IGNORECASE)

    def expand(self, text: str) -> str:
        """`text` with each short form spelt out: "my ehcp" becomes "my education, health and care plan"."""
        return self._pattern.sub(self._spelt_out, text)

    def terms_in(self, text: str) -> tuple[Term, ...]:
        """The terms whose short forms are in `text`, in the order in which they first appear."""
        found = (self._term(match.group(1)) for match in self._pattern.finditer(text))
        return tuple(dict.fromkeys(term for term in found if term))

    def _spelt_out(self, match: re.Match[str]) -> str:
        term = self._term(match.group(1))
        return term.stands_for + match.group(2) if term else match.group(0)

    def _term(self, form: str) -> Term | None:
        term = self._terms[form.lower()]
        return None if term.capitals_only and not form.isupper() else term
