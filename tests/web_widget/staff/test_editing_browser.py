"""Editing in Chromium: every page by its way, axe in each, on a small screen and without JavaScript."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.support.content import PAGE
from tests.web_widget.staff.editors import ask, try_at_once
from tests.web_widget.staff.people import EDITOR, Person
from tests.web_widget.staff.walk import walk
from web_widget.jobs.workshop import Workshop
from web_widget.store.keeping import Stores


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch, stores: Stores) -> None:
    monkeypatch.setattr(Workshop, "launch", try_at_once)
    monkeypatch.setattr("web_widget.staff.content.try_draft.OUR_TESTS", Path("/nowhere"))
    ask(stores)


def test_staff_write_see_publish_undo_and_collide_and_axe_finds_nothing(
    edith: Person, newcomer: Callable[[], Person]
) -> None:
    found: dict[str, list[str]] = {}

    def look(name: str, person: Person) -> None:
        person.page.emulate_media(color_scheme="dark")
        found[name + " in the dark"] = person.axe()
        person.page.emulate_media(color_scheme="light")
        found[name] = person.axe()
        found[name + " on a small screen"] = person.resize(320).misfits()
        person.resize(1280, 1024)

    walk(edith, newcomer().log_in(EDITOR), look)
    assert len(found) > 30
    assert {name: faults for name, faults in found.items() if faults} == {}


def test_all_works_without_javascript(browser: Browser, gateway: str, content_folder: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    person = Person(context.new_page(), gateway).log_in(EDITOR).go("/staff/entries/short-breaks/edit")
    person.page.get_by_label("Title", exact=True).first.fill("Rests")
    person.press("Show how it looks now")
    expect(person.page.locator("#preview")).to_contain_text("Rests")
    person.press("Before publishing")
    person.page.get_by_label("Why are you making this change?").fill("Plainer")
    person.press("Publish")
    expect(person.page.get_by_role("status").first).to_contain_text("Published.")
    assert "title: Rests" in (content_folder / PAGE).read_text(encoding="utf-8")
    context.close()
