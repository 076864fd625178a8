"""Markdown to the blocks that a card shows: paragraphs and lists of plain, strong and linked words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

_PARSER = MarkdownIt("commonmark", {"html": False}).disable(["image", "autolink"])
_ALLOWED_LINK = re.compile(r"(https?://|tel:|mailto:|%7B)", re.IGNORECASE)
"""Also a placeholder that is not filled in yet. One that is left in a filled-in text is a fault."""
_LINKS = "Begin it with https://, tel: or mailto:."
_IN_WORDS = "Write the words of the link in square brackets, and its address in round ones right after."
_ITEMS = 'Begin each item with "- ", or with "1. " where the order matters.'
_ONLY_SEEMS: tuple[tuple[re.Pattern[str], str, str], ...] = (
    (
        re.compile(r"^(?:#{2,6}\s*[^#\s]|#\s?[^\W\d]\w*(?: \S+){1,7}(?<![.?!,;:])$).*", re.M),
        "This only looks like a heading",
        'Put a space after the signs: "## How to ask". A # that is no heading must not begin a line.',
    ),
    (re.compile(r"^\s*[•·‣▪▫●○◦\uf0b7\uf0a7].*", re.M), "This only looks like a list", _ITEMS),
    (re.compile(r"^[–—]\s.*(?=\n[–—]\s)", re.M), "This only looks like a list", _ITEMS),
    (
        re.compile(r"^.*\S\t+\S.*$|^.*\|.*\n[\s|:-]*-{2,}[\s|:-]*\|[\s|:-]*$|^\s*\|.*\|\s*$", re.M),
        "A table cannot be shown in an answer",
        "Write each of its rows as a sentence or as an item of a list.",
    ),
    (re.compile(r"!\[[^\]]*\]"), "A picture cannot be shown in an answer", "Take it out, or say what it shows."),
    (re.compile(r"\[[^\]]+\]\s+\(\s*(?:https?:|www\.|tel:|mailto:)[^)]*\)"), "This link has a gap", _IN_WORDS),
    (re.compile(r"<(?:https?:|mailto:|tel:|www\.)[^>\n]*>"), "This link has no words to choose", _IN_WORDS),
    (re.compile(r"\bHYPERLINK\s+\S+"), "This link is as Word keeps it", _IN_WORDS),
)
"""What only its writer would see as a heading, a list or a table: the problem, and the remedy."""
_UNSEEN = re.compile(r"%(?:C2%AD|E2%80%8[B-F]|E2%80%A[A-E]|E2%81%A0|EF%BB%BF|C2%A0)", re.I)
"""Invisible characters in an address."""
LONGEST_TEXT = 40_000
"""How many characters a text may have: brackets that open and never close take a time that grows with the square."""
_LONGEST_SHOWN = 60
_CODE = re.compile(r"<[a-zA-Z/!?][^>\n]{0,40}>?")
"""HTML, which is not used."""


@dataclass(frozen=True)
class Span:
    """A run of words; `href` makes it a link."""

    text: str
    href: str | None = None
    strong: bool = False


@dataclass(frozen=True)
class Paragraph:
    spans: tuple[Span, ...]


@dataclass(frozen=True)
class BulletList:
    items: tuple[tuple[Span, ...], ...]
    ordered: bool


Block = Paragraph | BulletList


@dataclass(frozen=True)
class RawSection:
    """A heading and what is below it; text before the first heading has an empty heading."""

    heading: str
    line: int
    blocks: tuple[Block, ...]


class MarkdownFault(Exception):
    """The text uses something that a card cannot show.

    Attributes:
        line: line number within the text, counted from 1.
        remedy: what to do about it.
    """

    def __init__(self, problem: str, line: int, remedy: str = "Take it out.") -> None:
        self.line = line
        self.remedy = remedy
        super().__init__(problem)


def plain(spans: Sequence[Span]) -> str:
    """The words of `spans` without their markup."""
    return "".join(span.text for span in spans)


def passages(blocks: Sequence[Block]) -> Iterator[str]:
    """Each paragraph and each list item, as plain words."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield plain(block.spans)
        else:
            yield from (plain(item) for item in block.items)


