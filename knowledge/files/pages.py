"""Reads a page: a national one, a council's own, or a national one and what the council adds to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from knowledge.files import additions, front_matter, markdown, schema
from knowledge.files.placeholders import left_over
from knowledge.files.rates import Filled, Rate, fill
from knowledge.files.reader import FileReader, Part, not_filled
from knowledge.files.records import Entry, Section, SectionKind, SectionPart, Wording
from knowledge.files.sources import Source


@dataclass(frozen=True)
class Paper:
    """What a page may use.

    Attributes:
        kinds: of sections, in their order.
        rates: that its text may name.
    """

    kinds: tuple[SectionKind, ...]
    rates: Mapping[str, Rate]


@dataclass(frozen=True)
class _Page:
    """A file of a page, split into its parts.

    Attributes:
        front: its fields.
        body: its text as it is in the file.
        filled: its text with placeholders and rates filled in.
        body_line: the line on which the text begins.
    """

    path: Path
    front: Part
    body: str
    filled: Filled
    body_line: int


def entry(reader: FileReader, paths: Sequence[Path], paper: Paper) -> Entry | None:
    """A page of either layer, or of both."""
    pages = [page for path in paths if (page := _page(reader, path, paper)) is not None]
    if len(pages) < len(paths):
        return None
    path, added = pages[-1].path, len(pages) == 2
    if added and reader.yaml([pages[1].front], schema.ADDITION) is None:
        return None
    data = reader.yaml([page.front for page in pages], schema.ENTRY)
    woven = _woven(reader, pages, paper, data or {}) if added else (_sections(reader, pages[0], paper.kinds), {})
    sections, overtaken = woven
    if data is None or sections is None:
        return None
    if data["id"] != path.stem:
        reader.fault_of_id(path, 2, data["id"])
    name = reader.name(path)
    days = {day: _earliest(reader, pages, data, day) for day in ("checked", "review_due")}
    wordings = _wordings(reader, name, data["questions"], sections)
    if None in days.values() or wordings is None:
        return None
    tuples = ("services", "follow_ups", "statutory", "not_here", "law")
    fields = {field: value for field, value in data.items() if field not in ("questions", "replaces")}
    fields |= {field: tuple(data.get(field, ())) for field in tuples} | days
    used = tuple(dict.fromkeys(rate for page in pages for rate in page.filled.used))
    made = {"wordings": wordings, "sources": sources_of(data), "sections": sections, "rates": used}
    files = tuple(reader.relative(page.path) for page in pages)
    return Entry(**{**fields, **made, "files": files, "overtaken": overtaken})


def _page(reader: FileReader, path: Path, paper: Paper) -> _Page | None:
    text = reader.text(path)
    if text is None:
        return None
    page = front_matter.split("\n".join(text.splitlines()))
    if page is None:
        reader.fault(
            path, 1, "file", "It does not begin with fields between two --- lines.", "Add the lines around them."
        )
        return None
    filled = fill(reader.names.filled(page.body), paper.rates)
    for line, name in filled.unknown:
        remedy = "Correct it, or add it to rates.yml."
        where = _heading_of(page.body, line)
        reader.fault(path, page.body_line + line - 1, where, f'There is no rate "{name}".', remedy)
    for line, brace in left_over(filled.text):
        reader.fault(path, page.body_line + line - 1, _heading_of(page.body, line), *not_filled(brace))
    return _Page(path, Part(path, page.front, 2), page.body, filled, page.body_line)


def _heading_of(body: str, line: int) -> str:
    """The heading above a line of a page's text, which is counted from 1; "answer" above the first one."""
    above = (text for text in reversed(body.split("\n")[:line]) if text.startswith("## "))
    return next(above, "## answer").removeprefix("## ").strip()


def _earliest(reader: FileReader, pages: Sequence[_Page], data: Mapping[str, Any], name: str) -> date | None:
    """The earlier of the days that the two files of a page give: a page is as old as its older half."""
    given = [reader.alone(page.front).get(name) for page in pages]
    day = day_in(reader, reader.name(pages[-1].path), data, name)
    known = [date.fromisoformat(text) for text in given[:-1] if text] if day else []
    return min([*known, day]) if day else None


