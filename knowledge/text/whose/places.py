"""The council areas and towns that a message names, from a kept list."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

COUNCIL_AREAS = Path(__file__).resolve().parents[2] / "england" / "council_areas.yml"
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_LIVES = re.compile(r"\bliv(?:e|es|ing) (?:in|near|at) $")
_COUNCIL = re.compile(r"^ (?:city |county |borough )?council\b", re.IGNORECASE)


@dataclass(frozen=True)
class Place:
    """A place as the list has it.

    Attributes:
        area: the council area, region or country that it is in.
        is_area: it is the area itself, not a town in it.
        health: areas with the same words share their NHS services; empty if that is not known.
        everyday: its name is an ordinary word or a first name, too.
    """

    area: str
    is_area: bool
    health: str = ""
    everyday: bool = False


@dataclass(frozen=True)
class Mention:
    """A place in a message: what is written from `start` to `end`."""

    place: Place
    start: int
    end: int


class Places:
    """Finds the places that a message names.

    Args:
        named: each place by its names.
        home: the area of the council that runs the assistant.
        home_names: what else belongs to it, such as its villages.
    """

    def __init__(self, named: Iterable[tuple[str, Place]], home: str, home_names: Iterable[str] = ()) -> None:
        self.home = home
        places = {_key(name): place for name, place in named}
        extra = {_key(name): Place(home, is_area=False) for name in home_names}
        self._places = {**extra, **places}
        self._health = next((place.health for place in places.values() if place.area == home), "")
        lengths: dict[str, set[int]] = {}
        for key in self._places:
            lengths.setdefault(key[0], set()).add(len(key))
        self._lengths = {first: sorted(found, reverse=True) for first, found in lengths.items()}

    def find(self, text: str) -> tuple[Mention, ...]:
        """The places in `text`, in order. Each word is checked once for each length of a name."""
        return tuple(self._mentions(text))

    def left_out(self, text: str) -> str:
        """`text` without the places that do not belong to the home area; as it is where nothing would be left."""
        kept, end = [], 0
        for mention in self.find(text):
            if not self.is_home(mention.place):
                kept.append(text[end : mention.start])
                end = mention.end
        left = "".join([*kept, text[end:]])
        return left if any(map(str.isalnum, left)) else text

    def is_home(self, place: Place) -> bool:
        """Whether it belongs to the council that runs the assistant."""
        return place.area == self.home

    def shares_health(self, place: Place) -> bool:
        """Whether its NHS services are those of the home area, too."""
        return bool(place.health) and place.health == self._health

    def _mentions(self, text: str) -> Iterator[Mention]:
        words = [(match.start(), match.end(), _plain(match.group())) for match in _WORD.finditer(text)]
        position = 0
        while position < len(words):
            mention = self._mention_at(text, words, position)
            if mention is None:
                position += 1
                continue
            yield mention
            while position < len(words) and words[position][0] < mention.end:
                position += 1

    def _mention_at(self, text: str, words: list[tuple[int, int, str]], position: int) -> Mention | None:
        for length in self._lengths.get(words[position][2], ()):
            part = words[position : position + length]
            place = self._places.get(tuple(word for _, _, word in part))
            if place is not None and self._meant(place, text, part[0][0], part[-1][1]):
                return Mention(place, part[0][0], part[-1][1])
        return None

    def _meant(self, place: Place, text: str, start: int, end: int) -> bool:
        if not place.everyday or self.is_home(place):
            return True
        lives = _LIVES.search(text[max(0, start - 12) : start].lower())
        return bool(lives or _COUNCIL.match(text[end : end + 20]))


@lru_cache(maxsize=4)
def kept_places(home: str, home_names: tuple[str, ...] = (), path: Path = COUNCIL_AREAS) -> Places:
    """The places of the kept list.

    Args:
        home: the area of the council that runs the assistant, such as "Rutland".
        home_names: places that the council serves. Those that the list knows in another area stay there.
        path: of the list.
    """
    data = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return Places(_named(data), home, home_names)


def _named(data: Mapping[str, Any]) -> Iterator[tuple[str, Place]]:
    everyday = {name.lower() for name in data["everyday_words"]}
    for area in (*data["areas"], *data["nations"], *({"name": name} for name in data["regions"])):
        health = area.get("health", "")
        for name in (*area.get("towns", ()), *area.get("also", ()), area["name"]):
            is_area = name == area["name"] or name in area.get("also", ())
            yield name, Place(area["name"], is_area, health, name.lower() in everyday)


def _key(name: str) -> tuple[str, ...]:
    return tuple(_plain(word) for word in _WORD.findall(name))


def _plain(word: str) -> str:
    return word.lower().replace("’", "'").removesuffix("'s")
