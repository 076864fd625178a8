"""The texts that a question is held against: each wording and each section of every entry."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from knowledge.danger import texts_of
from knowledge.documents import Content, Term
from knowledge.shorthand import Shorthand


class Kind(StrEnum):
    """What a unit is: how a parent asks, what a page says, how a section is asked for, what is not for us, danger."""

    QUESTION = "question"
    SECTION = "section"
    SECTION_KIND = "section_kind"
    OUT_OF_SCOPE = "out_of_scope"
    DANGER = "danger"


@dataclass(frozen=True)
class Unit:
    """One text of the index.

    Attributes:
        owner: id of the entry, of the section kind, or of the out-of-scope kind.
        kind: what it is.
        section: id of the section, for units of kind SECTION.
        text: the words, with short forms spelt out.
    """

    owner: str
    kind: Kind
    section: str | None
    text: str


def units_of(content: Content) -> tuple[Unit, ...]:
    """Every unit of `content`: first those of entries, in the order of the entries, then the rest."""
    spell_out = _speller(content.glossary)
    units: list[Unit] = []
    for entry in content.entries.values():
        for question in dict.fromkeys((entry.title, entry.ask, *entry.questions)):
            units.append(Unit(entry.id, Kind.QUESTION, None, spell_out(question)))
        for section in entry.sections:
            text = spell_out(f"{entry.title}. {section.heading}. {section.text}".replace(" . ", " "))
            units.append(Unit(entry.id, Kind.SECTION, section.id, text))
    for out_of_scope in content.out_of_scope:
        units += [Unit(out_of_scope.id, Kind.OUT_OF_SCOPE, None, spell_out(q)) for q in out_of_scope.questions]
    for kind in content.sections:
        units += [Unit(kind.id, Kind.SECTION_KIND, None, spell_out(q)) for q in kind.questions]
    units += [Unit("", Kind.DANGER, None, spell_out(text)) for text in texts_of(content.danger)]
    return tuple(units)


@lru_cache(maxsize=1)
def _speller(glossary: tuple[Term, ...]) -> Callable[[str], str]:
    """Spells out short forms; of what was spelt out before, the words are kept, as most texts stay as they are."""
    return lru_cache(maxsize=20_000)(Shorthand(glossary).expand)
