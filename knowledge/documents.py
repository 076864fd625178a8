"""The content files as checked, immutable records.

`load` is the one way in: it takes the whole folder or, where anything is wrong, none of it.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from jsonschema import Draft7Validator
from jsonschema.exceptions import ValidationError

from knowledge import markdown, schema, yaml_lines
from knowledge.characters import hidden
from knowledge.faults import ContentInvalid, Fault
from knowledge.journeys import Journeys, journeys
from knowledge.retired import Current
from knowledge.timetable import Late, Period, Question, Rule, Start, TimeException, Timetable

LARGEST_FILE_BYTES = 200_000

T = TypeVar("T")


@dataclass(frozen=True)
class Source:
    """Where a fact comes from. `published` is a year, a month (2021-07), a day, or "undated"."""

    title: str
    published: str
    url: str | None = None


@dataclass(frozen=True)
class Section:
    """One part of an entry that makes sense alone; `id` is one of the kinds in sections.yml, `line` where it begins."""

    id: str
    heading: str
    blocks: tuple[markdown.Block, ...]
    line: int = field(default=1, compare=False)

    @property
    def text(self) -> str:
        """The words of the section, without markup."""
        return " ".join(markdown.passages(self.blocks))


@dataclass(frozen=True)
class Entry:
    """One topic page: what parents ask, and the answer."""

    id: str
    title: str
    ask: str
    questions: tuple[str, ...]
    services: tuple[str, ...]
    follow_ups: tuple[str, ...]
    rights: bool
    sources: tuple[Source, ...]
    statutory: tuple[str, ...]
    checked: date
    checked_by: str
    review_due: date
    sections: tuple[Section, ...]
    intent: str | None = None
    owner: str | None = None

    def overdue(self, today: date) -> bool:
        """Whether the day for checking it again has passed."""
        return today > self.review_due


@dataclass(frozen=True)
class Service:
    """A record of the directory, named after Open Referral UK; contacts that are not known are in `missing`."""

    id: str
    name: str
    organization: str
    status: str
    description: str
    needs: tuple[str, ...]
    topics: tuple[str, ...]
    sources: tuple[Source, ...]
    assured_date: date
    minimum_age: int | None = None
    maximum_age: int | None = None
    eligibility: str | None = None
    fees: str | None = None
    how_to_ask: str | None = None
    url: str | None = None
    email: str | None = None
    phones: tuple[Mapping[str, str], ...] = ()
    text: Mapping[str, str] | None = None
    opening_hours: tuple[Mapping[str, Any], ...] = ()
    address: str | None = None
    notes: str | None = None
    missing: tuple[str, ...] = ()

    @property
    def reachable(self) -> bool:
        """Whether a parent can ring, text or write to it."""
        return bool(self.phones or self.email or self.text)


@dataclass(frozen=True)
class Term:
    """A short form, spelt out; with `capitals_only`, "HI" counts and "hi" does not."""

    term: str
    stands_for: str
    also: tuple[str, ...]
    meaning: str
    capitals_only: bool = False


@dataclass(frozen=True)
class SectionKind:
    """A heading that pages may use, and how parents ask for it whatever the topic; `words` give it away."""

    id: str
    heading: str
    words: tuple[str, ...]
    questions: tuple[str, ...]


@dataclass(frozen=True)
class Need:
    """A need or condition, and the words that parents use for it."""

    id: str
    title: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class OutOfScope:
    """A kind of question that is not answered here, and what is said instead."""

    id: str
    title: str
    words: str
    questions: tuple[str, ...]
    services: tuple[str, ...] = ()


@dataclass(frozen=True)
class DangerKind:
    """A kind of danger, what is said first, and how people type it."""

    id: str
    title: str
    words: str
    services: tuple[str, ...]
    examples: tuple[str, ...]


@dataclass(frozen=True)
class Danger:
    """What must be noticed before anything else; near misses use the same words and are no danger.

    Attributes:
        topics: ids of the entries whose questions speak of danger, and so are no examples of harmless ones.
    """

    kinds: tuple[DangerKind, ...]
    near_misses: tuple[str, ...]
    topics: tuple[str, ...] = ()


@dataclass(frozen=True)
class Council:
    """council.yml: whom to ring, and the fixed things that the assistant says."""

    name: str
    area: str
    status: str
    assistant: str
    main_contact: Mapping[str, str]
    local_offer: Mapping[str, str]
    advice_service: str
    places: tuple[str, ...]
    first_topics: tuple[str, ...]
    notices: Mapping[str, str]
    words: Mapping[str, str]
    languages: tuple[Mapping[str, Any], ...]
    errors: Mapping[str, str]


@dataclass(frozen=True)
class Content:
    """Everything that stands in the content folder. The id of what was retired leads to its successor.

    Attributes:
        statutory: what a Local Offer must cover, by id.
        retired: under "entries" and "services", the successor of each id that was retired.
        law: where the law asks for an item of `statutory`, by the same ids; not every item has it.
        lines: the YAML of each file by its relative path, so that a fault found later can name its line.
    """

    entries: Mapping[str, Entry]
    services: Mapping[str, Service]
    glossary: tuple[Term, ...]
    sections: tuple[SectionKind, ...]
    needs: tuple[Need, ...]
    out_of_scope: tuple[OutOfScope, ...]
    danger: Danger
    statutory: Mapping[str, str]
    council: Council
    timetable: Timetable
    journeys: Journeys
    retired: Mapping[str, Mapping[str, str]]
    law: Mapping[str, str] = field(default_factory=dict)
    lines: Mapping[str, yaml_lines.Document] = field(repr=False, compare=False, default_factory=dict)


def load(folder: Path) -> Content:
    """Read every content file.

    Args:
        folder: the content folder.

    Raises:
        ContentInvalid: with every fault in the form of the files; faults that lie
            between files are found by `knowledge.check.check`.
    """
    reader = _Reader(folder)
    kinds = reader.items("sections.yml", schema.SECTIONS, _section_kind)
    headings = {kind.heading: kind for kind in kinds}
    entries = reader.folder("topics", "*.md", lambda path: _entry(reader, path, headings))
    services = reader.folder("services", "*.yml", lambda path: _service(reader, path))
    glossary = reader.items("glossary.yml", schema.GLOSSARY, _term)
    needs = reader.items(
        "needs.yml", schema.NEED_WORDS, lambda item: Need(item["id"], item["title"], tuple(item["words"]))
    )
    out_of_scope = reader.items("out_of_scope.yml", schema.OUT_OF_SCOPE, _out_of_scope)
    statutory = reader.items("statutory.yml", schema.STATUTORY, lambda item: item)
    danger = reader.one("danger.yml", schema.DANGER, _danger)
    council = reader.one("council.yml", schema.COUNCIL, _council)
    timetable = reader.one("timetable.yml", schema.TIMETABLE, lambda data: _timetable(reader, folder, data))
    guided = reader.one("journeys.yml", schema.JOURNEYS, journeys)
    retired: dict[str, dict[str, str]] = {"entries": {}, "services": {}}
    if (folder / "retired.yml").exists():
        retired = reader.one("retired.yml", schema.RETIRED, _retired) or retired
    if reader.faults or council is None or danger is None or timetable is None or guided is None:
        raise ContentInvalid(folder, reader.faults)
    current = Current({entry.id: entry for entry in entries}, retired["entries"])
    directory = Current({service.id: service for service in services}, retired["services"])
    return Content(
        entries=Current({e.id: _up_to_date(e, current, directory) for e in entries}, retired["entries"]),
        services=Current({s.id: replace(s, topics=current.all_now(s.topics)) for s in services}, retired["services"]),
        glossary=tuple(glossary),
        sections=tuple(kinds),
        needs=tuple(needs),
        out_of_scope=tuple(out_of_scope),
        danger=danger,
        statutory={item["id"]: item["title"] for item in statutory},
        law={item["id"]: item["law"] for item in statutory if "law" in item},
        council=replace(council, first_topics=current.all_now(council.first_topics)),
        timetable=timetable,
        journeys=guided,
        retired=retired,
        lines=reader.lines,
    )


def services(folder: Path) -> dict[str, Service]:
    """Read the service records of a folder, whatever else it holds.

    Raises:
        ContentInvalid: with every fault in their form.
    """
    reader = _Reader(folder)
    read = reader.folder("services", "*.yml", lambda path: _service(reader, path))
    if reader.faults:
        raise ContentInvalid(folder, reader.faults)
    return {service.id: service for service in read}


def load_one(file: str, text: str, sections: Sequence[SectionKind]) -> Entry | Service:
    """One entry or service, by itself.

    Args:
        file: its path in the content folder.
        text: of the file.
        sections: every heading, in its order.

    Raises:
        ContentInvalid: with the faults in its form. Whether what it names exists is not looked at.
    """
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / file
        path.parent.mkdir()
        path.write_bytes(text.encode())
        reader = _Reader(Path(scratch))
        headings = {kind.heading: kind for kind in sections}
        one = _entry(reader, path, headings) if path.suffix == ".md" else _service(reader, path)
    if one is None or reader.faults:
        raise ContentInvalid(Path(file), reader.faults)
    return one


class _Reader:
    """Reads files below one folder and gathers what is wrong with them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.faults: list[Fault] = []
        self.lines: dict[str, yaml_lines.Document] = {}

    def fault(self, path: Path, line: int, field_name: str, problem: str, remedy: str) -> None:
        self.faults.append(Fault(self.relative(path), line, field_name, problem, remedy))

    def relative(self, path: Path) -> str:
        name = path.relative_to(self._folder).as_posix()
        return name.encode(errors="backslashreplace").decode()  # a name that is no text can still be printed

    def folder(self, name: str, pattern: str, read: Callable[[Path], T | None]) -> list[T]:
        visible = (path for path in (self._folder / name).glob(pattern) if not path.name.startswith("."))
        records = [read(path) for path in sorted(visible)]
        return [record for record in records if record is not None]

    def items(self, name: str, form: dict[str, Any], make: Callable[[dict[str, Any]], T]) -> list[T]:
        return self.one(name, form, lambda data: [make(item) for item in data]) or []

    def one(self, name: str, form: dict[str, Any], make: Callable[[Any], T]) -> T | None:
        path = self._folder / name
        text = self.text(path)
        data = None if text is None else self.yaml(path, text, 1, form)
        return None if data is None else make(data)

    def text(self, path: Path) -> str | None:
        """The text of a file, or None where there was a fault."""
        if not Path(os.path.realpath(path)).is_relative_to(self._folder.resolve()):
            self.fault(path, 1, "file", "It is a link to another folder.", "Put the file itself here.")
        elif not path.is_file():
            self.fault(path, 1, "file", "It is missing.", "Put it back.")
        elif path.stat().st_size > LARGEST_FILE_BYTES:
            self.fault(path, 1, "file", f"It is larger than {LARGEST_FILE_BYTES:,} bytes.", "Split or shorten it.")
        else:
            return self._read(path)
        return None

    def _read(self, path: Path) -> str | None:
        try:
            text = path.read_text(encoding="utf-8-sig")
        except UnicodeDecodeError as error:
            self.fault(path, 1, "file", f"It is not UTF-8 text (byte {error.start}).", "Save it as UTF-8.")
            return None
        except OSError as error:
            self.fault(path, 1, "file", f"It cannot be read: {error.strerror}.", "Give the assistant leave to read it.")
            return None
        for number, line in enumerate(text.split("\n"), start=1):
            if found := hidden(line):
                problem = f"A character that nobody sees ({found}) stands here."
                self.fault(path, number, "text", problem, "Type the line again.")
                return None
        return text

    def yaml(self, path: Path, text: str, first_line: int, form: dict[str, Any]) -> Any:
        """The checked value, or None where there was a fault."""
        try:
            document, errors = _read(text, first_line, _Form(id(form), form))
        except yaml_lines.YamlFault as error:
            self.fault(path, error.line, "YAML", str(error), "Compare it with the examples in the editing guide.")
            return None
        for broken in errors:
            where = tuple(broken.absolute_path)
            name = ".".join(str(part) for part in where) or "file"
            self.fault(path, document.line(where), name, *_explain(broken))
        self.lines[self.relative(path)] = document
        return None if errors else document.data


