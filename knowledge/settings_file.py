"""The file with the settings of an installation, which every command reads: deploy/assistant.env."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator, MutableMapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from knowledge.settings import ROOT

FILE = ROOT / "deploy" / "assistant.env"
NAMES_THE_FILE = "ASSISTANT_SETTINGS"
"""The variable that names another file."""
KNOWN = frozenset(
    """
    HOST PORT RASA_PORT ACTIONS_PORT STATE WEB_CONCURRENCY PUBLIC_ORIGIN TRUSTED_PROXIES OFFICE_HOURS KEEP_DAYS
    ASSISTANT_ORIGINS ASSISTANT_LINK_HOSTS ASSISTANT_FEED_HOSTS ASSISTANT_SECRET RASA_TOKEN METRICS_TOKEN BACKUP_KEY
    SSO_ISSUER SSO_CLIENT_ID SSO_CLIENT_SECRET SSO_GROUPS_CLAIM SSO_EDITORS SSO_TESTERS STAFF_PASSWORDS
    ASSISTANT_CONTENT ASSISTANT_ENGLAND ASSISTANT_INDEX ASSISTANT_MODEL ASSISTANT_ENCODER ASSISTANT_ENCODERS
    RECORDS_URL TRACKER_URL LOCKS_URL LIMITS_URL RASA_URL ACTIONS_URL LIMIT_VISITOR LIMIT_EVERYONE LOG_FORMAT
    MAIL_HOST MAIL_PORT MAIL_SECURITY MAIL_USER MAIL_PASSWORD MAIL_FROM MAIL_TO
    SANIC_HOST SQL_POOL_SIZE SQL_MAX_OVERFLOW OMP_NUM_THREADS OPENBLAS_NUM_THREADS TOKENIZERS_PARALLELISM
    HF_HUB_OFFLINE TF_CPP_MIN_LOG_LEVEL RASA_TELEMETRY_ENABLED SQLALCHEMY_SILENCE_UBER_WARNING PYTHONUNBUFFERED
    """.split()
)
"""Every setting that the file may hold."""
_LINE = re.compile(r"([A-Za-z_][A-Za-z0-9_]*)=(.*)")
_QUOTED = re.compile(r"""(["'])([^"'\\]*)\1""")


@dataclass(frozen=True)
class SettingFault:
    """One thing that is wrong with the settings.

    Attributes:
        setting: its name, or the file with its line.
        problem: what is wrong, with the value unless it is secret.
        remedy: what to do about it.
    """

    setting: str
    problem: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.setting}: {self.problem} {self.remedy}"


@dataclass(frozen=True)
class SettingsFile:
    """What a settings file says.

    Attributes:
        path: the file.
        values: the settings by name.
        faults: what is wrong with its lines and names; whether the values can be right is decided elsewhere.
    """

    path: Path
    values: dict[str, str]
    faults: tuple[SettingFault, ...]


def path_in(environment: MutableMapping[str, str]) -> Path:
    """The settings file of an installation; it need not be there."""
    return Path(environment.get(NAMES_THE_FILE) or FILE)


def read(path: Path) -> SettingsFile:
    """Read a settings file as systemd does: NAME=value, one a line, "#" before a remark.

    Args:
        path: the file; where there is none, nothing is set.
    """
    values: dict[str, str] = {}
    faults: list[SettingFault] = []
    try:
        lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", None) or "it is not UTF-8"
        remedy = "Run the command as the user of the service, such as: su assistant -c '...'"
        return SettingsFile(path, {}, (SettingFault(str(path), f"The file cannot be read ({why}).", remedy),))
    for number, line in enumerate(map(str.strip, lines), 1):
        if not line or line.startswith(("#", ";")):
            continue
        name, value, found = _setting(line, f"{path}, line {number}", values)
        faults += found
        if name:
            values[name] = value
    return SettingsFile(path, values, tuple(faults))


def into_environment(environment: MutableMapping[str, str] | None = None) -> None:
    """Set what the settings file sets and the environment does not. Every command begins with this.

    Args:
        environment: changed in place; by default, this process's own.

    Raises:
        SystemExit: the file cannot be used as it is; the message says what to correct. Half of its settings
            would send a command to the wrong database.
    """
    environment = os.environ if environment is None else environment
    file = read(path_in(environment))
    if NAMES_THE_FILE in environment and not file.path.exists():
        sys.exit(f"{NAMES_THE_FILE} is {file.path}, and there is no such file. Name the settings file, or unset it.")
    if file.faults:
        sys.exit("\n".join(map(str, file.faults)))
    for name, value in file.values.items():
        environment.setdefault(name, value)


def _setting(line: str, where: str, before: dict[str, str]) -> tuple[str, str, list[SettingFault]]:
    """Name, value and faults of a line; no name where it is no setting."""
    found = _LINE.fullmatch(line)
    if not found:
        return "", "", [SettingFault(where, "The line is not a setting.", "Write NAME=value, or # before a remark.")]
    name, value = found[1], found[2].strip()
    quoted = _QUOTED.fullmatch(value)
    return name, quoted[2] if quoted else value, list(_faults(name, value, where, name in before, bool(quoted)))


def _faults(name: str, value: str, where: str, twice: bool, quoted: bool) -> Iterator[SettingFault]:
    if name not in KNOWN:
        near = get_close_matches(name.upper(), sorted(KNOWN), n=1, cutoff=0.6)
        remedy = f"Did you mean {near[0]}?" if near else "Take it out, or look for its name in README.md."
        yield SettingFault(name, f"There is no such setting ({where}).", remedy)
    if twice:
        yield SettingFault(name, f"It is set a second time ({where}).", "Keep one of the two lines.")
    if not quoted and set(value) & set("\"'\\"):
        remedy = "Leave them out; in an address, write %22, %27 and %5C."
        yield SettingFault(name, f"The value holds quotation marks or a backslash ({where}).", remedy)
