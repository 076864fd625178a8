"""Easy-read pages and translations work for everyone, right to left as well, and the chat leads to them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from knowledge.files import loading
from knowledge.versions.live import Live
from tests.support import content
from tests.support.page_forms import PAGE, write_easy_read, write_translations
from tests.web_widget.browser.parent import Parent
from tests.web_widget.browser.reader import WIDTH, ZOOM, axe_faults_at
from tests.web_widget.conftest import FakeRasa, NoDanger
from tests.web_widget.stage import CARDS, served
from web_widget.app import create_app
from web_widget.settings import Settings

EASY, POLISH, ARABIC = (f"/answers/{PAGE}/{form}" for form in ("easy-read", "pl", "ar"))
PATHS = (f"/answers/{PAGE}", EASY, POLISH, ARABIC)
EDGE = """() => {
  const range = document.createRange();
  range.selectNodeContents(document.querySelector("article h1"));
  const words = range.getBoundingClientRect(), box = document.querySelector("article h1").getBoundingClientRect();
  return box.right - words.right < words.left - box.left;
}"""
UNSEEN = (
    "() => [...document.images].filter((image) => !image.complete || !image.naturalWidth).map((image) => image.src)"
)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A gateway on content with every form of one page."""
    folder = content.write(tmp_path_factory.mktemp("forms") / "content")
    write_easy_read(folder)
    write_translations(folder)
    read = loading.load(folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("web_widget.app.live_words", lambda _: Live(folder, lambda _: ("forms", read)))
        app = create_app(Settings(secret="only for tests", widgets=folder.parent), FakeRasa(), NoDanger)
    with served(app) as address:
        yield address


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PATHS)
def test_axe_finds_nothing(reader: Page, path: str, scheme: Any) -> None:
    assert axe_faults_at(reader, path, scheme) == []


@pytest.mark.parametrize("path", PATHS)
def test_nothing_scrolls_sideways_at_400_percent_zoom(reader: Page, path: str) -> None:
    reader.set_viewport_size(ZOOM)  # type: ignore[arg-type]
    reader.goto(path)
    assert reader.evaluate(WIDTH) == 320


@pytest.mark.parametrize(("path", "right"), [(POLISH, False), (ARABIC, True)])
def test_arabic_begins_at_the_right_edge_and_polish_at_the_left(reader: Page, path: str, right: bool) -> None:
    reader.set_viewport_size({"width": 1280, "height": 800})
    reader.goto(path)
    assert reader.evaluate(EDGE) is right


def test_every_picture_is_seen_and_says_nothing_twice(reader: Page) -> None:
    reader.goto(EASY)
    assert reader.locator("img").count() == 2
    assert reader.evaluate(UNSEEN) == []
    assert reader.get_by_role("img").count() == 0


def test_links_lead_there_and_back_without_javascript(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False, base_url=address)
    page = context.new_page()
    page.goto(f"/answers/{PAGE}")
    page.get_by_role("link", name="The words for words easy_read.").press("Enter")
    page.get_by_role("link", name="The full page").press("Enter")
    page.get_by_role("link", name="العربية").press("Enter")
    page.get_by_role("link", name="The page in English").press("Enter")
    assert page.url == f"{address}/answers/{PAGE}"
    context.close()


def test_answer_in_the_widget_leads_to_every_form_of_its_page_easy_read_first(
    parent: Parent, monkeypatch: pytest.MonkeyPatch
) -> None:
    forms = [
        {"title": "Easy read", "path": f"{PAGE}/easy-read"},
        {"title": "العربية", "path": f"{PAGE}/ar", "language": "ar"},
    ]
    monkeypatch.setitem(CARDS, "answer", {**CARDS["answer"], "forms": forms})
    card = parent.begin().ask("show answer")
    shown = card.locator(".own-page a").all()
    assert [link.get_attribute("href") for link in shown] == [
        f"{parent.stage.gateway}/answers/{path}"
        for path in (f"{PAGE}/easy-read", f"{PAGE}/ar", CARDS["answer"]["entry"])
    ]
    assert card.locator(".own-page").nth(1).get_attribute("lang") == "ar"
