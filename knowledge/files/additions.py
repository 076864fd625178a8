"""What a council adds to a national page, section by section: before it, after it, or in its place.

In an addition, what is below a heading is said in place of the national text. "## Before: How to ask" and
"## After: How to ask" add to it. `replaces` in the fields notes which national text was replaced.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

from knowledge.files.markdown import Block, BulletList, passages
from knowledge.files.records import Section, SectionKind, SectionPart

BEFORE = "Before: "
AFTER = "After: "
THE_ANSWER = "The answer"
"""How the headings of an addition begin, and what the part without a heading is called there."""


def headings(kinds: Sequence[SectionKind]) -> tuple[str, ...]:
    """Every heading that an addition may use, in order. A heading alone is for words in place of the national ones."""
    return tuple(heading for kind in kinds for heading in _of_kind(kind))


def _of_kind(kind: SectionKind) -> tuple[str, str, str]:
    """Text without a heading comes first in a file."""
    if not kind.heading:
        return kind.heading, BEFORE + THE_ANSWER, AFTER + THE_ANSWER
    return BEFORE + kind.heading, kind.heading, AFTER + kind.heading


def woven(
    kinds: Sequence[SectionKind], national: Sequence[Section], added: Mapping[str, SectionPart]
) -> tuple[Section, ...]:
    """The sections of a page of both layers.

    Args:
        kinds: every kind of section, in order.
        national: the sections of the national page.
        added: what the council writes, by its heading.
    """
    below = {section.id: section for section in national}
    sections = []
    for kind in kinds:
        name = kind.heading or THE_ANSWER
        own = added.get(kind.heading)
        core = (own,) if own else below[kind.id].said if kind.id in below else ()
        parts = [part for part in (added.get(BEFORE + name), *core, added.get(AFTER + name)) if part]
        if parts:
            blocks = _joined([block for part in parts for block in part.blocks])
            sections.append(Section(kind.id, kind.heading, blocks, parts[0].line, tuple(parts)))
    return tuple(sections)


def digest(blocks: Sequence[Block]) -> str:
    """A digest that changes when a national text changes. An addition notes it under `replaces`."""
    return hashlib.sha256(" ".join(passages(blocks)).encode()).hexdigest()[:12]


def overtaken(
    national: Mapping[str, Sequence[Block]], added: Mapping[str, SectionPart], noted: Mapping[str, str]
) -> dict[str, str]:
    """The headings of national texts that are not as they were when the council wrote its own in their place.

    Args:
        national: the blocks of the national page by their headings, with placeholders not filled in.
        added: what the council writes, by its heading.
        noted: the digest of each text as it was then, by heading.

    Returns:
        the digest of each as it is now.
    """
    now = {heading: digest(blocks) for heading, blocks in national.items() if heading in added and blocks}
    return {heading: found for heading, found in now.items() if noted.get(heading) != found}


def _joined(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Two lists of the same kind in a row become one."""
    joined: list[Block] = []
    for block in blocks:
        last = joined[-1] if joined else None
        if isinstance(block, BulletList) and isinstance(last, BulletList) and block.ordered == last.ordered:
            joined[-1] = BulletList((*last.items, *block.items), block.ordered)
        else:
            joined.append(block)
    return tuple(joined)
