"""The staff pages in Chromium: nothing for axe to find, on a small screen, in dark colours, by keyboard, on paper."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, expect

from tests.web_widget.staff.people import EDITOR, Person
from tests.web_widget.staff.states import STATES
from tests.web_widget.stage import served


@pytest.fixture(scope="module")
def busy_gateway(busy_office: Flask) -> Iterator[str]:
    with served(busy_office) as address:
        yield address


@pytest.fixture(scope="module")
def cookies(browser: Browser, busy_gateway: str) -> Any:
    """What the browser of the editor keeps after log in."""
    context = browser.new_context()
    Person(context.new_page(), busy_gateway).log_in(EDITOR)
    state = context.storage_state()
    context.close()
    return state


@pytest.fixture
def reader(browser: Browser, busy_gateway: str, cookies: Any) -> Iterator[Person]:
    """The editor of an office with something to do, logged in."""
    context = browser.new_context(viewport={"width": 1280, "height": 1024}, storage_state=cookies)
    person = Person(context.new_page(), busy_gateway)
    yield person
    context.close()
    assert person.faults == []


@pytest.mark.parametrize("state", STATES)
def test_axe_finds_nothing_and_nothing_runs_over_the_side(reader: Person, state: str) -> None:
    STATES[state](reader)
    assert reader.axe() == []
    for width, height in ((1280, 1024), (768, 1024), (320, 256)):
        assert reader.resize(width, height).misfits() == []


@pytest.mark.parametrize("state", STATES)
def test_axe_finds_nothing_in_dark_colours_on_a_small_screen(reader: Person, state: str) -> None:
    reader.page.emulate_media(color_scheme="dark")
    reader.resize(375, 667)
    STATES[state](reader)
    assert reader.axe() == []


def test_empty_office_has_nothing_for_axe_to_find_either(edith: Person) -> None:
    edith.go("/staff/")
    assert edith.axe() == []
    edith.go("/staff/links")
    assert edith.axe() == []


def test_entry_is_searched_for_and_read_by_keyboard_alone(reader: Person) -> None:
    reader.go("/staff/")
    reader.tab_to("Entries")
    reader.page.keyboard.press("Enter")
    expect(reader.page.get_by_role("heading", level=1)).to_have_text("Entries")
    reader.tab_to("Words")
    reader.page.keyboard.type("respite weekend")
    reader.page.keyboard.press("Enter")
    expect(reader.page.get_by_role("status")).to_contain_text("1 entry of 4")
    reader.tab_to("Short breaks")
    reader.page.keyboard.press("Enter")
    expect(reader.page.get_by_role("heading", level=1)).to_have_text("Short breaks")


def test_card_of_an_entry_cannot_be_sent_but_its_links_can_be_followed(reader: Person) -> None:
    STATES["entry"](reader)
    expect(reader.page.get_by_role("button", name="Send feedback")).to_be_disabled()
    reader.tab_to("Entries")


def test_banner_reaches_from_side_to_side(reader: Person) -> None:
    banner = reader.go("/staff/").page.locator("header.banner").bounding_box()
    assert banner is not None
    assert (banner["x"], banner["width"]) == (0, reader.page.evaluate("document.documentElement.clientWidth"))


def test_where_one_is_stands_in_the_navigation(reader: Person) -> None:
    reader.go("/staff/statutory")
    current = reader.page.locator("nav [aria-current=page]")
    expect(current).to_have_text("Statutory map")


def test_map_can_be_printed_without_what_paper_cannot_use(reader: Person) -> None:
    STATES["statutory-map"](reader)
    reader.page.emulate_media(media="print")
    expect(reader.page.get_by_role("navigation")).to_be_hidden()
    expect(reader.page.get_by_text("Log out")).to_be_hidden()
    expect(reader.page.get_by_text("No entry covers it")).to_be_visible()
    assert reader.page.pdf(format="A4").startswith(b"%PDF")


def test_report_of_a_year_can_be_printed(reader: Person) -> None:
    STATES["you-said-year"](reader)
    reader.page.emulate_media(media="print")
    expect(reader.page.get_by_role("link", name="All years")).to_be_hidden()
    expect(reader.page.get_by_text("You could not find out who pays")).to_be_visible()
    assert reader.page.pdf(format="A4").startswith(b"%PDF")


@pytest.mark.parametrize("name", ["months", "topics", "ages"])
def test_pictures_of_use_are_drawn(reader: Person, name: str) -> None:
    STATES["use"](reader)
    width = reader.page.locator(f"img[src$='{name}.svg']").evaluate(
        "(image) => image.decode().then(() => image.naturalWidth)"
    )
    assert width > 0


@pytest.mark.parametrize("state", ["home", "entry", "statutory-map"])
def test_text_of_twice_the_size_runs_over_no_side(reader: Person, state: str) -> None:
    session = reader.page.context.new_cdp_session(reader.page)
    session.send("Page.enable")
    session.send("Page.setFontSizes", {"fontSizes": {"standard": 32, "fixed": 26}})
    reader.resize(375, 667)
    STATES[state](reader)
    assert reader.misfits() == []


@pytest.mark.parametrize("path", ["/staff/", "/staff/entries?words=dentist", "/staff/statutory", "/staff/links"])
def test_pages_work_without_javascript(browser: Browser, busy_gateway: str, cookies: Any, path: str) -> None:
    context = browser.new_context(java_script_enabled=False, storage_state=cookies)
    person = Person(context.new_page(), busy_gateway)
    person.go(path)
    expect(person.page.get_by_role("heading", level=1)).to_be_visible()
    expect(person.page.get_by_role("link", name="Entries", exact=True).first).to_be_visible()
    context.close()
