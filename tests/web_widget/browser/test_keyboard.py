"""All of it works with the keyboard alone, and a screen reader is told what is new and nothing else."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.web_widget.browser.parent import Parent
from tests.web_widget.stage import CARDS

FEW = 60


def press(parent: Parent, *keys: str) -> None:
    for key in keys:
        parent.page.keyboard.press(key)


def tab_to(parent: Parent, words: str, key: str = "Tab") -> None:
    """Go to something by its words, with Tab alone."""
    seen = []
    for _ in range(FEW):
        seen.append(parent.focused)
        if words in seen[-1]:
            return
        press(parent, key)
    raise AssertionError(f"{words!r} was not reached; seen: {seen}")


def test_whole_journey_by_keyboard(parent: Parent) -> None:
    page = parent.visit().page
    tab_to(parent, "Ask a question")
    press(parent, "Enter")
    expect(parent.panel).to_be_visible()
    assert parent.focused == "Before you start"
    tab_to(parent, "Start the chat")
    press(parent, "Enter")
    expect(parent.cards).to_have_count(2)
    assert parent.focused == "Your question"
    page.keyboard.type("show ehc")
    press(parent, "Enter")
    expect(parent.cards).to_have_count(3)
    assert parent.focused == "Your question"
    follow_up = CARDS["ehc"]["follow_ups"][0]["title"]
    tab_to(parent, follow_up, "Shift+Tab")
    press(parent, "Enter")
    expect(parent.cards).to_have_count(4)
    assert parent.focused == CARDS["answer"]["title"]
    tab_to(parent, "Where this comes from")
    press(parent, "Enter")
    press(parent, "Tab")
    assert page.evaluate("document.querySelector('local-offer-chat').shadowRoot.activeElement.localName") == "a"
    tab_to(parent, "No")
    press(parent, "Enter")
    press(parent, "ArrowDown", "Tab")
    tab_to(parent, "Send feedback")
    press(parent, "Enter")
    expect(parent.page.get_by_text("Thank you for telling us.")).to_be_visible()
    assert parent.focused == "Thank you for telling us."
    tab_to(parent, "Talk to a person", "Shift+Tab")
    press(parent, "Enter")
    expect(page.get_by_text(CARDS["person"]["label"])).to_be_visible()
    tab_to(parent, "Menu")
    press(parent, "Enter")
    tab_to(parent, "Save the chat")
    with page.expect_download() as saved:
        press(parent, "Enter")
    assert "show ehc" in saved.value.path().read_text(encoding="utf-8")
    tab_to(parent, "Start again")
    press(parent, "Enter")
    assert parent.focused == "Start again?"
    tab_to(parent, "Yes, start again")
    press(parent, "Enter")
    expect(parent.cards).to_have_count(2)
    press(parent, "Escape")
    expect(parent.panel).to_be_hidden()
    assert parent.focused == "Ask a question"


def test_nothing_of_the_chat_can_be_focused_while_it_is_closed(parent: Parent) -> None:
    parent.begin()
    press(parent, "Escape")
    expect(parent.panel).to_be_hidden()
    seen = set()
    for _ in range(8):
        press(parent, "Tab")
        seen.add(parent.focused)
    assert seen - {""} == {"the council", "Ask a question", "Hide this chat"}


def test_focus_goes_in_the_order_in_which_things_are_seen(parent: Parent) -> None:
    parent.begin()
    parent.ask("show no_answer")
    parent.button("Talk to a person").focus()
    boxes = []
    for _ in range(30):
        where = "document.querySelector('local-offer-chat').shadowRoot.activeElement?.getBoundingClientRect().toJSON()"
        box = parent.page.evaluate(where)
        if not box:
            break
        boxes.append(box)
        press(parent, "Tab")
    assert len(boxes) > 6
    rows = [(round(box["bottom"]), box["left"]) for box in boxes[:3]]
    assert rows == sorted(rows)


def test_escape_closes_the_topmost_thing_first(parent: Parent) -> None:
    parent.begin().ask("show ehc")
    parent.page.locator(".word").first.focus()
    expect(parent.page.locator(".tip").first).to_be_visible()
    press(parent, "Escape")
    expect(parent.page.locator(".tip").first).to_be_hidden()
    parent.button("Menu").click()
    press(parent, "Escape")
    expect(parent.page.locator(".menu")).to_be_hidden()
    assert parent.focused == "Menu"
    parent.choose("Delete my chat")
    press(parent, "Escape")
    expect(parent.field).to_be_visible()
    press(parent, "Escape")
    expect(parent.panel).to_be_hidden()


def test_short_forms_are_explained_on_hover_and_stay_while_the_pointer_is_on_them(parent: Parent) -> None:
    parent.begin().ask("show ehc")
    parent.page.locator(".word").first.hover()
    tip = parent.page.locator(".tip").first
    expect(tip).to_be_visible()
    tip.hover()
    expect(tip).to_be_visible()
    assert CARDS["ehc"]["terms"][0]["meaning"] in "".join(parent.page.locator(".tip").all_text_contents())


def test_shift_and_enter_break_the_line_and_the_field_grows(parent: Parent) -> None:
    parent.begin()
    before = parent.field.bounding_box()
    parent.field.press_sequentially("one")
    press(parent, "Shift+Enter")
    parent.page.keyboard.type("two")
    press(parent, "Shift+Enter")
    assert parent.field.input_value() == "one\ntwo\n"
    after = parent.field.bounding_box()
    assert before
    assert after
    assert after["height"] > before["height"] + 30
    press(parent, "Enter")
    expect(parent.cards).to_have_count(3)
    assert parent.stage.rasa.asked[-1][1] == "one\ntwo"


def test_characters_left_are_counted_near_the_end_and_too_long_is_not_sent(parent: Parent) -> None:
    parent.begin()
    count = parent.page.locator("#count")
    parent.field.fill("a" * 899)
    expect(count).to_be_hidden()
    parent.field.fill("a" * 943)
    expect(count).to_have_text("You have 57 characters left")
    expect(parent.page.locator("dialog > [role=status]")).to_have_text("You have 57 characters left")
    parent.field.fill("a" * 1001)
    expect(count).to_have_text("You have 1 character too many")
    press(parent, "Enter")
    expect(parent.cards).to_have_count(2)
    assert parent.stage.rasa.asked == []
    assert len(parent.field.input_value()) == 1001


def test_only_the_new_message_is_announced(parent: Parent) -> None:
    parent.begin()
    parent.ask("show answer")
    lead = CARDS["answer"]["body"][0]["blocks"][0]["spans"][0]["text"]
    status = parent.page.locator("dialog > [role=status]")
    expect(status).to_have_text(re.compile(re.escape(CARDS["answer"]["title"]) + ".*" + re.escape(lead[:40])))
    assert CARDS["opening"]["text"] not in parent.announced()
    parent.ask("show thanks")
    expect(status).to_have_text(CARDS["thanks"]["text"])
    assert parent.transcript.get_attribute("aria-live") == "off"


def test_emergency_card_is_announced_at_once_and_has_numbers_to_tap(parent: Parent) -> None:
    parent.begin()
    card = parent.ask("show crisis")
    expect(parent.page.locator("dialog > [role=alert]")).to_contain_text(CARDS["crisis"]["title"])
    links = [link.get_attribute("href") for link in card.locator("a[href^='tel:']").all()]
    assert links[0] == "tel:999"
    assert len(links) > 1


def test_focus_stays_in_the_field_while_someone_types_on(parent: Parent) -> None:
    parent.begin()
    parent.field.press_sequentially("show answer")
    press(parent, "Enter")
    parent.page.keyboard.type("and how")
    expect(parent.cards).to_have_count(3)
    assert parent.focused == "Your question"
    assert parent.field.input_value() == "and how"


@pytest.mark.parametrize(
    ("name", "fill", "sent"),
    [
        ("form_date", {"Day": "12", "Month": "3", "Year": "2026"}, "12 March 2026"),
        ("form_number", {CARDS["form_number"]["label"]: "7"}, "7"),
    ],
)
def test_forms_are_filled_in_by_keyboard(parent: Parent, name: str, fill: dict[str, str], sent: str) -> None:
    card = parent.begin().ask(f"show {name}")
    for label, value in fill.items():
        card.get_by_label(label, exact=True).fill(value)
    press(parent, "Enter")
    expect(parent.cards).to_have_count(4)
    assert parent.stage.rasa.asked[-1][1] == sent


@pytest.mark.parametrize("day", [("31", "2", "2026"), ("", "3", "2026"), ("1", "1", "26"), ("one", "1", "2026")])
def test_day_that_is_none_is_said_and_not_sent(parent: Parent, day: tuple[str, str, str]) -> None:
    card = parent.begin().ask("show form_date")
    for label, value in zip(("Day", "Month", "Year"), day, strict=True):
        card.get_by_label(label, exact=True).fill(value)
    parent.button("Continue").click()
    expect(card.locator(".fault")).to_have_text("Type a real date, such as 3 3 2026.")
    assert parent.focused == "Day"
    assert len(parent.stage.rasa.asked) == 1


def test_choices_of_a_form_are_radio_buttons_and_an_old_form_can_no_longer_be_sent(parent: Parent) -> None:
    card = parent.begin().ask("show form_choice")
    card.get_by_text(CARDS["form_choice"]["options"][1]["title"]).click()
    card.get_by_role("button", name="Continue").click()
    expect(parent.cards).to_have_count(4)
    assert parent.stage.rasa.asked[-1][1] == CARDS["form_choice"]["options"][1]["message"]
    expect(card.get_by_role("button", name="Continue")).to_be_disabled()
    assert parent.focused == CARDS["answer"]["title"]
