"""An answer is read aloud by the browser, sentence by sentence, with the place shown; nothing is sent for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.web_widget.browser.parent import SHADOW, Parent
from tests.web_widget.browser.speech import (
    AMERICAN,
    BRITISH,
    POLISH,
    SENDS,
    controls,
    give_voices,
    is_speaking,
    listen,
    marked,
    next_sentence,
    said,
    to_the_end,
)

NEUTRAL = "https://www.bbc.co.uk/weather"
SEND = {"term": "SEND", "stands_for": "special educational needs and disabilities", "meaning": "Needs."}


def answer(*texts: str, **more: Any) -> dict[str, Any]:
    """An answer of these paragraphs."""
    blocks = [{"type": "paragraph", "spans": [{"text": text}]} for text in texts]
    body = [{"type": "section", "id": "answer", "heading": "", "blocks": blocks}]
    return {"type": "answer", "entry": "a", "title": "A title", "body": body, "sources": [], **more}


@pytest.fixture
def hearing(parent: Parent) -> Parent:
    """A parent whose browser has a voice."""
    return give_voices(parent, POLISH, SENDS, AMERICAN, BRITISH).begin()


def test_answer_is_read_in_the_order_in_which_it_stands(hearing: Parent) -> None:
    card = hearing.ask("show answer")
    listen(hearing)
    spoken = to_the_end(hearing)
    assert spoken[:4] == [
        "What short breaks money can be spent on",
        "You and your child choose what works best for their free time, within the scheme's rules.",
        "Aiming High short breaks money can pay for things such as a personal assistant, travel or entry costs.",
        "Ask before you buy objects to keep, such as a trampoline or a tablet.",
    ]
    for earlier, later in (
        ("What you get", "entry costs"),
        ("entry costs", "How to ask"),
        ("How to ask", "Who can help"),
    ):
        assert spoken.index(earlier) < spoken.index(later)
    assert "Phone: 0 1 5 7 2, 7 2 2 5 7 7" in spoken
    assert not any(
        words in text for text in spoken for words in ("Did this answer", "Checked on", "Website", "undated")
    )
    controls(card, ["Listen"])


def test_mark_moves_with_the_voice_and_folded_parts_unfold(hearing: Parent) -> None:
    card = hearing.ask("show answer")
    listen(hearing)
    assert marked(hearing) == card.locator("h4.start").text_content()
    next_sentence(hearing)
    assert marked(hearing).startswith("You and your child choose")
    next_sentence(hearing)
    assert marked(hearing).startswith("Aiming High short breaks money")
    while marked(hearing) != "What you get":
        next_sentence(hearing)
    expect(card.get_by_text("entry costs", exact=True)).to_be_visible()
    to_the_end(hearing)
    assert marked(hearing) == ""


def test_sentence_that_is_read_is_brought_into_sight(hearing: Parent) -> None:
    hearing.page.set_viewport_size({"width": 320, "height": 256})
    hearing.ask("show answer")
    listen(hearing)
    for _ in range(8):
        next_sentence(hearing)
        expect(hearing.page.locator(".spoken").first).to_be_in_viewport()


def test_reader_who_scrolls_away_is_left_there(hearing: Parent) -> None:
    hearing.ask("show answer")
    listen(hearing)
    hearing.transcript.evaluate("node => (node.scrollTop = 0)")
    next_sentence(hearing)
    assert hearing.transcript.evaluate("node => node.scrollTop") == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_mark_is_a_line_as_well_as_a_colour(hearing: Parent, scheme: Any) -> None:
    hearing.page.emulate_media(color_scheme=scheme)
    hearing.ask("show answer")
    listen(hearing)
    look = "node => [getComputedStyle(node).textDecorationLine, getComputedStyle(node).textDecorationThickness]"
    assert hearing.page.locator(".spoken").first.evaluate(look) == ["underline", "3px"]


def test_short_forms_are_said_as_what_they_mean(hearing: Parent) -> None:
    hearing.answer_with(
        answer(
            "Ask the special educational needs and disabilities (SEND) team. SEND teams differ.",
            "SENDIASS.",
            terms=[SEND],
        )
    )
    hearing.ask("who")
    listen(hearing)
    assert to_the_end(hearing)[1:] == [
        "Ask the special educational needs and disabilities team.",
        "special educational needs and disabilities teams differ.",
        "SENDIASS.",
    ]


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("Ring 01572 722577.", "Ring 0 1 5 7 2, 7 2 2 5 7 7."),
        ("Ring 0808 800 5000 or 111 now.", "Ring 0 8 0 8, 8 0 0, 5 0 0 0 or 1 1 1 now."),
        ("Ring (01572) 722577, or 999.", "Ring 0 1 5 7 2, 7 2 2 5 7 7, or 9 9 9."),
        ("From abroad: +44 1572 722577.", "From abroad: plus, 4 4, 1 5 7 2, 7 2 2 5 7 7."),
        ("The Samaritans are 116 123.", "The Samaritans are 1 1 6, 1 2 3."),
        ("It is £101 for 111% of 2026, or 1,111.", "It is £101 for 111% of 2026, or 1,111."),
        ("From 0 to 25 years, by 15 April 2026.", "From 0 to 25 years, by 15 April 2026."),
    ],
)
def test_telephone_numbers_are_said_digit_by_digit_and_other_numbers_are_not(
    hearing: Parent, written: str, spoken: str
) -> None:
    hearing.answer_with(answer(written))
    hearing.ask("who")
    listen(hearing)
    assert to_the_end(hearing)[1:] == [spoken]


def test_sentence_with_a_link_and_an_abbreviation_is_one(hearing: Parent) -> None:
    spans = [
        {"text": "Look at "},
        {"text": "the page. It", "href": "https://www.gov.uk/"},
        {"text": " helps, e.g. today!"},
    ]
    body = [{"type": "section", "id": "answer", "heading": "", "blocks": [{"type": "paragraph", "spans": spans}]}]
    hearing.answer_with(answer(body=body))
    card = hearing.ask("where")
    before = card.locator("p").first.text_content()
    listen(hearing)
    assert to_the_end(hearing)[1:] == ["Look at the page.", "It helps, e.g. today!"]
    assert card.locator("p").first.text_content() == before
    expect(card.get_by_role("link", name="the page. It")).to_have_attribute("href", "https://www.gov.uk/")


def test_pause_and_go_on_begin_the_sentence_anew_by_keyboard_with_the_focus_kept(hearing: Parent) -> None:
    card = hearing.ask("show answer")
    card.locator("h4.start").focus()
    hearing.page.keyboard.press("Tab")
    title = card.locator("h4.start").text_content()
    assert hearing.focused == f"Listen: {title}"
    hearing.page.keyboard.press("Enter")
    next_sentence(hearing)
    controls(card, ["Pause", "Stop"])
    hearing.page.keyboard.press("Space")
    assert not is_speaking(hearing)
    assert hearing.focused == f"Go on: {title}"
    assert marked(hearing).startswith("You and your child")
    hearing.page.keyboard.press("Enter")
    assert is_speaking(hearing)
    spoken = said(hearing)
    assert spoken[-1] == spoken[-2]
    assert hearing.focused == f"Pause: {title}"
    hearing.page.keyboard.press("Tab")
    hearing.page.keyboard.press("Enter")
    assert not is_speaking(hearing)
    assert hearing.focused == f"Listen: {title}"
    controls(card, ["Listen"])
    assert marked(hearing) == ""


def close(parent: Parent) -> None:
    parent.button("Close").click()


def escape(parent: Parent) -> None:
    parent.page.keyboard.press("Escape")


def start_again(parent: Parent) -> None:
    parent.choose("Start again")


def ask_something_else(parent: Parent) -> None:
    parent.ask("show thanks")


def remove_the_chat(parent: Parent) -> None:
    parent.page.evaluate("document.querySelector('local-offer-chat').remove()")


@pytest.mark.parametrize("does", [close, escape, start_again, ask_something_else, remove_the_chat])
def test_voice_stops_with(hearing: Parent, does: Callable[[Parent], None]) -> None:
    hearing.ask("show answer")
    listen(hearing)
    assert is_speaking(hearing)
    does(hearing)
    assert not is_speaking(hearing)


def test_voice_stops_at_once_on_leaving_also_where_the_other_page_is_slow(hearing: Parent) -> None:
    hearing.page.route(f"{NEUTRAL}*", lambda route: None)
    hearing.ask("show answer")
    listen(hearing)
    leave = f"() => {{ {SHADOW}.querySelector('.leave').click(); return speechSynthesis.now }}"
    assert hearing.page.evaluate(leave) is None


def test_voice_waits_while_the_tab_is_hidden(hearing: Parent) -> None:
    card = hearing.ask("show answer")
    listen(hearing)
    hearing.page.evaluate(
        """() => {
          Object.defineProperty(document, "hidden", { value: true });
          document.dispatchEvent(new Event("visibilitychange"));
        }"""
    )
    assert not is_speaking(hearing)
    controls(card, ["Go on", "Stop"])


def test_one_answer_is_read_at_a_time(hearing: Parent) -> None:
    first, second = hearing.ask("show answer"), hearing.ask("show ehc")
    listen(hearing, first.locator("h4.start").text_content() or "")
    listen(hearing)
    assert marked(hearing) == second.locator("h4.start").text_content()
    controls(first, ["Listen"])
    controls(second, ["Pause", "Stop"])


def test_voice_that_fails_is_told(hearing: Parent) -> None:
    card = hearing.ask("show answer")
    listen(hearing)
    hearing.page.evaluate("speechSynthesis.tell('error')")
    expect(card.locator(".listen [role=status]")).to_have_text("Your browser could not read this aloud.")
    controls(card, ["Listen"])


def test_british_voice_of_the_device_speaks_and_nothing_is_sent(hearing: Parent) -> None:
    hearing.ask("show answer")
    asked: list[str] = []
    hearing.page.on("request", lambda request: asked.append(request.url))
    listen(hearing)
    to_the_end(hearing)
    assert {one.partition(":")[0] for one in said(hearing)} == {"Alice"}
    assert asked == []


@pytest.mark.parametrize("voices", [[], [POLISH], [SENDS], [SENDS, POLISH]])
def test_listening_is_not_offered_without_an_english_voice_of_the_device(parent: Parent, voices: list[Any]) -> None:
    card = give_voices(parent, *voices).begin().ask("show answer")
    expect(card.locator(".listen")).to_be_hidden()


def test_listening_is_not_offered_where_the_browser_has_no_speech(parent: Parent) -> None:
    parent.page.add_init_script("Object.defineProperty(window, 'speechSynthesis', { value: undefined })")
    card = parent.begin().ask("show answer")
    expect(card.locator(".listen")).to_be_hidden()
    expect(card.locator("h4.start")).to_be_visible()


def test_listening_is_offered_once_the_voices_are_there(parent: Parent) -> None:
    card = give_voices(parent).begin().ask("show answer")
    expect(card.locator(".listen")).to_be_hidden()
    parent.page.evaluate(
        """() => {
          speechSynthesis.voices = [{ name: "Late", lang: "en_US", localService: true }];
          speechSynthesis.dispatchEvent(new Event("voiceschanged"));
        }"""
    )
    expect(card.locator(".listen")).to_be_visible()


def test_what_was_read_is_saved_and_printed_as_before(hearing: Parent) -> None:
    card = hearing.ask("show ehc")
    before = card.text_content()
    listen(hearing)
    to_the_end(hearing)
    assert card.text_content() == before
    assert hearing.page.evaluate(f"{SHADOW}.querySelectorAll('.tip span').length") == 0
