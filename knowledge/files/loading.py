"""The content files as checked records. `load` reads the whole folder or, if anything is wrong, none of it."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from knowledge.faults import ContentInvalid, Fault
from knowledge.files import easy_read, law, schema, translations
from knowledge.files.journeys import journeys
from knowledge.files.layers import Layer, Layers, layer_of
from knowledge.files.page_forms import EasyRead, Translation
from knowledge.files.pages import Paper, day_in, entry, sources_of
from knowledge.files.placeholders import Names, words_of_council, words_of_service
from knowledge.files.rates import Rate
from knowledge.files.reader import FileReader, Part
from knowledge.files.records import (
    Content,
    Council,
    Danger,
    DangerContent,
    DangerKind,
    EmergencyContact,
    Entry,
    KeptMessage,
    Need,
    OutOfScope,
    SectionKind,
    Service,
    Talk,
)
from knowledge.files.retired import Current
from knowledge.files.timetable_records import UNITS, Late, Period, Rule, SecondDate, Start, TimeException, Timetable
from knowledge.text.abbreviations import Term

T = TypeVar("T")
EMERGENCY_FILE = "danger/emergency-contacts.yml"


def load(folder: Path) -> Content:
    """Read every content file of a council, and the national layer below it.

    Args:
        folder: the council's content folder.

    Raises:
        ContentInvalid: with every fault in the form of the files. `knowledge.files.check.check` finds
            faults between files.
    """
    reader = FileReader(Layers.of(folder))
    council, services, names = _names(reader)
    retired = _all_retired(reader)
    kinds = reader.items("sections.yml", schema.SECTIONS, _section_kind)
    rates = _rates(reader)
    paper = Paper(tuple(kinds), rates)
    entries = [
        page
        for page in reader.folder("topics", "*.md", lambda paths: entry(reader, paths, paper))
        if not (page.id in retired["entries"] and page.layers == (Layer.ENGLAND,))
    ]
    easy = reader.folder(easy_read.FOLDER, "*.md", lambda paths: easy_read.easy_read(reader, paths, rates))
    translated = translations.translations(reader, rates)
    glossary = reader.items("glossary.yml", schema.GLOSSARY, _term)
    needs = reader.items(
        "needs.yml", schema.NEED_WORDS, lambda item: Need(item["id"], item["title"], tuple(item["words"]))
    )
    out_of_scope = reader.items("out_of_scope.yml", schema.OUT_OF_SCOPE, _out_of_scope)
    talk = reader.items(
        "conversation.yml", schema.CONVERSATION, lambda item: Talk(item["id"], item["kind"], tuple(item["examples"]))
    )
    statutory = reader.items("statutory.yml", schema.STATUTORY, lambda item: item)
    danger, emergency = _on_the_cards(reader)
    timetable = reader.one("timetable.yml", schema.TIMETABLE, lambda data: _timetable(reader, data))
    guided = reader.one("journeys.yml", schema.JOURNEYS, journeys)
    if reader.faults or council is None or danger is None or timetable is None or guided is None:
        raise ContentInvalid(folder, reader.faults)
    current = Current({page.id: page for page in entries}, retired["entries"])
    directory = Current({service.id: service for service in services}, retired["services"])
    return Content(
        entries=Current({e.id: _up_to_date(e, current, directory) for e in entries}, retired["entries"]),
        services=Current({s.id: replace(s, topics=_topics_now(s, current)) for s in services}, retired["services"]),
        glossary=tuple(glossary),
        sections=tuple(kinds),
        needs=tuple(needs),
        out_of_scope=tuple(out_of_scope),
        talk=tuple(talk),
        danger=danger,
        statutory={item["id"]: item["title"] for item in statutory},
        law={item["id"]: item["law"] for item in statutory if "law" in item},
        rates=rates,
        provisions=law.provisions(reader.layers.england / law.LAW.name if reader.layers.england else law.LAW),
        council=replace(
            council,
            first_topics=current.all_now(council.first_topics),
            carer_topics=current.all_now(council.carer_topics),
        ),
        timetable=timetable,
        journeys=guided.up_to_date(current.all_now),
        retired=retired,
        emergency=emergency,
        lines=reader.lines,
        names=names,
        without=tuple(reader.without),
        easy_read={form.id: form for form in easy},
        translations=_by_page(translated, [item["code"] for item in council.languages]),
    )


def load_danger(folder: Path) -> DangerContent:
    """Read what the danger cards are made of, whatever is wrong with any other file.

    Args:
        folder: the council's content folder.

    Raises:
        ContentInvalid: with the faults in the form of the files that a danger card can be made of.
    """
    reader = FileReader(Layers.of(folder))
    _, services, _ = _names(reader)
    retired = _all_retired(reader)
    danger, emergency = _on_the_cards(reader)
    directory = Current({service.id: service for service in services}, retired["services"])
    faults = reader.faults if danger is None else [f for f in reader.faults if not _off_the_cards(f, danger)]
    if faults or danger is None:
        raise ContentInvalid(folder, faults)
    return DangerContent(danger, directory, emergency, reader.lines)


def _on_the_cards(reader: FileReader) -> tuple[Danger | None, tuple[EmergencyContact, ...]]:
    """The kinds of danger, and what two people agreed that their cards show."""
    danger = reader.one("danger.yml", schema.DANGER, lambda data: _danger(reader, data))
    agreed = reader.one(EMERGENCY_FILE, schema.EMERGENCY_CONTACTS, lambda data: _emergency_contacts(reader, data))
    return danger, agreed or ()


def _off_the_cards(fault: Fault, danger: Danger) -> bool:
    """Whether a fault is in a service that no danger card names."""
    path = Path(fault.file.removeprefix(f"{Layer.ENGLAND}/"))
    return path.parent.name == "services" and all(path.stem not in kind.services for kind in danger.kinds)


def _by_page(translated: Sequence[Translation], languages: Sequence[str]) -> dict[str, tuple[Translation, ...]]:
    """The translations of each page, in the order of the languages; unknown languages come last."""
    place = {code: number for number, code in enumerate(languages)}
    ordered = sorted(translated, key=lambda form: place.get(form.language, len(place)))
    return {name: tuple(form for form in ordered if form.id == name) for name in {form.id for form in ordered}}


def _names(reader: FileReader) -> tuple[Council | None, list[Service], Names]:
    """The council and the services, read first: what they are called is filled into everything else."""
    raw = FileReader(reader.layers).one("council.yml", schema.ANYTHING, lambda data: data)
    raw = raw if isinstance(raw, dict) else {}
    roles = {**_roles(reader.layers), **(raw.get("roles") or {})}
    words = words_of_council(raw)
    reader.names = Names(tuple(words.items()), tuple(roles.items()))
    services = reader.folder("services", "*.yml", lambda paths: _service(reader, paths[-1]))
    known = {service.id: service for service in services}
    for role, identifier in roles.items():
        if identifier in known:
            words |= words_of_service(role, known[identifier])
    reader.names = Names(tuple(words.items()), tuple(roles.items()))
    return reader.one("council.yml", schema.COUNCIL, _council), services, reader.names


def _roles(layers: Layers) -> dict[str, str]:
    """A service fills the role of its own name."""
    found = (path.stem for folder in layers.folders for path in (folder / "services").glob("*.yml"))
    return {identifier: identifier for identifier in sorted(found)}


def _all_retired(reader: FileReader) -> dict[str, dict[str, str]]:
    if not reader.layers.existing("retired.yml"):
        return {"entries": {}, "services": {}}
    return reader.one("retired.yml", schema.RETIRED, _retired) or {"entries": {}, "services": {}}


def services(folder: Path) -> dict[str, Service]:
    """Read the service records of a folder, and nothing else in it.

    Raises:
        ContentInvalid: with every fault in their form.
    """
    reader = FileReader(Layers(folder))
    read = reader.folder("services", "*.yml", lambda paths: _service(reader, paths[-1]))
    if reader.faults:
        raise ContentInvalid(folder, reader.faults)
    return {service.id: service for service in read}


def load_one(file: str, text: str, content: Content, england: Path | None = None) -> Entry | Service:
    """One entry or service, by itself.

    Args:
        file: its path in the content folder.
        text: of the file.
        content: for the headings, rates and names that it may use.
        england: the national layer, which it may add to.

    Raises:
        ContentInvalid: with the faults in its form. It is not checked whether what it names exists.
    """
    if Path(file).suffix == ".md":
        paper = Paper(content.sections, content.rates)
        return _alone(
            file, text, content, england, lambda reader, _: entry(reader, reader.layers.existing(file), paper)
        )
    return _alone(file, text, content, england, _service)


def load_easy_read(file: str, text: str, content: Content) -> EasyRead:
    """One easy-read version, by itself; arguments and faults as of `load_one`."""
    return _alone(file, text, content, None, lambda reader, path: easy_read.easy_read(reader, (path,), content.rates))


def load_translation(file: str, text: str, content: Content) -> Translation:
    """One translation, by itself, without its English page; arguments and faults as of `load_one`."""
    return _alone(
        file, text, content, None, lambda reader, path: translations.translation(reader, (path,), content.rates)
    )


def _alone(
    file: str, text: str, content: Content, england: Path | None, read: Callable[[FileReader, Path], T | None]
) -> T:
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / file
        path.parent.mkdir(parents=True)
        path.write_bytes(text.encode())
        reader = FileReader(Layers(Path(scratch), england))
        reader.names = content.names
        one = read(reader, path)
    if one is None or reader.faults:
        raise ContentInvalid(Path(file), reader.faults)
    return one


def _rates(reader: FileReader) -> dict[str, Rate]:
    """The rates of rates.yml by their ids; a folder without the file has none."""
    if not reader.layers.existing("rates.yml"):
        return {}
    items = reader.items("rates.yml", schema.RATES, lambda item: item)
    read = [_rate(reader, items, number) for number in range(len(items))]
    return {rate.id: rate for rate in read if rate is not None}


def _rate(reader: FileReader, items: Sequence[Mapping[str, Any]], number: int) -> Rate | None:
    item = items[number]
    days = {
        name: day_in(reader, "rates.yml", items, number, name) for name in ("valid_from", "valid_to") if name in item
    }
    begins, ends = days["valid_from"], days.get("valid_to")
    if begins is None or None in days.values():
        return None
    source = sources_of({"sources": [item["source"]]})[0]
    return Rate(item["id"], item["value"], item["unit"], begins, ends, source)


def _service(reader: FileReader, path: Path) -> Service | None:
    text = reader.text(path)
    data = None if text is None else reader.yaml([Part(path, text)], schema.SERVICE)
    if data is None:
        return None
    if data["id"] != path.stem:
        reader.fault_of_id(path, 1, data["id"])
    known = data["assured_date"] != schema.NOT_KNOWN
    assured = day_in(reader, reader.name(path), data, "assured_date") if known else None
    if known and assured is None:
        return None
    tuples = {
        name: tuple(data[name]) for name in ("needs", "topics", "phones", "opening_hours", "missing") if name in data
    }
    return Service(
        **{**data, **tuples, "sources": sources_of(data), "assured_date": assured, "layer": reader.layers.layer(path)}
    )


def _retired(data: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    return {kind: {item["id"]: item["successor"] for item in data[kind]} for kind in ("entries", "services")}


def _up_to_date(page: Entry, entries: Current[Entry], services: Current[Service]) -> Entry:
    """An entry that names the successor of anything that was retired, each once."""
    return replace(page, follow_ups=entries.all_now(page.follow_ups), services=services.all_now(page.services))


def _topics_now(service: Service, entries: Current[Entry]) -> tuple[str, ...]:
    """The pages on which a service is of use. A national one may name pages that not every council has."""
    named = entries.all_now(service.topics)
    return tuple(name for name in named if name in entries) if service.layer is Layer.ENGLAND else named


def _term(item: Mapping[str, Any]) -> Term:
    return Term(
        item["term"], item["stands_for"], tuple(item["also"]), item["meaning"], item.get("capitals_only", False)
    )


def _section_kind(item: Mapping[str, Any]) -> SectionKind:
    return SectionKind(item["id"], item["heading"], tuple(item["words"]), tuple(item["questions"]))


def _out_of_scope(item: Mapping[str, Any]) -> OutOfScope:
    services = tuple(item.get("services", ()))
    return OutOfScope(item["id"], item["title"], item["words"], tuple(item["questions"]), services)


def _danger(reader: FileReader, data: Mapping[str, Any]) -> Danger:
    """The kinds, each with its examples from a file of its own; there are too many for one file."""
    kinds = tuple(_danger_kind(reader, item) for item in data["kinds"])
    near_misses, ordinary = (
        reader.one(f"danger/{name}.yml", schema.NO_DANGER, tuple) or () for name in ("near-misses", "ordinary")
    )
    kept = reader.one("danger/kept.yml", schema.KEPT_MESSAGES, _kept) or ()
    return Danger(kinds, near_misses, tuple(data.get("topics", ())), data["cannot_speak"], ordinary, kept)


def _kept(data: Mapping[str, Any]) -> tuple[KeptMessage, ...]:
    dangers = [
        KeptMessage(text, level, kind)
        for level in ("card", "line")
        for kind, texts in data[level].items()
        for text in texts
    ]
    return (*dangers, *(KeptMessage(text, "none") for text in data["none"]))


def _danger_kind(reader: FileReader, item: Mapping[str, Any]) -> DangerKind:
    examples = reader.one(f"danger/{item['id']}.yml", schema.DANGER_EXAMPLES, dict) or {"card": (), "line": ()}
    sure, possible = (tuple(examples[level]) for level in ("card", "line"))
    return DangerKind(item["id"], item["title"], item["words"], tuple(item["services"]), sure, possible, item["line"])


def _emergency_contacts(reader: FileReader, items: Sequence[Mapping[str, Any]]) -> tuple[EmergencyContact, ...]:
    read = []
    for number, item in enumerate(items):
        layer = layer_of(reader.lines[EMERGENCY_FILE].place((number,))[0])
        agreed = item["checked"], item["agreed_by"], layer
        read.append(EmergencyContact(item["id"], tuple(item["cards"]), item["shown"], *agreed))
    return tuple(read)


def _council(data: Mapping[str, Any]) -> Council:
    lists = ("places", "first_topics", "carer_topics", "languages", "neighbours", "place_points", "opening_hours")
    tuples = {name: tuple(data[name]) for name in lists if name in data}
    return Council(**{**data, **tuples})


def _timetable(reader: FileReader, data: dict[str, Any]) -> Timetable | None:
    file = "timetable.yml"
    days = {name: day_in(reader, file, data, name) for name in ("checked", "review_due")}
    holidays = [day_in(reader, file, data, "extra_bank_holidays", n) for n in range(len(data["extra_bank_holidays"]))]
    if None in days.values() or None in holidays:
        return None
    fields = {
        **data,
        **days,
        "limits": tuple(data["limits"]),
        "extra_bank_holidays": tuple(holidays),
        "if_late": {who: Late(tuple(v["steps"]), tuple(v["services"])) for who, v in data["if_late"].items()},
        "exceptions": {item["id"]: TimeException(**item) for item in data["exceptions"]},
        "groups": {item["id"]: item["title"] for item in data["groups"]},
        "starts": {item["id"]: _start(item) for item in data["starts"]},
    }
    return Timetable(**fields)


def _start(item: Mapping[str, Any]) -> Start:
    fields = {**item, "deadlines": tuple(_rule(rule) for rule in item["deadlines"])}
    also = SecondDate(**item["also"]) if "also" in item else None
    return Start(**{**fields, "also": also, "notes": tuple(item.get("notes", ()))})


def _rule(item: Mapping[str, Any]) -> Rule:
    lengths = (*UNITS, "first_day_counts")
    fields = {name: value for name, value in item.items() if name not in lengths}
    return Rule(
        **{
            **fields,
            "period": Period(**{name: item[name] for name in lengths if name in item}),
            "also": Period(**item["also"]) if "also" in item else None,
            "exceptions": tuple(item.get("exceptions", ())),
            "sources": sources_of(item),
        }
    )
