"""`python3 -m deploy.upgrade FOLDER`: puts the version of the program in a folder in use, or goes back by itself.

Run it as root, in that folder. What the program needs is built there, beside the version in use. The content is checked
against the new version's rules before anything is switched, and a backup is taken. Uses nothing but Python itself.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from knowledge import settings_file

PYTHON = ".venv/bin/python"
KEPT = ("editing", "imports", "widget")
"""Folders in `var` that every version goes on with."""
OUTSIDE = ("ASSISTANT_CONTENT", "RECORDS_URL", "TRACKER_URL")
"""Settings that must name places outside the program, or an upgrade would leave them behind."""
INSTALL = ["make", ".venv/.installed"]
PATIENCE_SECONDS = 180.0
PAUSE_SECONDS = 1.0

Run = Callable[[Sequence[str], Path], None]
"""Runs a command in a folder, and raises CalledProcessError if it fails."""


class UpgradeFailed(Exception):
    """The version in use is the one from before; the message says why and what to do."""


@dataclass(frozen=True)
class Server:
    """Where things are on a server.

    Attributes:
        current: a link to the folder of the version in use, which the units name.
        state: what stays from version to version: settings, drafts, backups.
        user: who runs the service, and builds.
    """

    current: Path = Path("/opt/local-offer-assistant")
    state: Path = Path("/var/lib/local-offer-assistant")
    user: str = "assistant"

    @property
    def settings(self) -> Path:
        """The settings file."""
        return self.state / "assistant.env"


@dataclass(frozen=True)
class Group:
    """Units that are restarted together, so that others go on answering.

    Attributes:
        units: their names.
        addresses: what must answer before the next group.
    """

    units: tuple[str, ...]
    addresses: tuple[str, ...]


def groups(port: str) -> tuple[Group, ...]:
    """The units of deploy/systemd in the order in which parents notice least.

    Args:
        port: of the gateway.
    """
    pairs = [
        Group(
            (f"assistant-actions@{actions}", f"assistant-rasa@{rasa}"),
            (f"http://127.0.0.1:{actions}/health", f"http://127.0.0.1:{rasa}/webhooks/rest/"),
        )
        for actions, rasa in ((5155, 5105), (5156, 5106))
    ]
    gateway = ("assistant-gateway", "assistant-tidy", "assistant-knowledge")
    return (*pairs, Group(gateway, (f"http://127.0.0.1:{port}/readyz",)))


def upgrade(new: Path, server: Server, run: Run, answers: Callable[[str], bool], patience: float) -> str:
    """Build a version, switch to it, and go back if it does not answer.

    Args:
        new: its folder.
        server: where things are.
        run: runs a command.
        answers: whether an address answers well.
        patience: how long each group of units may take to answer, in seconds.

    Returns:
        What to tell.

    Raises:
        UpgradeFailed: the new version is not in use.
    """
    settings = _settings(server)
    old = server.current.resolve() if server.current.is_symlink() else None
    if old is None and server.current.exists():
        raise UpgradeFailed(
            f"{server.current} is a folder. Move it to a name of its own; this command makes a link there."
        )
    link_state(new, server)
    try:
        for command in before(server, is_first=old is None):
            run(_as_user(server, command), new)
    except subprocess.CalledProcessError as error:
        raise UpgradeFailed(f"Nothing was switched: {_said(error)}. Fix the problem and run this again.") from error
    order = groups(settings.get("PORT", "8000"))

    def restart() -> None:
        _restart(order, run, answers, patience, server.current)

    switch(server.current, new)
    try:
        restart()
    except (subprocess.CalledProcessError, TimeoutError) as error:
        raise UpgradeFailed(_gone_back(error, old, server, restart)) from error
    return f"{new} is in use." + (f" The version before is in {old}; remove it when you like." if old else "")


def prepare(new: Path, server: Server, run: Run) -> str:
    """Get a version ready for a restore, on a machine on which nothing is yet.

    Args:
        new: its folder.
        server: where things are.
        run: runs a command.

    Returns:
        What to tell.

    Raises:
        UpgradeFailed: what it needs could not be installed.
    """
    link_state(new, server)
    try:
        run(_as_user(server, INSTALL), new)
    except subprocess.CalledProcessError as error:
        raise UpgradeFailed(f"Nothing was restored yet: {_said(error)}. Fix the problem and run this again.") from error
    return "Restore the backup now: .venv/bin/python -m deploy.restore FILE"


def before(server: Server, *, is_first: bool) -> list[list[str]]:
    """What is run in the new version's folder before the switch: any of it may fail, and nothing has changed."""
    kept = str(server.state / "backups" / f"{datetime.now():%Y-%m-%dT%H%M%S}-before-upgrade")
    return [
        INSTALL,
        [PYTHON, "-m", "web_widget", "check-settings"],
        [PYTHON, "-m", "knowledge", "check"],
        ["make", "build"],
        # Once more: only with an index is it measured how well danger is noticed.
        [PYTHON, "-m", "knowledge", "check"],
        *([] if is_first else [[PYTHON, "-m", "deploy.backup", kept]]),
        [PYTHON, "-m", "web_widget", "migrate"],
    ]


