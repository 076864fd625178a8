"""The easy-read version of a page: short lines that staff write, each with a picture if they like.

It is a file of its own, `easy_read/<id of the page>.md`. A council's version replaces a national one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from knowledge.files import front_matter, markdown, schema
from knowledge.files.page_form_files import filled, is_named, page_in
from knowledge.files.page_forms import EasyLine, EasyPart, EasyRead, Origin
from knowledge.files.pages import day_in
from knowledge.files.rates import Rate
from knowledge.files.reader import FileReader, Part

FOLDER = "easy_read"
MOST_WORDS = 12
"""The most words of a line. A name in braces counts as one word, since councils' names differ in length."""
PICTURES = (
    *("advice", "calendar", "clock", "doctor", "feelings", "home"),
    *("letter", "money", "people", "phone", "school", "stop", "talk", "website"),
)
"""The pictures that come with the program (`web_widget/static/pictures`), by their names."""
_LINE = re.compile(r"(?:\[(?P<picture>[^\]\n]*)\](?!\())?(?P<words>.*)")
_BRACES = re.compile(r"\{[^{}]*\}")
_SENTENCE_ENDS = re.compile(r"[.!?](?=\s)")


def easy_read(reader: FileReader, paths: Sequence[Path], rates: Mapping[str, Rate]) -> EasyRead | None:
    """The easy-read version in a file: the council's where it has one. None, and faults, if anything is wrong."""
    path = paths[-1]
    page = page_in(reader, path)
    data = reader.yaml([Part(path, page.front, 2)], schema.EASY_READ) if page else None
    parts = _parts(reader, path, page, rates) if page else None
    if page is None or data is None or parts is None:
        return None
    day = day_in(reader, reader.name(path), data, "checked")
    if day is None or not is_named(reader, path, data["id"]):
        return None
    origin = Origin(reader.relative(path), page.body, page.body_line)
    return EasyRead(data["id"], day, data["checked_by"], parts, origin)


def _parts(
    reader: FileReader, path: Path, page: front_matter.Page, rates: Mapping[str, Rate]
) -> tuple[EasyPart, ...] | None:
    before, parts = len(reader.faults), [EasyPart("", ())]
    for number, written in enumerate(page.body.split("\n"), start=page.body_line):
        if written.startswith("## "):
            _measured(reader, path, number, written.removeprefix("## "))
            parts.append(EasyPart(filled(reader, path, number, written.removeprefix("## "), rates).strip(), ()))
        elif written.strip() and (line := _line(reader, path, number, written.strip(), rates)):
            parts[-1] = EasyPart(parts[-1].heading, (*parts[-1].lines, line))
    for part in parts[1:] if len(parts) > 1 else parts:
        if not part.lines and len(reader.faults) == before:
            reader.fault(path, page.body_line, part.heading or "text", "There is no text here.", "Write some.")
    return tuple(part for part in parts if part.lines) if len(reader.faults) == before else None


def _line(reader: FileReader, path: Path, number: int, text: str, rates: Mapping[str, Rate]) -> EasyLine | None:
    found = _LINE.fullmatch(text)
    picture, words = (found["picture"], found["words"].strip()) if found else (None, text)
    if picture is not None and picture not in PICTURES:
        known = ", ".join(PICTURES)
        reader.fault(path, number, "picture", f'There is no picture "{picture}".', f"Use one of: {known}.")
    try:
        _measured(reader, path, number, " ".join(markdown.passages(_blocks(words))))
        blocks = _blocks(filled(reader, path, number, words, rates))
    except markdown.MarkdownFault as error:
        reader.fault(path, number, "text", str(error), error.remedy)
        return None
    if len(blocks) == 1 and isinstance(blocks[0], markdown.Paragraph):
        return EasyLine(blocks[0].spans, picture)
    reader.fault(path, number, "text", "This is not a line of words.", "Write one sentence, without a list or heading.")
    return None


def _blocks(words: str) -> tuple[markdown.Block, ...]:
    return tuple(block for section in markdown.parse(words) for block in section.blocks)


def _measured(reader: FileReader, path: Path, number: int, words: str) -> None:
    """Note what is too long to be easy."""
    count = len(_BRACES.sub("word", words).split())
    if count > MOST_WORDS:
        problem = f'{count} words in one line: "{words[:60]}".'
        reader.fault(path, number, "text", problem, f"Make two lines of it. The limit is {MOST_WORDS} words.")
    if _SENTENCE_ENDS.search(words):
        problem = f'More than one sentence in one line: "{words[:60]}".'
        reader.fault(path, number, "text", problem, "Put each sentence on a line of its own.")
