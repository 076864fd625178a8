"""The public pages of the answers work for everyone: by axe, by keyboard, on the smallest screen and on paper."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from knowledge.danger.detector import Level
from tests.support.fake_encoder import FakeEncoder
from tests.web_widget.browser.parent import Parent
from tests.web_widget.browser.reader import HEADINGS, SMALL_TARGETS, WIDTH, ZOOM, axe_faults_at
from tests.web_widget.conftest import FakeRasa, Watch
from tests.web_widget.stage import CARDS, Stage, served
from web_widget.app import create_app
from web_widget.gateway import looking_up
from web_widget.settings import Settings

FOUND = "/answers?q=toothache+and+no+dentist"
PATHS = ("/answers", "/answers/legal-advice", "/answers?need=autism", FOUND, "/answers?q=///", "/answers/nowhere")


@pytest.fixture(autouse=True)
def small_model(monkeypatch: pytest.MonkeyPatch, on_stage: Stage) -> None:
    monkeypatch.setattr(looking_up, "sentence_encoder", FakeEncoder)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PATHS)
def test_axe_finds_nothing(reader: Page, path: str, scheme: Any) -> None:
    assert axe_faults_at(reader, path, scheme) == []


@pytest.mark.parametrize("level", [Level.CARD, Level.LINE])
def test_axe_finds_nothing_where_there_is_danger(reader: Page, tmp_path: Path, level: Level) -> None:
    app = create_app(Settings(secret="only for tests", widgets=tmp_path), FakeRasa(), lambda: Watch(level))
    with served(app) as address:
        for scheme in ("light", "dark"):
            assert axe_faults_at(reader, address + FOUND, scheme) == []
            expect(reader.get_by_role("link", name="Ring 999 in an emergency")).to_have_count(int(level is Level.CARD))


@pytest.mark.parametrize("path", PATHS)
def test_nothing_scrolls_sideways_at_400_percent_zoom_and_every_target_is_large_enough(reader: Page, path: str) -> None:
    reader.set_viewport_size(ZOOM)  # type: ignore[arg-type]
    reader.goto(path)
    assert reader.evaluate(WIDTH) == ZOOM["width"]
    assert reader.evaluate(SMALL_TARGETS) == []


@pytest.mark.parametrize("path", PATHS)
def test_text_of_twice_the_size_fits(reader: Page, path: str) -> None:
    session = reader.context.new_cdp_session(reader)
    session.send("Page.enable")
    session.send("Page.setFontSizes", {"fontSizes": {"standard": 32, "fixed": 26}})
    reader.goto(path)
    assert reader.evaluate(WIDTH) == 375


@pytest.mark.parametrize("path", PATHS)
def test_headings_begin_with_one_h1_and_leave_out_no_level(reader: Page, path: str) -> None:
    reader.goto(path)
    levels = reader.evaluate(HEADINGS)
    assert (levels[0], levels.count(1)) == (1, 1)
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_keyboard_goes_to_the_main_part_and_to_a_section(reader: Page) -> None:
    reader.goto("/answers/legal-advice")
    reader.keyboard.press("Tab")
    expect(reader.get_by_role("link", name="Skip to the main part")).to_be_focused()
    reader.keyboard.press("Enter")
    expect(reader.locator("#main")).to_be_focused()
    reader.get_by_role("link", name="How to ask", exact=True).press("Enter")
    expect(reader.get_by_role("heading", name="How to ask", exact=True)).to_be_in_viewport()


def test_page_is_judged_by_keyboard_without_javascript(browser: Browser, on_stage: Stage) -> None:
    context = browser.new_context(java_script_enabled=False, base_url=on_stage.gateway)
    page = context.new_page()
    page.goto("/answers/dentist")
    page.get_by_label("Yes", exact=True).press("ArrowDown")
    page.get_by_role("button", name="Send feedback").press("Enter")
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()
    expect(page.get_by_text("The words for words feedback_no.")).to_be_visible()
    context.close()


def test_search_is_typed_and_sent_by_enter_without_javascript(browser: Browser, on_stage: Stage) -> None:
    context = browser.new_context(java_script_enabled=False, base_url=on_stage.gateway)
    page = context.new_page()
    page.goto("/answers")
    page.get_by_label("Search the answers").fill("toothache and no dentist")
    page.get_by_label("Search the answers").press("Enter")
    page.get_by_role("link", name="Is there a dentist for disabled children?").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Is there a dentist for disabled children?")
    context.close()


def test_paper_has_the_answer_its_address_and_no_forms(reader: Page) -> None:
    reader.goto("/answers/legal-advice")
    reader.emulate_media(media="print")
    for name in ("Send feedback", "All answers", "Ask the assistant about this", "On this page"):
        expect(reader.get_by_text(name, exact=True).first).to_be_hidden()
    expect(reader.get_by_text("/answers/legal-advice")).to_be_visible()
    expect(reader.get_by_text("education, health and care plan. A.")).to_be_visible()


def test_every_answer_in_the_widget_leads_to_its_page(parent: Parent) -> None:
    card = parent.begin().ask("show answer")
    link = card.get_by_role("link", name="See this as a page")
    assert link.get_attribute("href") == f"{parent.stage.gateway}/answers/{CARDS['answer']['entry']}"
    assert link.get_attribute("rel") == "noopener noreferrer"


def test_saved_chat_names_the_page(parent: Parent) -> None:
    parent.begin().ask("show answer")
    with parent.page.expect_download() as saved:
        parent.choose("Save the chat")
    text = saved.value.path().read_text(encoding="utf-8")
    assert f"See this as a page ({parent.stage.gateway}/answers/{CARDS['answer']['entry']})" in text
