"""Where services are, and how far that is from a place: as the crow flies, without anybody's map."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.files.records import Content, Service
from knowledge.nearby.outward_codes import outward_code, outward_codes, without_postcode

EARTH_MILES = 3958.8


@dataclass(frozen=True)
class Spot:
    """A place on the map: a town or village, or the middle of a postcode area.

    Attributes:
        name: as parents read it, such as "Oakham" or "LE15".
    """

    name: str
    latitude: float
    longitude: float


def miles_between(one: Spot, other: Spot) -> float:
    """The distance of two places over a round earth."""
    south, north = math.radians(one.latitude), math.radians(other.latitude)
    up, along = (north - south) / 2, math.radians(other.longitude - one.longitude) / 2
    chord = math.sin(up) ** 2 + math.cos(south) * math.cos(north) * math.sin(along) ** 2
    return 2 * EARTH_MILES * math.asin(math.sqrt(chord))


def distance_in_words(one: Spot, other: Spot) -> str:
    """How far it is between two places, no more precisely than is known."""
    if one.name == other.name:
        return f"In {one.name}"
    miles = round(miles_between(one, other))
    told = "Less than 1 mile" if miles < 1 else f"About {miles} mile{'s' if miles > 1 else ''}"
    return f"{told}, as the crow flies"


class Gazetteer:
    """The places that the content knows.

    Args:
        content: `place_points` of its council, and the addresses of its services.
    """

    def __init__(self, content: Content) -> None:
        self._area = content.council.area
        self._counties = {_key(name) for name in (content.council.area, *content.council.neighbours)}
        self._named = {_key(name): Spot(name, *point) for name, point in _points(content.council.place_points)}
        self._listed = tuple(spot.name for spot in self._named.values())
        for service in content.services.values():
            for town, spot in self._towns(service):
                self._named.setdefault(_key(town), spot)

    @property
    def names(self) -> tuple[str, ...]:
        """The places of the council's list, as parents can name them."""
        return self._listed

    def find(self, text: str) -> Spot | None:
        """The place that a text names: a postcode by its first part, or the longest name; None if it names none."""
        code = outward_code(text)
        if code in outward_codes():
            return _of_code(str(code))
        said = f" {_key(text)} "
        known = (key for key in sorted(self._named, key=len, reverse=True) if f" {key} " in said)
        return next((self._named[key] for key in known), None)

    def is_whole_area(self, text: str) -> bool:
        """Whether a text is the name of the council's area: nothing is far from all of it."""
        return _key(text) == _key(self._area)

    def of(self, service: Service) -> Spot | None:
        """Where a service is held, by the town or else the postcode of its address; None if that is not known."""
        parts = (_key(without_postcode(part)) for part in reversed((service.address or "").split(",")))
        named = next((self._named[part] for part in parts if part in self._named), None)
        code = outward_code(service.address or "")
        return named or (_of_code(str(code)) if code in outward_codes() else None)

    def _towns(self, service: Service) -> Iterator[tuple[str, Spot]]:
        """The town of an address that ends with a town and a postcode: as far as we know, in the middle of its area."""
        code, parts = outward_code(service.address or ""), map(without_postcode, (service.address or "").split(","))
        towns = [part for part in parts if part and _key(part) not in self._counties]
        if code in outward_codes() and len(towns) > 1 and not re.search(r"\d", towns[-1]):
            yield towns[-1], Spot(towns[-1], *outward_codes()[str(code)])


def _of_code(code: str) -> Spot:
    return Spot(code, *outward_codes()[code])


def _points(lines: tuple[str, ...]) -> Iterator[tuple[str, tuple[float, float]]]:
    """Places by their lines, such as "Oakham: 52.67, -0.73"."""
    for line in lines:
        name, point = line.split(":")
        latitude, longitude = point.split(",")
        yield name.strip(), (float(latitude), float(longitude))


def _key(text: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", text.casefold().replace("'", "").replace("’", "")))