@dataclass(frozen=True)
class _Form:
    """A schema, told from others by being itself."""

    identity: int
    schema: dict[str, Any] = field(compare=False, repr=False)


@lru_cache(maxsize=1024)
def _read(text: str, first_line: int, form: _Form) -> tuple[yaml_lines.Document, tuple[ValidationError, ...]]:
    """The YAML and how it breaks its form. What did not change is not read again when one file of many does."""
    document = yaml_lines.read(text, first_line)
    return document, tuple(Draft7Validator(form.schema).iter_errors(document.data))


_REMEDIES = {
    "required": "Add it.",
    "additionalProperties": "Take it out, or correct its spelling.",
    "enum": "Use one of the values in the editing guide.",
    "minItems": "Add more.",
    "maxItems": "Take some out.",
    "maxLength": "Shorten it.",
    "uniqueItems": "Take out the repetition.",
}


def _explain(error: ValidationError) -> tuple[str, str]:
    """A schema error as problem and remedy."""
    value = _written(error.instance)
    shown = value if len(value) <= 60 else value[:57] + "..."
    if error.validator in ("required", "additionalProperties"):
        return f"{error.message}.", _REMEDIES[error.validator]
    if error.validator in _REMEDIES:
        return f"{shown} breaks {error.validator} ({error.validator_value}).", _REMEDIES[error.validator]
    return f"{shown} does not have the right form.", "Write it as the editing guide shows; quote text with a colon."


