"""What an attack is, and its outcome."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True)
class Held:
    """The outcome of an attack.

    Attributes:
        figure: what was measured, such as 0.3.
        most: the figure may not be above this.
        unit: of both, in words.
    """

    figure: float
    most: float
    unit: str

    @property
    def well(self) -> bool:
        """Whether the attack was held."""
        return self.figure <= self.most


@dataclass(frozen=True)
class Attack(Generic[T]):
    """An attack on something: the running system, or a folder.

    Attributes:
        name: what is done, in words.
        door: the entrance in docs/security.md that it tries.
        run: does it.
    """

    name: str
    door: str
    run: Callable[[T], Held]
