"""The other forms of a page, as staff write them: its easy-read version and its translations."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from knowledge.files import markdown
from knowledge.files.layers import Layer, layer_of

EASY_READ = "easy-read"
"""How an easy-read version is named in an address. No language has this code."""
_RIGHT_TO_LEFT = frozenset({"ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})


@dataclass(frozen=True)
class EasyLine:
    """One idea.

    Attributes:
        spans: its words.
        picture: the name of the picture beside it.
    """

    spans: tuple[markdown.Span, ...]
    picture: str | None = None


@dataclass(frozen=True)
class EasyPart:
    """Lines below a heading; what is above the first heading has none."""

    heading: str
    lines: tuple[EasyLine, ...]


@dataclass(frozen=True)
class Origin:
    """Where a text is from.

    Attributes:
        file: that it is in, as staff see its name.
        text: as staff wrote it, with nothing filled in.
        first_line: of the file, on which the text begins.
    """

    file: str
    text: str
    first_line: int

    @property
    def layer(self) -> Layer:
        """Whose words they are."""
        return layer_of(self.file)


@dataclass(frozen=True)
class EasyRead:
    """The easy-read version of a page.

    Attributes:
        id: of the page.
        checked: the day on which somebody compared it with the page.
    """

    id: str
    checked: date
    checked_by: str
    parts: tuple[EasyPart, ...]
    origin: Origin = field(repr=False, compare=False)


@dataclass(frozen=True)
class Translation:
    """A page in another language.

    Attributes:
        id: of the page.
        language: its code, such as "pl".
        ask: the question that the page answers.
        translator: who translated it.
        translated: on which day.
        english: what tells the English text that was translated from a later one.
        english_now: the same of the English text as it is.
        english_changed: what is said, in the language, where the English text has changed since.
        sections: the words, by their headings.
    """

    id: str
    language: str
    ask: str
    translator: str
    translated: date
    english: str
    english_now: str
    english_changed: str
    sections: tuple[markdown.RawSection, ...]
    origin: Origin = field(repr=False, compare=False)

    @property
    def overtaken(self) -> bool:
        """Whether the English text has changed since it was translated."""
        return self.english != self.english_now

    @property
    def direction(self) -> str:
        """The direction in which the language is written, as in HTML."""
        return direction_of(self.language)


def direction_of(language: str) -> str:
    """The direction in which a language, given by its code, is written, as in HTML."""
    return "rtl" if language.split("-")[0] in _RIGHT_TO_LEFT else "ltr"