def _written(value: object) -> str:
    try:
        return repr(value)
    except ValueError:  # Python writes no number of more than 4,300 digits
        return "A very long number"


def _entry(reader: _Reader, path: Path, headings: Mapping[str, SectionKind]) -> Entry | None:
    text = reader.text(path)
    if text is None:
        return None
    front, body, body_line = _split(text)
    if body is None:
        reader.fault(path, 1, "file", "It does not begin with a block between two --- lines.", "Add the block.")
        return None
    data = reader.yaml(path, front, 2, schema.ENTRY)
    sections = _sections(reader, path, body, body_line, headings)
    if data is None or sections is None:
        return None
    if data["id"] != path.stem:
        reader.fault(path, 2, "id", f'"{data["id"]}" is not the file\'s name.', f"Write id: {path.stem}")
    days = {name: _day(reader, path, data, name) for name in ("checked", "review_due")}
    if None in days.values():
        return None
    tuples = ("questions", "services", "follow_ups", "statutory")
    fields = {**data, **{name: tuple(data[name]) for name in tuples}, **days}
    return Entry(**{**fields, "sources": _sources(data), "sections": sections})


def _split(text: str) -> tuple[str, str | None, int]:
    """Front matter, body and the line on which the body begins; the body is None where there is no front matter."""
    lines = text.splitlines()
    if not lines or lines[0].strip() != "---":
        return "", None, 1
    for number, line in enumerate(lines[1:], start=1):
        if line.strip() == "---":
            return "\n".join(lines[1:number]), "\n".join(lines[number + 1 :]), number + 2
    return "", None, 1


