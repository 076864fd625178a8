"""The stage that the browser looks at, and a parent who uses the widget."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from knowledge.versions import live
from tests.web_widget.browser.parent import Parent
from tests.web_widget.browser.reader import reading
from tests.web_widget.stage import Stage, stage


@pytest.fixture(scope="session")
def on_stage(small_index: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """A running gateway and website, for all tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ASSISTANT_INDEX", str(small_index))
        live.live_content.cache_clear()
        live.live_search.cache_clear()
        with stage(tmp_path_factory.mktemp("widgets")) as running:
            yield running
    live.live_content.cache_clear()
    live.live_search.cache_clear()


@pytest.fixture
def parent(browser: Browser, on_stage: Stage) -> Iterator[Parent]:
    """A parent at a desk, on the council's page. What the browser reports as wrong fails the test at its end."""
    on_stage.rasa.away = False
    on_stage.rasa.asked.clear()
    context = browser.new_context(viewport={"width": 1280, "height": 1024})
    seen = Parent(context.new_page(), on_stage)
    yield seen
    context.close()
    assert seen.faults == []


@pytest.fixture
def address(on_stage: Stage) -> str:
    """Of the gateway whose public pages are read; a module may have one of its own."""
    return on_stage.gateway


@pytest.fixture
def reader(browser: Browser, address: str) -> Iterator[Page]:
    """Somebody who reads on a phone without JavaScript, as far as the pages are concerned."""
    with reading(browser, address) as page:
        yield page
