"""Whatever goes wrong, it is said what to do, whom to ring, and what was typed is still there."""

from __future__ import annotations

import json
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.support.content import COUNCIL
from tests.web_widget.browser.parent import Parent
from tests.web_widget.stage import PHONE

QUESTION = "Can we get short breaks for my son?"


STALLS = """
const fetched = window.fetch;
const stalled = (signal) =>
  new ReadableStream({ start: (body) => signal.addEventListener("abort", () => body.error(new Error("stopped"))) });
window.fetch = (address, asked) =>
  address.endsWith("/api/messages") ? Promise.resolve(new Response(stalled(asked.signal))) : fetched(address, asked);
"""
"""The headers of a reply come, and its body never does."""


def try_to_ask(parent: Parent) -> None:
    parent.field.fill(QUESTION)
    parent.field.press("Enter")


def told(parent: Parent, words: str) -> None:
    """The problem is shown, announced, and gives the number; the words are still in the field."""
    expect(parent.problem).to_contain_text(words)
    expect(parent.problem.locator("a[href='tel:01234567890']")).to_have_text(PHONE)
    expect(parent.page.locator("dialog > [role=alert]")).to_contain_text(words)
    expect(parent.field).to_have_value(QUESTION)


@pytest.mark.parametrize(
    ("status", "body", "words"),
    [
        (503, json.dumps({"error": "Not just now.", "contacts": [{"name": COUNCIL, "phone": PHONE}]}), "Not just now."),
        (503, "<h1>Bad gateway</h1>", "the assistant cannot answer just now"),
        (429, "", "Many people are asking just now"),
        (500, "", "the assistant cannot answer just now"),
        (200, "<html>a login page</html>", "The answer could not be read"),
        (200, "null", "The answer could not be read"),
        (400, json.dumps({"error": "Please type a question first."}), "Please type a question first."),
        (404, json.dumps({"error": "This chat has ended."}), "This chat has ended."),
    ],
)
def test_failure_says_what_to_do_and_keeps_what_was_typed(parent: Parent, status: int, body: str, words: str) -> None:
    parent.begin()
    parent.answer_calls("/api/messages", status, body)
    try_to_ask(parent)
    told(parent, words)


@pytest.mark.parametrize("status", [500, 520])
def test_fault_of_the_assistant_can_be_tried_again(parent: Parent, status: int) -> None:
    parent.begin()
    parent.answer_calls("/api/messages", status)
    try_to_ask(parent)
    expect(parent.problem).to_be_visible()
    parent.let_calls_through()
    parent.button("Try again").click()
    expect(parent.cards).to_have_count(3)


def test_trying_again_sends_what_was_typed(parent: Parent) -> None:
    parent.begin()
    parent.stage.rasa.away = True
    try_to_ask(parent)
    expect(parent.problem).to_be_visible()
    parent.stage.rasa.away = False
    parent.button("Try again").click()
    expect(parent.cards).to_have_count(3)
    expect(parent.problem).to_be_hidden()
    expect(parent.field).to_have_value("")
    assert parent.focused == "Your question"


def test_reply_whose_body_never_comes_is_given_up_and_can_be_tried_again(parent: Parent) -> None:
    parent.page.clock.install()
    parent.page.add_init_script(STALLS)
    parent.begin()
    try_to_ask(parent)
    expect(parent.page.locator(".looking")).to_be_visible()
    parent.page.clock.fast_forward(10_500)
    told(parent, "There was no answer in time")
    expect(parent.button("Try again")).to_be_visible()


def test_conversation_that_began_on_a_flaky_line_still_says_that_the_content_is_a_draft(parent: Parent) -> None:
    parent.visit().open()
    parent.answer_calls("/api/conversations", 503)
    parent.button("Start the chat").click()
    expect(parent.problem).to_be_visible()
    parent.let_calls_through()
    parent.answer_calls("/api/messages", 503)
    try_to_ask(parent)
    expect(parent.problem).to_contain_text("cannot answer just now")
    parent.let_calls_through()
    parent.button("Try again").click()
    expect(parent.cards).to_have_count(3)
    expect(parent.transcript).to_contain_text("This is a draft.")


