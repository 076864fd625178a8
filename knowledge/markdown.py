"""Markdown to the blocks that a card shows: paragraphs and lists of plain, strong and linked words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

_PARSER = MarkdownIt("commonmark", {"html": False}).disable(["image", "autolink"])
_ALLOWED_LINK = re.compile(r"(https?://|tel:|mailto:)", re.IGNORECASE)


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
    """A heading and what stands below it; the text before the first heading has an empty heading."""

    heading: str
    line: int
    blocks: tuple[Block, ...]


class MarkdownFault(Exception):
    """The text uses something that a card cannot show.

    Attributes:
        line: line number within the text, counted from 1.
    """

    def __init__(self, problem: str, line: int) -> None:
        self.line = line
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
        MarkdownFault: something other than headings (##), paragraphs, lists, links and strong words.
    """
    sections: list[RawSection] = []
    heading, line, blocks = "", 1, list[Block]()
    tokens = iter(_PARSER.parse(text))
    for token in tokens:
        if token.type == "heading_open":
            if token.tag != "h2":
                raise MarkdownFault(f'"{token.markup}" headings are not used; write "## ".', _line(token))
            sections.append(RawSection(heading, line, tuple(blocks)))
            heading, line, blocks = plain(_spans(next(tokens))), _line(token), []
            next(tokens)
        elif token.type == "paragraph_open":
            blocks.append(Paragraph(_spans(next(tokens))))
            next(tokens)
        elif token.type in ("bullet_list_open", "ordered_list_open"):
            blocks.append(_list(token, tokens))
        else:
            raise MarkdownFault(f'"{token.markup or token.type}" cannot be shown in an answer.', _line(token))
    sections.append(RawSection(heading, line, tuple(blocks)))
    return tuple(sections)


def _list(opening: Token, tokens: Iterator[Token]) -> BulletList:
    items: list[tuple[Span, ...]] = []
    for token in tokens:
        if token.type == opening.type.replace("_open", "_close"):
            break
        if token.type == "inline":
            items.append(_spans(token))
        elif token.type not in ("list_item_open", "list_item_close", "paragraph_open", "paragraph_close"):
            raise MarkdownFault("A list inside a list cannot be shown in an answer.", _line(token))
    return BulletList(tuple(items), opening.type == "ordered_list_open")


def _spans(inline: Token) -> tuple[Span, ...]:
    spans: list[Span] = []
    href, strong = None, False
    for child in inline.children or []:
        if child.type == "text":
            if re.search(r"<[a-zA-Z/!?]", child.content):
                raise MarkdownFault("HTML is not used in answers.", _line(inline))
            if "](" in child.content:
                raise MarkdownFault("A link here must begin with https://, tel: or mailto:.", _line(inline))
            spans.append(Span(child.content, href, strong))
        elif child.type == "softbreak":
            spans.append(Span(" ", href, strong))
        elif child.type in ("strong_open", "strong_close", "em_open", "em_close"):
            strong = child.type.endswith("_open")
        elif child.type == "link_open":
            href = str(child.attrGet("href"))
            if not _ALLOWED_LINK.match(href):
                raise MarkdownFault(f'The link "{href}" must begin with https://, tel: or mailto:.', _line(inline))
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
