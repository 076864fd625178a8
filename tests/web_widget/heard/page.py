"""The page as assistive technology gets it: where the focus is, and what is there to be read."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

from tests.web_widget.heard.desktop import Desktop, DidNotStart
from tests.web_widget.heard.speech import Focus

DEBIANS_PYTHON = "/usr/bin/python3"
PROGRAM = Path(__file__).with_name("accessibility_tree.py")


class Page:
    """What a browser shows.

    Args:
        desktop: that it is on.
        browser: a part of its name in the accessibility tree.
    """

    def __init__(self, desktop: Desktop, browser: str) -> None:
        pipes: dict[str, Any] = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
        self._teller = desktop.start(DEBIANS_PYTHON, str(PROGRAM), browser, **pipes)

    def focus(self) -> Focus:
        """What has the focus.

        Raises:
            DidNotStart: the accessibility tree cannot be read.
        """
        return Focus(**self._asked("focus"))

    def lines(self) -> list[str]:
        """All of the page, a line for each node.

        Raises:
            DidNotStart: the accessibility tree cannot be read.
        """
        return list(self._asked("page"))

    def _asked(self, what: str) -> Any:
        asking, telling = self._teller.stdin, self._teller.stdout
        assert asking
        assert telling
        asking.write(f"{what}\n")
        asking.flush()
        line = telling.readline()
        if not line:
            raise DidNotStart(f"{PROGRAM.name} ended. Its packages are installed by: make hear")
        return json.loads(line)
