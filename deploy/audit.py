"""Looks up known advisories for everything that is installed, and checks that docs/security.md covers each.

Ends with 0 if every advisory is covered there, 1 if one is not, and 3 if they could not be looked up: that
is not the same as none. Uses nothing but Python itself and pip-audit, which has an environment of its own.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
PIP_AUDIT = ROOT / "var" / "audit" / "bin" / "pip-audit"
OPTIONS = ("--no-deps", "--disable-pip", "--format", "json", "--progress-spinner", "off")
TOLD, NOT_TOLD, NOT_LOOKED_UP = 0, 1, 3


@dataclass(frozen=True)
class Advisory:
    """One advisory of one package.

    Attributes:
        names: by which it is known, such as ("PYSEC-2021-1", "CVE-2021-1").
        package: with its version.
        fixed_in: versions.
    """

    names: tuple[str, ...]
    package: str
    fixed_in: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.package}: {', '.join(self.names)} (fixed in {', '.join(self.fixed_in) or 'no version'})"


@dataclass(frozen=True)
class Lookup:
    """What is known of the packages in one file.

    Attributes:
        advisories: what was found.
        missing: packages that the database does not know, or did not answer for.
        packages: how many there are.
    """

    advisories: tuple[Advisory, ...]
    missing: tuple[str, ...]
    packages: int


class CouldNot(Exception):
    """The database was not reached; the message is the last thing that pip-audit said."""


def look_up(pip_audit: Path, requirements: Path) -> Lookup:
    """Ask the database about one file.

    Args:
        pip_audit: the program.
        requirements: pinned packages.

    Raises:
        CouldNot: there was no answer, or none about any package.
    """
    command = [str(pip_audit), "--requirement", str(requirements), *OPTIONS]
    done = subprocess.run(command, capture_output=True, text=True)
    try:
        packages = json.loads(done.stdout)["dependencies"]
    except (ValueError, KeyError, TypeError) as error:
        raise CouldNot((done.stderr.strip().splitlines() or ["It said nothing."])[-1]) from error
    missing = tuple(package["name"] for package in packages if "skip_reason" in package)
    if len(missing) == len(packages):
        raise CouldNot("The database answers, but knows none of the packages. It may be a mirror without advisories.")
    found = [advisory for package in packages for advisory in _advisories(package)]
    return Lookup(tuple(found), missing, len(packages))


def _advisories(package: dict[str, Any]) -> list[Advisory]:
    name = f"{package['name']} {package.get('version', '')}".strip()
    return [
        Advisory((given["id"], *given.get("aliases", ())), name, tuple(given.get("fix_versions", ())))
        for given in package.get("vulns", ())
    ]


def untold(advisories: Sequence[Advisory], told: str) -> list[Advisory]:
    """The advisories that a text names by none of their names."""
    return [advisory for advisory in advisories if not any(name in told for name in advisory.names)]


def main(pip_audit: Path, folder: Path, told: str) -> int:
    """Look up every file of pinned packages and say what was found.

    Args:
        pip_audit: the program.
        folder: of the files.
        told: the text that must tell of every advisory.
    """
    advisories: list[Advisory] = []
    lost = False
    for requirements in sorted(folder.glob("*.txt")):
        try:
            lookup = look_up(pip_audit, requirements)
        except CouldNot as error:
            lost = True
            print(f"{requirements.name}: NOT LOOKED UP. {error}")
            continue
        advisories += lookup.advisories
        print(f"{requirements.name}: {lookup.packages} packages, {len(lookup.advisories)} advisories.")
        if lookup.missing:
            print(f"  Not known to the database: {', '.join(lookup.missing)}")
    fresh = untold(advisories, told)
    for advisory in fresh:
        print(f"Not mentioned in docs/security.md: {advisory}")
    if lost:
        print("The advisories could not be looked up; this says nothing about whether there are any.")
    return NOT_TOLD if fresh else NOT_LOOKED_UP if lost else TOLD


if __name__ == "__main__":
    sys.exit(main(PIP_AUDIT, ROOT / "requirements", (ROOT / "docs" / "security.md").read_text(encoding="utf-8")))
