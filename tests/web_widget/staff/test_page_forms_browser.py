"""Easy read, a translation and the hours of the main number are written by clicks; axe finds nothing on any form."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import expect

from knowledge.files import loading
from tests.support import content
from tests.support.content import PHONE, change
from tests.support.page_forms import PAGE
from tests.web_widget.staff.editors import go_live, try_at_once
from tests.web_widget.staff.people import Person
from tests.web_widget.staff.test_words_browser import publish
from web_widget.jobs.workshop import Workshop

ARABIC = "هل يمكن لطفلي الحصول على استراحة قصيرة؟"
RING = "اتصل على {council.phone}."
SHOWN = "() => [...document.querySelectorAll('.easy-row img')].map((one) => one.hidden || one.naturalWidth > 0)"


@pytest.fixture
def content_folder(tmp_path: Path) -> Path:
    folder = content.write(tmp_path / "content")
    listed = "languages:\n- {name: العربية, code: ar, detected_as: [], text: Zmieniona.}\n"
    change(folder, "council.yml", "languages: []\n", listed)
    return folder


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Workshop, "launch", try_at_once)
    monkeypatch.setattr("web_widget.staff.content.try_draft.OUR_TESTS", Path("/nowhere"))


@pytest.fixture
def arabic_is_live(staff_app: Flask, content_folder: Path, index_folder: Path) -> None:
    """Before the first page is asked for, as what is live is looked at once a second."""
    go_live(content_folder, index_folder)


def is_right_in_both_sizes(edith: Person) -> None:
    """Axe finds nothing, and nothing is cut off at 400% zoom."""
    assert edith.axe() == []
    assert edith.resize(320).misfits() == []
    assert edith.axe() == []
    edith.resize(1280, 1024)


def test_easy_read_version_is_written_by_clicks(edith: Person, content_folder: Path) -> None:
    page = edith.go(f"/staff/entries/{PAGE}").page
    page.get_by_role("link", name="Easy read and translations").click()
    is_right_in_both_sizes(edith)
    page.get_by_role("link", name="Write: easy read").click()
    page.get_by_role("combobox", name="Picture of line 1", exact=True).select_option("Phone")
    page.get_by_label("Words of line 1").fill("Ring us. Do it now.")
    page.get_by_label("Compared with the page on").fill("2020-01-05")
    page.get_by_label("Compared by").fill("a test")
    expect(page.locator("#preview")).to_contain_text("Line 1: more than one sentence")
    is_right_in_both_sizes(edith)
    edith.press("Before publishing")
    page.get_by_role("alert").get_by_role("link").first.click()
    is_right_in_both_sizes(edith)
    page.get_by_label("Words of line 1").fill("Ring {council.phone}.")
    expect(page.locator("#preview")).to_contain_text(f"Ring {PHONE}.")
    page.get_by_role("button", name="Add a line above line 1").click()
    page.get_by_role("combobox", name="Picture of line 1", exact=True).select_option("This line is a heading")
    page.get_by_label("Words of line 1").fill("What to do first")
    assert page.evaluate(SHOWN) == [True] * page.locator(".easy-row img").count()
    publish(edith, "Fewer words")
    (_, part) = ("", *loading.load(content_folder).easy_read[PAGE].parts)
    assert (part.heading, [line.picture for line in part.lines]) == ("What to do first", ["phone"])
    edith.press("Undo: remove it again")
    page.get_by_label("Why are you making this change?").fill("Not yet")
    edith.press("Publish")
    expect(page.get_by_role("status").first).to_contain_text("Published.")
    assert PAGE not in loading.load(content_folder).easy_read


@pytest.mark.usefixtures("arabic_is_live")
def test_translation_is_written_by_clicks_from_right_to_left(edith: Person, content_folder: Path) -> None:
    page = edith.go(f"/staff/entries/{PAGE}/forms").page
    page.get_by_role("link", name="Write: Arabic").click()
    page.get_by_label("Question that the page answers").fill(ARABIC)
    page.get_by_label("Words of part 1").fill(RING)
    page.get_by_label("Heading of part 2").fill(ARABIC)
    page.get_by_label("Words of part 2").fill(f"- {RING}")
    page.get_by_label("What readers are told once").fill(ARABIC)
    page.get_by_label("Translated by").fill("a test")
    page.get_by_label("Translated on").fill("2020-02-06")
    expect(page.locator("#preview [dir=rtl]")).to_contain_text(PHONE)
    assert page.get_by_label("Words of part 1").evaluate("(box) => getComputedStyle(box).direction") == "rtl"
    is_right_in_both_sizes(edith)
    publish(edith, "For readers of Arabic")
    (arabic,) = loading.load(content_folder).translations[PAGE]
    assert (arabic.language, arabic.direction, arabic.overtaken) == ("ar", "rtl", False)


def test_hours_of_the_main_number_are_filled_in_by_clicks(edith: Person, content_folder: Path) -> None:
    page = edith.go("/staff/words/").page
    page.get_by_role("link", name="The council and its main number").click()
    first = page.get_by_role("group", name="Hours 1")
    for day in ("Mon", "Tue"):
        first.get_by_label(day).check()
    first.get_by_label("Opens").fill("08:30")
    first.get_by_label("Closes").fill("17:00")
    expect(page.locator("#preview")).to_contain_text("Monday and Tuesday, 8.30am to 5pm")
    is_right_in_both_sizes(edith)
    publish(edith, "Confirmed by the contact centre")
    (hours,) = loading.load(content_folder).council.opening_hours
    assert hours == {"days": ["mon", "tue"], "opens": "08:30", "closes": "17:00"}
