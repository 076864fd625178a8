"""A small content folder for tests, of a council that does not exist, and the means to break one thing in it."""

from __future__ import annotations

import shutil
from copy import deepcopy
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import yaml

from knowledge.files import emergency, loading, schema
from knowledge.files.journey_descriptions import ASSESSMENT, JOURNEYS
from knowledge.files.records import Content
from knowledge.settings import ROOT
from tests.support.content_texts import BODIES, LISTS, QUESTIONS, SECTIONS, SERVICES, TITLES

COUNCIL = "Testshire County Council"
PHONE = "01234 567890"
SHIPPED = ROOT / "knowledge" / "content"

PAGE = "topics/short-breaks.md"
"""The page that tests break."""

FEW = 20

_SECTION_IDS = ("answer", "how-to-ask", "how-long-it-takes")
_SOURCE = {"title": "A page of the council", "url": "https://www.testshire.example/page", "published": "2024-05"}


def write(folder: Path) -> Path:
    """Write the small content into `folder`: four pages, three services and every other file."""
    return Path(shutil.copytree(_written_once().name, folder, dirs_exist_ok=True))


@cache
def _written_once() -> TemporaryDirectory[str]:
    """The small content in a folder that goes when the tests end, to be copied."""
    written = TemporaryDirectory(prefix="small-content-")
    _write(Path(written.name))
    return written


def _write(folder: Path) -> None:
    for entry in QUESTIONS:
        _text(folder / "topics" / f"{entry}.md", _page(entry))
    _yaml(folder / "services" / "family-advice.yml", _service("family-advice", phones=[{"number": "01234 111111"}]))
    _yaml(folder / "services" / "breaks-team.yml", _service("breaks-team", missing=["phone", "email"]))
    _yaml(folder / "council.yml", _council())
    for name, value in LISTS.items():
        _yaml(folder / name, value)
    _yaml(folder / "sections.yml", [kind for kind in _shipped("sections.yml") if kind["id"] in _SECTION_IDS])
    _yaml(folder / "conversation.yml", _small_talk())
    _yaml(folder / "danger.yml", _danger())
    _danger_examples(folder / "danger")
    _yaml(folder / "services" / "crisis-line.yml", _crisis_line())
    _emergency_contacts(folder)
    _yaml(folder / "timetable.yml", _timetable())
    _yaml(folder / "journeys.yml", _journeys())


def change(folder: Path, file: str, old: str, new: str) -> None:
    """Replace `old`, which must stand in `file`, by `new`, once."""
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{old!r} does not stand in {file}"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def append(folder: Path, file: str, text: str) -> None:
    """Add `text` at the end of `file`."""
    with (folder / file).open("a", encoding="utf-8") as opened:
        opened.write(text)


def line_of(folder: Path, file: str, text: str) -> int:
    """The first line of `file`, counted from 1, in which `text` stands."""
    lines = (folder / file).read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, start=1) if text in line)


def _page(entry: str) -> str:
    ask, *questions = QUESTIONS[entry]
    front = {
        "id": entry,
        "title": TITLES[entry],
        "ask": ask,
        "questions": {"answer": questions},
        "services": SERVICES[entry],
        "follow_ups": [other for other in QUESTIONS if other != entry][:2],
        "rights": entry == "legal-advice",
        "sources": [_SOURCE],
        "statutory": ["all-of-it"],
        "checked": "2020-01-05",
        **({"law": ["cfa-s51"]} if entry == "legal-advice" else {}),
        "checked_by": "a test",
        "review_due": "2099-01-05",
    }
    return f"---\n{_dumped(front)}---\n\n{BODIES[entry]}\n{SECTIONS.format(title=TITLES[entry])}"


def _service(identifier: str, **more: Any) -> dict[str, Any]:
    return {
        "id": identifier,
        "name": f"The {identifier.replace('-', ' ')}",
        "organization": COUNCIL,
        "status": "active",
        "description": f"What the {identifier.replace('-', ' ')} does.",
        "needs": ["any"] if identifier == "family-advice" else ["autism"],
        "topics": ["short-breaks"],
        "sources": [_SOURCE],
        "assured_date": "2020-01-05",
        **more,
    }