def _sections(
    reader: _Reader, path: Path, body: str, body_line: int, headings: Mapping[str, SectionKind]
) -> tuple[Section, ...] | None:
    try:
        raw = markdown.parse(body)
    except markdown.MarkdownFault as error:
        remedy = "Use only paragraphs, lists with -, links and the fixed headings."
        reader.fault(path, body_line + error.line - 1, "text", str(error), remedy)
        return None
    before = len(reader.faults)
    place = {heading: number for number, heading in enumerate(headings)}
    last = -1
    for section in raw:
        line = body_line + section.line - 1
        if section.heading not in place:
            reader.fault(
                path, line, section.heading, "This heading is not used.", f"Use one of: {', '.join(place)[2:]}."
            )
            continue
        if not section.blocks:
            reader.fault(path, line, section.heading or "answer", "There is no text here.", "Write it, or take it out.")
        if place[section.heading] <= last:
            remedy = "Keep the order of the editing guide."
            reader.fault(path, line, section.heading, "This heading is out of order or stands twice.", remedy)
        last = place[section.heading]
    if len(reader.faults) > before:
        return None
    return tuple(Section(headings[s.heading].id, s.heading, s.blocks, body_line + s.line - 1) for s in raw)


def _day(reader: _Reader, path: Path, data: Any, *where: str | int) -> date | None:
    value = data
    for part in where:
        value = value[part]
    try:
        return date.fromisoformat(value)
    except ValueError:
        line = reader.lines[reader.relative(path)].line(where)
        name = ".".join(str(part) for part in where)
        reader.fault(path, line, name, f'"{value}" is not a day.', "Write it as 2026-11-22.")
        return None


