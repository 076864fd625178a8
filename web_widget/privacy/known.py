"""What the content says of itself: services, places, numbers and buttons, which are nobody's secret."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, is_dataclass
from datetime import date
from typing import Any

from knowledge.documents import Content
from web_widget.privacy.words import WORD

_SHORTEST = 6
"""Of a number or an address that counts as public, in letters and digits."""


@dataclass(frozen=True)
class Known:
    """What stays in a message.

    Attributes:
        words: in lower case, that the content uses.
        texts: every text of the content, squeezed: what a button sends is one of them.
        names: of services, organisations, places and terms.
    """

    words: frozenset[str]
    texts: frozenset[str]
    names: re.Pattern[str]
    public: str

    def is_own(self, text: str) -> bool:
        """Whether the assistant itself offers this text, or says it."""
        return squeezed(text) in self.texts

    def is_public(self, text: str) -> bool:
        """Whether a number, an e-mail or an address stands in the content."""
        return len(squeezed(text)) >= _SHORTEST and squeezed(text) in self.public

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Where names that the content knows stand in `text`."""
        return [match.span() for match in self.names.finditer(text)]


def known(content: Content) -> Known:
    """What `content` knows."""
    texts = tuple(dict.fromkeys(_texts(content)))
    names = sorted(set(_names(content)), key=len, reverse=True)
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(name) for name in names)})(?!\w)", re.IGNORECASE)
    # A word that always has a capital may be the name of somebody or of a street.
    words = frozenset(word for text in texts for word in WORD.findall(text) if word.islower())
    whole = frozenset(map(squeezed, texts))
    return Known(words, whole, pattern, "\n".join(whole))


def squeezed(text: str) -> str:
    """Only the letters and digits of `text`, in lower case."""
    return "".join(letter for letter in text.lower() if letter.isalnum())


def _names(content: Content) -> Iterator[str]:
    yield from content.council.places
    yield from (content.council.name, content.council.area, content.council.assistant)
    for service in content.services.values():
        yield from (service.name, service.organization)
    for term in content.glossary:
        yield from (term.term, term.stands_for, *term.also)
    for need in content.needs:
        yield from need.words


def _texts(value: Any) -> Iterator[str]:
    """Every text in a record, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from _of_all(value.values())
    elif isinstance(value, (list, tuple)):
        yield from _of_all(value)
    elif is_dataclass(value):
        yield from _of_all(vars(value).values())
    elif not isinstance(value, (int, float, date, type(None))):
        raise TypeError(f"A record holds a {type(value).__name__}, in which texts are not looked for.")


def _of_all(values: Iterable[Any]) -> Iterator[str]:
    for value in values:
        yield from _texts(value)
