"""`python -m deploy.council NAME`: settings for one more council on this machine, apart from every other's."""

from __future__ import annotations

import argparse
import re
import secrets
import sys
from collections.abc import Iterable
from pathlib import Path

from deploy.upgrade import Server
from knowledge import settings_file
from web_widget.settings_apart import DEFAULTS, PORTS

NAME = re.compile(r"[a-z][a-z0-9-]*")
STEP = 10
"""How far the ports of one council are from those of the next."""
_TEXT = """\
# The settings of {name}. The other settings are in deploy/assistant.env.example.
# To look them over: ASSISTANT_SETTINGS={file} .venv/bin/python -m web_widget check-settings
HOST=127.0.0.1
PORT={PORT}
RASA_PORT={RASA_PORT}
ACTIONS_PORT={ACTIONS_PORT}
# The address under which browsers reach this council's assistant, such as https://assistant.testshire.example
PUBLIC_ORIGIN=
TRUSTED_PROXIES=1
ASSISTANT_SECRET={secret}
RASA_TOKEN={token}

# All that this council keeps is in one folder.
STATE={home}
ASSISTANT_CONTENT={home}/content
ASSISTANT_INDEX={home}/index
ASSISTANT_MODEL={home}/models/assistant.tar.gz
RECORDS_URL=sqlite:///{home}/records.db
TRACKER_URL=sqlite:///{home}/trackers.db
"""


class NotWritten(Exception):
    """There are no settings for this council; the message says why and what to do."""


def write(name: str, folder: Path) -> Path:
    """Write the settings of one more council, with ports and secrets that no other has.

    Args:
        name: in small letters, such as "wexshire".
        folder: of the settings of every council on this machine.

    Returns:
        the settings file, which only its owner can read.

    Raises:
        NotWritten: the name cannot be used, or has settings already, or the folder cannot be written.
    """
    if not NAME.fullmatch(name):
        raise NotWritten(
            f'"{name}" cannot be used as a file name. Use small letters, digits and hyphens, such as wexshire.'
        )
    file, home = folder.resolve() / f"{name}.env", folder.resolve() / name
    if file.exists() or home.exists():
        raise NotWritten(f"{file if file.exists() else home} is there already. Choose another name, or go on with it.")
    secret, token = (secrets.token_urlsafe(32) for _ in range(2))
    ports = dict(zip(PORTS, free_ports(folder.glob("*.env")), strict=True))
    text = _TEXT.format(name=name, file=file, home=home, secret=secret, token=token, **ports)
    try:
        home.mkdir(parents=True)
        (home / "models").mkdir()
        file.touch(mode=0o600)
        file.write_text(text, encoding="utf-8")
    except OSError as error:
        raise NotWritten(f"{folder} cannot be written ({error.strerror}). Run this as the service's user.") from error
    return file


def free_ports(files: Iterable[Path]) -> tuple[int, ...]:
    """A port for each part that no settings name, the same distance above the usual ones.

    Args:
        files: the settings of the councils that are there.
    """
    taken = {int(DEFAULTS[name]) for name in PORTS}
    for file in files:
        values = settings_file.read(file).values
        taken |= {int(values[name]) for name in PORTS if values.get(name, "").isdecimal()}
    step = STEP
    while taken & {int(DEFAULTS[name]) + step for name in PORTS}:
        step += STEP
    return tuple(int(DEFAULTS[name]) + step for name in PORTS)


def main(arguments: list[str] | None = None) -> int:
    """Write the settings and say what comes next; 1 where that cannot be."""
    parser = argparse.ArgumentParser(prog="python -m deploy.council", description=__doc__)
    parser.add_argument("name", help="of the council, in small letters, such as wexshire")
    parser.add_argument("--folder", type=Path, default=Server().state, help="of the settings of all councils here")
    options = parser.parse_args(arguments)
    try:
        file = write(options.name, options.folder)
    except NotWritten as error:
        print(error, file=sys.stderr)
        return 1
    print(f"Written: {file}\nFill in PUBLIC_ORIGIN there. Then write the council's content, and start:")
    print(f"  .venv/bin/python -m knowledge new-council {file.with_suffix('')}/content")
    print(f"  ASSISTANT_SETTINGS={file} make run")
    return 0


if __name__ == "__main__":
    sys.exit(main())
