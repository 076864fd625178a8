"""Looks, before anything is started or installed, whether it can work.

The checks before the set-up use nothing but Python itself.
"""

from __future__ import annotations

import os
import shutil
import socket
import sys
from collections.abc import Iterator
from pathlib import Path

RUNNER = "supervisord -c deploy/supervisord.conf"
PARTS = (RUNNER, "-m actions --port", "bot run", "deploy/gunicorn.conf.py", "web_widget.store", "knowledge watch")
"""What is in the command line of each part."""
NEEDED_GIGABYTES = 6.0
PORTS = {"PORT": "the web page", "RASA_PORT": "Rasa", "ACTIONS_PORT": "the action server"}


def setup_faults() -> list[str]:
    """What stops the set-up from working."""
    faults = []
    if sys.version_info[:2] != (3, 11):
        found = ".".join(str(part) for part in sys.version_info[:3])
        faults.append(f"Python 3.11 is needed and this is {found}. Install it, or run: make PYTHON=/path/to/python3.11")
    free = shutil.disk_usage(".").free / 1e9
    if free < NEEDED_GIGABYTES:
        faults.append(f"{free:.1f} GB are free here and {NEEDED_GIGABYTES:.0f} GB are needed. Make room and try again.")
    return faults


def port_faults() -> list[str]:
    """Which ports another program is using."""
    faults = []
    for name, part in PORTS.items():
        given = os.environ[name]
        if not given.isdecimal() or not 0 < int(given) < 65536:
            faults.append(f'{name} is "{given}", which is not a port. Give a number from 1 to 65535.')
            continue
        port = int(given)
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                faults.append(
                    f"Port {port}, for {part}, is in use. Stop what uses it, or run: make run {name}=<another>"
                )
    return faults


def alone_faults() -> list[str]:
    """What runs here already, or was left over by a process runner that was killed."""
    found = {pid: command for pid, command in _processes_here() if any(part in command for part in PARTS)}
    runners = [pid for pid, command in found.items() if RUNNER in command]
    if runners:
        return [f"The assistant is running here already (process {runners[0]}). Stop it first: kill {runners[0]}"]
    if found:
        ids = " ".join(map(str, sorted(found)))
        return [f"Parts of the assistant are left over from a run that was killed. End them first: kill {ids}"]
    return []


def _processes_here() -> Iterator[tuple[int, str]]:
    """The processes of this folder and of this state, by what the system tells; none where it does not tell."""
    state = f"STATE={os.environ.get('STATE', 'var')}".encode()
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if int(process.name) == os.getpid() or (process / "cwd").resolve() != Path.cwd():
                continue
            if state in (process / "environ").read_bytes().split(b"\0"):
                command = (process / "cmdline").read_bytes().replace(b"\0", b" ")
                yield int(process.name), command.decode(errors="replace")
        except OSError:  # it has ended, or is somebody else's
            continue


def built_faults() -> list[str]:
    """What is damaged of all that was built."""
    from bot.retraining import model_in_use
    from bot.start import ModelDamaged, verify_model
    from knowledge.faults import KnowledgeError
    from knowledge.files import index_folders
    from knowledge.settings import Paths
    from knowledge.settings_file import into_environment

    into_environment()
    faults = []
    for look in (lambda: index_folders.in_use(Paths.from_environment().index), lambda: verify_model(model_in_use())):
        try:
            look()
        except (KnowledgeError, ModelDamaged) as error:
            faults.append(str(error))
    return faults


def settings_faults() -> list[str]:
    """What is wrong with the settings and the folders they name."""
    from web_widget.settings_check import Given, folder_faults, start_faults

    given = Given.of(os.environ)
    return [str(fault) for fault in (*start_faults(given), *folder_faults(given.values))]


def main() -> int:
    """Check what the command line names: alone, setup, settings, built, ports; 1 where something is in the way."""
    checks = {
        "alone": alone_faults,
        "setup": setup_faults,
        "settings": settings_faults,
        "built": built_faults,
        "ports": port_faults,
    }
    faults = [fault for name in sys.argv[1:] for fault in checks[name]()]
    for fault in faults:
        print(fault, file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
