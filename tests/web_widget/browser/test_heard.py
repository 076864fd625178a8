"""What a screen reader is told: each thing once, by the focus or by an announcement, and nothing of long ago."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.web_widget.browser.parent import SHADOW, Parent
from tests.web_widget.browser.states import STATES
from tests.web_widget.stage import CARDS

WATCH_FOCUS = f"""() => {{
  window.lost = [];
  const root = {SHADOW};
  // What has the focus must not go in the same moment: screen readers lose their place.
  new MutationObserver((changes) => {{
    for (const change of changes) for (const node of change.removedNodes)
      if (node === window.last || node.contains?.(window.last)) window.lost.push(window.last.textContent);
    if (window.last?.isConnected && !window.last.checkVisibility()) window.lost.push(window.last.textContent);
  }}).observe(root, {{ childList: true, subtree: true, attributes: true, attributeFilter: ["hidden", "open"] }});
  root.addEventListener("focusin", () => setTimeout(() => {{ window.last = root.activeElement; }}, 100));
}}"""
LIVE = f"""() => [...{SHADOW}.querySelectorAll("[role=status], [role=alert], [role=log]")]
  .filter((node) => !node.hasAttribute("aria-live")).map((node) => node.className)"""
HEADINGS = f"""() => [...{SHADOW}.querySelectorAll(":is(h1, h2, h3, h4, h5):not(.going *)")]
  .filter((node) => node.checkVisibility()).map((node) => [Number(node.localName[1]), node.textContent])"""


def told(parent: Parent, words: str, role: str = "status") -> str:
    """Waits until it is announced; gives the whole announcement."""
    region = parent.page.locator(f"dialog > [role={role}]")
    expect(region).to_contain_text(words)
    return region.text_content() or ""


@pytest.mark.parametrize("state", ["closed", "privacy-notice", "feedback", "card-crisis", "delete", "not-opened"])
def test_every_live_region_says_how_live_it_is(parent: Parent, state: str) -> None:
    STATES[state](parent)
    assert parent.page.evaluate(LIVE) == []


def test_focus_moves_first_and_what_had_it_goes_later(parent: Parent) -> None:
    parent.visit()
    parent.page.evaluate(WATCH_FOCUS)

    def press(name: str) -> None:
        parent.button(name).focus()
        parent.page.wait_for_timeout(150)
        parent.page.keyboard.press("Enter")

    press("Ask a question")
    expect(parent.button("Start the chat")).to_be_visible()
    press("Start the chat")
    expect(parent.cards).to_have_count(2)
    assert parent.focused == "Your question"
    parent.ask("show answer")
    press("No")
    expect(parent.page.get_by_label("It is not what I asked")).to_be_focused()
    press("Send feedback")
    expect(parent.page.get_by_text("Thank you for telling us.").first).to_be_focused()
    press("Menu")
    press("Delete my chat")
    expect(parent.page.get_by_role("heading", name="Delete your chat?")).to_be_focused()
    press("No, go back")
    expect(parent.button("Menu")).to_be_focused()
    parent.page.keyboard.press("Escape")
    expect(parent.panel).to_be_hidden()
    expect(parent.launcher).to_be_focused()
    assert parent.page.evaluate("window.lost") == []


def test_first_words_that_are_typed_after_the_notice_arrive(parent: Parent) -> None:
    parent.visit().open()
    parent.button("Start the chat").press("Enter")
    parent.page.keyboard.type("Can we")
    expect(parent.field).to_have_value("Can we")


def test_notice_is_told_when_the_chat_opens(parent: Parent) -> None:
    parent.visit().open()
    assert parent.focused == "Before you start"
    assert "999" in told(parent, "computer program, not a person")


def test_what_deleting_does_is_told_with_the_question(parent: Parent) -> None:
    STATES["delete"](parent)
    told(parent, "It cannot be brought back.")


def test_answer_is_announced_with_its_beginning_and_its_shape(parent: Parent) -> None:
    parent.begin().ask("show ehc")
    words = told(parent, CARDS["ehc"]["title"])
    parts, contacts = len(CARDS["ehc"]["body"]) - 1, len(CARDS["ehc"]["services"])
    assert f"{parts} more parts, {contacts} contact" in words


def test_list_that_a_first_sentence_leads_to_is_announced_with_it(parent: Parent) -> None:
    blocks: list[Any] = [
        {"type": "paragraph", "spans": [{"text": "The days are these:"}]},
        {"type": "list", "ordered": False, "items": [[{"text": "week 6"}], [{"text": "week 20"}]]},
        {"type": "paragraph", "spans": [{"text": "Not told at once."}]},
    ]
    card = {**CARDS["answer"], "body": [{"type": "section", "id": "answer", "heading": "", "blocks": blocks}]}
    parent.begin().answer_with(card)
    parent.ask("when")
    words = told(parent, "The days are these:")
    assert "week 6; week 20" in words
    assert "Not told at once" not in words


@pytest.mark.parametrize("name", ["form_choice", "choice"])
def test_choices_are_announced(parent: Parent, name: str) -> None:
    parent.begin().ask(f"show {name}")
    words = told(parent, CARDS[name]["options"][0]["title"])
    assert all(option["title"] in words for option in CARDS[name]["options"])


def test_dates_are_announced_with_their_days(parent: Parent) -> None:
    parent.begin().ask("show dates")
    words = told(parent, CARDS["dates"]["title"])
    assert all(one["title"] in words for one in CARDS["dates"]["deadlines"])


def test_emergency_is_announced_with_its_number_and_at_once(parent: Parent) -> None:
    parent.begin().ask("show crisis")
    assert "999" in told(parent, CARDS["crisis"]["title"], "alert")


def test_what_the_focus_says_is_not_announced_as_well(parent: Parent) -> None:
    card = parent.begin().ask("show form_choice")
    card.get_by_text(CARDS["form_choice"]["options"][0]["title"]).click()
    parent.answer_with(CARDS["form_number"])
    card.get_by_role("button", name="Continue").press("Enter")
    expect(parent.cards).to_have_count(4)
    expect(parent.cards.last.locator("input")).to_be_focused()
    parent.page.wait_for_timeout(500)
    assert CARDS["form_number"]["label"] not in parent.announced()


def test_announcement_is_gone_after_a_while_so_that_nobody_reads_on_into_it(parent: Parent) -> None:
    parent.page.clock.install()
    parent.begin().ask("show crisis")
    parent.page.clock.fast_forward(300)
    told(parent, "999", "alert")
    parent.page.clock.fast_forward(8000)
    expect(parent.page.locator("dialog > [role=alert]")).to_have_text("")


def test_other_language_is_announced_as_what_it_is(parent: Parent) -> None:
    parent.begin().ask("show language")
    told(parent, CARDS["language"]["text"][:20])
    marked = parent.page.locator(f"dialog > [role=status] [lang={CARDS['language']['language']}]")
    expect(marked).to_contain_text(CARDS["language"]["text"][:20])


def test_every_turn_and_every_part_has_a_heading(parent: Parent) -> None:
    parent.begin()
    parent.ask("show answer")
    parent.ask("show no_answer")
    headings = parent.page.evaluate(HEADINGS)
    levels = [level for level, _ in headings]
    assert all(after - before <= 1 for before, after in zip([1, *levels], levels, strict=False))
    words = [text for _, text in headings]
    assert "You asked: show answer" in words
    assert {CARDS["answer"]["title"], "Who can help", "Not what you meant?", "Who to ask"} <= set(words)


def test_arrow_up_in_the_empty_field_goes_to_the_newest_answer(parent: Parent) -> None:
    parent.begin().ask("show ehc")
    parent.field.press("ArrowUp")
    assert parent.focused == CARDS["ehc"]["title"]


@pytest.mark.parametrize("name", ["form_date", "form_number", "form_choice"])
def test_what_is_wrong_is_tied_to_its_field(parent: Parent, name: str) -> None:
    card = parent.begin().ask(f"show {name}")
    card.get_by_role("button", name="Continue").click()
    fault = card.locator(".fault")
    expect(fault).to_be_visible()
    described = parent.page.evaluate(f"{SHADOW}.activeElement.getAttribute('aria-describedby')")
    assert fault.get_attribute("id") in described.split()


def test_deletion_is_told_and_stays_to_be_seen(parent: Parent) -> None:
    STATES["delete"](parent)
    parent.button("Yes, delete it").click()
    told(parent, "Your chat has been deleted.")
    expect(parent.page.locator(".question .done")).to_have_text("Your chat has been deleted.")
    parent.page.keyboard.press("Escape")
    expect(parent.launcher).to_have_text("Ask a question")


def test_closing_says_that_the_chat_is_still_there(parent: Parent) -> None:
    parent.begin().ask("show answer")
    parent.page.keyboard.press("Escape")
    expect(parent.page.locator(".corner [role=status]")).to_contain_text("questions and answers are still in it")
    expect(parent.launcher).to_have_text("Go on with your chat")


def test_links_to_websites_have_names_of_their_own(parent: Parent) -> None:
    card = parent.begin().ask("show services")
    names = [link.text_content() for link in card.get_by_text("Go to the website").all()]
    assert len(names) == len(set(names))


def test_paper_has_every_word_of_the_answer_and_of_a_step(parent: Parent) -> None:
    parent.page.add_init_script(
        """window.print = () => {
          top.printed = document.body.innerText;
          top.paper = [document.documentElement.lang, getComputedStyle(frameElement).display];
        }"""
    )
    terms = parent.begin().ask("show ehc").locator(".word").all_text_contents()
    parent.ask("show form_choice")
    parent.choose("Print the chat")
    printed, (lang, display) = parent.page.evaluate("[window.printed, window.paper]")
    assert len(terms) > 1
    assert all(term in printed for term in terms)
    assert CARDS["ehc"]["body"][0]["blocks"][0]["spans"][0]["text"] in printed
    assert CARDS["form_choice"]["label"] in printed
    assert CARDS["form_choice"]["options"][0]["title"] in printed
    assert "Printed on" in printed
    assert lang == "en-GB"
    assert display != "none"
