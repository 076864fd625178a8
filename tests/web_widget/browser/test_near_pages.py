"""The pages of what is near work for everyone: by axe, by keyboard, without JavaScript, zoomed and enlarged."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from knowledge.files.records import Content
from knowledge.versions.live import Live
from tests.web_widget.browser.reader import HEADINGS, NARROW, SMALL_TARGETS, WIDTH, ZOOM, axe_faults_at
from tests.web_widget.conftest import SECRET, FakeRasa
from tests.web_widget.gateway.test_near import CLUB, many, placed
from tests.web_widget.stage import served
from web_widget.app import create_app
from web_widget.settings import Settings

LISTED = "/near?place=Oakham&day=sat&age=7&need=autism"
FAULTY = "/near?place=nowhere&age=x&day=someday&need=magic"
PATHS = ("/near", LISTED, FAULTY, "/near?place=&page=2", "/near/this-week")


@pytest.fixture
def address(small: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A gateway on services at places, on a Monday."""
    content = replace(placed(small), services={**placed(small).services, **many(small, 30).services})
    live = Live(tmp_path, lambda _: ("of this test", content))
    monkeypatch.setattr("web_widget.app.live_words", lambda read: live)
    monkeypatch.setattr("knowledge.london.now", lambda: datetime(2026, 11, 30, 12, tzinfo=UTC))
    with served(create_app(Settings(secret=SECRET, widgets=tmp_path / "w"), FakeRasa())) as started:
        yield started


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PATHS)
def test_axe_finds_nothing(reader: Page, path: str, scheme: Any) -> None:
    assert axe_faults_at(reader, path, scheme) == []


@pytest.mark.parametrize("path", PATHS)
def test_page_fits_at_400_percent_zoom_and_with_text_of_twice_the_size(reader: Page, path: str) -> None:
    reader.set_viewport_size(ZOOM)  # type: ignore[arg-type]
    reader.goto(path)
    assert reader.evaluate(WIDTH) == ZOOM["width"]
    assert reader.evaluate(SMALL_TARGETS) == []
    reader.set_viewport_size({"width": NARROW, "height": 667})
    session = reader.context.new_cdp_session(reader)
    session.send("Page.enable")
    session.send("Page.setFontSizes", {"fontSizes": {"standard": 32, "fixed": 26}})
    reader.goto(path)
    assert reader.evaluate(WIDTH) == NARROW


@pytest.mark.parametrize("path", PATHS)
def test_headings_begin_with_one_h1_and_leave_out_no_level(reader: Page, path: str) -> None:
    reader.goto(path)
    levels = reader.evaluate(HEADINGS)
    assert (levels[0], levels.count(1)) == (1, 1)
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_postcode_is_typed_and_sent_by_keyboard_without_javascript_and_is_in_no_address(
    browser: Browser, address: str
) -> None:
    context = browser.new_context(java_script_enabled=False, base_url=address)
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("/near")
    page.get_by_label("Age in years").fill("7")
    page.get_by_label("Place", exact=True).fill("le15 6hp")
    page.get_by_label("Place", exact=True).press("Enter")
    expect(page.get_by_role("heading", name="Nearest first")).to_be_visible()
    expect(page.get_by_label("Place", exact=True)).to_have_value("LE15")
    assert page.url == f"{address}/near?place=LE15&age=7"
    assert not any("6hp" in url.lower() for url in asked)
    context.close()


def test_fault_leads_to_its_field(reader: Page) -> None:
    reader.goto("/near?place=Oakham&age=x")
    reader.get_by_role("link", name="The age must be").click()
    expect(reader.get_by_label("Age in years")).to_be_focused()
    expect(reader.get_by_label("Age in years")).to_have_attribute("aria-invalid", "true")


def test_week_shows_the_times_of_a_day(reader: Page) -> None:
    reader.goto("/near/this-week")
    expect(reader.get_by_role("heading", name="Wednesday 2 December")).to_be_visible()
    expect(reader.get_by_text("10am to 12pm").first).to_be_visible()
    assert CLUB["opens"] == "10:00"
