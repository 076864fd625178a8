"""Somebody who reads the public pages on a phone, and what can be measured of a page."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, Page

from tests.web_widget.browser.parent import PATIENCE
from tests.web_widget.chromium import axe_faults, listen

NARROW = 375
ZOOM = {"width": 320, "height": 256}
HEADINGS = """() => [...document.querySelectorAll("h1, h2, h3, h4, h5")].map((node) => Number(node.localName[1]))"""
WIDTH = "() => document.documentElement.scrollWidth"
CONTROLS = "main :is(button, input, select, summary), main li > a:only-child"
SMALL_TARGETS = f"""() => [...document.querySelectorAll("{CONTROLS}")]
  .map((node) => [node.textContent, (node.closest("label, li") ?? node).getBoundingClientRect()])
  .filter(([, box]) => box.width < 24 || box.height < 24).map(([name]) => name)"""


@contextmanager
def reading(browser: Browser, address: str) -> Iterator[Page]:
    """A page on a phone, which uses no JavaScript of its own. What the browser reports as wrong fails at the end.

    Args:
        browser: that runs.
        address: of the gateway.
    """
    context = browser.new_context(viewport={"width": NARROW, "height": 667}, base_url=address)
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    faults = listen(page, "status of")
    yield page
    context.close()
    assert faults == []


def axe_faults_at(page: Page, path: str, scheme: Any) -> list[str]:
    """What axe finds on a page, and what it could not decide, in a colour scheme: "light" or "dark"."""
    page.emulate_media(color_scheme=scheme)
    page.goto(path)
    return axe_faults(page)
