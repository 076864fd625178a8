"""A parent who cannot see the page: presses keys, and hears what is spoken."""

from __future__ import annotations

from collections.abc import Callable

from tests.web_widget.heard.browser import Browser
from tests.web_widget.heard.desktop import Desktop
from tests.web_widget.heard.page import Page
from tests.web_widget.heard.speech import Heard, Step
from tests.web_widget.heard.voice import Voice

SILENCE = 2.0
REPLY_SILENCE = 5
"""Seconds without a word after which an answer is taken to be over."""
OPENING_SILENCE = 8
BE_SILENT = "Control_L"
BROWSE = "Insert+a"
MOST_TABS = 40


class NotFound(Exception):
    """Tab did not lead there; the message says where to."""


class Parent:
    """Holds a chat and keeps what was heard.

    Args:
        desktop: to press keys on.
        voice: that speaks.
        browser: that is used.
    """

    def __init__(self, desktop: Desktop, voice: Voice, browser: Browser) -> None:
        self._desktop, self._voice, self._browser = desktop, voice, browser
        self._page = Page(desktop, browser.in_tree)
        self._part = ""
        self.heard = Heard(browser.version(desktop), voice.reader)

    def begin(self, part: str) -> None:
        """A new part of the chat begins."""
        self._part = part

    def press(self, *keys: str, name: str = "", silence: float = SILENCE) -> Step:
        """Press keys and listen; the step is kept under the name, where it has one."""
        return self._do(", ".join(keys), lambda: self._desktop.key(*keys), name, silence)

    def open(self, url: str, name: str) -> Step:
        """Start the browser with a page."""
        return self._do(f"opens {url}", lambda: self._browser.open(self._desktop, url), name, OPENING_SILENCE)

    def go_to(self, url: str, name: str) -> Step:
        """Type an address into the browser."""
        self.hush()
        self._desktop.key("ctrl+l")
        self.hush()
        return self._do(f"goes to {url}", lambda: self._typed_and_entered(url), name, REPLY_SILENCE)

    def _typed_and_entered(self, url: str) -> None:
        self._desktop.type(url)
        self._desktop.key("Return")

    def type(self, text: str, name: str = "", silence: float = SILENCE) -> Step:
        """Type a text."""
        return self._do(f"types: {text}", lambda: self._desktop.type(text), name, silence)

    def hush(self) -> None:
        """Let the screen reader fall silent."""
        self._desktop.key(BE_SILENT)
        self._voice.hear(lambda: None, 0.5)

    def browse(self) -> None:
        """Let letters and arrows go through the page, and not into a field; Orca's own key for it."""
        self.press(BROWSE)

    def tab_to(self, words: str, key: str = "Tab", name: str = "") -> Step:
        """Press Tab, and listen each time, until something whose name has these words has the focus.

        Raises:
            NotFound: it does not come.
        """
        for _ in range(MOST_TABS):
            step = self.press(key)
            if words in f"{step.focus.role} {step.focus.name}":
                if name:
                    self.heard.named[name] = step
                return step
        raise NotFound(f"{MOST_TABS} times {key} did not lead to {words!r} in {self._browser.name}.")

    def ask(self, text: str, name: str) -> Step:
        """Type a question and send it."""
        self.type(text, name=f"{name} typed")
        self.hush()
        return self.press("Return", name=name, silence=REPLY_SILENCE)

    def reads_on(self, lines: int) -> None:
        """Read on, line by line."""
        for _ in range(lines):
            self.press("Down")

    def _do(self, pressed: str, act: Callable[[], object], name: str, silence: float) -> Step:
        said = self._voice.hear(act, silence)
        step = Step(self._part, pressed, said, self._page.focus())
        self.heard.steps.append(step)
        if name:
            self.heard.named[name] = step
        print(f"{pressed}   [{step.focus.role} {step.focus.name!r}]", *said, sep="\n   ", flush=True)
        return step

    def page_lines(self) -> list[str]:
        """All that can be read on the page, a line for each node."""
        return self._page.lines()
