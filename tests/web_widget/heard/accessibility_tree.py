"""Tells what assistive technology gets of a page (AT-SPI). Debian's own Python runs it; its pyatspi is built for that.

For each line that it reads, "focus" or "page", it writes a line of JSON: what has the focus, or all nodes of the page.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

import pyatspi

STATES = ("FOCUSED", "EXPANDED", "EXPANDABLE", "PRESSED", "CHECKED", "INVALID_ENTRY", "MODAL", "HAS_POPUP", "SELECTED")
ATTRIBUTES = ("level", "live", "container-live", "atomic", "language", "xml-roles")
DEEP = 60


def document(browser: str) -> Any:
    """The page that a browser shows; None where there is none."""
    with suppress(Exception):  # a program may end before it is looked at
        for program in pyatspi.Registry.getDesktop(0):
            if program and browser in (program.name or "").lower():
                for node in walk(program, is_page):
                    if is_page(node) and is_shown(node):
                        return node
    return None


def is_page(node: Any) -> bool:
    """Whether a node is a page of a website."""
    return bool(node.getRole() == pyatspi.ROLE_DOCUMENT_WEB)


def is_shown(page: Any) -> bool:
    """Whether a page that was found before is still there: to look for it takes a second."""
    with suppress(Exception):
        return bool(page.getState().contains(pyatspi.STATE_SHOWING))
    return False


def nowhere(node: Any) -> bool:
    """All of a page is looked at."""
    return False


def walk(node: Any, ends: Callable[[Any], bool], depth: int = DEEP) -> Iterator[Any]:
    """A node and what is in it, but nothing inside of one at which it ends."""
    with suppress(Exception):  # a node may be gone before it is looked at
        yield node
        if depth and not ends(node):
            for index in range(node.childCount):
                yield from walk(node.getChildAtIndex(index), ends, depth - 1)


def focus(page: Any) -> dict[str, str]:
    """What has the focus; nothing where it is outside of the page."""
    told: dict[str, str] = {}
    for node in walk(page, nowhere):
        with suppress(Exception):
            if node.getState().contains(pyatspi.STATE_FOCUSED):
                told = {"role": node.getRoleName(), "name": node.name, "text": text(node)}
    return told


def text(node: Any) -> str:
    """The text in a node; what is no text is a bullet."""
    with suppress(Exception):
        return str(node.queryText().getText(0, -1)).replace("\ufffc", "•").strip()
    return ""


def told(node: Any, depth: int = 0) -> Iterator[str]:
    """A line for each node: role, name, description, text, states and attributes."""
    with suppress(Exception):
        states = [one.lower() for one in STATES if node.getState().contains(getattr(pyatspi, f"STATE_{one}"))]
        attributes = dict(one.split(":", 1) for one in node.getAttributes() if ":" in one)
        kept = {one: attributes[one] for one in ATTRIBUTES if one in attributes}
        parts = [node.getRoleName(), repr(node.name) if node.name else ""]
        parts += [f"described as {node.description!r}" if node.description else ""]
        parts += [repr(text(node)) if text(node) != node.name else "", ",".join(states), str(kept) if kept else ""]
        yield "  " * depth + " ".join(part for part in parts if part)
        for index in range(node.childCount):
            yield from told(node.getChildAtIndex(index), depth + 1)


def main(browser: str) -> None:
    """Answer until nothing more is asked."""
    page = None
    for asked in sys.stdin:
        page = page if is_shown(page) else document(browser)
        answer: object = focus(page) if asked.strip() == "focus" else list(told(page))
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
