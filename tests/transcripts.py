"""`make conversations`: writes docs/conversations.md, six conversations with the running assistant."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from knowledge.settings import ROOT
from tests.running import System, running

Card = Mapping[str, Any]

CONVERSATIONS: tuple[tuple[str, Sequence[str]], ...] = (
    (
        "Short breaks, and what comes after",
        ("can my son get short breaks", "how do i apply", "and for my daughter who is 16?", "what if they say no"),
    ),
    ("An assessment was refused", ("the council said no to an assessment what now", "who do i ring", "thank you")),
    ("One word is not enough", ("EHCP", "How long should an EHC plan take?", "what if they are late")),
    ("Danger first", ("my son says he wants to die",)),
    ("Two questions at once", ("can he get DLA? and how do i apply for short breaks", "what colour are the bins")),
    ("Not in English", ("moje dziecko ma autyzm, gdzie mogę dostać pomoc", "can I speak to someone")),
)


def main() -> int:
    """Hold the conversations and write them down."""
    with running() as system:
        text = "\n".join(["# Six conversations", "", INTRODUCTION, "", *_all(system)])
    (ROOT / "docs" / "conversations.md").write_text(text + "\n", encoding="utf-8")
    print("docs/conversations.md is written.")
    return 0


INTRODUCTION = "Made by `make conversations` from the running assistant. Buttons are shown in [brackets]."


def _all(system: System) -> Iterator[str]:
    for title, messages in CONVERSATIONS:
        yield f"## {title}\n"
        conversation, _ = system.begin()
        for message in messages:
            yield f"**Parent:** {message}\n"
            for card in system.ask(message, conversation):
                yield from _card(card)


def _card(card: Card) -> Iterator[str]:
    heading = card.get("title") or card.get("label")
    yield f"**Assistant** ({card['type']}){f': *{heading}*' if heading else ''}\n"
    if card.get("text"):
        yield f"{card['text']}\n"
    for block in card["body"][0]["blocks"] if "body" in card else ():
        yield from _block(block)
    contacts = [*card.get("contacts", ()), *card.get("services", ())]
    for service in contacts[:4]:
        numbers = ", ".join(phone["number"] for phone in service.get("phones", ()))
        yield f"- {service['name']}{f': {numbers}' if numbers else ''}"
    if contacts:
        yield ""
    buttons = [option["title"] for name in ("options", "follow_ups") for option in card.get(name, ())]
    if buttons:
        yield " ".join(f"[{title}]" for title in buttons) + "\n"


def _block(block: Mapping[str, Any]) -> Iterator[str]:
    if block["type"] == "paragraph":
        yield "".join(span["text"] for span in block["spans"]) + "\n"
    else:
        yield from ("- " + "".join(span["text"] for span in item) for item in block["items"])
        yield ""


if __name__ == "__main__":
    sys.exit(main())