def test_chat_that_has_ended_is_begun_anew_with_the_same_question(parent: Parent) -> None:
    parent.begin()
    parent.answer_calls("/api/messages", 404, json.dumps({"error": "This chat has ended."}))
    try_to_ask(parent)
    expect(parent.problem).to_be_visible()
    parent.let_calls_through()
    begun = len(parent.stage.rasa.greeted)
    parent.button("Start a new chat and send it").click()
    expect(parent.cards).to_have_count(3)
    assert len(parent.stage.rasa.greeted) == begun + 1
    assert parent.stage.rasa.asked[-1][1] == QUESTION


def test_offline_is_said_at_once_and_taken_back(parent: Parent) -> None:
    parent.begin()
    parent.page.context.set_offline(True)
    expect(parent.problem).to_contain_text("You are offline")
    expect(parent.problem.locator("a[href^='tel:']")).to_be_visible()
    try_to_ask(parent)
    told(parent, "You are offline")
    parent.page.context.set_offline(False)
    expect(parent.problem).to_be_hidden()
    expect(parent.field).to_have_value(QUESTION)


def test_gateway_that_cannot_be_reached_is_said(parent: Parent) -> None:
    parent.begin()
    parent.page.route("**/api/messages", lambda route: route.abort())
    try_to_ask(parent)
    told(parent, "We could not reach the assistant")


def test_beginning_that_failed_can_be_tried_again(parent: Parent) -> None:
    parent.visit().open()
    parent.stage.rasa.away = True
    parent.button("Start the chat").click()
    expect(parent.problem).to_be_visible()
    parent.stage.rasa.away = False
    parent.button("Try again").click()
    expect(parent.cards).to_have_count(2)


def test_launcher_stays_and_gives_the_number_while_the_gateway_is_away(parent: Parent) -> None:
    parent.visit()
    parent.page.route("**/panel.js*", lambda route: route.abort())
    parent.launcher.click()
    trouble = parent.page.locator(".trouble")
    expect(trouble).to_contain_text("could not be opened")
    expect(trouble.locator("a")).to_have_attribute("href", "tel:01234567890")
    expect(parent.launcher).to_be_visible()
    parent.page.unroute_all()
    parent.open()
    expect(trouble).to_be_hidden()


def test_answer_that_takes_long_is_said_to_take_long(parent: Parent) -> None:
    parent.page.clock.install()
    parent.begin()
    parent.page.route("**/api/messages", lambda route: None)
    try_to_ask(parent)
    expect(parent.button("Sending…")).to_be_visible()
    expect(parent.page.locator(".looking")).to_contain_text("Looking for an answer…")
    parent.page.clock.fast_forward(8500)
    expect(parent.page.locator(".looking")).to_contain_text("This is taking longer than usual")


def test_what_was_typed_survives_a_reload_while_it_is_being_sent(parent: Parent) -> None:
    parent.begin()
    parent.page.route("**/api/messages", lambda route: None)
    try_to_ask(parent)
    expect(parent.page.locator(".looking")).to_be_visible()
    parent.page.reload()
    expect(parent.field).to_have_value(QUESTION)


def test_deleting_that_failed_is_said_and_deletes_nothing(parent: Parent) -> None:
    parent.begin()
    parent.answer_calls("/api/conversations", 503)
    parent.choose("Delete my chat")
    parent.button("Yes, delete it").click()
    expect(parent.page.locator(".question .fault")).to_contain_text("cannot answer just now")
    parent.button("No, go back").click()
    expect(parent.cards).to_have_count(2)


def test_feedback_that_failed_is_kept_to_be_sent_again(parent: Parent) -> None:
    parent.begin().ask("show answer")
    parent.button("No").click()
    parent.page.get_by_label("It is hard to understand").check()
    parent.page.get_by_label("Tell us more, if you like").fill("Too many long words.")
    parent.answer_calls("/api/feedback", 503)
    parent.button("Send feedback").click()
    expect(parent.page.locator(".feedback .fault")).to_contain_text("cannot answer just now")
    parent.let_calls_through()
    parent.button("Send feedback").click()
    expect(parent.page.get_by_text("Thank you for telling us.")).to_be_visible()
    given: dict[str, Any] = json.loads(parent.stage.rasa.asked[-1][1])
    assert (given["helped"], given["reason"], given["comment"]) == ("no", "hard_to_understand", "Too many long words.")
