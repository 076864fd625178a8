"""What a system made of a message, and what a system is: one form for all that are compared."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import requests


@dataclass(frozen=True)
class Ranking:
    """What a system did with one message.

    Attributes:
        shown: id of the topic shown, or that would be shown were nothing refused; None where there is none.
        offered: ids of topics, the best first.
        section: id of the section shown; None where the system has no sections.
        answered: the system answers as it stands, rather than refusing.
        confidence: higher the surer the system is that the message can be answered, on a scale of its own.
    """

    shown: str | None
    offered: tuple[str, ...]
    section: str | None
    answered: bool
    confidence: float


class Peer(Protocol):
    """A system that is compared.

    Attributes:
        name: for the tables.
    """

    name: str

    def rank(self, texts: Sequence[str]) -> list[Ranking]:
        """What it makes of each message, each by itself."""
        ...


class Served(Peer, Protocol):
    """A system that answers over HTTP.

    Attributes:
        processes: id of each process by name; those that it started count with it.
    """

    processes: Mapping[str, int]

    def begin(self, session: requests.Session) -> Callable[[str], object]:
        """Begin a conversation; what is returned asks a message in it and waits for the reply."""
        ...
