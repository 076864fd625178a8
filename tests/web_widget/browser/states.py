"""Every state in which the widget can be seen, by name: how a parent gets there."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import expect

from tests.web_widget.browser.parent import Parent
from tests.web_widget.stage import CARDS

State = Callable[[Parent], object]


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
    **{f"card-{name.replace('_', '-')}": _card(name) for name in CARDS if not name.startswith("opening")},
}
"""Quick replies are those of the opening cards ("open") and of card-choice; forms are card-form-..."""
