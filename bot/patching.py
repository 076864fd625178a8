"""`apply` patches another package, and `check` refuses a package that a patch was not made for.

Without the check, a patch would silently do nothing once a name is gone.
"""

from __future__ import annotations

import importlib
import inspect
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Any

from rasa.version import __version__ as installed


class PatchRefused(Exception):
    """Rasa is not what a patch was made for; the message says what differs and what to do."""


@dataclass(frozen=True)
class Patch:
    """One part of Rasa that is not used as it is.

    Attributes:
        target: its module and its name there, such as "rasa.core.run:load_agent_on_start".
        parameters: the names of what it takes in the Rasa that the patch was made for.
        why: what goes wrong without the patch.
        replacement: takes the original and returns its replacement; None if a class of ours overrides it.
        version: the Rasa that it was made for, without the last number.
    """

    target: str
    parameters: tuple[str, ...]
    why: str
    replacement: Callable[[Any], Any] | None = None
    version: str = "3.6"

    @property
    def owner(self) -> Any:
        """The module or class that has it.

        Raises:
            ImportError, AttributeError: it is gone.
        """
        module, _, path = self.target.partition(":")
        return reduce(getattr, path.split(".")[:-1], importlib.import_module(module))

    @property
    def name(self) -> str:
        """Its own name."""
        return self.target.replace(":", ".").rpartition(".")[2]


def check(patches: Sequence[Patch], version: str = installed) -> None:
    """See that Rasa is what the patches were made for.

    Raises:
        PatchRefused: it is not.
    """
    for patch in patches:
        if version.rpartition(".")[0] != patch.version:
            raise _refused(patch, f"It was made for Rasa {patch.version}, and Rasa {version} is installed.")
        try:
            found = tuple(inspect.signature(getattr(patch.owner, patch.name)).parameters)
        except (ImportError, AttributeError):
            raise _refused(patch, f"Rasa {version} has no such name.") from None
        if found != patch.parameters:
            now, before = ", ".join(found), ", ".join(patch.parameters)
            raise _refused(patch, f"In Rasa {version} it takes {now}; {before} before.")


def _refused(patch: Patch, difference: str) -> PatchRefused:
    return PatchRefused(
        f"Rasa's {patch.target} cannot be patched. {difference} The patch is there for this reason: {patch.why} "
        "See what Rasa does now, then correct bot/rasa_patches.py, or install the Rasa of requirements/lock.txt."
    )


def apply(patches: Sequence[Patch]) -> None:
    """Put the replacements in place for the rest of this process.

    Raises:
        PatchRefused: Rasa is not what they were made for. Nothing is replaced.
    """
    check(patches)
    for patch in patches:
        if patch.replacement is not None:
            setattr(patch.owner, patch.name, patch.replacement(getattr(patch.owner, patch.name)))
