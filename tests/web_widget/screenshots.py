"""`make screenshots`: photographs the widget in every state and size, into docs/screenshots."""

from __future__ import annotations

import io
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from knowledge.settings import ROOT
from knowledge.versions.live import live_content, live_search
from tests.support.fake_encoder import FakeEncoder
from tests.web_widget.browser.parent import Parent
from tests.web_widget.browser.states import STATES
from tests.web_widget.chromium import chromium
from tests.web_widget.conftest import FakeRasa
from tests.web_widget.staff import pictures
from tests.web_widget.staff.busy import open_office
from tests.web_widget.staff.people import EDITOR, Person
from tests.web_widget.staff.states import STATES as STAFF_STATES
from tests.web_widget.stage import Stage, served, stage
from web_widget.staff.feedback import unanswered

FOLDER = ROOT / "docs" / "screenshots"
SIZES = {"320x256": (320, 256), "375x667": (375, 667), "768x1024": (768, 1024), "1280x1024": (1280, 1024)}
LOOKS: dict[str, Callable[[Page], object]] = {
    "dark": lambda page: page.emulate_media(color_scheme="dark"),
    "forced-colours": lambda page: page.emulate_media(forced_colors="active"),
    "text-200": lambda page: double_text(page),
}
LOOKED_AT = ("closed", "privacy-notice", "open", "error", "card-answer", "card-crisis", "card-form-date", "card-dates")
PAGES = {
    "demonstration": "/",
    "answers": "/answers",
    "answer": "/answers/short-breaks",
    "chat-without-javascript": "/chat",
    "privacy": "/privacy",
    "accessibility": "/accessibility",
}
COLOURS = 64


def main() -> int:
    """Take them all; files that are there are written over."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as kept,
        stage(Path(kept)) as running,
        sync_playwright() as playwright,
        chromium(playwright) as browser,
    ):
        take_all(browser, running)
        take_staff(browser)
        pictures.take_all(browser, save)
    kilobytes = sum(path.stat().st_size for path in FOLDER.glob("*.png")) / 1000
    print(f"{len(list(FOLDER.glob('*.png')))} screenshots in {FOLDER.relative_to(ROOT)}, {kilobytes:.0f} kB")
    return 0


def take_all(browser: Browser, running: Stage) -> None:
    """Every state in every size, some of them in other looks, and the pages."""
    for name in STATES:
        for size in SIZES:
            take(browser, running, name, size, f"{name}-{size}")
    for name in LOOKED_AT:
        for look, put_on in LOOKS.items():
            take(browser, running, name, "375x667", f"{name}-{look}", put_on)
    for name, path in PAGES.items():
        take_page(browser, running.gateway + path, f"page-{name}")


def take(
    browser: Browser,
    running: Stage,
    state: str,
    size: str,
    name: str,
    put_on: Callable[[Page], Any] = lambda page: None,
) -> None:
    """Photograph one state."""
    width, height = SIZES[size]
    context = browser.new_context(viewport={"width": width, "height": height}, reduced_motion="reduce")
    running.rasa.away = False
    parent = Parent(context.new_page(), running)
    put_on(parent.page)
    STATES[state](parent)
    save(parent.page.screenshot(), name)
    context.close()


def take_page(browser: Browser, address: str, name: str) -> None:
    """Photograph a whole page of the gateway."""
    context = browser.new_context(viewport={"width": 768, "height": 1024})
    page = context.new_page()
    page.goto(address)
    save(page.screenshot(full_page=True), name)
    context.close()


def take_staff(browser: Browser) -> None:
    """Photograph the staff pages of an office with something to do, at a desk and on a phone."""
    with tempfile.TemporaryDirectory() as kept, pytest.MonkeyPatch.context() as patch:
        patch.setenv("ASSISTANT_CONTENT", str(Path(kept) / "content"))
        patch.setenv("ASSISTANT_INDEX", str(Path(kept) / "index"))
        patch.setattr(unanswered, "SentenceEncoder", FakeEncoder)
        live_content.cache_clear()
        live_search.cache_clear()
        with served(open_office(Path(kept), FakeRasa())) as gateway:
            for size in ("375x667", "1280x1024"):
                for name, come_to in STAFF_STATES.items():
                    width, height = SIZES[size]
                    context = browser.new_context(viewport={"width": width, "height": height})
                    person = Person(context.new_page(), gateway).log_in(EDITOR)
                    come_to(person)
                    save(person.page.screenshot(full_page=True), f"staff-{name}-{size}")
                    context.close()
        live_content.cache_clear()
        live_search.cache_clear()


def double_text(page: Page) -> None:
    """As someone does who set the text of the browser to twice its size."""
    session = page.context.new_cdp_session(page)
    session.send("Page.enable")
    session.send("Page.setFontSizes", {"fontSizes": {"standard": 32, "fixed": 26}})


def save(picture: bytes, name: str) -> None:
    """Write a picture with few colours, which keeps it small."""
    image = Image.open(io.BytesIO(picture)).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    image.save(FOLDER / f"{name}.png", optimize=True)


if __name__ == "__main__":
    sys.exit(main())
