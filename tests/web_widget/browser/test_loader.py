"""A page whose editor allows no modules has an ordinary script, which loads the chat."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Route, expect

from tests.web_widget.browser.parent import Parent

NO_MODULES = "delete HTMLScriptElement.prototype.noModule"


@pytest.mark.parametrize("policy", ["strict", "none"])
@pytest.mark.parametrize("scripts", ["classic", "both"])
def test_chat_opens_and_answers(parent: Parent, scripts: str, policy: str) -> None:
    parent.visit(scripts=scripts, policy=policy).open().agree()
    expect(parent.ask("show answer")).to_be_visible()
    expect(parent.launcher).to_have_count(1)


@pytest.mark.parametrize("scripts", ["classic", "both"])
def test_widget_is_fetched_once(parent: Parent, scripts: str) -> None:
    asked: list[str] = []
    parent.page.on("request", lambda request: asked.append(request.url))
    parent.visit(scripts=scripts).open()
    assert len([url for url in asked if url.endswith("/local-offer-chat.js")]) == 1
    assert len([url for url in asked if "/panel.js" in url]) == 1


def test_browser_without_modules_shows_the_link_and_the_number_and_reports_nothing(parent: Parent) -> None:
    parent.page.add_init_script(NO_MODULES)
    asked: list[str] = []
    parent.page.on("request", lambda request: asked.append(request.url))
    parent.visit(scripts="classic")
    expect(parent.page.get_by_role("link", name="Ask the assistant")).to_be_visible()
    expect(parent.page.get_by_role("link", name="01234 567890")).to_be_visible()
    assert not any("local-offer-chat.js" in url for url in asked)


def test_widget_that_was_changed_is_not_loaded(parent: Parent) -> None:
    def changed(route: Route) -> None:
        route.fulfill(
            body="document.title = 'hacked'",
            headers={"Access-Control-Allow-Origin": "*"},
            content_type="text/javascript",
        )

    parent.page.route("**/local-offer-chat.js", changed)
    parent.visit(scripts="classic")
    expect(parent.page.get_by_role("link", name="Ask the assistant")).to_be_visible()
    assert parent.page.title() == "Short breaks - Testshire"
    assert any("integrity" in fault for fault in parent.faults), json.dumps(parent.faults)
    parent.faults.clear()