@lru_cache(maxsize=1024)
def parse(text: str) -> tuple[RawSection, ...]:
    """Split `text` at its second-level headings.

    Raises:
        MarkdownFault: something other than headings (##), paragraphs, lists, links and strong words, or more than
            `LONGEST_TEXT` characters.
    """
    if len(text) > LONGEST_TEXT:
        raise MarkdownFault(f"It is longer than {LONGEST_TEXT:,} characters.", 1, "Split or shorten it.")
    sections: list[RawSection] = []
    heading, line, blocks = "", 1, list[Block]()
    tokens = iter(_PARSER.parse(text))
    for token in tokens:
        if token.type == "heading_open":
            if token.tag != "h2":
                raise MarkdownFault(
                    f'"{token.markup}" headings cannot be used.', _line(token), 'Begin headings with "## ".'
                )
            sections.append(RawSection(heading, line, tuple(blocks)))
            heading, line, blocks = plain(_spans(next(tokens))), _line(token), []
            next(tokens)
        elif token.type == "paragraph_open":
            inline = next(tokens)
            _refuse_what_only_seems(inline)
            blocks.append(Paragraph(_spans(inline)))
            next(tokens)
        elif token.type in ("bullet_list_open", "ordered_list_open"):
            blocks.append(_list(token, tokens))
        else:
            raise MarkdownFault(f'"{token.markup or token.type}" cannot be shown in an answer.', _line(token))
    sections.append(RawSection(heading, line, tuple(blocks)))
    return tuple(sections)


def _refuse_what_only_seems(inline: Token) -> None:
    for pattern, problem, remedy in _ONLY_SEEMS:
        if found := pattern.search(inline.content):
            line = _line(inline) + inline.content[: found.start()].count("\n")
            shown = " ".join(found[0].split())[:_LONGEST_SHOWN]
            raise MarkdownFault(f'{problem}: "{shown}".', line, remedy)


def _list(opening: Token, tokens: Iterator[Token]) -> BulletList:
    if (start := opening.attrGet("start")) is not None:
        problem = f'A list cannot begin with "{start}.", and the number would be lost.'
        raise MarkdownFault(problem, _line(opening), "Begin a list with 1, and a sentence with a word.")
    items: list[tuple[Span, ...]] = []
    for token in tokens:
        if token.type == opening.type.replace("_open", "_close"):
            break
        if token.type == "inline":
            items.append(_spans(token))
        elif token.type not in ("list_item_open", "list_item_close", "paragraph_open", "paragraph_close"):
            raise MarkdownFault("A list inside another list cannot be shown in an answer.", _line(token))
    return BulletList(tuple(items), opening.type == "ordered_list_open")


def _spans(inline: Token) -> tuple[Span, ...]:
    spans: list[Span] = []
    href, strong = None, False
    for child in inline.children or []:
        if child.type == "text":
            if code := _CODE.search(child.content):
                raise MarkdownFault(f'The code "{code[0]}" cannot be shown in an answer.', _line(inline))
            if "](" in child.content:
                raise MarkdownFault("This link leads nowhere that is allowed.", _line(inline), _LINKS)
            spans.append(Span(child.content.replace("\xa0", " "), href, strong))
        elif child.type == "softbreak":
            spans.append(Span(" ", href, strong))
        elif child.type in ("strong_open", "strong_close", "em_open", "em_close"):
            strong = child.type.endswith("_open")
        elif child.type == "link_open":
            href = str(child.attrGet("href"))
            if _UNSEEN.search(href):
                raise MarkdownFault(
                    "There is an invisible character in a link.", _line(inline), "Type its address again."
                )
            if not _ALLOWED_LINK.match(href):
                raise MarkdownFault(f'The link "{href}" cannot be followed.', _line(inline), _LINKS)
        elif child.type == "link_close":
            href = None
        else:
            raise MarkdownFault(f'"{child.markup or child.type}" cannot be shown in an answer.', _line(inline))
    return _joined(spans)


def _joined(spans: Sequence[Span]) -> tuple[Span, ...]:
    """Neighbouring runs of the same kind become one."""
    joined: list[Span] = []
    for span in spans:
        if joined and (joined[-1].href, joined[-1].strong) == (span.href, span.strong):
            joined[-1] = Span(joined[-1].text + span.text, span.href, span.strong)
        elif span.text:
            joined.append(span)
    return tuple(joined)


def _line(token: Token) -> int:
    return token.map[0] + 1 if token.map else 1
