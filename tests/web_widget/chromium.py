"""Debian's Chromium without windows, and axe-core in it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, ConsoleMessage, Page, Playwright

CHROMIUM = Path("/usr/bin/chromium-headless-shell")
AXE = Path(__file__).resolve().parent / "axe" / "axe.min.js"
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")


class NoBrowser(Exception):
    """Chromium is not there; the message says how to install it."""


@contextmanager
def chromium(playwright: Playwright, *arguments: str) -> Iterator[Browser]:
    """A running browser.

    Raises:
        NoBrowser: it is not installed.
    """
    if not CHROMIUM.exists():
        raise NoBrowser(f"There is no {CHROMIUM}. Install it: apt-get install chromium-headless-shell")
    options = ["--no-sandbox", "--disable-gpu", *arguments]
    browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=options)
    yield browser
    browser.close()


def listen(page: Page, *expected: str) -> list[str]:
    """What the browser reports from now on: script errors and breaches of the content security policy.

    Args:
        page: to listen to.
        expected: words of messages that are no faults.
    """
    faults: list[str] = []

    def heard(message: ConsoleMessage) -> None:
        if message.type == "error" and not any(words in message.text for words in expected):
            faults.append(message.text)

    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", heard)
    return faults


def axe(page: Page) -> dict[str, Any]:
    """What axe-core finds on a page, with the tags that the project names."""
    page.evaluate(AXE.read_text(encoding="utf-8") + ";0")
    options = json.dumps({"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations", "incomplete"]})
    return dict(page.evaluate(f"axe.run(document, {options})"))


def axe_faults(page: Page) -> list[str]:
    """Violations, and what axe could not decide, as lines."""
    result = axe(page)
    rules = [(rule, node) for kind in ("violations", "incomplete") for rule in result[kind] for node in rule["nodes"]]
    return [
        f"{rule['id']}: {node['target']} {node['html'][:120]} {node['failureSummary'][:300]}" for rule, node in rules
    ]
