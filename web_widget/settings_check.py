"""Looks over the settings of an installation and tells everything that is wrong with them at once."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Mapping, MutableMapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

from limits import parse_many
from sqlalchemy.engine.url import make_url
from sqlalchemy.exc import ArgumentError

from knowledge import settings_file
from knowledge.settings import ROOT, THIS_MACHINE
from knowledge.settings_file import SettingFault
from web_widget.gateway.office_hours import OfficeHours
from web_widget.mail.settings import Security
from web_widget.settings_apart import apart_faults
from web_widget.settings_mail import address_faults, mail_faults
from web_widget.settings_sso import issuer_faults, sso_faults

SHORTEST_SECRET = 32
SECRETS = ("ASSISTANT_SECRET", "RASA_TOKEN")
"""What an installation with a settings file must have of its own."""
NUMBERS = {
    **dict.fromkeys(("PORT", "RASA_PORT", "ACTIONS_PORT", "MAIL_PORT"), (1, 65_535)),
    **dict.fromkeys(("WEB_CONCURRENCY", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"), (1, 256)),
    "KEEP_DAYS": (0, 366),
    "TRUSTED_PROXIES": (0, 9),
    "SQL_POOL_SIZE": (1, 100),
    "SQL_MAX_OVERFLOW": (0, 100),
}
"""The least and the most of each number."""
ADDRESSES = {
    **dict.fromkeys(("RASA_URL", "ACTIONS_URL"), ("http", "https")),
    "LOCKS_URL": ("redis", "rediss"),
    "LIMITS_URL": ("redis", "rediss", "memory"),
}
"""How the address of each part of the assistant may begin."""
DATABASES = ("RECORDS_URL", "TRACKER_URL")
CHOICES = {"LOG_FORMAT": ("text", "json"), "MAIL_SECURITY": tuple(Security), "STAFF_PASSWORDS": ("on", "off")}
_MAKE_ONE = 'Make one: python3 -c "import secrets; print(secrets.token_urlsafe(32))"'
_PLACEHOLDER = re.compile(r"<[^>]*>")
_BACKUP_KEY = re.compile(r"[A-Za-z0-9_-]{43}=")


@dataclass(frozen=True)
class Given:
    """The settings of an installation.

    Attributes:
        values: by name, from the environment and the file.
        has_file: whether there is a settings file, as on a server.
        faults: what is wrong with the file itself, and what it shares with another council's.
    """

    values: Mapping[str, str]
    has_file: bool
    faults: tuple[SettingFault, ...]

    @classmethod
    def of(cls, environment: MutableMapping[str, str]) -> Given:
        """The settings that a command would have in an environment."""
        file = settings_file.read(settings_file.path_in(environment))
        together = {**file.values, **environment}
        known = {name: together[name] for name in settings_file.KNOWN if name in together}
        return cls(known, file.path.exists(), (*file.faults, *apart_faults(known, file.path)))


def start_faults(given: Given) -> list[SettingFault]:
    """The settings that keep the assistant from starting, because they are wrong in themselves."""
    faults = [*given.faults]
    for name, value in sorted(given.values.items()):
        faults += _value_faults(name, value)
    faults += [*mail_faults(given.values), *sso_faults(given.values)]
    return [*faults, *(_secret_faults(given) if given.has_file else ())]


def _value_faults(name: str, value: str) -> Iterator[SettingFault]:
    if _PLACEHOLDER.search(value):
        yield SettingFault(name, "A part in <angle brackets> is still to be filled in.", "Put your own in its place.")
    elif look := _LOOKS.get(name):
        yield from look(name, value)


def _secret_faults(given: Given) -> Iterator[SettingFault]:
    for name in SECRETS:
        if not given.values.get(name):
            yield SettingFault(name, "It is missing.", _MAKE_ONE)


def _secret(name: str, value: str) -> Iterator[SettingFault]:
    if value and len(value) < SHORTEST_SECRET:
        yield SettingFault(name, f"It has {len(value)} characters. It needs at least {SHORTEST_SECRET}.", _MAKE_ONE)


def _origins(name: str, value: str) -> Iterator[SettingFault]:
    for origin in value.split():
        yield from _origin(name, origin)


def _origin(name: str, origin: str) -> Iterator[SettingFault]:
    """An origin must be as browsers send it, letter by letter; otherwise browsers are refused, and nobody sees why."""
    try:
        parts = urlsplit(origin)
        wanted = _as_browsers_send(parts)
    except ValueError:
        wanted = ""
    if not wanted:
        yield SettingFault(name, f'"{origin}" is not a website address.', "Give it as in https://www.testshire.example")
    elif origin != wanted:
        why = _why_not_an_origin(origin, parts)
        yield SettingFault(name, f'"{origin}" {why}, so no browser sends it.', f"Give {wanted}")


def _as_browsers_send(parts: SplitResult) -> str:
    """The origin of an address; empty if it has none."""
    if parts.scheme not in ("http", "https") or not parts.hostname or not parts.netloc.isascii():
        return ""
    scheme = "http" if parts.scheme == "http" and parts.hostname in THIS_MACHINE else "https"
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    usual = {"http": 80, "https": 443}[parts.scheme]
    return f"{scheme}://{host}" + (f":{parts.port}" if parts.port not in (None, usual) else "")


def _why_not_an_origin(origin: str, parts: SplitResult) -> str:
    if parts.path == "/" and not parts.query and not parts.fragment:
        return "ends in a slash"
    if parts.path or parts.query or parts.fragment:
        return "has a path"
    if origin != origin.lower():
        return "has a capital letter"
    if parts.scheme == "http" and parts.hostname not in THIS_MACHINE:
        return "is without https"
    return "has a name, a password or the usual port in it"


def _public_origin(name: str, value: str) -> Iterator[SettingFault]:
    if value:
        yield from _origin(name, value)


def _number(name: str, value: str) -> Iterator[SettingFault]:
    least, most = NUMBERS[name]
    if not (value.isascii() and value.isdecimal() and least <= int(value) <= most):
        yield SettingFault(name, f'It is "{value}".', f"Give a number from {least} to {most}.")


def _address(name: str, value: str) -> Iterator[SettingFault]:
    if value and value.partition("://")[0] not in ADDRESSES[name]:
        forms = " or ".join(f"{scheme}://" for scheme in ADDRESSES[name])
        yield SettingFault(name, f'It is "{_without_password(value)}".', f"Begin it with {forms}")


def _database(name: str, value: str) -> Iterator[SettingFault]:
    remedy = "Give postgresql://user:password@host/database, or sqlite:////folder/file.db"
    try:
        url = make_url(value)
        if url.get_backend_name() not in ("postgresql", "sqlite") or not url.database:
            yield SettingFault(name, f'It is "{_without_password(value)}".', remedy)
    except (ArgumentError, ValueError):
        yield SettingFault(
            name, "This is not a database address.", f"{remedy} In a password, write @ as %40, / as %2F."
        )


def _without_password(url: str) -> str:
    return re.sub(r"://.*@", "://***@", url)


def _rate(name: str, value: str) -> Iterator[SettingFault]:
    try:
        parse_many(value)
    except ValueError:
        yield SettingFault(name, f'It is "{value}".', 'Give how often, such as "300 per minute; 6000 per hour".')


def _hours(name: str, value: str) -> Iterator[SettingFault]:
    try:
        OfficeHours.read(value)
    except ValueError:
        yield SettingFault(name, f'It is "{value}".', "Give it as in: mon-fri 09:00-17:00")


def _choice(name: str, value: str) -> Iterator[SettingFault]:
    if value not in CHOICES[name]:
        yield SettingFault(name, f'It is "{value}".', f"Give one of: {', '.join(CHOICES[name])}.")


def _backup_key(name: str, value: str) -> Iterator[SettingFault]:
    if value and not _BACKUP_KEY.fullmatch(value):
        yield SettingFault(name, "This is not a valid key.", "Make one: .venv/bin/python -m deploy.backup --new-key")


_LOOKS: dict[str, Callable[[str, str], Iterator[SettingFault]]] = {
    **dict.fromkeys((*SECRETS, "METRICS_TOKEN"), _secret),
    **dict.fromkeys(NUMBERS, _number),
    **dict.fromkeys(ADDRESSES, _address),
    **dict.fromkeys(DATABASES, _database),
    **dict.fromkeys(("LIMIT_VISITOR", "LIMIT_EVERYONE"), _rate),
    **dict.fromkeys(CHOICES, _choice),
    "ASSISTANT_ORIGINS": _origins,
    "PUBLIC_ORIGIN": _public_origin,
    "SSO_ISSUER": issuer_faults,
    "OFFICE_HOURS": _hours,
    "BACKUP_KEY": _backup_key,
    **dict.fromkeys(("MAIL_FROM", "MAIL_TO"), address_faults),
}
"""What looks over the value of each setting that can be wrong by itself."""


def folder_faults(values: Mapping[str, str]) -> list[SettingFault]:
    """Folders in which this user cannot write what the assistant writes there."""
    model = ROOT / values.get("ASSISTANT_MODEL", "models/assistant.tar.gz")
    written = {
        "STATE": ROOT / values.get("STATE", "var"),
        "ASSISTANT_CONTENT": Path(values.get("ASSISTANT_CONTENT", ROOT / "knowledge" / "content")),
        "ASSISTANT_INDEX": Path(values.get("ASSISTANT_INDEX", ROOT / "var" / "index")),
        "ASSISTANT_ENCODERS": Path(values.get("ASSISTANT_ENCODERS", ROOT / "var" / "encoders")),
        "ASSISTANT_MODEL": model.parent,
        **{name: folder for name in DATABASES if (folder := _folder_of_database(values.get(name, "")))},
    }
    return [fault for name, folder in written.items() if (fault := _folder_fault(name, folder))]


def _folder_of_database(url: str) -> Path | None:
    if not url.startswith("sqlite:///"):
        return None
    return (ROOT / url.removeprefix("sqlite:///")).parent


def _folder_fault(name: str, folder: Path) -> SettingFault | None:
    there = next(place for place in (folder.absolute(), *folder.absolute().parents) if place.exists())
    if not there.is_dir():
        return SettingFault(name, f"{there} is not a folder.", "Name a folder, or move away the file of that name.")
    if not os.access(there, os.W_OK | os.X_OK):
        return SettingFault(
            name,
            f"{there} cannot be written by this user.",
            f"Run this as the user of the service, or give that user the folder: chown -R assistant: {there}",
        )
    return None
