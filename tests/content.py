"""A small content folder for tests, of a council that does not exist, and the means to break one thing in it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from knowledge import schema
from knowledge.settings import ROOT
from tests.content_texts import BODIES, LISTS, QUESTIONS, SECTIONS, SERVICES, TITLES

COUNCIL = "Testshire County Council"
PHONE = "01234 567890"
SHIPPED = ROOT / "knowledge" / "content"

PAGE = "topics/short-breaks.md"
"""The page that tests break."""

_SECTION_IDS = ("answer", "how-to-ask", "how-long-it-takes")
_SOURCE = {"title": "A page of the council", "url": "https://www.testshire.example/page", "published": "2024-05"}


def write(folder: Path) -> Path:
    """Write the small content into `folder`: four pages, two services and every other file."""
    for entry in QUESTIONS:
        _text(folder / "topics" / f"{entry}.md", _page(entry))
    _yaml(folder / "services" / "family-advice.yml", _service("family-advice", phones=[{"number": "01234 111111"}]))
    _yaml(folder / "services" / "breaks-team.yml", _service("breaks-team", missing=["phone", "email"]))
    _yaml(folder / "council.yml", _council())
    for name, value in LISTS.items():
        _yaml(folder / name, value)
    _yaml(folder / "sections.yml", [kind for kind in _shipped("sections.yml") if kind["id"] in _SECTION_IDS])
    _yaml(folder / "danger.yml", _danger())
    _yaml(folder / "timetable.yml", _timetable())
    _yaml(folder / "journeys.yml", _journeys())
    return folder


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
        "questions": questions,
        "services": SERVICES[entry],
        "follow_ups": [other for other in QUESTIONS if other != entry][:2],
        "rights": entry == "legal-advice",
        "sources": [_SOURCE],
        "statutory": ["all-of-it"],
        "checked": "2020-01-05",
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
        "languages": [],
        **sentences,
    }


def _danger() -> dict[str, Any]:
    """The shipped file, whose ids are fixed, with the services of this folder and few examples."""
    shipped = _shipped("danger.yml")
    for kind in shipped["kinds"]:
        kind["services"] = ["family-advice"] if kind["services"] else []
        kind["examples"] = kind["examples"][:10]
    shipped["topics"] = []
    return dict(shipped)


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
    for option in shipped["talk"]["steps"]["about"]["options"]:
        option["services"] = ["breaks-team"] if option["services"] else []
    return dict(shipped)


def _shipped(file: str) -> Any:
    return yaml.safe_load((SHIPPED / file).read_text(encoding="utf-8"))


def _yaml(path: Path, value: Any) -> None:
    _text(path, _dumped(value))


def _dumped(value: Any) -> str:
    return yaml.safe_dump(value, sort_keys=False, allow_unicode=True, width=1000)


def _text(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
