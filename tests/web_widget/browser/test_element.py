"""The element's attributes, methods and events, and what is kept from page to page."""

from __future__ import annotations

import json
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Route, expect

from actions.wire import WireCard
from tests.web_widget.browser.parent import SHADOW, Parent
from tests.web_widget.stage import CARDS, Stage

FROM_ANYWHERE = {"Access-Control-Allow-Origin": "*"}
ELEMENT = "document.querySelector('local-offer-chat')"


def test_title_names_the_chat_and_does_not_hang_over_the_page(parent: Parent) -> None:
    parent.visit().open()
    expect(parent.panel.get_by_role("heading", name="Testshire assistant")).to_be_visible()
    assert parent.page.locator("local-offer-chat").get_attribute("title") is None


def test_open_attribute_opens_without_taking_the_focus(parent: Parent) -> None:
    parent.visit(attributes="open")
    expect(parent.panel).to_be_visible()
    assert parent.page.evaluate("document.activeElement.localName") == "body"


def test_placement_puts_it_in_the_other_corner(parent: Parent) -> None:
    parent.visit(attributes='placement="bottom-left"')
    box = parent.launcher.bounding_box()
    assert box
    assert box["x"] < 100
    panel = parent.open().panel.bounding_box()
    assert panel
    assert panel["x"] < 100


def test_topic_is_asked_once_the_notice_is_agreed_to(parent: Parent) -> None:
    parent.visit(attributes='topic="show dates"').open()
    assert parent.stage.rasa.asked == []
    parent.button("Start the chat").click()
    expect(parent.cards).to_have_count(3)
    assert parent.stage.rasa.asked[-1][1] == "show dates"


def test_locale_sets_how_days_are_written(parent: Parent) -> None:
    parent.visit(attributes='locale="pl"').open().agree()
    expect(parent.ask("show answer").locator(".checked")).to_contain_text("22 listopada 2026")


def test_colours_are_set_by_properties_of_the_page(parent: Parent) -> None:
    parent.visit()
    parent.page.evaluate("document.documentElement.style.setProperty('--local-offer-brand', 'rgb(80, 0, 80)')")
    assert parent.launcher.evaluate("node => getComputedStyle(node).backgroundColor") == "rgb(80, 0, 80)"


def test_methods_open_close_and_ask(parent: Parent) -> None:
    parent.visit()
    parent.page.evaluate(f"{ELEMENT}.open()")
    expect(parent.panel).to_be_visible()
    parent.page.evaluate(f"{ELEMENT}.close()")
    expect(parent.panel).to_be_hidden()
    parent.page.evaluate(f"{ELEMENT}.ask('show thanks')")
    expect(parent.panel).to_be_visible()
    assert parent.stage.rasa.asked == []
    parent.button("Start the chat").click()
    expect(parent.cards).to_have_count(3)
    parent.page.evaluate(f"{ELEMENT}.ask('show dates')")
    expect(parent.cards).to_have_count(4)


def test_events_tell_of_answers_and_errors(parent: Parent) -> None:
    parent.visit()
    parent.page.evaluate(
        f"""() => {{
          window.heard = [];
          for (const name of ["open", "close", "answer", "error"])
            {ELEMENT}.addEventListener(name, ({{ detail }}) =>
              window.heard.push([name, detail?.question ?? detail?.kind ?? null]));
        }}"""
    )
    parent.open().agree().ask("show thanks")
    parent.stage.rasa.away = True
    parent.field.fill("again")
    parent.field.press("Enter")
    expect(parent.problem).to_be_visible()
    parent.page.keyboard.press("Escape")
    heard = parent.page.evaluate("window.heard")
    assert heard == [["open", None], ["answer", ""], ["answer", "show thanks"], ["error", "away"], ["close", None]]


def test_second_chat_on_a_page_is_an_error_in_the_console_and_not_shown(parent: Parent) -> None:
    parent.visit(tags=2)
    expect(parent.page.locator(".launcher")).to_have_count(1)
    assert parent.faults == ["There is already a <local-offer-chat> on this page. Only the first one is shown."]
    parent.faults.clear()


def test_chat_goes_on_after_a_reload_and_on_another_page_with_nothing_announced(parent: Parent) -> None:
    parent.begin().ask("show answer")
    parent.field.fill("half a sentence")
    for path in ("/", "/other"):
        parent.visit(path)
        expect(parent.cards).to_have_count(3)
        expect(parent.field).to_have_value("half a sentence")
        assert parent.announced() == ""
        assert parent.page.evaluate("document.activeElement.localName") == "body"
    begun = len(parent.stage.rasa.greeted)
    parent.ask("show thanks")
    assert len(parent.stage.rasa.greeted) == begun
    assert len({conversation for conversation, _ in parent.stage.rasa.asked}) == 1


def test_chat_that_fills_the_screen_does_not_hide_the_next_page(parent: Parent) -> None:
    parent.page.set_viewport_size({"width": 375, "height": 667})
    parent.begin()
    parent.visit("/other")
    expect(parent.launcher).to_have_text("Go on with your chat")
    expect(parent.panel).to_have_count(0)
    parent.open()
    expect(parent.cards).to_have_count(2)