def _wordings(
    reader: FileReader, name: str, questions: Mapping[str, Sequence[str]], sections: Sequence[Section]
) -> tuple[Wording, ...] | None:
    """The wordings, each with its section; None if a section is not on the page."""
    known = [section.id for section in sections]
    unknown = [section for section in questions if section not in known]
    for section in unknown:
        remedy = f"Put its wordings under the section that answers them: {', '.join(known)}."
        reader.fault_at(name, ("questions", section), "The page does not have this section.", remedy)
    return None if unknown else tuple(Wording(text, section) for section in questions for text in questions[section])


def _woven(
    reader: FileReader, pages: Sequence[_Page], paper: Paper, data: Mapping[str, Any]
) -> tuple[tuple[Section, ...] | None, dict[str, str]]:
    """The sections of a page of both layers, and the national texts that have changed under the council's own."""
    national = _sections(reader, pages[0], paper.kinds)
    added = _raw(reader, pages[1], additions.headings(paper.kinds))
    if national is None or added is None:
        return None, {}
    given = reader.alone(pages[1].front)
    for name in schema.DATES if added else ():
        if name not in given:
            reader.fault(
                pages[1].path, 1, name, f'"{name}" is missing.', "Add it: this page says something of its own."
            )
    ids = {kind.heading: kind.id for kind in paper.kinds}
    noted = data.get("replaces", {})
    changed = additions.overtaken(
        {section.heading: section.blocks for section in markdown.parse(pages[0].body)},
        added,
        {heading: noted[name] for heading, name in ids.items() if name in noted},
    )
    return additions.woven(paper.kinds, national, added), {ids[heading]: now for heading, now in changed.items()}


def _sections(reader: FileReader, page: _Page, kinds: Sequence[SectionKind]) -> tuple[Section, ...] | None:
    raw = _raw(reader, page, [kind.heading for kind in kinds])
    if raw is None:
        return None
    ids = {kind.heading: kind.id for kind in kinds}
    return tuple(Section(ids[name], name, part.blocks, part.line, (part,)) for name, part in raw.items())


def _raw(reader: FileReader, page: _Page, headings: Sequence[str]) -> dict[str, SectionPart] | None:
    """What is below each heading; None if there was a fault. Only an addition may begin with a heading."""
    path = page.path
    try:
        raw = markdown.parse(page.filled.text)
    except markdown.MarkdownFault as error:
        where = _heading_of(page.body, error.line)
        reader.fault(path, page.body_line + error.line - 1, where, str(error), error.remedy)
        return None
    before = len(reader.faults)
    place = {heading: number for number, heading in enumerate(headings)}
    is_addition = additions.BEFORE + additions.THE_ANSWER in place
    last = -1
    for section in raw:
        line = page.body_line + section.line - 1
        if section.heading not in place:
            known = ", ".join(filter(None, place))
            reader.fault(path, line, section.heading, "This heading is not used.", f"Use one of: {known}.")
            continue
        if not section.blocks and not (is_addition and not section.heading):
            reader.fault(
                path, line, section.heading or "answer", "There is no text here.", "Write some, or remove the heading."
            )
        if place[section.heading] <= last and not is_addition:
            remedy = "Use each heading once, in the order of the editing guide."
            reader.fault(path, line, section.heading, "This heading is out of order or used twice.", remedy)
        last = place[section.heading]
    if len(reader.faults) > before:
        return None
    file = reader.relative(path)
    return {s.heading: SectionPart(file, page.body_line + s.line - 1, s.blocks) for s in raw if s.blocks}


def day_in(reader: FileReader, name: str, data: Any, *where: str | int) -> date | None:
    """The day at a place in a file; None, and a fault, if it is none."""
    value = data
    for part in where:
        value = value[part]
    try:
        return date.fromisoformat(value)
    except ValueError:
        reader.fault_at(name, where, f'"{value}" is not a date.', "Write it as 2026-11-22.")
        return None


def sources_of(data: Mapping[str, Any]) -> tuple[Source, ...]:
    """The sources of a record."""
    return tuple(Source(s["title"], str(s["published"]), s.get("url")) for s in data["sources"])
