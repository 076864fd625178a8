"""A machine whose first process is systemd: the files of an empty Debian, booted by systemd-nspawn.

It has a network of its own, with nothing but a loopback, so that all ports are as they are in deploy/.
"""

from __future__ import annotations

import signal
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.deploy.real import root_files
from tests.deploy.real.telling import say

BOOT_SECONDS = 60
COMMAND_SECONDS = 900
SURROUNDINGS = ["PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "LANG=C.UTF-8", "HOME=/root"]


class DidNotBoot(Exception):
    """systemd did not come up; the message holds what it said."""


@dataclass(frozen=True)
class Machine:
    """A booted machine.

    Attributes:
        files: the folder of its root file system.
        leader: its first process, as seen from outside.
    """

    files: Path
    leader: int

    def run(self, command: str, said: str = "") -> subprocess.CompletedProcess[str]:
        """Run a line of shell in it as root.

        Args:
            command: the line.
            said: what is typed into it.
        """
        enter = ["nsenter", f"--target={self.leader}", "--all", "--root", "--wd"]
        return subprocess.run(
            [*enter, "env", "-i", *SURROUNDINGS, "bash", "-c", command],
            input=said,
            capture_output=True,
            text=True,
            timeout=COMMAND_SECONDS,
            start_new_session=True,  # what asks for a password asks us, not the terminal
        )

    def told(self, command: str, said: str = "") -> str:
        """Run a line that must go well; what it printed."""
        done = self.run(command, said)
        assert done.returncode == 0, f"{command}\nended with {done.returncode}:\n{done.stdout}\n{done.stderr}"
        return done.stdout.strip()

    def write(self, path: str, text: str) -> None:
        """Give a file of it a text; its folder is made."""
        file = self.files / path.lstrip("/")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)


@contextmanager
def booted(shown: Mapping[Path, str] = {}, around: Sequence[str] = ()) -> Iterator[Machine]:
    """A machine, stopped and forgotten afterwards.

    Args:
        shown: folders of this machine that it may read, and where.
        around: words before the command that boots it.

    Raises:
        DidNotBoot: systemd did not come up.
    """
    with root_files.copied() as files:
        (files / "etc" / "machine-id").write_text("")
        log = files.with_suffix(".console")
        binds = [f"--bind-ro={source}:{place}" for source, place in shown.items()]
        command = [*around, "systemd-nspawn", "--quiet", "--register=no", "--keep-unit", "--private-network"]
        command += ["--console=pipe", "--machine=assistant", f"--directory={files}", *binds, "--boot"]
        say("systemd-nspawn --boot: a machine of its own, with a loopback and no other network")
        with log.open("wb") as console:
            process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=console, stderr=console)
        try:
            machine = Machine(files, _leader(process, log))
            _wait_for_systemd(machine, log)
            yield machine
        finally:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(30)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
            log.unlink()


def _leader(process: subprocess.Popen[bytes], log: Path) -> int:
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    deadline = time.monotonic() + BOOT_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        for child in children.read_text().split():
            if Path(f"/proc/{child}/comm").read_text().strip() == "systemd":
                return int(child)
        time.sleep(0.1)
    raise DidNotBoot(log.read_text(errors="replace"))


def _wait_for_systemd(machine: Machine, log: Path) -> None:
    deadline = time.monotonic() + BOOT_SECONDS
    while time.monotonic() < deadline:
        state = machine.run("systemctl is-system-running").stdout.strip()
        if state in ("running", "degraded"):
            failed = machine.told("systemctl list-units --failed --no-legend --plain | cut -d' ' -f1")
            say(f"systemd {machine.told('systemctl --version | sed -n 1p')}: {state} {failed}".rstrip())
            return
        time.sleep(0.5)
    raise DidNotBoot(log.read_text(errors="replace"))