def test_chat_ends_with_the_tab(parent: Parent, on_stage: Stage) -> None:
    parent.begin()
    other = parent.page.context.new_page()
    other.goto(on_stage.site)
    expect(other.locator(".launcher")).to_have_text("Ask a question")
    other.close()


def test_links_in_answers_open_beside_the_chat(parent: Parent) -> None:
    card = parent.begin().ask("show answer")
    for link in card.locator("a[href^=http]").all():
        assert link.get_attribute("target") == "_blank"
        assert "(opens in a new tab)" in (link.text_content() or "")


def test_services_can_be_rung_written_to_and_found_on_a_map(parent: Parent) -> None:
    card = parent.begin().ask("show no_answer")
    hrefs = " ".join(link.get_attribute("href") or "" for link in card.locator("a").all())
    contact = CARDS["no_answer"]["contacts"][0]
    assert f"tel:{contact['phones'][0]['number'].replace(' ', '')}" in hrefs
    assert f"mailto:{contact['email']}" in hrefs
    assert contact["url"] in hrefs
    assert "openstreetmap.org/search?query=Catmose" in hrefs


def test_answer_shows_sources_with_their_year_when_it_was_checked_and_when_it_is_overdue(parent: Parent) -> None:
    card = parent.begin().ask("show answer")
    source = CARDS["answer"]["sources"][0]
    assert f"{source['title']}" in (card.text_content() or "")
    assert f"({source['published']})" in (card.text_content() or "")
    expect(card.locator(".checked")).to_have_text("Checked on 22 November 2026: draft from public sources")


def test_what_was_taken_out_for_privacy_is_said(parent: Parent) -> None:
    parent.begin()
    removed = [{"kind": "name", "words": "a name"}, {"kind": "phone", "words": "a phone number"}]
    body = json.dumps({"messages": [], "notice": {"text": "For privacy.", "removed": removed}})
    parent.answer_calls("/api/messages", body=body)
    expect(parent.ask("my son Jack")).to_contain_text("For privacy. We took out: a name, a phone number.")


def test_starting_again_asks_first_and_clears_the_chat(parent: Parent) -> None:
    parent.begin().ask("show answer")
    parent.choose("Start again")
    parent.button("No, go back").click()
    expect(parent.button("Yes, start again")).to_have_count(0)
    expect(parent.cards).to_have_count(3)
    parent.choose("Start again")
    parent.button("Yes, start again").click()
    expect(parent.cards).to_have_count(2)
    assert len(set(parent.stage.rasa.greeted[-2:])) == 2


def test_deleting_asks_first_then_forgets_here_and_at_the_gateway(parent: Parent) -> None:
    deleted: list[str] = []
    parent.begin().ask("show answer")
    parent.page.on(
        "request", lambda request: deleted.append(request.post_data or "") if request.method == "DELETE" else None
    )
    parent.answer_calls("/api/conversations", body="{}")
    parent.choose("Delete my chat")
    parent.button("Yes, delete it").click()
    expect(parent.button("Start the chat")).to_be_visible()
    expect(parent.page.locator("dialog > [role=status]")).to_have_text("Your chat has been deleted.")
    assert len(deleted) == 1
    assert '"conversation"' in deleted[0]
    kept = parent.page.evaluate("Object.values(sessionStorage).join()")
    assert "show answer" not in kept
    assert '"conversation":null' in kept


def test_nothing_is_sent_after_the_chat_was_deleted_while_it_began(parent: Parent) -> None:
    held: list[Route] = []
    calls: list[tuple[str, str, str]] = []
    parent.visit().open()
    parent.answer_calls("/api/conversations", 503)
    parent.button("Start the chat").click()
    expect(parent.problem).to_be_visible()
    parent.let_calls_through()
    parent.page.on("request", lambda sent: calls.append((sent.method, urlsplit(sent.url).path, sent.post_data or "")))
    parent.page.route("**/api/conversations", lambda route: _hold(route, held))
    parent.field.fill("private words")
    parent.field.press("Enter")
    expect(parent.page.locator(".looking")).to_be_visible()
    parent.choose("Delete my chat")
    parent.button("Yes, delete it").click()
    expect(parent.page.locator("dialog > [role=status]")).to_have_text("Your chat has been deleted.")
    with parent.page.expect_request(lambda sent: sent.method == "DELETE"):
        held[0].fulfill(status=201, json={"conversation": "late", "messages": []}, headers=FROM_ANYWHERE)
    assert ("DELETE", "/api/conversations", '{"conversation":"late"}') in calls
    assert not any("private words" in body for _, _, body in calls)
    assert '"conversation":null' in parent.page.evaluate("Object.values(sessionStorage).join()")