def _sources(data: Mapping[str, Any]) -> tuple[Source, ...]:
    return tuple(Source(s["title"], str(s["published"]), s.get("url")) for s in data["sources"])


def _service(reader: _Reader, path: Path) -> Service | None:
    text = reader.text(path)
    data = None if text is None else reader.yaml(path, text, 1, schema.SERVICE)
    if data is None:
        return None
    if data["id"] != path.stem:
        reader.fault(path, 1, "id", f'"{data["id"]}" is not the file\'s name.', f"Write id: {path.stem}")
    assured = _day(reader, path, data, "assured_date")
    if assured is None:
        return None
    tuples = {
        name: tuple(data[name]) for name in ("needs", "topics", "phones", "opening_hours", "missing") if name in data
    }
    return Service(**{**data, **tuples, "sources": _sources(data), "assured_date": assured})


def _retired(data: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    return {kind: {item["id"]: item["successor"] for item in data[kind]} for kind in ("entries", "services")}


def _up_to_date(entry: Entry, entries: Current[Entry], services: Current[Service]) -> Entry:
    """An entry that names the successors of what was retired, each once."""
    return replace(entry, follow_ups=entries.all_now(entry.follow_ups), services=services.all_now(entry.services))


def _term(item: Mapping[str, Any]) -> Term:
    return Term(
        item["term"], item["stands_for"], tuple(item["also"]), item["meaning"], item.get("capitals_only", False)
    )


def _section_kind(item: Mapping[str, Any]) -> SectionKind:
    return SectionKind(item["id"], item["heading"], tuple(item["words"]), tuple(item["questions"]))


def _out_of_scope(item: Mapping[str, Any]) -> OutOfScope:
    services = tuple(item.get("services", ()))
    return OutOfScope(item["id"], item["title"], item["words"], tuple(item["questions"]), services)


def _danger(data: Mapping[str, Any]) -> Danger:
    kinds = tuple(
        DangerKind(k["id"], k["title"], k["words"], tuple(k["services"]), tuple(k["examples"])) for k in data["kinds"]
    )
    return Danger(kinds, tuple(data["near_misses"]), tuple(data.get("topics", ())))


def _council(data: Mapping[str, Any]) -> Council:
    tuples = {name: tuple(data[name]) for name in ("places", "first_topics", "languages")}
    return Council(**{**data, **tuples})


def _timetable(reader: _Reader, folder: Path, data: dict[str, Any]) -> Timetable | None:
    path = folder / "timetable.yml"
    days = {name: _day(reader, path, data, name) for name in ("checked", "review_due")}
    holidays = [_day(reader, path, data, "extra_bank_holidays", n) for n in range(len(data["extra_bank_holidays"]))]
    if None in days.values() or None in holidays:
        return None
    fields = {
        **data,
        **days,
        "limits": tuple(data["limits"]),
        "extra_bank_holidays": tuple(holidays),
        "if_late": {who: Late(tuple(v["steps"]), tuple(v["services"])) for who, v in data["if_late"].items()},
        "exceptions": {item["id"]: TimeException(**item) for item in data["exceptions"]},
        "starts": {item["id"]: _start(item) for item in data["starts"]},
    }
    return Timetable(**fields)


def _start(item: Mapping[str, Any]) -> Start:
    fields = {**item, "deadlines": tuple(_rule(rule) for rule in item["deadlines"])}
    also = Question(**item["also"]) if "also" in item else None
    return Start(**{**fields, "also": also, "notes": tuple(item.get("notes", ()))})


def _rule(item: Mapping[str, Any]) -> Rule:
    lengths = ("days", "weeks", "months")
    fields = {name: value for name, value in item.items() if name not in lengths}
    return Rule(
        **{
            **fields,
            "period": Period(**{name: item[name] for name in lengths if name in item}),
            "also": Period(**item["also"]) if "also" in item else None,
            "exceptions": tuple(item.get("exceptions", ())),
            "sources": _sources(item),
        }
    )
