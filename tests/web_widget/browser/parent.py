"""What a parent can do with the widget, and what can be seen of it."""

from __future__ import annotations

import json
import time
from typing import Any
from urllib.parse import urlencode

from playwright.sync_api import Locator, Page, Route, expect

from tests.web_widget.chromium import axe, listen
from tests.web_widget.stage import Stage

PATIENCE = 15_000
STEADY_MS = 200
SHADOW = "document.querySelector('local-offer-chat').shadowRoot"
SETTLED = """() => {
  const root = document.querySelector("local-offer-chat")?.shadowRoot;
  const shows = (found) => root?.querySelector(found)?.checkVisibility();
  return !root?.querySelector(".going") && !(shows("dialog[open]") && shows(".launcher"));
}"""
"""What is replaced stays a moment longer, unseen, until the focus has moved on."""
STAYS = ":not(.going *)"

expect.set_options(timeout=PATIENCE)


class Parent:
    """A parent on a page of the council.

    Attributes:
        page: of the browser.
        faults: what the browser reported: script errors and breaches of the content security policy.
    """

    def __init__(self, page: Page, stage: Stage) -> None:
        self.page = page
        self.stage = stage
        self.faults = listen(page, "status of", "net::ERR")
        self._answers: dict[str, tuple[int, str, dict[str, str]]] = {}
        page.set_default_timeout(PATIENCE)

    def visit(self, path: str = "/", **asked: object) -> Parent:
        """Go to a page of the council; `asked` is as for Stage.site."""
        self.page.goto(f"{self.stage.site}{path}?{urlencode(asked)}")
        return self

    def open(self) -> Parent:
        """Press the launcher."""
        self.launcher.click()
        expect(self.panel).to_be_visible()
        return self

    def begin(self) -> Parent:
        """Visit, open, accept the notice and wait for the opening cards."""
        self.visit().open()
        return self.agree()

    def agree(self) -> Parent:
        """Accept the notice and wait for the opening cards."""
        self.button("Start the chat").click()
        expect(self.cards).to_have_count(2)
        return self

    def ask(self, text: str) -> Locator:
        """Type and send with Enter; gives the first card in reply."""
        before = self.cards.count()
        self.field.fill(text)
        self.field.press("Enter")
        expect(self.cards).not_to_have_count(before)
        return self.cards.nth(before)

    def choose(self, item: str) -> None:
        """Choose something from the menu."""
        if not self.page.locator(".menu").is_visible():
            self.button("Menu").click()
        self.page.locator(".menu").get_by_text(item, exact=True).click()

    def answer_calls(self, path: str, status: int = 200, body: str = "{}", **headers: str) -> None:
        """Have calls answered in the gateway's place."""
        headers = {"Access-Control-Allow-Origin": "*", "Content-Type": "application/json", **headers}
        self._answers[path] = (status, body, headers)
        self.page.route(f"**{path}", lambda route: self._answer(route, path))

    def let_calls_through(self) -> None:
        """Have the gateway answer all calls itself again.

        The routes stay: a call that is made while the browser takes a route away can be lost.
        """
        self._answers.clear()

    def answer_with(self, card: object) -> None:
        """Have the gateway answer messages with this card."""
        self.answer_calls("/api/messages", body=json.dumps({"messages": [card]}))

    def _answer(self, route: Route, path: str) -> None:
        if route.request.method == "OPTIONS" or path not in self._answers:
            route.continue_()
        else:
            status, body, headers = self._answers[path]
            route.fulfill(status=status, body=body, headers=headers)

    @property
    def launcher(self) -> Locator:
        return self.page.locator(".launcher")

    @property
    def panel(self) -> Locator:
        return self.page.locator("dialog")

    @property
    def field(self) -> Locator:
        return self.page.get_by_role("textbox", name="Your question", exact=True)

    @property
    def cards(self) -> Locator:
        return self.page.locator(".card")

    @property
    def problem(self) -> Locator:
        return self.page.locator(".problem")

    @property
    def transcript(self) -> Locator:
        return self.page.get_by_role("log")

    def button(self, name: str) -> Locator:
        """A button of the widget, and none of what was replaced a moment ago."""
        return self.page.get_by_role("button", name=name, exact=True).and_(self.page.locator(STAYS))

    @property
    def focused(self) -> str:
        """What has the focus: its words, or its label."""
        return str(
            self.page.evaluate(
                f"""() => {{
                  const node = {SHADOW}.activeElement ?? document.activeElement;
                  if (node.matches("dialog, body")) return "";
                  return node.ariaLabel || node.labels?.[0]?.textContent || node.textContent.trim() || node.localName;
                }}"""
            )
        )

    def announced(self, role: str = "status") -> str:
        """What a screen reader was told last."""
        return self.page.locator(f"dialog > [role={role}]").text_content() or ""

    def axe(self) -> dict[str, Any]:
        """What axe-core finds, with the tags that the project names, once what was replaced has gone."""
        self.settle()
        return axe(self.page)

    def settle(self) -> None:
        """Wait until what was replaced has gone."""
        self.wait_until(SETTLED)

    def wait_until(self, look: str) -> None:
        """Wait until a function of the page gives true.

        Playwright's own way evaluates a string in the page, which a page with a strict policy refuses.
        """
        until = time.monotonic() + PATIENCE / 1000
        while not self.page.evaluate(look):
            assert time.monotonic() < until, f"never became true: {look}"
            self.page.wait_for_timeout(STEADY_MS / 4)

    def steady(self, look: str) -> Any:
        """What a function of the page gives, once it gives the same twice."""
        self.settle()
        before = None
        while before != (now := self.page.evaluate(look)):
            before = now
            self.page.wait_for_timeout(STEADY_MS)
        return now
