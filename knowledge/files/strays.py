"""What another council's content has left behind in a council's own: its names, its places and its numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from knowledge.faults import Fault
from knowledge.files import markdown
from knowledge.files.layers import Layer, layer_of
from knowledge.files.records import Content
from knowledge.text.whose.places import Places, kept_places

_NOT_SAID = frozenset(
    {"sources", "questions", "not_here", "examples", "places", "place_points", "neighbours", "languages"}
)
"""Fields that hold what parents type, what another council says, or what is meant to name other places."""
_UNSAID_FILES = ("danger/", "conversation.yml", "out_of_scope.yml")
_LOCAL_NUMBER = re.compile(r"(?<!\d)0[12]\d{2,4} ?\d{3} ?\d{3,4}(?!\d)")


def strays(content: Content) -> Iterator[Fault]:
    """Names in the council's own texts that belong to another council. Staff should see whether they are meant."""
    council = content.council
    if council.country is None:
        return
    places = kept_places(council.area, council.places)
    known = {place.lower() for place in (council.area, *council.places, *council.neighbours)}
    known |= {found.place.area.lower() for found in places.find(council.name)}
    numbers = _numbers(content)
    for file, line, field, text in _own_texts(content):
        for name in _elsewhere(text, places, known):
            remedy = "If it is not meant, correct it. If it is, add it to neighbours in council.yml."
            yield Fault(file, line, field, f'It names "{name}", which is not {council.area}.', remedy)
        for number in _LOCAL_NUMBER.findall(text):
            if _digits(number) not in numbers:
                problem = f"It gives {number}, which no service here has."
                yield Fault(file, line, field, problem, "Correct it, or add it to the service that has it.")


def _elsewhere(text: str, places: Places, known: set[str]) -> list[str]:
    """The names of other areas and their towns, each once."""
    found = [(text[m.start : m.end], m.place) for m in places.find(text) if not places.is_home(m.place)]
    return list(dict.fromkeys(name for name, place in found if not {name.lower(), place.area.lower()} & known))


def _own_texts(content: Content) -> Iterator[tuple[str, int, str, str]]:
    """The file, line, field and words of each text that the council wrote."""
    for name, document in content.lines.items():
        if not name.startswith(_UNSAID_FILES):
            for path, text in _texts(document.data):
                file, line = document.place(path)
                if layer_of(file) is Layer.COUNCIL:
                    yield file, line, ".".join(map(str, path)), text
    for entry in content.entries.values():
        for section in entry.sections:
            for part in section.said:
                if part.layer is Layer.COUNCIL:
                    for words in (*markdown.passages(part.blocks), *_addresses(part.blocks)):
                        yield part.file, part.line, section.heading or "answer", words


def _addresses(blocks: tuple[markdown.Block, ...]) -> Iterator[str]:
    for block in blocks:
        runs = (block.spans,) if isinstance(block, markdown.Paragraph) else block.items
        yield from (span.href for run in runs for span in run if span.href)


def _texts(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, Mapping):
        for name, part in value.items():
            if name not in _NOT_SAID:
                yield from _texts(part, (*path, name))
    elif isinstance(value, list):
        for number, part in enumerate(value):
            yield from _texts(part, (*path, number))


def _numbers(content: Content) -> set[str]:
    """The digits of every number that the council and its services can be reached on."""
    given = [phone["number"] for service in content.services.values() for phone in service.phones]
    return {_digits(number) for number in (*given, content.council.main_contact.get("phone", ""))}


def _digits(number: str) -> str:
    return "".join(letter for letter in number if letter.isdigit())
