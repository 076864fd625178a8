"""A stand-in for a browser's speech: it says nothing, and tells what it was asked to say."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from playwright.sync_api import Locator, expect

from tests.web_widget.browser.parent import Parent

BRITISH: Mapping[str, Any] = {"name": "Alice", "lang": "en-GB", "localService": True}
AMERICAN: Mapping[str, Any] = {"name": "Bob", "lang": "en-US", "localService": True}
SENDS: Mapping[str, Any] = {"name": "Cloud", "lang": "en-GB", "localService": False}
POLISH: Mapping[str, Any] = {"name": "Ewa", "lang": "pl-PL", "localService": True}

STAND_IN = """(() => {
  class Speech extends EventTarget {
    said = [];
    now = null;
    voices = %s;
    getVoices() { return this.voices; }
    speak(one) { this.said.push(`${one.voice.name}: ${one.text}`); this.now = one; }
    cancel() { this.tell("end"); }
    tell(name) { const was = this.now; this.now = null; was?.dispatchEvent(new Event(name)); }
  }
  window.SpeechSynthesisUtterance = class extends EventTarget { constructor(text) { super(); this.text = text; } };
  Object.defineProperty(window, "speechSynthesis", { value: new Speech() });
})()"""


def give_voices(parent: Parent, *voices: Mapping[str, Any]) -> Parent:
    """Have the browser speak with these voices, from the next page on."""
    parent.page.add_init_script(STAND_IN % json.dumps(list(map(dict, voices))))
    return parent


def listen(parent: Parent, title: str = "") -> None:
    """Press the button of the newest answer, or of the one with this title."""
    buttons = parent.page.get_by_role("button", name=f"Listen: {title}")
    (buttons.first if title else buttons.last).click()


def said(parent: Parent) -> list[str]:
    """All that was spoken so far."""
    return list(parent.page.evaluate("speechSynthesis.said"))


def next_sentence(parent: Parent, times: int = 1) -> None:
    """The voice comes to the end of a sentence."""
    for _ in range(times):
        parent.page.evaluate("speechSynthesis.tell('end')")


def is_speaking(parent: Parent) -> bool:
    """Whether there is a voice to be heard."""
    return bool(parent.page.evaluate("Boolean(speechSynthesis.now)"))


def to_the_end(parent: Parent) -> list[str]:
    """Let the voice speak until it is silent; gives all that it said, without its name."""
    while is_speaking(parent):
        next_sentence(parent)
    return [one.partition(": ")[2] for one in said(parent)]


def marked(parent: Parent) -> str:
    """The words that are marked as spoken."""
    return "".join(parent.page.locator(".spoken").all_text_contents()).strip()


def controls(card: Locator, names: Iterable[str]) -> None:
    """Expect these buttons for listening, and no others."""
    expect(card.locator(".listen button").filter(visible=True)).to_have_text(list(names))
