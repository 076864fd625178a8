"""The texts that a question is compared with: each wording and each section of every entry."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from knowledge.files.records import ANSWER, Content
from knowledge.text.abbreviations import Shorthand, Term


class Kind(StrEnum):
    """What a unit is: how a parent asks, what a page says, what it does not tell, how a section is asked for,
    what is not for us, what is said in conversation.
    """

    QUESTION = "question"
    SECTION = "section"
    NOT_HERE = "not_here"
    SECTION_KIND = "section_kind"
    OUT_OF_SCOPE = "out_of_scope"
    TALK = "talk"


@dataclass(frozen=True)
class Unit:
    """One text of the index.

    Attributes:
        owner: id of the entry, of the section kind, or of the out-of-scope kind; for TALK the whole reading.
        kind: what it is.
        section: id of the section that it is, or that answers it, for SECTION and QUESTION.
        text: the words, with short forms spelt out.
    """

    owner: str
    kind: Kind
    section: str | None
    text: str

    @property
    def reading(self) -> str:
        """What a message like this is taken for, such as "page:dentist"; empty where it teaches no reading."""
        group = _GROUPS.get(self.kind)
        return self.owner if self.kind is Kind.TALK else f"{group}:{self.owner}" if group else ""


_GROUPS = {Kind.QUESTION: "page", Kind.SECTION: "page", Kind.NOT_HERE: "gap", Kind.OUT_OF_SCOPE: "scope"}
NONE = "none"
"""The reading of a message that is like nothing in the index."""


def units_of(content: Content) -> tuple[Unit, ...]:
    """Every unit of `content`: first those of entries, in the order of the entries, then the rest."""
    spell_out = _speller(content.glossary)
    units: list[Unit] = []
    for entry in content.entries.values():
        sections = {entry.title: ANSWER, entry.ask: ANSWER} | {w.text: w.section for w in entry.wordings}
        for question, section_id in sections.items():
            units.append(Unit(entry.id, Kind.QUESTION, section_id, spell_out(question)))
        units += [Unit(entry.id, Kind.NOT_HERE, None, spell_out(question)) for question in entry.not_here]
        for section in entry.sections:
            text = spell_out(f"{entry.title}. {section.heading}. {section.text}".replace(" . ", " "))
            units.append(Unit(entry.id, Kind.SECTION, section.id, text))
    for out_of_scope in content.out_of_scope:
        units += [Unit(out_of_scope.id, Kind.OUT_OF_SCOPE, None, spell_out(q)) for q in out_of_scope.questions]
    for talk in content.talk:
        reading = NONE if talk.kind == NONE else f"{talk.kind}:{talk.id}"
        units += [Unit(reading, Kind.TALK, None, spell_out(example)) for example in talk.examples]
    for kind in content.sections:
        units += [Unit(kind.id, Kind.SECTION_KIND, None, spell_out(q)) for q in kind.questions]
    return tuple(units)


@lru_cache(maxsize=1)
def _speller(glossary: tuple[Term, ...]) -> Callable[[str], str]:
    """Spells out short forms. The results are remembered, as most texts stay the same from version to version."""
    return lru_cache(maxsize=20_000)(Shorthand(glossary).expand)
