"""Orca, and a voice that writes down what it says and takes as long for it as a voice would.

What cost time once: the speech server opens a sound device even though this voice makes no sound; ALSA's "null" needs
no hardware. With `Timeout 0` it stays when it has been idle. Two Orcas of one user end each other.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from tests.web_widget.heard.desktop import Desktop, until
from tests.web_widget.heard.speech import Said

RATE = 30
"""Characters a second: a quick voice. An ordinary one speaks 17, and then more is cut off."""
VOICE = r"""#!/bin/sh
# A sentence begins: START. It was heard to its end: END. A screen reader that falls silent ends this in between.
printf '%s\tSTART\t%s\n' "$(date +%s.%N)" "$1" >> "$SPOKEN"
sleep "$(awk -v n="${#1}" -v r="$RATE" 'BEGIN { printf "%.2f", 0.1 + n / r }')"
printf '%s\tEND\t%s\n' "$(date +%s.%N)" "$1" >> "$SPOKEN"
"""
MODULE = """GenericExecuteSynth "exec {voice} '$DATA'"
GenericCmdDependency "sh"
GenericMaxChunkLength 4000
GenericDelimiters "."
GenericLanguage "en" "en"
AddVoice "en" "MALE1" "writer"
DefaultVoice "writer"
"""
SERVER = """AudioOutputMethod "alsa"
AudioALSADevice "null"
Timeout 0
CommunicationMethod "unix_socket"
AddModule "writer" "sd_generic" "writer.conf"
DefaultModule writer
DefaultLanguage "en"
"""
FIRST_SECONDS = 3


class Voice:
    """A screen reader that is running on a desktop."""

    def __init__(self, desktop: Desktop) -> None:
        self._desktop = desktop
        self._spoken = desktop.folder / "spoken.tsv"
        self._spoken.touch()
        desktop.environment |= {"SPOKEN": str(self._spoken), "RATE": str(RATE)}
        self._start_server()
        self._start_reader()

    @property
    def reader(self) -> str:
        """The name and the version of the screen reader."""
        return f"Orca {self._desktop.ran('orca', '--version').strip()}"

    def _start_server(self) -> None:
        folder = self._desktop.folder
        config = folder / "config" / "speech-dispatcher"
        (config / "modules").mkdir(parents=True)
        voice = folder / "voice"
        voice.write_text(VOICE)
        voice.chmod(0o700)
        (config / "speechd.conf").write_text(SERVER)
        (config / "modules" / "writer.conf").write_text(MODULE.format(voice=voice))
        self._desktop.start("speech-dispatcher", "-s", "-C", str(config), "-L", str(folder))
        socket = folder / "run" / "speech-dispatcher" / "speechd.sock"
        self._desktop.environment["SPEECHD_ADDRESS"] = f"unix_socket:{socket}"
        until(socket.exists, 10, f"The speech server did not start: see {folder}")

    def _start_reader(self) -> None:
        log = self._desktop.folder / "orca-debug.txt"
        self._desktop.start("orca", "--debug-file", str(log))
        until(lambda: self._lines() or log.exists(), 20, f"Orca did not start: see {self._desktop.folder}")
        time.sleep(FIRST_SECONDS)

    def _lines(self) -> list[tuple[float, str, str]]:
        """All that was written: when, START or END, and the words."""
        rows = (line.split("\t", 2) for line in self._spoken.read_text(errors="replace").splitlines())
        return [(float(row[0]), row[1], row[2]) for row in rows if len(row) == 3]

    def hear(self, act: Callable[[], object], silence: float, most: float = 60) -> tuple[Said, ...]:
        """Do something and listen.

        Args:
            act: what is done.
            silence: seconds without a word after which nothing more is expected.
            most: seconds to listen at most.
        """
        before, begun = len(self._lines()), time.time()
        act()
        last = time.time()
        while time.time() - begun < most and time.time() - last < silence:
            last = max(last, self._last_sound(before))
            time.sleep(0.1)
        return self._said(before, begun)

    def _last_sound(self, before: int) -> float:
        """When something was last heard: now, where a sentence goes on."""
        rows = self._lines()[before:]
        if not rows:
            return 0
        when, what, text = rows[-1]
        speaking = what == "START" and time.time() - when < 0.6 + len(text) / RATE
        return time.time() if speaking else when

    def _said(self, before: int, begun: float) -> tuple[Said, ...]:
        said: list[Said] = []
        for when, what, text in self._lines()[before:]:
            if what == "START":
                said.append(Said(round(when - begun, 2), text.strip(), False))
                continue
            ended = (place for place in reversed(range(len(said))) if said[place].text == text.strip())
            place = next(ended, None)
            if place is not None:
                said[place] = Said(said[place].at, said[place].text, True)
        return tuple(said)
