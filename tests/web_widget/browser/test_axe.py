"""axe-core finds nothing in any state, and what it cannot decide by itself is explained here."""

from __future__ import annotations

import hashlib
import re
from typing import Any

import pytest

from tests.web_widget.browser.parent import Parent
from tests.web_widget.browser.states import STATES
from tests.web_widget.chromium import AXE
from tests.web_widget.stage import Stage

PAGES = ("/", "/chat", "/privacy", "/accessibility")
COVERING = ("menu", "short-form-explained")
"""States in which one thing lies over another. There axe cannot tell the colours behind what is covered or behind the
explanation itself: the same text is decided in the states "open" and "card-ehc", and the explanation's colours have a
test of their own below."""


def found(result: dict[str, Any], state: str = "") -> list[str]:
    """Violations, and what axe could not decide and is not explained above."""
    rules = [(rule, node) for kind in ("violations", "incomplete") for rule in result[kind] for node in rule["nodes"]]
    return [
        f"{rule['id']}: {node['target']} {node['html'][:120]} {node['failureSummary'][:300]}"
        for rule, node in rules
        if not (state in COVERING and rule["id"] == "color-contrast" and "overlap" in node["failureSummary"])
    ]


def luminance(colour: str) -> float:
    """Of a colour as the browser computes it, such as "rgb(11, 12, 12)"; 0 to 1, by WCAG."""
    parts = [int(part) / 255 for part in re.findall(r"\d+", colour)[:3]]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_axe_is_the_version_that_was_published() -> None:
    hashed = hashlib.sha256(AXE.read_bytes()).hexdigest()
    assert hashed == "29348999450cdf2849a8e70b7912fc2da85a849da39c0d0d5394f51d4a9ed95c"


@pytest.mark.parametrize("state", STATES)
def test_axe_finds_nothing_in_any_state(parent: Parent, state: str) -> None:
    STATES[state](parent)
    assert found(parent.axe(), state) == []


@pytest.mark.parametrize("state", ["open", "privacy-notice", "menu", "error", "feedback", "card-crisis", "card-dates"])
def test_axe_finds_nothing_in_dark_colours_on_a_small_screen(parent: Parent, state: str) -> None:
    parent.page.emulate_media(color_scheme="dark")
    parent.page.set_viewport_size({"width": 375, "height": 667})
    STATES[state](parent)
    assert found(parent.axe(), state) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_explanations_of_short_forms_have_enough_contrast(parent: Parent, scheme: Any) -> None:
    parent.page.emulate_media(color_scheme=scheme)
    STATES["short-form-explained"](parent)
    tip = parent.page.locator(".tip").first
    ink, paper = (tip.evaluate(f"node => getComputedStyle(node).{name}") for name in ("color", "backgroundColor"))
    dark, light = sorted((luminance(ink), luminance(paper)))
    assert (light + 0.05) / (dark + 0.05) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing_on_the_pages(parent: Parent, on_stage: Stage, path: str, scheme: Any) -> None:
    parent.page.emulate_media(color_scheme=scheme)
    parent.page.goto(on_stage.gateway + path)
    assert found(parent.axe()) == []
