"""A small content folder for tests, of a council that does not exist, and the means to break one thing in it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from knowledge import schema
from knowledge.settings import ROOT

COUNCIL = "Testshire County Council"
PHONE = "01234 567890"
SHIPPED = ROOT / "knowledge" / "content"

PAGE = "topics/short-breaks.md"
"""The page that tests break."""

QUESTIONS = {
    "short-breaks": (
        "Can my child get short breaks?",
        "respite breaks for my son",
        "short breaks scheme for disabled children",
        "overnight respite weekend",
        "who gets short breaks money",
        "respite carer for a weekend",
        "weekend respite activities",
        "short breaks form",
        "apply for respite breaks",
        "money for weekend activities",
        "is there any respite",
    ),
    "school-transport": (
        "Can my child get a school taxi?",
        "school taxi for my daughter",
        "free bus travel to school",
        "taxi travel to special school",
        "bus pass for school travel",
        "who drives the school bus",
        "travel escort on the school taxi",
        "taxi did not come to take him to school",
        "bus pass refused by the travel team",
        "apply for the school bus",
        "minibus travel to school",
    ),
    "dentist": (
        "Is there a dentist for disabled children?",
        "dentist who sees autistic children",
        "teeth check for my son",
        "toothache and no dentist",
        "special dentist clinic",
        "dental clinic for teeth",
        "he will not brush his teeth",
        "dentist with a quiet clinic",
        "find a dental clinic",
        "emergency toothache dentist",
        "teeth pulled out under gas dental",
    ),
    "legal-advice": (
        "Who gives free legal advice about an EHC plan?",
        "free impartial legal advice",
        "advice line about an EHC plan",
        "lawyer for a tribunal appeal",
        "help with a tribunal appeal",
        "impartial advice on my EHCP",
        "appeal to the tribunal about an EHCP",
        "someone impartial to ring",
        "legal rights and appeal advice",
        "tribunal lawyer free",
        "my EHCP appeal rights",
    ),
}
_TITLES = {
    "short-breaks": "Short breaks",
    "school-transport": "School transport",
    "dentist": "Dental care",
    "legal-advice": "Free legal advice",
}
_SERVICES = {
    "short-breaks": ["breaks-team"],
    "school-transport": ["family-advice"],
    "dentist": ["family-advice", "breaks-team"],
    "legal-advice": ["family-advice"],
}
_SOURCE = {"title": "A page of the council", "url": "https://www.testshire.example/page", "published": "2024-05"}
_BODIES = {
    "short-breaks": "Maybe. Respite gives families a **weekend** to rest. Look at [the page](https://testshire.example).",
    "school-transport": "The council pays for a taxi or a bus where a school is far away.",
    "dentist": "A special clinic looks after teeth. Tell the dentist what your child needs.",
    "legal-advice": "An adviser explains your education, health and care (EHC) plan and how to appeal.",
}
_SECTIONS = """
## How to ask

Fill in the {title} form and hand it in.

- Ring the team about {title}.
- Send the {title} form back.

## How long it takes

The {title} team replies in 4 weeks.
"""


def write(folder: Path) -> Path:
    """Write the small content into `folder`: four pages, two services and every other file."""
    for entry in QUESTIONS:
        _text(folder / "topics" / f"{entry}.md", _page(entry))
    _yaml(folder / "services" / "family-advice.yml", _service("family-advice", phones=[{"number": "01234 111111"}]))
    _yaml(folder / "services" / "breaks-team.yml", _service("breaks-team", missing=["phone", "email"]))
    _yaml(folder / "council.yml", _council())
    for name, value in _LISTS.items():
        _yaml(folder / name, value)
    _yaml(folder / "danger.yml", _danger())
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
        "title": _TITLES[entry],
        "ask": ask,
        "questions": questions,
        "services": _SERVICES[entry],
        "follow_ups": [other for other in QUESTIONS if other != entry][:2],
        "rights": entry == "legal-advice",
        "sources": [_SOURCE],
        "statutory": ["all-of-it"],
        "checked": "2020-01-05",
        "checked_by": "a test",
        "review_due": "2099-01-05",
    }
    return f"---\n{_dumped(front)}---\n\n{_BODIES[entry]}\n{_SECTIONS.format(title=_TITLES[entry])}"


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
        **sentences,
    }


def _danger() -> dict[str, Any]:
    """The shipped file, whose ids are fixed, with the services of this folder and few examples."""
    shipped = yaml.safe_load((SHIPPED / "danger.yml").read_text(encoding="utf-8"))
    for kind in shipped["kinds"]:
        kind["services"] = ["family-advice"] if kind["services"] else []
        kind["examples"] = kind["examples"][:10]
    return dict(shipped)


_LISTS: dict[str, list[dict[str, Any]]] = {
    "sections.yml": [
        {"id": "answer", "heading": "", "questions": []},
        {"id": "how-to-ask", "heading": "How to ask", "questions": ["how do i ask for it", "where is the form"]},
        {"id": "how-long-it-takes", "heading": "How long it takes", "questions": ["how many weeks", "how long"]},
    ],
    "glossary.yml": [
        {"term": "EHC plan", "stands_for": "education, health and care plan", "also": ["EHCP", "EHC"], "meaning": "A."},
        {"term": "SEND", "stands_for": "special needs", "also": [], "meaning": "B.", "capitals_only": True},
    ],
    "needs.yml": [
        {"id": "autism", "title": "Autism", "words": ["autism", "autistic"]},
        {"id": "sensory", "title": "Senses", "words": ["deaf", "hearing loss"]},
    ],
    "out_of_scope.yml": [
        {
            "id": "bins",
            "title": "Bins",
            "words": "Bins are for another page.",
            "questions": ["when is bin day", "recycling bins collection", "bulky waste bins collection"],
        }
    ],
    "statutory.yml": [{"id": "all-of-it", "title": "All of it"}],
}


def _yaml(path: Path, value: Any) -> None:
    _text(path, _dumped(value))


def _dumped(value: Any) -> str:
    return yaml.safe_dump(value, sort_keys=False, allow_unicode=True, width=1000)


def _text(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
