"""The welcome offers buttons, and questions are suggested while a parent types, without a request for each key."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import expect

from tests.web_widget.browser.parent import SHADOW, Parent
from tests.web_widget.stage import CARDS, Stage

LISTED = [
    {"title": "Can we get short breaks?", "words": "respite rest trampoline"},
    {"title": "How do I get help with transport to school?", "words": "bus taxi minibus"},
    {"title": "What is an EHC plan?", "words": "ehcp school support"},
]


@pytest.fixture
def typing(parent: Parent) -> Parent:
    """A parent whose gateway suggests three questions."""
    parent.answer_calls("/api/suggestions", body=json.dumps({"suggestions": LISTED}))
    return parent.begin()


def options(parent: Parent) -> list[str]:
    expect(parent.page.get_by_role("listbox")).to_be_visible()
    return parent.page.get_by_role("option").all_text_contents()


def test_welcome_offers_topics_and_journeys_with_a_person_among_them(parent: Parent) -> None:
    journeys = [{"title": name, "message": name} for name in ("Find help near me", "Talk to a person")]
    opening = {**CARDS["opening"], "options": [*CARDS["opening"]["options"], *journeys]}
    parent.answer_calls("/api/conversations", 201, json.dumps({"conversation": "x", "messages": [opening, opening]}))
    welcome = parent.begin().cards.first
    for title, options in (("People often ask", CARDS["opening"]["options"]), ("Step by step", journeys)):
        group = welcome.locator(".replies").filter(has=parent.page.get_by_role("heading", name=title))
        assert group.get_by_role("button").all_text_contents() == [option["title"] for option in options]
        for button in group.get_by_role("button").all():
            expect(button).to_be_visible()


def test_words_of_a_question_and_of_its_page_suggest_it(typing: Parent) -> None:
    typing.field.press_sequentially("minib")
    assert options(typing) == ["How do I get help with transport to school?"]
    typing.field.fill("school transp")
    assert options(typing)[0] == "How do I get help with transport to school?"


def test_list_is_fetched_once_and_no_key_is_sent(typing: Parent, on_stage: Stage) -> None:
    asked: list[str] = []
    typing.page.on("request", lambda request: asked.append(request.url))
    typing.field.press_sequentially("respite and a rest")
    options(typing)
    assert [url.removeprefix(on_stage.gateway) for url in asked] == ["/api/suggestions"]


def test_list_that_could_not_be_fetched_is_fetched_at_a_later_key(parent: Parent) -> None:
    parent.page.clock.install()
    parent.answer_calls("/api/suggestions", 503)
    parent.begin()
    with parent.page.expect_response("**/api/suggestions"):
        parent.field.press_sequentially("minib")
    parent.answer_calls("/api/suggestions", body=json.dumps({"suggestions": LISTED}))
    parent.page.clock.fast_forward(10_500)
    parent.field.press_sequentially("u")
    assert options(parent) == ["How do I get help with transport to school?"]


def test_nothing_is_fetched_before_somebody_types(parent: Parent) -> None:
    asked: list[str] = []
    parent.page.on("request", lambda request: asked.append(request.url))
    parent.begin()
    assert not any("suggestions" in url for url in asked)


def test_arrows_go_through_the_list_and_enter_asks(typing: Parent) -> None:
    status = typing.page.locator("dialog > [role=status]")
    expect(status).to_contain_text("What would you like to know?")
    typing.field.press_sequentially("school")
    titles = options(typing)
    expect(status).to_contain_text(f"{len(titles)} suggestions")
    for index in (0, 1):
        typing.page.keyboard.press("ArrowDown")
        marked = typing.page.locator("[role=option][aria-selected=true]")
        expect(marked).to_have_text(titles[index])
        assert typing.field.get_attribute("aria-activedescendant") == marked.get_attribute("id")
    assert typing.focused == "Your question"
    typing.page.keyboard.press("Enter")
    expect(typing.cards).to_have_count(3)
    assert typing.stage.rasa.asked[-1][1] == titles[1]
    expect(typing.field).to_have_value("")


def test_what_was_typed_is_sent_where_nothing_is_chosen(typing: Parent) -> None:
    typing.field.press_sequentially("school")
    options(typing)
    typing.page.keyboard.press("Enter")
    expect(typing.cards).to_have_count(3)
    assert typing.stage.rasa.asked[-1][1] == "school"


def test_pointer_chooses_and_escape_closes_the_list_alone(typing: Parent) -> None:
    typing.field.press_sequentially("school")
    options(typing)
    typing.page.keyboard.press("Escape")
    expect(typing.page.get_by_role("listbox")).to_be_hidden()
    expect(typing.panel).to_be_visible()
    typing.field.press_sequentially(" bus")
    typing.page.get_by_role("option").first.click()
    expect(typing.cards).to_have_count(3)


def test_suggestions_can_be_turned_off_and_stay_off(typing: Parent) -> None:
    typing.choose("Suggest questions as I type")
    typing.page.reload()
    typing.field.press_sequentially("school")
    typing.page.wait_for_timeout(300)
    expect(typing.page.get_by_role("listbox")).to_be_hidden()
    assert typing.page.evaluate(f"{SHADOW}.querySelectorAll('[role=option]').length") == 0


def test_long_list_of_services_is_folded(parent: Parent) -> None:
    service = CARDS["no_answer"]["contacts"][0]
    many = [{**service, "name": f"Service {number}"} for number in range(8)]
    parent.begin().answer_with({"type": "services", "text": "These can help.", "services": many, "options": []})
    card = parent.ask("who")
    expect(card.get_by_text("Service 2", exact=True)).to_be_visible()
    expect(card.get_by_text("Service 3", exact=True)).to_be_hidden()
    card.get_by_text("5 more").click()
    expect(card.get_by_text("Service 7", exact=True)).to_be_visible()
