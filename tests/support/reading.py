"""Proves that what a parent reads stands in the content files, word for word.

Markup is taken off here by other means than the assistant's own, so that a fault there shows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from knowledge.settings import ROOT

ENGLAND = ROOT / "knowledge" / "england"
_FRONT = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)
_MARKER = re.compile(r"^\s*(?:##|-|\*|\d+\.)\s+")
_LINK = re.compile(r"\[([^\]]*)\]\(([^)\s]*)\)")
_PLACE = re.compile(r"\{([a-z][\w.-]*)\}")
_AT_NIGHT = re.compile("night|weekend|out of hours", re.IGNORECASE)
_NOT_READ = frozenset(
    "type entry topic section id confidence version stale ordered reason strong message kind checked "
    "field skippable number of due counted_from passed whose open path in_words".split()
)
"""Fields of a card that the page does not show as words; `message` is compared with its title instead.

`in_words` says again the days and times beside it; the tests of `opening_hours` hold it to them.
"""


@cache
def passages_of(folder: Path) -> frozenset[str]:
    """Every heading, paragraph, list item and YAML value of the content files and of the law, without markup."""
    found: set[str] = set()
    folders = (folder, ENGLAND) if "country: england" in (folder / "council.yml").read_text("utf-8") else (folder,)
    names = _names(folders)
    for path in (path for place in folders for path in place.rglob("*.md")):
        text = _PLACE.sub(lambda found: names.get(found[1], found[0]), path.read_text(encoding="utf-8"))
        found.update(_values(yaml.load(_front(text), Loader=yaml.CBaseLoader)))
        found.update(_prose(_FRONT.sub("", text)))
    for path in (*(path for place in folders for path in place.rglob("*.yml")), ENGLAND / "law.yml"):
        text = _PLACE.sub(lambda found: names.get(found[1], found[0]), path.read_text(encoding="utf-8"))
        found.update(_values(yaml.load(text, Loader=yaml.CBaseLoader)))
    return frozenset(found)


def _yaml(path: Path) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


def _names(folders: tuple[Path, ...]) -> dict[str, str]:
    """What is filled in for each name in braces, put together by other means than the assistant's own."""
    council = _yaml(folders[0] / "council.yml")
    names = {f"council.{name}": council[name] for name in ("name", "area", "assistant")}
    names |= {f"council.{name}": value for name, value in council["main_contact"].items() if name != "name"}
    names |= {f"local_offer.{name}": value for name, value in council["local_offer"].items()}
    for folder in reversed(folders):
        if (folder / "rates.yml").exists():
            rates = _yaml(folder / "rates.yml")
            names |= {f"rate.{rate['id']}": rate["value"] for rate in rates}
        if (folder / "council.yml").exists():
            names |= _yaml(folder / "council.yml").get("names", {})
    services = {path.stem: path for folder in reversed(folders) for path in (folder / "services").glob("*.yml")}
    roles = {**{name: name for name in services}, **council.get("roles", {})}
    for role, service in roles.items():
        data = _yaml(services[service])
        phones = data.get("phones", [])
        at_night = [
            phone for phone in phones if re.search("night|weekend|out of hours", phone.get("description", ""), re.I)
        ]
        names |= {f"{role}.name": data["name"], **{f"{role}.phone": phone["number"] for phone in phones[:1]}}
        names |= {f"{role}.night_phone": phone["number"] for phone in (*phones[:1], *at_night[:1])}
    return names


def read_in(card: Any) -> Iterator[str]:
    """Every string that a parent reads in a card; the words of one paragraph or list item are put together.

    A field that is not known here counts as read, so that nothing new goes unproved.
    """
    if isinstance(card, str):
        yield card
    elif isinstance(card, list):
        if card and all(isinstance(part, dict) and "text" in part and "type" not in part for part in card):
            yield "".join(part["text"] for part in card)
            yield from (part["href"] for part in card if "href" in part)
        else:
            for part in card:
                yield from read_in(part)
    elif isinstance(card, dict):
        for name, value in card.items():
            if name not in _NOT_READ:
                yield from read_in(value)


def made_up(card: Any, folder: Path) -> list[str]:
    """What a parent reads in the card, or is sent to, and that does not stand in the content of `folder`."""
    known = passages_of(folder)
    return [text for text in read_in(card) if text and text not in known]


def _front(text: str) -> str:
    match = _FRONT.match(text)
    assert match, text[:40]
    return match.group(1)


def _values(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value.strip()
    elif isinstance(value, dict):
        for part in value.values():
            yield from _values(part)
    elif isinstance(value, list):
        for part in value:
            yield from _values(part)


def _prose(body: str) -> Iterator[str]:
    """Blocks are parted by empty lines; each list item begins with its marker."""
    for block in re.split(r"\n\s*\n", body):
        for piece in re.split(r"\n(?=\s*(?:-|\*|\d+\.)\s)", block.strip()):
            words = " ".join(_MARKER.sub("", piece).split())
            yield from (address for _, address in _LINK.findall(words))
            yield re.sub(r"(\*\*|__|(?<!\w)[*_]|[*_](?!\w))", "", _LINK.sub(r"\1", words))