def _council() -> dict[str, Any]:
    """The fixed words are made from the names that the schema asks for, so that new ones need nothing here."""
    fields = schema.COUNCIL["properties"]
    sentences = {
        group: {name: f"The words for {group} {name}." for name in fields[group]["required"]}
        for group in ("notices", "words", "errors")
    }
    return {
        "name": COUNCIL,
        "area": "Testshire",
        "status": "draft",
        "assistant": "Testshire assistant",
        "main_contact": {"name": COUNCIL, "phone": PHONE},
        "local_offer": {"title": "Testshire Local Offer", "url": "https://www.testshire.example"},
        "advice_service": "family-advice",
        "places": ["Testshire", "Much Testing"],
        "first_topics": ["short-breaks", "school-transport", "dentist"],
        "carer_topics": ["short-breaks"],
        "languages": [],
        **sentences,
    }


def _small_talk() -> list[dict[str, Any]]:
    """The shipped file with a few examples of each kind, as learning more takes each test a second."""
    return [{**kind, "examples": kind["examples"][:FEW]} for kind in _shipped("conversation.yml")]


def _danger() -> dict[str, Any]:
    """The shipped file, whose ids are fixed, with the services of this folder."""
    shipped = _shipped("danger.yml")
    for kind in shipped["kinds"]:
        kind["services"] = ["crisis-line"] if kind["services"] else []
    shipped["topics"] = []
    return dict(shipped)


def _crisis_line() -> dict[str, Any]:
    """The service of every danger card, with every number that the shipped words name."""
    numbers = [number for item in _shipped(emergency.FILE) for number in _numbers(item["shown"])]
    phones = [{"number": number} for number in dict.fromkeys(numbers)]
    return _service("crisis-line", needs=["mental-health"], topics=[], phones=phones)


def _emergency_contacts(folder: Path) -> None:
    """What two people agreed on."""
    shown = {name: value for name, value in _crisis_line().items() if name in emergency.SHOWN}
    cards = [kind["id"] for kind in _danger()["kinds"] if kind["services"]]
    agreed = {"checked": "2020-01-05", "agreed_by": "a test and another"}
    _yaml(folder / emergency.FILE, [{"id": "crisis-line", "cards": cards, **agreed, "shown": shown}])


def _numbers(shown: dict[str, Any]) -> list[str]:
    """Every number of an emergency contact, to ring or to text."""
    given = [*shown.get("phones", []), *([shown["text"]] if "text" in shown else [])]
    return [number["number"] for number in given]


def _danger_examples(folder: Path) -> None:
    """A few of the shipped examples of each kind, and of what is no danger."""
    folder.mkdir(exist_ok=True)
    for kind in _shipped("danger.yml")["kinds"]:
        examples = _shipped(f"danger/{kind['id']}.yml")
        _yaml(folder / f"{kind['id']}.yml", {level: texts[:10] for level, texts in examples.items()})
    kept = _shipped("danger/kept.yml")
    by_kind = {level: {kind: texts[:1] for kind, texts in kept[level].items()} for level in ("card", "line")}
    _yaml(folder / "kept.yml", {**by_kind, "none": kept["none"][:10]})
    for name in ("near-misses", "ordinary"):
        _yaml(folder / f"{name}.yml", _shipped(f"danger/{name}.yml")[:25])


def _timetable() -> dict[str, Any]:
    """The shipped file, whose limits are law, with the pages and services of this folder."""
    shipped = _shipped("timetable.yml")
    for late in shipped["if_late"].values():
        late["services"] = ["family-advice"]
    for start in shipped["starts"]:
        for rule in start["deadlines"]:
            rule["entry"] = "legal-advice"
    return {**shipped, "checked": "2020-01-05", "review_due": "2099-01-05"}


def _journeys() -> dict[str, Any]:
    """The shipped file, whose steps are fixed, with the page and the services of this folder."""
    shipped = _shipped("journeys.yml")
    shipped["assessment"]["entry"] = "legal-advice"
    for journey in JOURNEYS:
        shipped[journey.name]["offered_under"] = ["legal-advice"] if journey is ASSESSMENT else []
    for option in shipped["talk"]["steps"]["about"]["options"]:
        option["services"] = ["breaks-team"] if option["services"] else []
    return dict(shipped)


def _shipped(file: str) -> Any:
    """A shipped file as both layers make it, to be changed as one likes."""
    return deepcopy(_shipped_content().lines[file].data)


@cache
def _shipped_content() -> Content:
    return loading.load(SHIPPED)


def _yaml(path: Path, value: Any) -> None:
    _text(path, _dumped(value))


def _dumped(value: Any) -> str:
    return yaml.safe_dump(value, sort_keys=False, allow_unicode=True, width=1000)


def _text(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
