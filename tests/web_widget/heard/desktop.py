"""A desktop that nobody sees: a screen, a window manager and the buses, with real keys to press.

What cost time once: D-Bus, AT-SPI and dconf put their sockets where HOME and XDG_RUNTIME_DIR say, so each desktop has
its own, set before the bus starts. Without a window manager no window has the focus. "A screen reader is on" must be
said on the bus before the browser starts.
"""

from __future__ import annotations

import os
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

SCREEN = "1280x1024"
BETWEEN_KEYS = 0.15
TYPING_MS = 100
"""About ten keys a second, as a person types."""
ACCESSIBILITY = ("dbus-send", "--session", "--print-reply", "--dest=org.a11y.Bus", "/org/a11y/bus")


class DidNotStart(Exception):
    """A part of the desktop did not start in time; the message says which, and where its log is."""


class Desktop:
    """Processes that share a screen and a bus.

    Attributes:
        folder: of all that they keep, with their logs.
        environment: of each of them.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        kept = {name: os.environ[name] for name in ("PATH", "TZ") if name in os.environ}
        self.environment = kept | {
            "HOME": str(folder / "home"),
            "XDG_RUNTIME_DIR": str(folder / "run"),
            "XDG_CONFIG_HOME": str(folder / "config"),
            "LC_ALL": "C.UTF-8",
            "GNOME_ACCESSIBILITY": "1",
            "GTK_MODULES": "gail:atk-bridge",
            "GSETTINGS_BACKEND": "memory",
        }
        self._children: list[subprocess.Popen[Any]] = []

    def begin(self) -> None:
        """Start the screen, the bus and the window manager, and say that a screen reader is on."""
        for name in ("home", "run", "config"):
            (self.folder / name).mkdir(mode=0o700)
        screen = ("-screen", "0", f"{SCREEN}x24", "-nolisten", "tcp")
        self.environment["DISPLAY"] = ":" + self._told("Xvfb", "-displayfd", "{}", *screen)
        bus = ("--session", "--nofork", "--nopidfile", "--print-address={}")
        self.environment["DBUS_SESSION_BUS_ADDRESS"] = self._told("dbus-daemon", *bus)
        self.start("openbox")
        self.ran(*ACCESSIBILITY, "org.a11y.Bus.GetAddress")
        for what in ("IsEnabled", "ScreenReaderEnabled"):
            setting = ("string:org.a11y.Status", f"string:{what}", "variant:boolean:true")
            self.ran(*ACCESSIBILITY, "org.freedesktop.DBus.Properties.Set", *setting)

    def start(self, *command: str, **more: Any) -> subprocess.Popen[Any]:
        """Start a process that lives as long as the desktop; what it prints goes into its log."""
        with (self.folder / f"{Path(command[0]).name}.log").open("ab") as log:
            options: dict[str, Any] = {"stdout": log, "stderr": log, "stdin": subprocess.DEVNULL} | more
            options["start_new_session"] = True
            child = subprocess.Popen(command, env=self.environment, cwd=self.folder, **options)
        self._children.append(child)
        return child

    def _told(self, *command: str) -> str:
        """Start a process that tells a line on the file that is written {} in its command."""
        reading, writing = os.pipe()
        self.start(*(word.format(writing) for word in command), pass_fds=[writing])
        os.close(writing)
        with os.fdopen(reading) as pipe:
            return pipe.readline().strip()

    def ran(self, *command: str) -> str:
        """What a command prints, whether it fails or not."""
        return subprocess.run(command, env=self.environment, check=False, capture_output=True, text=True).stdout

    def key(self, *keys: str) -> None:
        """Press keys, one after the other."""
        for one in keys:
            self.ran("xdotool", "key", "--clearmodifiers", one)
            time.sleep(BETWEEN_KEYS)

    def type(self, text: str) -> None:
        """Type a text as a person would."""
        self.ran("xdotool", "type", "--delay", str(TYPING_MS), text)

    def end(self) -> None:
        """End all processes, the youngest first."""
        for sign in (signal.SIGTERM, signal.SIGKILL):
            for child in reversed(self._children):
                with suppress(ProcessLookupError):
                    if child.poll() is None:
                        os.killpg(child.pid, sign)
            time.sleep(1)
        for child in self._children:
            child.wait()


@contextmanager
def desktop() -> Iterator[Desktop]:
    """A running desktop; leave it, and all that was started on it ends."""
    with tempfile.TemporaryDirectory(prefix="heard-", ignore_cleanup_errors=True) as folder:
        made = Desktop(Path(folder))
        try:
            made.begin()
            yield made
        finally:
            made.end()


def until(done: Callable[[], object], seconds: float, otherwise: str) -> None:
    """Wait until something is so.

    Raises:
        DidNotStart: it was not within these seconds; the message is `otherwise`.
    """
    end = time.monotonic() + seconds
    while not done():
        if time.monotonic() > end:
            raise DidNotStart(otherwise)
        time.sleep(0.1)
