"""Labelled messages, and the files they are kept in."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

OWN = Path(__file__).with_name("questions.jsonl")
"""Questions by those who wrote the answers: for comparing systems, not for saying how right this one is."""
KINDS = frozenset(
    "in_scope followup switch double whose short uncovered out_of_scope smalltalk ambiguous crisis near_crisis".split()
)
DANGER, CALM = "danger", "calm"
"""The kinds of messages of a file that is about danger alone, which has a `level` in each line."""


class UnknownForm(ValueError):
    """A line cannot be measured as it is; the message names the file and the line."""


@dataclass(frozen=True)
class LabelledNeed:
    """One thing that a message asks.

    Attributes:
        topics: ids of the pages that answer it, the best first.
        sections: ids of the sections of the best page that each do.
    """

    topics: tuple[str, ...]
    sections: tuple[str, ...]


@dataclass(frozen=True)
class Message:
    """A labelled message.

    Attributes:
        topics: ids of the pages that answer it, the best first.
        kind: one of KINDS, or DANGER or CALM.
        sections: ids of the sections of the best page that each answer it; () where none was labelled.
        first: what was asked before, in the same conversation.
        parts: each of the two questions of a double.
        related: ids of the nearest pages, where no page answers.
        scope: id of the kind out of scope that fits.
        talk: name of the small talk.
        style: of its words: "young", "keywords" ...; of a message about danger, its shape.
        danger: an emergency card or a line is right; None where nobody said.
        level: "card", or "line" where a line is enough, or "none"; "" where nobody said.
        danger_kind: id of the kind of danger; "" where nobody said.
    """

    id: str
    text: str
    topics: tuple[str, ...]
    kind: str
    sections: tuple[str, ...] = ()
    first: str | None = None
    parts: tuple[LabelledNeed, ...] = ()
    related: tuple[str, ...] = ()
    scope: str | None = None
    talk: str | None = None
    style: tuple[str, ...] = ()
    danger: bool | None = None
    level: str = ""
    danger_kind: str = ""


def read(path: Path = OWN) -> list[Message]:
    """The labelled messages of a file in JSON lines.

    Raises:
        UnknownForm: a line lacks what it needs, or has a kind that is not known.
    """
    messages = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if line.strip():
            try:
                messages.append(_message(json.loads(line)))
            except (KeyError, ValueError) as error:
                raise UnknownForm(f"{path}, line {number}: {error}. See docs/quality.md for the form.") from error
    return messages


def _message(row: Mapping[str, Any]) -> Message:
    if "level" in row:
        return _about_danger(row)
    kind = row.get("kind", "short" if "danger" in row else "")
    if kind not in KINDS:
        raise ValueError(f"the kind {kind!r} is not one of {', '.join(sorted(KINDS))}")
    parts = _parts(row) if kind == "double" else ()
    return Message(
        id=row["id"],
        text=row["text"],
        topics=tuple(dict.fromkeys(topic for part in parts for topic in part.topics)) or _several(row, "topics"),
        kind=kind,
        sections=() if parts else (_several(row, "sections") or _several(row, "section")),
        first=row.get("first"),
        parts=parts,
        related=_several(row, "related"),
        scope=row.get("scope"),
        talk=row.get("talk"),
        style=_several(row, "style"),
        danger=row.get("danger"),
    )


def _about_danger(row: Mapping[str, Any]) -> Message:
    kind = DANGER if row["danger"] else CALM
    style = _several(row, "shape")
    return Message(
        row["id"], row["text"], (), kind, style=style, danger=row["danger"], level=row["level"], danger_kind=row["kind"]
    )


def _parts(row: Mapping[str, Any]) -> tuple[LabelledNeed, ...]:
    pairs = zip(row["topics"], row["sections"], strict=True)
    return tuple(LabelledNeed(tuple(topics), tuple(sections)) for topics, sections in pairs)


def _several(row: Mapping[str, Any], name: str) -> tuple[str, ...]:
    """One or several words, or none."""
    value = row.get(name)
    return (value,) if isinstance(value, str) else tuple(value or ())
