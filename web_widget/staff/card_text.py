"""A card as lines of plain text, so that two of them can be compared word by word."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from actions.wire import WireCard


def text_of(cards: Sequence[WireCard]) -> str:
    """Everything that a parent reads on these cards, a line for each passage."""
    return "\n".join(line for card in cards for line in _lines(card) if line)


def _lines(card: WireCard) -> Iterator[str]:
    yield from (str(card[name]) for name in ("title", "text") if card.get(name))
    for section in card.get("body", ()):
        yield section["heading"]
        for block in section["blocks"]:
            passages = [block["spans"]] if block["type"] == "paragraph" else block["items"]
            mark = "" if block["type"] == "paragraph" else "- "
            yield from (mark + "".join(map(_words, spans)) for spans in passages)
    yield from card.get("notices", ())
    for service in (*card.get("services", ()), *card.get("contacts", ())):
        yield from _service(service)
    yield from (f"[{option['title']}]" for name in ("options", "follow_ups") for option in card.get(name, ()))
    yield from (f"Law: {provision['title']} <{provision['url']}>" for provision in card.get("law", ()))
    yield from (f"Source: {source['title']} ({source['published']})" for source in card.get("sources", ()))


def _words(span: Mapping[str, Any]) -> str:
    """Where a link leads counts as well."""
    href = span.get("href")
    return f"{span['text']} <{href}>" if href else str(span["text"])


def _service(service: Mapping[str, Any]) -> Iterator[str]:
    yield service["name"]
    yield service.get("description", "")
    for phone in service.get("phones", ()):
        yield f"Phone: {phone['number']} {phone.get('description', '')}".strip()
    if "text" in service:
        yield f"Text: {service['text']['number']} {service['text'].get('description', '')}".strip()
    yield from (f"{name}: {service[name]}" for name in ("email", "url", "address") if name in service)
    yield service.get("note", "")
