"""Leaving quickly, hiding the chat, and a tab that is reopened by somebody else."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.web_widget.browser.parent import Parent
from tests.web_widget.browser.states import LONG_AGO

NEUTRAL = "https://www.bbc.co.uk/weather"


@pytest.fixture
def neutral(parent: Parent) -> Parent:
    """A parent who has asked something, and a neutral page to go to."""
    parent.page.route(f"{NEUTRAL}*", lambda route: route.fulfill(body="Sunny", content_type="text/plain"))
    parent.begin().ask("show crisis")
    return parent


def by_button(parent: Parent) -> None:
    parent.button("Leave this page").click()


def by_shift(parent: Parent) -> None:
    for _ in range(3):
        parent.page.keyboard.press("Shift")


@pytest.mark.parametrize("leave", [by_button, by_shift])
def test_leaving_goes_to_a_neutral_page_and_leaves_nothing_in_the_tab(
    neutral: Parent, leave: Callable[[Parent], None]
) -> None:
    before = neutral.page.evaluate("history.length")
    leave(neutral)
    neutral.page.wait_for_url(NEUTRAL)
    assert neutral.page.evaluate("history.length") == before, "Back leads to the chat"
    neutral.visit()
    expect(neutral.launcher).to_have_text("Ask a question")
    assert "crisis" not in neutral.page.evaluate("Object.values(sessionStorage).join()")


def test_page_to_leave_for_is_the_councils_choice(neutral: Parent) -> None:
    neutral.visit(attributes='exit="https://www.bbc.co.uk/weather?council"')
    by_button(neutral)
    neutral.page.wait_for_url(f"{NEUTRAL}?council")


def test_capitals_and_a_single_shift_do_not_leave(neutral: Parent) -> None:
    neutral.field.focus()
    for letter in "ABCD":
        neutral.page.keyboard.press(f"Shift+{letter}")
    neutral.page.keyboard.press("Shift")
    neutral.page.keyboard.press("Shift")
    neutral.page.keyboard.type("e")
    neutral.page.keyboard.press("Shift")
    expect(neutral.field).to_have_value("ABCDe")


def test_chat_that_is_hidden_stays_hidden_and_the_link_is_still_a_way_in(parent: Parent) -> None:
    parent.visit()
    parent.button("Hide this chat").click()
    expect(parent.launcher).to_be_hidden()
    expect(parent.page.get_by_role("link", name="Ask the assistant")).to_be_focused()
    parent.visit("/other")
    expect(parent.page.get_by_role("link", name="Ask the assistant")).to_be_visible()
    expect(parent.launcher).to_be_hidden()


def test_reopened_tab_asks_before_it_shows_an_old_chat(parent: Parent) -> None:
    parent.begin().ask("show crisis")
    parent.page.evaluate(LONG_AGO)
    parent.visit()
    expect(parent.launcher).to_have_text("Ask a question")
    expect(parent.panel).to_have_count(0)
    parent.open()
    assert parent.focused == "Is this your chat?"
    assert "show crisis" not in parent.panel.evaluate("node => node.textContent")
    parent.button("Yes, show it").click()
    expect(parent.cards).to_have_count(3)
    parent.ask("show thanks")


def test_chat_that_is_not_mine_can_be_deleted(parent: Parent) -> None:
    parent.begin().ask("show crisis")
    parent.page.evaluate(LONG_AGO)
    parent.visit().open()
    parent.button("No, delete it").click()
    expect(parent.page.locator(".done")).to_have_text("Your chat has been deleted.")
    assert "crisis" not in parent.page.evaluate("Object.values(sessionStorage).join()")
    parent.agree()


def test_link_to_the_council_opens_in_the_same_tab_where_the_chat_goes_on(parent: Parent) -> None:
    parent.begin()
    link = parent.stage.site + "/other"
    parent.answer_with({"type": "answer", **_answer_with_link(link)})
    card = parent.ask("where")
    card.get_by_role("link", name="the page").click()
    parent.page.wait_for_url("**/other")
    expect(parent.cards).to_have_count(3)


def _answer_with_link(address: str) -> dict[str, object]:
    span = {"text": "the page", "href": address}
    block = {"type": "paragraph", "spans": [span]}
    body = [{"type": "section", "id": "answer", "heading": "", "blocks": [block]}]
    return {"entry": "short-breaks", "title": "Where", "body": body, "sources": [], "checked": "2026-11-22"}


@pytest.mark.parametrize("opened", [False, True])
def test_nothing_lies_over_what_has_the_focus_on_the_page(parent: Parent, opened: bool) -> None:
    parent.visit()
    if opened:
        parent.open()
    parent.page.evaluate(
        """() => {
          const link = document.createElement("a");
          link.href = "/other";
          link.textContent = "A link in the corner";
          for (const [name, value] of [["position", "fixed"], ["bottom", "30px"], ["right", "60px"]])
            link.style.setProperty(name, value);
          document.body.prepend(link);
          link.focus();
        }"""
    )
    over = parent.page.locator("dialog" if opened else ".corner")
    expect(over).to_have_css("opacity", "0")
    if opened:
        parent.page.keyboard.press("Escape")
        expect(parent.panel).to_be_hidden()
    else:
        parent.launcher.focus()
        expect(over).to_have_css("opacity", "1")
