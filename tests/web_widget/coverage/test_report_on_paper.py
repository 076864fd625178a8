"""The report as it is printed: short, nothing torn apart, and every chart with its numbers."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Browser

from tests.web_widget.coverage.forty import page_of_forty

BROKEN = """() => [...document.querySelectorAll("h1, h2, summary, caption")]
  .filter((node) => node.checkVisibility() && getComputedStyle(node).breakAfter !== "avoid")
  .map((node) => node.textContent)"""
TORN = """() => [...document.querySelectorAll("tr, figure, details")]
  .filter((node) => getComputedStyle(node).breakInside !== "avoid").length"""
WITHOUT_TABLE = """() => [...document.querySelectorAll("figure")].filter((node) => node.checkVisibility())
  .filter((node) => node.nextElementSibling?.localName !== "table").length"""


def test_forty_questions_take_less_than_ten_pages_and_no_title_stands_alone(browser: Browser, tmp_path: Path) -> None:
    file = tmp_path / "report.html"
    file.write_text(page_of_forty(), encoding="utf-8")
    page = browser.new_page()
    page.goto(file.as_uri())
    printed = page.pdf(prefer_css_page_size=True)
    page.emulate_media(media="print")
    assert page.evaluate(BROKEN) == []
    assert page.evaluate(TORN) == 0
    assert page.evaluate(WITHOUT_TABLE) == 0
    page.close()
    assert 1 < len(re.findall(rb"/Type\s*/Page\b", printed)) < 10
