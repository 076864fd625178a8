"""Where a browser lacks something, the chat works without it, or the link and the number inside the tag are shown."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import expect

from tests.web_widget.browser.parent import Parent

TAKEN_AWAY = {
    "style sheets made by scripts": "window.CSSStyleSheet = function () { throw new TypeError('no constructor') }",
    "adopted style sheets": "for (const one of [ShadowRoot, Document]) delete one.prototype.adoptedStyleSheets",
    "dialogs": "for (const name of ['show', 'showModal', 'close', 'open']) delete HTMLDialogElement.prototype[name]",
    "time limits of signals": "delete AbortSignal.timeout",
    "at": "delete Array.prototype.at",
    "own properties": "delete Object.hasOwn",
    "sending of forms by scripts": "delete HTMLFormElement.prototype.requestSubmit",
    "visual viewport": "delete window.visualViewport",
    "inert": "delete HTMLElement.prototype.inert",
    "speech": "Object.defineProperty(window, 'speechSynthesis', { value: undefined })",
    "storage": "Object.defineProperty(window, 'sessionStorage', { get() { throw new Error('denied') } })",
    "looking behind in patterns": """window.RegExp = new Proxy(RegExp, { construct(made, [source, flags]) {
      if (String(source).includes('(?<')) throw new SyntaxError('group'); return new made(source, flags) } })""",
}
NOTHING_WORKS = {
    "custom elements": "delete window.customElements",
    "shadow roots": "Element.prototype.attachShadow = () => { throw new Error('not supported') }",
    "media queries": "window.matchMedia = undefined",
}


@pytest.mark.parametrize("missing", TAKEN_AWAY)
@pytest.mark.parametrize("width", [1280, 375])
def test_chat_works_where_something_modern_is_missing(parent: Parent, missing: str, width: int) -> None:
    parent.page.add_init_script(TAKEN_AWAY[missing])
    parent.page.set_viewport_size({"width": width, "height": 700})
    parent.visit(policy="none").open().agree()
    expect(parent.ask("show ehc").locator(".word").first).to_be_visible()
    parent.page.keyboard.press("Escape")
    expect(parent.panel).to_be_hidden()
    expect(parent.launcher).to_be_focused()


@pytest.mark.parametrize("missing", [*NOTHING_WORKS, "style sheets made by scripts"])
def test_link_and_number_are_shown_where_the_chat_cannot_work(parent: Parent, missing: str) -> None:
    """The policy of the page forbids what old browsers need for styles."""
    parent.page.add_init_script({**TAKEN_AWAY, **NOTHING_WORKS}[missing])
    parent.visit()
    expect(parent.page.get_by_role("link", name="Ask the assistant")).to_be_visible()
    expect(parent.page.get_by_role("link", name="01234 567890")).to_be_visible()
    expect(parent.launcher).to_have_count(0)
    parent.faults.clear()


def test_link_and_number_are_shown_while_the_chat_cannot_be_opened(parent: Parent) -> None:
    parent.visit().page.route("**/panel.js*", lambda route: route.abort())
    expect(parent.page.get_by_role("link", name="Ask the assistant")).to_be_hidden()
    parent.launcher.click()
    expect(parent.page.get_by_role("link", name="Ask the assistant")).to_be_visible()
    parent.page.unroute_all()
    parent.open()
    expect(parent.page.get_by_role("link", name="Ask the assistant")).to_be_hidden()


def test_slow_line_is_told_while_the_chat_opens(parent: Parent) -> None:
    parent.visit().page.route("**/panel.js*", lambda route: None)
    parent.launcher.click()
    expect(parent.launcher).to_have_text("Opening the chat…")
    expect(parent.page.locator(".corner [role=status]")).to_contain_text("Opening the chat…")


@pytest.mark.parametrize("how", [{"isComposing": True}, {"keyCode": 229}])
def test_enter_that_chooses_a_word_of_an_input_method_does_not_send(parent: Parent, how: dict[str, object]) -> None:
    parent.begin().field.fill("自閉症")
    init = json.dumps({"key": "Enter", "bubbles": True, "cancelable": True, **how})
    parent.field.evaluate(f"node => node.dispatchEvent(new KeyboardEvent('keydown', {init}))")
    expect(parent.field).to_have_value("自閉症")
    assert parent.stage.rasa.asked == []


def test_dates_are_a_calendar_file_at_an_address(parent: Parent) -> None:
    dates = parent.begin().ask("show dates")
    link = dates.locator("a[href$='.ics']")
    assert link.get_attribute("download") is None
    reply = parent.page.request.get(link.get_attribute("href") or "")
    assert reply.headers["content-type"].startswith("text/calendar")
    assert "X-WR-CALNAME" not in reply.text()


def test_fingers_may_make_the_page_larger_and_the_chat_still_ends_above_the_keyboard(parent: Parent) -> None:
    parent.page.set_viewport_size({"width": 375, "height": 667})
    parent.begin()
    parent.page.evaluate(
        """() => {
          const { visualViewport } = window;
          for (const [name, value] of Object.entries({ scale: 2, height: 150, offsetTop: 40 }))
            Object.defineProperty(visualViewport, name, { value, configurable: true });
          visualViewport.dispatchEvent(new Event("resize"));
        }"""
    )
    assert parent.panel.evaluate("node => node.getBoundingClientRect().height") == 300
