"""Looks, before anything is started or installed, whether it can work.

What is looked at before the set-up uses nothing but Python itself.
"""

from __future__ import annotations

import os
import shutil
import socket
import sys

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
    """Which ports are taken by somebody else."""
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


def built_faults() -> list[str]:
    """What is damaged of all that was built."""
    from bot.start import MODEL, ModelDamaged, verify_model
    from knowledge import versions
    from knowledge.faults import KnowledgeError
    from knowledge.settings import Paths

    faults = []
    for look in (lambda: versions.in_use(Paths.from_environment().index), lambda: verify_model(MODEL)):
        try:
            look()
        except (KnowledgeError, ModelDamaged) as error:
            faults.append(str(error))
    return faults


def main() -> int:
    """Check what is named on the command line ("setup", "built", "ports"); 1 where something is in the way."""
    checks = {"setup": setup_faults, "built": built_faults, "ports": port_faults}
    faults = [fault for name in sys.argv[1:] for fault in checks[name]()]
    for fault in faults:
        print(fault, file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
