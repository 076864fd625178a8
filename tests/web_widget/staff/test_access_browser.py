"""Log in in Chromium: by keyboard, with a fault, on a small screen, without JavaScript."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.web_widget.staff.people import EDITOR, PASSWORD, Person

Newcomer = Callable[[], Person]


def fail(person: Person) -> None:
    """Try to log in with nothing typed."""
    person.go("/staff/login")
    person.press("Log in")
    expect(person.page.get_by_role("alert")).to_contain_text("There is a problem")


STATES: dict[str, Callable[[Person], object]] = {
    "log in": lambda person: person.go("/staff/login"),
    "log in with an error": fail,
    "first page": lambda person: person.log_in(EDITOR),
    "no such page": lambda person: person.log_in(EDITOR).go("/staff/nowhere"),
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("state", STATES)
def test_axe_finds_nothing_and_nothing_runs_over_the_side(newcomer: Newcomer, state: str, scheme: Any) -> None:
    person = newcomer()
    person.page.emulate_media(color_scheme=scheme)
    STATES[state](person)
    assert person.axe() == []
    assert person.resize(320).misfits() == []


def test_log_in_and_out_by_keyboard_alone(newcomer: Newcomer) -> None:
    person = newcomer().go("/staff/login")
    keyboard = person.page.keyboard
    keyboard.press("Tab")
    expect(person.page.get_by_text("Skip to main content")).to_be_focused()
    keyboard.press("Enter")
    person.tab_to("Your user name")
    keyboard.type(EDITOR)
    keyboard.press("Tab")
    keyboard.type(PASSWORD)
    keyboard.press("Enter")
    expect(person.page.get_by_role("heading", level=1)).to_have_text("What needs attention")
    expect(person.page.get_by_role("navigation").get_by_role("link", name="Home")).to_have_attribute(
        "aria-current", "page"
    )
    person.tab_to("Log out")
    keyboard.press("Enter")
    expect(person.page.get_by_role("status")).to_have_text("You have logged out.")


def test_faults_lead_to_their_fields(newcomer: Newcomer) -> None:
    person = newcomer()
    fail(person)
    person.page.get_by_role("link", name="Enter your password.").click()
    expect(person.page.get_by_label("Your password")).to_be_focused()


def test_all_works_without_javascript(browser: Browser, gateway: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    person = Person(context.new_page(), gateway).log_in(EDITOR)
    person.press("Log out")
    expect(person.page.get_by_text("You have logged out.")).to_be_visible()
    context.close()
