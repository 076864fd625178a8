"""The files of an empty Debian 12 with the packages that docs/running.md names, made once and kept in var/deploy."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

from knowledge.settings import ROOT
from tests.deploy.real.guide import packages
from tests.deploy.real.telling import say

PLACE = ROOT / "var" / "deploy"
BOOTS = ["systemd", "systemd-sysv", "dbus"]
"""What a real machine has at first and an empty folder has not."""
LOCALE = "C.UTF-8"


def base() -> Path:
    """The folder with the files, made if it is not there.

    Raises:
        CalledProcessError: Debian's packages could not be had.
    """
    wanted = sorted({*packages(), *BOOTS, "openssl"})
    folder = PLACE / f"debian-{sha256(' '.join(wanted).encode()).hexdigest()[:12]}"
    if folder.exists():
        return folder
    PLACE.mkdir(parents=True, exist_ok=True)
    say(f"mmdebstrap: an empty Debian 12 with {' '.join(wanted)}; about a minute")
    scratch = folder.with_suffix(".new")
    if scratch.exists():
        shutil.rmtree(scratch)
    command = ["mmdebstrap", "--quiet", "--mode=root", "--variant=minbase", f"--include={','.join(wanted)}"]
    subprocess.run([*command, "bookworm", str(scratch)], check=True, env={**os.environ, "LANG": LOCALE})
    scratch.rename(folder)
    return folder


@contextmanager
def copied() -> Iterator[Path]:
    """A copy of these files to do anything with."""
    made = Path(tempfile.mkdtemp(prefix="run-", dir=base().parent))
    made.chmod(0o755)
    try:
        subprocess.run(["cp", "-a", "--reflink=auto", f"{base()}/.", str(made)], check=True)
        yield made
    finally:
        shutil.rmtree(made)