def test_thanks_for_an_answer_of_a_chat_that_was_left_are_not_shown_in_the_next(parent: Parent) -> None:
    held: list[Route] = []
    parent.begin().ask("show answer")
    parent.page.route("**/api/feedback", lambda route: _hold(route, held))
    parent.button("No").click()
    parent.button("Send feedback").click()
    expect(parent.page.locator(".feedback .fault")).to_have_text("Sending…")
    parent.choose("Start again")
    parent.button("Yes, start again").click()
    expect(parent.cards).to_have_count(2)
    with parent.page.expect_response("**/api/feedback"):
        held[0].fulfill(json={"messages": [CARDS["no_answer"]]}, headers=FROM_ANYWHERE)
    parent.settle()
    expect(parent.cards).to_have_count(2)


def _hold(route: Route, held: list[Route]) -> None:
    """Let only what a browser asks beforehand go on."""
    if route.request.method == "POST":
        held.append(route)
    else:
        route.continue_()


def test_chat_is_copied_as_text(parent: Parent) -> None:
    parent.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    parent.begin().ask("show answer")
    parent.choose("Copy the chat")
    expect(parent.page.get_by_text("Copied", exact=True).first).to_be_visible()
    text = parent.page.evaluate("navigator.clipboard.readText()")
    assert "You: show answer" in text
    assert CARDS["answer"]["title"] in text
    assert f"({CARDS['answer']['sources'][1]['url']})" in text


def test_printing_prints_the_chat_and_nothing_of_the_page(parent: Parent) -> None:
    parent.page.add_init_script(
        "window.print = () => { top.printed = document.body.innerText; dispatchEvent(new Event('afterprint')); }"
    )
    parent.begin().ask("show answer")
    parent.choose("Print the chat")
    printed = parent.page.evaluate("window.printed")
    assert CARDS["answer"]["title"] in printed
    assert "What a short break is, on a page of" not in printed
    assert parent.page.locator("iframe").count() == 0


def test_letter_and_calendar_can_be_saved(parent: Parent) -> None:
    parent.begin()
    letter = parent.ask("show letter")
    with parent.page.expect_download() as saved:
        letter.get_by_role("button", name="Save this letter").click()
    assert CARDS["letter"]["lines"][3] in saved.value.path().read_text(encoding="utf-8")
    dates = parent.ask("show dates")
    with parent.page.expect_download() as saved:
        dates.get_by_role("link", name=CARDS["dates"]["ics"]["title"]).click()
    assert saved.value.suggested_filename.endswith(".ics")
    assert saved.value.path().read_text(encoding="utf-8").startswith("BEGIN:VCALENDAR")


def test_feedback_is_asked_once_and_stays_given_after_a_reload(parent: Parent) -> None:
    parent.begin().ask("show answer")
    parent.button("Yes").click()
    expect(parent.page.get_by_text("Thank you for telling us.")).to_be_visible()
    parent.page.reload()
    expect(parent.page.get_by_text("Thank you for telling us.")).to_be_visible()


@pytest.mark.parametrize("warning", [CARDS["crisis"], {"type": "notice", "kind": "danger", "text": "Ring 999."}])
def test_danger_in_a_comment_is_shown_heard_and_gets_the_focus(parent: Parent, warning: WireCard) -> None:
    parent.begin().ask("show answer")
    before = parent.cards.count()
    parent.button("No").click()
    parent.page.get_by_label("Tell us more, if you like").fill("I cannot go on.")
    parent.answer_calls("/api/feedback", body=json.dumps({"messages": [warning, CARDS["thanks"]]}))
    parent.button("Send feedback").click()
    expect(parent.page.get_by_text("Thank you for telling us.")).to_be_visible()
    shown = parent.cards.nth(before)
    expect(shown.locator(".start")).to_be_focused()
    expect(shown.locator(".start")).to_be_in_viewport()
    expect(parent.page.locator("dialog > [role=alert], dialog > [role=status]").filter(has_text="999")).to_have_count(1)


def test_without_javascript_the_page_gives_the_plain_chat_and_the_number(parent: Parent, on_stage: Stage) -> None:
    assert parent.page.context.browser
    context = parent.page.context.browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(on_stage.site)
    expect(page.get_by_role("link", name="01234 567890")).to_be_visible()
    page.get_by_role("link", name="Ask the assistant").click()
    page.get_by_label("Your question").fill("show dates")
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.get_by_role("heading", name=CARDS["dates"]["title"])).to_be_visible()
    expect(page.get_by_role("heading", name="Reply", exact=True)).to_be_focused()
    assert page.title().startswith("Reply: ")
    page.get_by_label("Your next question").fill("show form_date")
    page.get_by_role("button", name="Send", exact=True).click()
    for label, value in (("Day", "12"), ("Month", "3"), ("Year", "2026")):
        page.get_by_label(label, exact=True).fill(value)
    page.get_by_role("button", name="Continue").click()
    assert on_stage.rasa.asked[-1][1] == "12 3 2026"
    assert len({conversation for conversation, _ in on_stage.rasa.asked}) == 1
    context.close()


def test_shadow_root_has_no_style_element_and_no_style_attribute_written_as_text(parent: Parent) -> None:
    parent.begin()
    assert parent.page.evaluate(f"{SHADOW}.querySelectorAll('style, link').length") == 0
