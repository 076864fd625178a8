"""Several councils on one machine: nothing that one of them keeps, signs with or listens on is another's as well.

Each has a settings file of its own, and the files lie in one folder.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from sqlalchemy.engine.url import make_url
from sqlalchemy.exc import ArgumentError

from knowledge import settings_file
from knowledge.settings import ROOT
from knowledge.settings_file import SettingFault

DEFAULTS = {
    "PORT": "8000",
    "RASA_PORT": "5005",
    "ACTIONS_PORT": "5055",
    "STATE": "var",
    "ASSISTANT_CONTENT": "knowledge/content",
    "ASSISTANT_INDEX": "var/index",
    "ASSISTANT_MODEL": "models/assistant.tar.gz",
    "RECORDS_URL": "sqlite:///var/records.db",
    "TRACKER_URL": "sqlite:///var/trackers.db",
}
"""What an installation uses if its settings name nothing else."""
PORTS = ("PORT", "RASA_PORT", "ACTIONS_PORT")
PLACES = ("STATE", "ASSISTANT_CONTENT", "ASSISTANT_INDEX", "ASSISTANT_MODEL")
DATABASES = ("RECORDS_URL", "TRACKER_URL", "LOCKS_URL", "LIMITS_URL")
ADDRESSES = ("RASA_URL", "ACTIONS_URL", "PUBLIC_ORIGIN")
_SAME_KIND = {"postgres": "postgresql", "rediss": "redis"}
_USUAL_PORTS = {"postgresql": 5432, "redis": 6379}
SECRETS = ("ASSISTANT_SECRET", "RASA_TOKEN")


def other_councils(own: Path) -> tuple[Path, ...]:
    """The settings files of the other councils: those beside one's own that end in .env.

    Args:
        own: it need not be there, and may be a link.
    """
    own = own.resolve()
    return tuple(path for path in sorted(own.parent.glob("*.env")) if path.resolve() != own)


def apart_faults(values: Mapping[str, str], own: Path) -> Iterator[SettingFault]:
    """What this council's settings share with another's. A file that cannot be read stops nobody but its own council.

    Args:
        values: the settings of this council by name.
        own: its settings file.
    """
    mine = used_by(values)
    for path in other_councils(own):
        theirs = settings_file.read(path)
        if not theirs.values:
            continue
        for thing, setting in used_by(theirs.values).items():
            if thing in mine:
                problem = f"It is the same as {setting} in {path}, the settings of another council."
                remedy = f"Give each council its own. If {path.name} is no council's any more, remove it."
                yield SettingFault(mine[thing], problem, remedy)


def used_by(values: Mapping[str, str]) -> dict[tuple[str, str], str]:
    """What an installation keeps, listens on and signs with, and the setting that says so.

    Args:
        values: the settings by name.
    """
    given = {**DEFAULTS, **{name: value for name, value in values.items() if value}}
    used = {("port", given[name]): name for name in PORTS}
    used |= {("place", str((ROOT / given[name]).resolve())): name for name in PLACES}
    used |= {("database", _database(given[name])): name for name in DATABASES if _is_kept(given.get(name, ""))}
    used |= {("address", given[name].rstrip("/")): name for name in ADDRESSES if name in given}
    return used | {("secret", given[name]): name for name in SECRETS if name in given}


def _is_kept(url: str) -> bool:
    """Whether it is kept outside the process that uses it."""
    return bool(url) and not url.startswith("memory:")


def _database(url: str) -> str:
    """Which database an address names, whoever logs in there and however much of the address is left out."""
    try:
        parts = make_url(url)
    except (ArgumentError, ValueError):
        return url
    named = parts.drivername.partition("+")[0]
    kind = _SAME_KIND.get(named, named)
    if kind == "sqlite":
        return str((ROOT / (parts.database or "")).resolve())
    host = "127.0.0.1" if parts.host == "localhost" else parts.host
    database = parts.database or ("0" if kind == "redis" else parts.username)
    return f"{kind}://{host}:{parts.port or _USUAL_PORTS.get(kind)}/{database}"
