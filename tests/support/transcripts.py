"""`make conversations`: writes docs/conversations.md, six conversations with the running assistant."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from actions.wire import WireCard
from knowledge.settings import ROOT
from tests.support.running import System, running

CONVERSATIONS: tuple[tuple[str, Sequence[str]], ...] = (
    (
        "Short breaks, and what comes after",
        (
            "hello",
            "can my son get short breaks",
            "how do i apply",
            "and for my daughter who is 16?",
            "what if they say no",
            "who do i ring",
            "who do i ring",
            "thanks",
        ),
    ),
    (
        "One word is not enough, then the days are counted",
        (
            "EHCP",
            "How long should an EHC plan take?",
            "we asked on 3 March 2026, when must they decide",
            "Change the date",
            "it was the 17th of march",
            "thank you",
        ),
    ),
    (
        "Help near us, with a question in between",
        (
            "what help is there near our village for an autistic girl",
            "what is a carers assessment",
            "9",
            "Oakham",
            "skip",
            "Change the age",
            "14",
        ),
    ),
    (
        "Danger comes first",
        (
            "how long is the camhs wating list",
            "he says he wants to die",
            "can i speak to someone",
            "Health or feelings",
        ),
    ),
    (
        "Can I ask for an assessment myself?",
        (
            "can i ask for an assessment myself",
            "yes",
            "what is an EHC plan",
            "I am not sure",
            "no",
            "this is all so hard, i am sick of the lot of you",
        ),
    ),
    (
        "Two questions at once, and what it does not answer",
        (
            "can he get DLA? and how do i apply for short breaks",
            "when will you empty my brown bin",
            "what is happening with my application",
            "moje dziecko ma autyzm, gdzie mogę dostać pomoc",
            "bye",
        ),
    ),
)
INTRODUCTION = """\
Made by `make conversations` from the running assistant, on {today}. What a parent typed or pressed is in bold.
Buttons are in [brackets]. Of an answer only the first part is here; the page has the others under their headings."""


def main() -> int:
    """Hold the conversations and write them down."""
    with running() as system:
        introduction = INTRODUCTION.format(today=day(date.today().isoformat()))
        lines = ["# Six conversations", "", introduction, "", *_all(system)]
    (ROOT / "docs" / "conversations.md").write_text("\n".join(lines).rstrip() + "\n", encoding="utf-8")
    print("docs/conversations.md is written.")
    return 0


def _all(system: System) -> Iterator[str]:
    for title, messages in CONVERSATIONS:
        yield f"## {title}\n"
        conversation, _ = system.begin()
        for message in messages:
            yield f"**{message}**\n"
            for card in system.ask(message, conversation):
                yield from quoted(told(card))
                yield ""


def told(card: WireCard) -> Iterator[str]:
    """The lines of a card, as the page shows them from top to bottom."""
    if "asked" in card:
        yield f"*{card['asked']}*\n"
    heading = card.get("title") or card.get("label")
    if heading:
        yield f"### {heading}\n"
    for name in ("fault", "text", "hint", "note"):
        if card.get(name):
            yield f"{card[name]}\n"
    yield from _TOLD.get(card["type"], _nothing)(card)
    yield from services([*card.get("contacts", ()), *card.get("services", ())])
    for note in (*card.get("notes", ()), *card.get("notices", ())):
        yield f"*{note}*\n"
    pressed = [*card.get("options", ()), *card.get("follow_ups", ()), *card.get("changes", ())]
    titles = [button["title"] for button in [*pressed, *filter(None, [card.get("skip")])]]
    if titles:
        yield " ".join(f"[{title}]" for title in titles)


def services(found: Sequence[WireCard]) -> Iterator[str]:
    """Whom to ask, how, and why they are shown."""
    for service in found:
        numbers = [phone["number"] for phone in service.get("phones", ())]
        numbers += [f"text {service['text']['number']}"] if "text" in service else []
        reach = ", ".join(numbers) or service.get("email") or service.get("url") or ""
        yield f"- {service['name']}" + (f": {reach}" if reach else "")
        for why in service.get("why", ()):
            yield f"  - {why['title']}" + (f": {why['detail']}" if why.get("detail") else "")
    if found:
        yield ""


def _nothing(card: WireCard) -> Iterable[str]:
    return ()


def _answer(card: WireCard) -> Iterator[str]:
    part = card["body"][0]
    if part["heading"]:
        yield f"{part['heading']}:\n"
    for block in part["blocks"]:
        if block["type"] == "paragraph":
            yield f"{_text(block['spans'])}\n"
        else:
            yield from (f"- {_text(item)}" for item in block["items"])
            yield ""
    first, *others = card["sources"]
    more = f" and {len(others)} more" if others else ""
    yield f"From: {first['title']}{more}. Checked on {day(card['checked'])}.\n"


def _dates(card: WireCard) -> Iterator[str]:
    yield f"{card['start']}. {card['counted_from_words']} {day(card['counted_from'])}. {card['confirm']}\n"
    for line in card["deadlines"]:
        passed = f" {line['passed_words']}" if line.get("passed_words") else ""
        yield f"- {day(line['due'])}: {line['title']}.{passed} {line['rule']} ({line['regulation']})"
    yield f"\n[{card['ics']['title']}]\n"


def _letter(card: WireCard) -> Iterator[str]:
    yield from (f"{line}\n" for line in card["lines"])


_TOLD: Mapping[str, Callable[[WireCard], Iterable[str]]] = {"answer": _answer, "dates": _dates, "letter": _letter}


def quoted(lines: Iterable[str]) -> Iterator[str]:
    """The lines as a quotation."""
    for line in "\n".join(lines).rstrip().split("\n"):
        yield f"> {line}".rstrip()


def day(written: str) -> str:
    """A day such as "3 March 2026"."""
    known = date.fromisoformat(written)
    return f"{known.day} {known:%B %Y}"


def _text(spans: Sequence[Mapping[str, Any]]) -> str:
    return "".join(span["text"] for span in spans)


if __name__ == "__main__":
    sys.exit(main())
