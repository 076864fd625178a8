"""What the content itself makes public: services, places, numbers and buttons."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, is_dataclass
from datetime import date
from typing import Any

from knowledge.files.records import Content
from web_widget.privacy.usage import Usage, usage
from web_widget.privacy.word_lists import lines

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*['’]?")
_WEBSITE = re.compile(
    r"(?<![\w.@-])(?:[a-z\d-]{1,60}\.){1,4}(?:(?:org|gov|nhs|ac|sch|co)\.uk|org|com|net|info)(?![\w@-])", re.IGNORECASE
)
_SHORTEST = 6
"""The fewest letters and digits of a number or address that counts as public."""


@dataclass(frozen=True)
class Known:
    """What stays in a message.

    Attributes:
        words: in lower case, that the content uses.
        texts: every text of the content, squeezed: what a button sends is one of them.
        names: of services, organisations, places and terms.
        usage: how the content uses words.
    """

    words: frozenset[str]
    texts: frozenset[str]
    names: re.Pattern[str]
    public: str
    usage: Usage

    def is_own(self, text: str) -> bool:
        """Whether the assistant itself offers this text, or says it."""
        return squeezed(text) in self.texts

    def is_public(self, text: str) -> bool:
        """Whether a number, an e-mail address or an address is in the content."""
        return len(squeezed(text)) >= _SHORTEST and squeezed(text) in self.public

    def spans(self, text: str) -> list[tuple[int, int]]:
        """The places in `text` of names that the content knows, of those that everybody knows, and of websites."""
        places = [match.span() for match in self.names.finditer(text.replace("’", "'"))]
        return [*places, *(match.span() for match in _WEBSITE.finditer(text))]


def known(content: Content) -> Known:
    """What `content` knows."""
    texts = tuple(dict.fromkeys(_texts(_without_messages(content))))
    names = sorted({*_names(content), *lines("nobodys.txt")}, key=len, reverse=True)
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(name) for name in names)})(?!\w)", re.IGNORECASE)
    # A word that always has a capital may be the name of somebody or of a street.
    words = frozenset(word for text in texts for word in _WORD.findall(text) if word.islower())
    whole = frozenset(map(squeezed, texts))
    return Known(words, whole, pattern, "\n".join(whole), usage(texts))


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


def _without_messages(content: Content) -> dict[str, Any]:
    """The records of the content, but for the examples of danger: whoever wrote one may have named a child in it."""
    return {name: value for name, value in vars(content).items() if name not in ("danger", "lines")}


def _texts(value: Any) -> Iterator[str]:
    """Every text in a record, at any depth."""
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
