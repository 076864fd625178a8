"""What every council has under another name or number: kept once by the council, named in texts as {council.phone}."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

_PLACE = re.compile(r"\{([^{}\n]*)\}")
_BRACE = re.compile(r"[{}]")
RATE = "rate."
"""How the placeholders begin that `rates` fills."""
_AT_NIGHT = re.compile(r"\bnights?\b|\bout[ -]of[ -](office[ -])?hours\b|\bweekends?\b", re.IGNORECASE)
"""How a number says that it is for when the office is closed. Without such a number, it is the first."""
OF_A_SERVICE = ("name", "phone", "email", "url", "address")
"""What a placeholder can say of the service that fills a role, such as {sendiass.name}."""


@dataclass(frozen=True)
class Names:
    """What a council calls things.

    Attributes:
        words: each placeholder, without braces, and what is said in its place.
        roles: each role that a service of the council fills, and the id of that service.
    """

    words: tuple[tuple[str, str], ...] = ()
    roles: tuple[tuple[str, str], ...] = ()

    @cached_property
    def _said(self) -> Mapping[str, str]:
        return dict(self.words)

    @cached_property
    def _long(self) -> tuple[str, ...]:
        """The names of several words, the longest first."""
        return tuple(sorted((said for _, said in self.words if " " in said), key=len, reverse=True))

    @cached_property
    def service_of(self) -> Mapping[str, str]:
        """The id of the service that fills a role."""
        return dict(self.roles)

    def filled(self, text: str) -> str:
        """`text` with every placeholder that is known filled in. Lines stay as they are."""
        return _PLACE.sub(lambda found: self._said.get(found[1], found[0]), text)

    def shortened(self, text: str) -> str:
        """`text` with each name that fills a placeholder as one word, the longest names first."""
        for name in self._long:
            text = text.replace(name, "-".join(name.split()))
        return text


def left_over(text: str) -> Iterator[tuple[int, str]]:
    """The braces that are left in a text that was filled: the line, counted from 1, and the words with the brace."""
    rest = text
    for found in _PLACE.finditer(text):
        if not found[1].startswith(RATE):
            yield text.count("\n", 0, found.start()) + 1, found[0]
        rest = rest.replace(found[0], " " * len(found[0]))
    for found in _BRACE.finditer(rest):
        yield rest.count("\n", 0, found.start()) + 1, found[0]


def words_of_council(data: Mapping[str, Any]) -> dict[str, str]:
    """The placeholders that council.yml fills by itself."""
    contact = data.get("main_contact") or {}
    known = {f"council.{name}": data.get(name) for name in ("name", "area", "assistant")}
    known |= {f"council.{name}": contact.get(name) for name in ("phone", "email", "url", "address")}
    known |= {f"local_offer.{name}": value for name, value in (data.get("local_offer") or {}).items()}
    known |= data.get("names") or {}
    return {name: value for name, value in known.items() if isinstance(value, str)}


def words_of_service(role: str, service: Any) -> dict[str, str]:
    """The placeholders about the service that fills a role."""
    known = {name: getattr(service, name, None) for name in OF_A_SERVICE}
    known["phone"] = service.phones[0]["number"] if service.phones else None
    at_night = (phone["number"] for phone in service.phones if _AT_NIGHT.search(phone.get("description", "")))
    known["night_phone"] = next(at_night, known["phone"])
    return {f"{role}.{name}": value for name, value in known.items() if value}
