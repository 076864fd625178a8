"""The provisions of law that pages cite: kept once in knowledge/england/law.yml, named by their ids in pages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from knowledge.faults import ContentInvalid, Fault
from knowledge.files import markdown, schema
from knowledge.files.layers import Layers
from knowledge.files.reader import FileReader
from knowledge.settings import ENGLAND

if TYPE_CHECKING:
    from knowledge.files.records import Content, Entry

LAW = ENGLAND / "law.yml"
AUTHORITIES = ("legislation.gov.uk", "gov.uk", "justice.gov.uk", "england.nhs.uk", "caselaw.nationalarchives.gov.uk")
"""Who may say what the law is. A council is none, though its address ends with gov.uk."""

_STATES_LAW = re.compile(
    r"(?<!\byou )\bmust\b|\b(?:have|has|had) (?:a|the) (?:legal )?(?:right|duty)\b|\b(?:un)?lawful|\bagainst the law\b"
    r"|\bby law\b|\bthe law (?:says|lets|gives|asks)\b|\bentitled\b|\blegal (?:right|duty)\b"
    r"|\b(?:Act|Regulations) (?:19|20)\d\d\b|\bwithin (?:\d+|\w+) (?:school |working )?(?:days|weeks|months)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Provision:
    """A part of an act, of regulations or of statutory guidance.

    Attributes:
        id: what pages name.
        title: as a parent reads it, such as "Children and Families Act 2014, section 36".
        url: where the authority publishes it.
        checked: the day on which somebody last compared the pages with it.
        changed: the day on which it last changed, if that has been noticed.
        line: where it is in the file.
    """

    id: str
    title: str
    url: str
    checked: date
    changed: date | None = None
    line: int = field(default=1, compare=False)


def provisions(file: Path = LAW) -> Mapping[str, Provision]:
    """Every provision by its id.

    Raises:
        ContentInvalid: with every fault in the file: its form, or an address of no authority.
    """
    reader = FileReader(Layers(file.parent))
    items = reader.one(file.name, schema.LAW, list) or []
    read: list[Provision] = []
    for number, item in enumerate(items):
        line = reader.lines[file.name].line((number,))
        try:
            read.append(_provision(item, line))
        except ValueError:
            reader.fault(file, line, item["id"], "A day in it is not a date.", "Write it as 2026-11-22.")
    for provision in read:
        if not _of_authority(provision.url):
            problem = f"{provision.url} is not where law is published."
            remedy = f"Use a page of {', '.join(AUTHORITIES)}."
            reader.fault(file, provision.line, f"{provision.id}.url", problem, remedy)
    if reader.faults:
        raise ContentInvalid(file.parent, reader.faults)
    return {provision.id: provision for provision in read}


def states_law(passage: str) -> bool:
    """Whether a passage tells a right, a duty or a time limit."""
    return _STATES_LAW.search(passage) is not None


def faults(content: Content) -> Iterator[Fault]:
    """Pages that name a provision that is not in the file, and pages that state law and name none."""
    for entry in content.entries.values():
        file = f"topics/{entry.id}.md"
        for number, name in enumerate(entry.law):
            if name not in content.provisions:
                place = content.lines[file].place(("law", number)) if file in content.lines else (file, 1)
                remedy = f"Correct the id, or add the provision to {LAW.name}."
                yield Fault(*place, f"law.{number}", f'"{name}" does not exist.', remedy)
        if not entry.law:
            yield from _law_without_name(file, entry)


def cited_by(content: Content, provision: str) -> list[str]:
    """The ids of the entries that cite a provision."""
    return [entry.id for entry in content.entries.values() if provision in entry.law]


def changed_since(content: Content, entry: Entry) -> list[Provision]:
    """The provisions that an entry cites and that changed after it was checked."""
    cited = [content.provisions[name] for name in entry.law if name in content.provisions]
    return [provision for provision in cited if provision.changed and provision.changed > entry.checked]


def _law_without_name(file: str, entry: Entry) -> Iterator[Fault]:
    remedy = f"Name the provision under law:, by its id in {LAW.name}."
    if entry.rights:
        yield Fault(
            entry.files[-1] if entry.files else file,
            2,
            "law",
            "It is about rights but names no provision of law.",
            remedy,
        )
    for section in entry.sections:
        for part in section.said:
            stated = next(filter(states_law, markdown.passages(part.blocks)), None)
            if stated:
                problem = f'This states law, but the page names no provision: "{stated[:60]}…".'
                yield Fault(part.file, part.line, section.heading or "answer", problem, remedy)
                break


def _provision(item: Mapping[str, Any], line: int) -> Provision:
    changed = date.fromisoformat(item["changed"]) if "changed" in item else None
    return Provision(item["id"], item["title"], item["url"], date.fromisoformat(item["checked"]), changed, line)


def _of_authority(url: str) -> bool:
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    return host in AUTHORITIES or host == "assets.publishing.service.gov.uk"