def link_state(new: Path, server: Server) -> None:
    """Let a version use what every version goes on with.

    Raises:
        UpgradeFailed: something is where a link must be.
    """
    owner = new.stat()
    for folder in (new / "var", server.state / "backups", *(server.state / name for name in KEPT)):
        if not folder.exists():
            folder.mkdir()
            os.chown(folder, owner.st_uid, owner.st_gid)
    links = {new / "deploy" / "assistant.env": server.settings}
    links |= {new / "var" / name: server.state / name for name in KEPT}
    for link, target in links.items():
        if link.exists() and not link.is_symlink():
            raise UpgradeFailed(f"{link} is there. Move what is in it to {target}, and run this again.")
        switch(link, target)


def switch(current: Path, folder: Path) -> None:
    """Let a link name another folder, in one step."""
    scratch = current.with_name(f".{current.name}.new")
    scratch.unlink(missing_ok=True)
    scratch.symlink_to(folder)
    scratch.replace(current)


def _settings(server: Server) -> dict[str, str]:
    file = settings_file.read(server.settings)
    if not file.path.exists():
        raise UpgradeFailed(f"There are no settings. Copy deploy/assistant.env.example to {file.path} and fill it in.")
    if missing := [name for name in OUTSIDE if not file.values.get(name)]:
        raise UpgradeFailed(
            f"Set {', '.join(missing)} in {file.path}: what is inside the program stays in its old version."
        )
    return file.values


def _as_user(server: Server, command: Sequence[str]) -> list[str]:
    return ["runuser", "-u", server.user, "--", *command]


def _restart(order: Sequence[Group], run: Run, answers: Callable[[str], bool], patience: float, folder: Path) -> None:
    """Restart all units; TimeoutError if one does not answer in time."""
    for group in order:
        run(["systemctl", "restart", *group.units], folder)
        deadline = time.monotonic() + patience
        for address in group.addresses:
            while not answers(address):
                if time.monotonic() > deadline:
                    raise TimeoutError(f"{address} did not answer well within {patience:g} seconds")
                time.sleep(min(PAUSE_SECONDS, patience))


def _gone_back(error: Exception, old: Path | None, server: Server, restart: Callable[[], None]) -> str:
    """Go back to the version before; what to tell."""
    why = f"The new version was not taken: {_said(error)}"
    logs = "What it said: journalctl -u 'assistant-*'."
    if old is None:
        return f"{why}. There is no version before it to go back to. {logs}"
    switch(server.current, old)
    try:
        restart()
    except (subprocess.CalledProcessError, TimeoutError) as another:
        return f"{why}. {old} is back, but does not answer either: {_said(another)}. {logs}"
    return f"{why}. {old} is back and answers. {logs}"


def _said(error: Exception) -> str:
    if isinstance(error, subprocess.CalledProcessError):
        return f"{' '.join(map(str, error.cmd))} ended with {error.returncode}"
    return str(error)


def _run(command: Sequence[str], folder: Path) -> None:
    print(f"> {' '.join(command)}", flush=True)
    subprocess.run(command, cwd=folder, check=True)


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=10) as reply:
            return bool(reply.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def main() -> int:
    """Upgrade; 1 if the version from before is in use."""
    parser = argparse.ArgumentParser(prog="python3 -m deploy.upgrade", description=__doc__)
    parser.add_argument("folder", type=Path, help="of the new version, which belongs to the user of the service")
    parser.add_argument("--prepare", action="store_true", help="only install what it needs, for a restore")
    options = parser.parse_args()
    new = options.folder.resolve()
    try:
        if options.prepare:
            print(prepare(new, Server(), _run))
        else:
            print(upgrade(new, Server(), _run, _answers, PATIENCE_SECONDS))
    except UpgradeFailed as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
