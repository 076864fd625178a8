"""Every state in which the widget can be seen, by name: how a parent gets there."""

from __future__ import annotations

import json
from collections.abc import Callable

from playwright.sync_api import expect

from tests.web_widget.browser.parent import Parent
from tests.web_widget.browser.speech import BRITISH, give_voices, listen, next_sentence
from tests.web_widget.stage import CARDS

State = Callable[[Parent], object]
LONG_AGO = """() => {
  const [[key, kept]] = Object.entries(sessionStorage);
  addEventListener("pagehide", () => sessionStorage.setItem(key, JSON.stringify({ ...JSON.parse(kept), left: 1 })));
}"""
"""As in a tab that is reopened the day after."""


def _waiting(parent: Parent) -> None:
    parent.begin()
    parent.page.route("**/api/messages", lambda route: None)
    parent.field.fill("Can we get short breaks?")
    parent.field.press("Enter")
    expect(parent.page.get_by_text("Looking for an answer…").last).to_be_visible()


def _error(parent: Parent) -> None:
    parent.begin()
    parent.stage.rasa.away = True
    parent.field.fill("Can we get short breaks?")
    parent.field.press("Enter")
    expect(parent.problem).to_be_visible()


def _offline(parent: Parent) -> None:
    parent.begin()
    parent.page.context.set_offline(True)
    expect(parent.problem).to_be_visible()


def _feedback(parent: Parent) -> None:
    parent.begin()
    parent.ask("show answer")
    parent.button("No").click()
    expect(parent.page.get_by_text("What was wrong?")).to_be_visible()


def _judged(parent: Parent) -> None:
    parent.begin()
    parent.ask("show answer")
    parent.button("Yes").click()
    expect(parent.page.get_by_text("Thank you for telling us.")).to_be_visible()


def _menu(parent: Parent) -> None:
    parent.begin()
    parent.button("Menu").click()


def _confirm(item: str) -> State:
    def go(parent: Parent) -> None:
        parent.begin()
        parent.choose(item)

    return go


def _unfolded(parent: Parent) -> None:
    card = parent.begin().ask("show ehc")
    for summary in card.locator("summary").all():
        summary.click()


def _explained(parent: Parent) -> None:
    parent.begin().ask("show ehc").locator(".word").first.focus()
    expect(parent.page.locator(".tip").first).to_be_visible()


def _long(parent: Parent) -> None:
    parent.begin().field.fill("My child is often very tired after school. " * 24)
    expect(parent.page.locator(".count")).to_be_visible()


def _card(name: str) -> State:
    return lambda parent: parent.begin().ask(f"show {name}")


def _claim(parent: Parent) -> None:
    parent.begin().ask("show answer")
    parent.page.evaluate(LONG_AGO)
    parent.visit().open()


def _deleted(parent: Parent) -> None:
    parent.begin()
    parent.answer_calls("/api/conversations")
    parent.choose("Delete my chat")
    parent.button("Yes, delete it").click()
    expect(parent.page.locator(".done")).to_be_visible()
    expect(parent.page.locator(".view > .going")).to_have_count(0)


def _suggested(parent: Parent) -> None:
    listed = [{"title": f"How do I get {help} at school?", "words": ""} for help in ("a taxi", "a laptop", "more help")]
    parent.answer_calls("/api/suggestions", body=json.dumps({"suggestions": listed}))
    parent.begin().field.press_sequentially("school")
    expect(parent.page.get_by_role("listbox")).to_be_visible()
    parent.page.keyboard.press("ArrowDown")


def _can_listen(parent: Parent) -> None:
    give_voices(parent, BRITISH).begin().ask("show ehc")


def _listening(parent: Parent) -> None:
    _can_listen(parent)
    listen(parent)
    next_sentence(parent, 3)


def _paused(parent: Parent) -> None:
    _listening(parent)
    parent.page.get_by_role("button", name="Pause:").click()


def _spaced(parent: Parent) -> None:
    parent.begin().ask("show ehc")
    parent.choose("Larger text")
    parent.choose("Wider spacing, plain font")
    parent.page.keyboard.press("Escape")
    expect(parent.page.locator(".menu")).to_be_hidden()


def _not_opened(parent: Parent) -> None:
    parent.visit().page.route("**/panel.js*", lambda route: route.abort())
    parent.launcher.click()
    expect(parent.page.locator(".trouble")).to_be_visible()


STATES: dict[str, State] = {
    "closed": lambda parent: parent.visit(),
    "not-opened": _not_opened,
    "privacy-notice": lambda parent: parent.visit().open(),
    "open": lambda parent: parent.begin(),
    "waiting": _waiting,
    "error": _error,
    "offline": _offline,
    "feedback": _feedback,
    "feedback-given": _judged,
    "menu": _menu,
    "restart": _confirm("Start again"),
    "delete": _confirm("Delete my chat"),
    "sections-unfolded": _unfolded,
    "short-form-explained": _explained,
    "too-long": _long,
    "whose-chat": _claim,
    "deleted": _deleted,
    "suggestions": _suggested,
    "spaced": _spaced,
    "listen": _can_listen,
    "listening": _listening,
    "listening-paused": _paused,
    **{f"card-{name.replace('_', '-')}": _card(name) for name in CARDS if not name.startswith("opening")},
}
"""Quick replies are those of the opening cards ("open") and of card-choice; forms are card-form-..."""
