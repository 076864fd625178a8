"""Hostile pages, hostile cards and hostile messages do nothing; the strictest policy has nothing to report."""

from __future__ import annotations

import json
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.web_widget.browser.parent import SHADOW, Parent
from tests.web_widget.browser.states import STATES
from tests.web_widget.stage import CARDS, Stage

HTML = "<img src=x onerror=\"document.title='hacked'\"><script>document.title='hacked'</script>"
LINKS = [
    "javascript:document.title='hacked'",
    " JaVaScRiPt:alert(1)",
    "data:text/html,hacked",
    "//evil.example",
    "vbscript:x",
]


def hostile(value: Any) -> Any:
    """A card with markup in every text and a script in every link."""
    if isinstance(value, list):
        return [hostile(item) for item in value]
    if isinstance(value, dict):
        return {
            name: given
            if name in ("type", "kind", "entry", "ordered", "checked", "due", "counted_from", "whose", "version")
            else LINKS[0]
            if name in ("url", "href")
            else hostile(given)
            for name, given in value.items()
        }
    return f"{value} {HTML}" if isinstance(value, str) else value


@pytest.mark.parametrize("name", sorted(CARDS))
def test_markup_and_scripts_in_a_card_do_nothing(parent: Parent, name: str) -> None:
    parent.begin()
    parent.answer_calls("/api/messages", body=json.dumps({"messages": [hostile(CARDS[name])]}))
    card = parent.ask("hello")
    assert HTML in (card.text_content() or "")
    assert card.locator("img, script, iframe, [onerror], [onclick], [style*=hacked]").count() == 0
    hrefs = [link.get_attribute("href") or "" for link in card.locator("a").all()]
    ours = tuple(f"{parent.stage.gateway}/{folder}/" for folder in ("deadlines", "answers"))
    hrefs = [href for href in hrefs if not href.startswith(ours)]
    assert [href for href in hrefs if href.split(":")[0] not in ("https", "tel", "mailto", "sms")] == []
    assert parent.page.title() == "Short breaks - Testshire"


@pytest.mark.parametrize("href", LINKS)
def test_link_that_is_not_one_to_follow_is_only_words(parent: Parent, href: str) -> None:
    card = {**CARDS["answer"], "sources": [{"title": "A source", "url": href, "published": "2024"}]}
    parent.begin()
    parent.answer_calls("/api/messages", body=json.dumps({"messages": [card]}))
    shown = parent.ask("hello")
    assert shown.get_by_role("link", name="A source").count() == 0
    assert "A source" in (shown.text_content() or "")


def test_markup_that_a_parent_types_is_shown_as_typed(parent: Parent) -> None:
    parent.begin().ask(HTML)
    expect(parent.page.locator(".said")).to_contain_text(HTML)
    assert parent.page.locator(".said :is(img, script)").count() == 0
    assert parent.page.title() == "Short breaks - Testshire"


@pytest.mark.parametrize(
    "card", [{}, {"type": "answer"}, {"type": "unheard of", "text": "Words."}, {"type": "constructor"}, None, 7, "text"]
)
def test_card_that_is_not_as_agreed_never_breaks_the_chat(parent: Parent, card: Any) -> None:
    parent.begin()
    parent.answer_calls("/api/messages", body=json.dumps({"messages": [card]}))
    parent.ask("hello")
    parent.let_calls_through()
    parent.ask("show thanks")
    parent.page.reload()
    expect(parent.cards).to_have_count(4)


def test_strictest_policy_has_nothing_to_report_in_any_card(parent: Parent) -> None:
    parent.begin()
    for name in CARDS:
        if not name.startswith("opening"):
            parent.ask(f"show {name}")
    parent.choose("Larger text")
    parent.choose("Start again")
    parent.button("Yes, start again").click()
    expect(parent.cards).to_have_count(2)
    assert parent.faults == []


def test_policy_is_in_force_on_the_page_of_these_tests(parent: Parent) -> None:
    parent.begin()
    blocked = parent.page.evaluate(
        "() => { try { document.body.innerHTML = '<b>x</b>'; return false } catch { return true } }"
    )
    assert blocked
    parent.faults.clear()


@pytest.mark.parametrize("state", ["closed", "open", "card-crisis", "card-form-date"])
def test_hostile_styles_of_the_page_do_not_reach_the_chat(parent: Parent, state: str) -> None:
    look = f"""() => [...{SHADOW}.querySelectorAll(".root *")].filter(
      (node) => node.checkVisibility() && !node.closest("[role=status], [role=alert]")).map((node) => {{
      const style = getComputedStyle(node), box = node.getBoundingClientRect();
      return [node.localName, style.fontSize, style.color, style.backgroundColor, style.letterSpacing, style.direction,
        Math.round(box.width), Math.round(box.height), Math.round(box.left), Math.round(box.top)].join(" ");
    }})"""
    STATES[state](parent)
    parent.page.mouse.move(5, 5)
    plain = parent.steady(look)
    parent.page.evaluate("sessionStorage.clear()")
    visit, parent.visit = parent.visit, lambda *_: visit(style="hostile")  # type: ignore[method-assign]
    STATES[state](parent)
    parent.page.mouse.move(5, 5)
    assert parent.steady(look) == plain


def test_script_that_was_changed_does_not_run(parent: Parent, on_stage: Stage) -> None:
    def changed(route: Any) -> None:
        route.fulfill(
            body="document.title = 'hacked'",
            headers={"Access-Control-Allow-Origin": "*"},
            content_type="text/javascript",
        )

    parent.page.route("**/panel.js*", changed)
    parent.visit()
    parent.launcher.click()
    expect(parent.page.locator(".trouble")).to_be_visible()
    assert parent.page.title() == "Short breaks - Testshire"
    assert any("integrity" in fault for fault in parent.faults)
    parent.faults.clear()
    parent.page.unroute_all()
    parent.page.route("**/local-offer-chat.js", changed)
    parent.visit()
    expect(parent.page.get_by_text("Ask the assistant")).to_be_visible()
    assert parent.page.title() == "Short breaks - Testshire"
    parent.faults.clear()


def test_nothing_is_asked_of_anyone_but_the_gateway_and_no_cookie_is_set(parent: Parent, on_stage: Stage) -> None:
    asked: list[str] = []
    parent.page.on("request", lambda request: asked.append(request.url))
    parent.begin().ask("show answer")
    assert {url for url in asked if not url.startswith((on_stage.gateway, on_stage.site, "blob:", "data:"))} == set()
    assert parent.page.context.cookies() == []
