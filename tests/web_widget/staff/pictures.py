"""Pictures of editing for the guide of the staff, into docs/screenshots."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from unittest.mock import patch

from playwright.sync_api import Browser

from knowledge.settings import SearchSettings
from knowledge.versions import building, live
from tests.support import content
from tests.support.fake_encoder import FakeEncoder
from tests.web_widget.conftest import FakeRasa, NoDanger
from tests.web_widget.staff.busy import add_people
from tests.web_widget.staff.editors import ask, today, try_at_once
from tests.web_widget.staff.people import EDITOR, Person
from tests.web_widget.staff.walk import walk
from tests.web_widget.stage import served
from web_widget.app import create_app
from web_widget.jobs.workshop import Workshop
from web_widget.settings import Settings
from web_widget.store.keeping import KeepSettings, Stores

Save = Callable[[bytes, str], object]


def take_all(browser: Browser, save: Save) -> None:
    """Photograph each page on the way of `walk`."""
    with tempfile.TemporaryDirectory() as kept:
        folder = Path(kept)
        places = {"ASSISTANT_CONTENT": str(folder / "content"), "ASSISTANT_INDEX": str(folder / "index")}
        nowhere = Path("/nowhere")
        with (
            patch.dict(os.environ, places),
            patch.object(Workshop, "launch", try_at_once),
            patch("web_widget.staff.content.try_draft.OUR_TESTS", nowhere),
        ):
            live.live_content.cache_clear()
            _walk(browser, folder, save)
    live.live_content.cache_clear()


def _walk(browser: Browser, folder: Path, save: Save) -> None:
    building.build(content.write(folder / "content"), folder / "index", FakeEncoder(), SearchSettings(), today())
    keep = KeepSettings(f"sqlite:///{folder / 'records.db'}", f"sqlite:///{folder / 'trackers.db'}")
    stores = Stores(keep)
    add_people(stores)
    ask(stores)
    app = create_app(Settings(secret="only for pictures", widgets=folder / "widget", keep=keep), FakeRasa(), NoDanger)
    with served(app) as gateway:
        edith, colleague = (_window(browser, gateway) for _ in range(2))
        walk(edith, colleague, lambda name, person: save(_picture(name, person), f"editing-{name}"))


def _picture(name: str, person: Person) -> bytes:
    """Long forms as far as a window shows them, anything else whole."""
    return person.page.screenshot(full_page=not name.startswith(("edit", "new")))


def _window(browser: Browser, gateway: str) -> Person:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    return Person(context.new_page(), gateway).log_in(EDITOR)
