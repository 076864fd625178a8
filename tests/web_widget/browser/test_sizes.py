"""It fits every screen, from a large one to 400% zoom, in every state, and can be read in every colour scheme."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.web_widget.browser.parent import SHADOW, Parent
from tests.web_widget.browser.states import STATES

SIZES = {"zoom": (320, 256), "phone": (375, 667), "tablet": (768, 1024), "desk": (1280, 1024)}
STATES_SEEN = ["privacy-notice", "open", "menu", "error", "feedback", "restart", "short-form-explained", "suggestions"]
CARDS_SEEN = ["card-dates", "card-crisis", "card-form-date", "card-letter", "card-services", "listening", "spaced"]
SIDEWAYS = f"""() => {{
  const nodes = [...{SHADOW}.querySelectorAll("dialog, .transcript, .question, .composer, .top, .menu")];
  const wide = nodes.filter((node) => node.scrollWidth > node.clientWidth + 1)
    .map((node) => node.className || node.localName);
  return document.documentElement.scrollWidth > innerWidth ? ["page", ...wide] : wide;
}}"""
SMALL_TARGETS = f"""() => [...{SHADOW}.querySelectorAll("dialog :is(button, a, input, textarea, summary)")]
  .filter((node) => node.checkVisibility() && !node.closest("label") && !node.matches(".word"))
  .filter((node) => getComputedStyle(node).display !== "inline")
  .map((node) => [node.textContent || node.localName, node.getBoundingClientRect()])
  .filter(([, box]) => box.width < 24 || box.height < 24).map(([name]) => name)"""
HIDDEN_FOCUS = f"""() => {{
  const node = {SHADOW}.activeElement;
  if (!node) return null;
  const box = node.getBoundingClientRect();
  const [x, y] = [box.left + Math.min(box.width / 2, 20), box.top + Math.min(box.height / 2, 15)];
  const top = {SHADOW}.elementFromPoint(x, y);
  return node.contains(top) || top?.contains(node) ? null : node.textContent;
}}"""


def resize(parent: Parent, size: str) -> None:
    width, height = SIZES[size]
    parent.page.set_viewport_size({"width": width, "height": height})


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("state", STATES_SEEN + CARDS_SEEN)
def test_nothing_scrolls_sideways_and_every_target_is_large_enough(parent: Parent, state: str, size: str) -> None:
    resize(parent, size)
    STATES[state](parent)
    assert parent.page.evaluate(SIDEWAYS) == []
    assert parent.page.evaluate(SMALL_TARGETS) == []


@pytest.mark.parametrize("size", SIZES)
def test_only_the_conversation_scrolls_and_not_the_whole_chat(parent: Parent, size: str) -> None:
    resize(parent, size)
    parent.begin().ask("show ehc")
    assert parent.panel.evaluate("node => node.scrollHeight - node.clientHeight") == 0


@pytest.mark.parametrize("state", ["open", "error", "card-dates"])
def test_conversation_has_at_least_40_percent_of_the_height_at_400_percent_zoom(parent: Parent, state: str) -> None:
    resize(parent, "zoom")
    STATES[state](parent)
    box = parent.transcript.bounding_box()
    assert box
    assert box["height"] >= 0.4 * 256


@pytest.mark.parametrize("size", SIZES)
def test_what_has_the_focus_is_never_covered(parent: Parent, size: str) -> None:
    resize(parent, size)
    parent.begin().ask("show ehc")
    covered = []
    for _ in range(45):
        parent.page.keyboard.press("Shift+Tab")
        covered.append(parent.page.evaluate(HIDDEN_FOCUS))
    assert [name for name in covered if name is not None] == []


@pytest.mark.parametrize("size", ["phone", "desk"])
@pytest.mark.parametrize("state", ["open", "privacy-notice", "card-form-date", "card-dates"])
def test_text_of_twice_the_size_fits(parent: Parent, state: str, size: str) -> None:
    session = parent.page.context.new_cdp_session(parent.page)
    session.send("Page.enable")
    session.send("Page.setFontSizes", {"fontSizes": {"standard": 32, "fixed": 26}})
    resize(parent, size)
    STATES[state](parent)
    root = parent.page.locator(".root").evaluate("node => parseFloat(getComputedStyle(node).fontSize)")
    assert root >= 32
    assert parent.page.evaluate(SIDEWAYS) == []
    top = parent.page.locator(".top").bounding_box()
    assert top
    assert top["height"] <= 0.35 * SIZES[size][1]
    if state != "privacy-notice":
        box = parent.transcript.bounding_box()
        assert box
        assert box["height"] >= 100


def test_larger_text_is_chosen_in_the_menu_and_kept(parent: Parent) -> None:
    parent.begin()
    size = "node => parseFloat(getComputedStyle(node).fontSize)"
    before = parent.field.evaluate(size)
    parent.choose("Larger text")
    expect(parent.button("Larger text")).to_have_attribute("aria-pressed", "true")
    assert parent.field.evaluate(size) > 1.25 * before
    parent.page.reload()
    assert parent.field.evaluate(size) > 1.25 * before


def test_more_space_and_plain_letters_are_those_of_wcag_and_kept(parent: Parent) -> None:
    card = parent.begin().ask("show answer")
    parent.choose("Wider spacing, plain font")
    expect(parent.button("Wider spacing, plain font")).to_have_attribute("aria-pressed", "true")
    parent.page.keyboard.press("Escape")
    for node in (card.locator("p").first, card.locator("h4.start"), parent.button("Send"), parent.field):
        size, letters, words, line, face = node.evaluate(
            """(node) => {
              const style = getComputedStyle(node);
              const lengths = [style.fontSize, style.letterSpacing, style.wordSpacing, style.lineHeight];
              return [...lengths.map(parseFloat), style.fontFamily];
            }"""
        )
        assert letters >= 0.12 * size - 0.01
        assert words >= 0.16 * size - 0.01
        assert line >= 1.5 * size - 0.01
        assert face.startswith("Verdana")
    paragraphs = card.locator("details").first
    paragraphs.locator("summary").click()
    gap = paragraphs.locator("ul + p").first.evaluate(
        "node => parseFloat(getComputedStyle(node).marginTop) / parseFloat(getComputedStyle(node).fontSize)"
    )
    assert gap >= 2
    parent.page.reload()
    assert parent.field.evaluate("node => parseFloat(getComputedStyle(node).letterSpacing)") > 1
    parent.choose("Wider spacing, plain font")
    assert parent.field.evaluate("node => getComputedStyle(node).letterSpacing") in ("normal", "0px")


def test_more_space_leaves_the_conversation_its_room_at_400_percent_zoom(parent: Parent) -> None:
    resize(parent, "zoom")
    parent.begin()
    before = parent.transcript.bounding_box()
    parent.choose("Wider spacing, plain font")
    parent.page.keyboard.press("Escape")
    after = parent.transcript.bounding_box()
    assert before
    assert after
    assert after["height"] >= 0.9 * before["height"]


def test_nothing_moves_for_those_who_asked_for_that(parent: Parent) -> None:
    moving = f"() => {SHADOW}.getAnimations().length"
    STATES["waiting"](parent)
    assert parent.page.evaluate(moving) > 0
    parent.page.emulate_media(reduced_motion="reduce")
    assert parent.page.evaluate(moving) == 0


@pytest.mark.parametrize("state", ["closed", "open", "card-crisis", "card-form-choice", "error"])
def test_everything_has_an_edge_in_forced_colours(parent: Parent, state: str) -> None:
    parent.page.emulate_media(forced_colors="active")
    STATES[state](parent)
    edges = parent.page.evaluate(
        f"""() => [...{SHADOW}.querySelectorAll(".launcher, dialog, .card, .problem, dialog button, textarea")]
          .filter((node) => node.checkVisibility() && !node.matches(".word, .menu *, .tool:last-child"))
          .filter((node) => parseFloat(getComputedStyle(node).borderTopWidth) < 1).map((node) => node.className)"""
    )
    assert edges == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_focus_is_seen_by_an_outline_of_two_colours(parent: Parent, scheme: Any) -> None:
    parent.page.emulate_media(color_scheme=scheme)
    parent.begin()
    seen = parent.field.evaluate(
        "n => [getComputedStyle(n).outlineWidth, getComputedStyle(n).outlineColor, getComputedStyle(n).boxShadow]"
    )
    assert seen == ["3px", "rgb(255, 221, 0)", "rgb(11, 12, 12) 0px 0px 0px 6px"]


def test_small_screen_is_filled_and_the_page_behind_cannot_be_reached(parent: Parent) -> None:
    resize(parent, "phone")
    parent.begin()
    assert parent.panel.bounding_box() == {"x": 0, "y": 0, "width": 375, "height": 667}
    seen = set()
    for _ in range(20):
        parent.page.keyboard.press("Tab")
        seen.add(parent.focused)
    assert "the council" not in seen


def test_chat_goes_on_when_the_screen_is_turned_or_resized(parent: Parent) -> None:
    parent.begin()
    parent.field.fill("half a sent")
    for size in ("phone", "zoom", "desk"):
        resize(parent, size)
        expect(parent.panel).to_be_visible()
        assert parent.field.input_value() == "half a sent"
        expect(parent.page.locator("dialog:modal")).to_have_count(0 if size == "desk" else 1)


def test_right_to_left_turns_the_chat_round(parent: Parent) -> None:
    parent.visit(attributes='title="Testshire assistant" locale="ur"').open().agree()
    said = parent.ask("show language").locator("p").first
    assert said.get_attribute("dir") == "auto"
    assert parent.page.locator(".root").get_attribute("dir") == "rtl"
    panel = parent.panel.bounding_box()
    assert panel
    assert panel["x"] < 100
    assert parent.page.evaluate(SIDEWAYS) == []
