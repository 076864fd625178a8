"""A chat that was copied or exported: without the dates and names before its messages, and one line for each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_DAY = r"\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4}"
_TIME = r"\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:[\s\u202f]?[ap]\.?m\.?)?"
_STAMP = re.compile(
    rf"[\u200e\u202a]?(?:\[(?:{_DAY},?\s+{_TIME}|{_TIME},?\s+{_DAY})\]\s*|(?:{_DAY},?\s+{_TIME})\s+[-–]\s+)", re.I
)
"""Before a message in WhatsApp, Signal and Teams, as they export and copy it."""
_WRITER = re.compile(r"[\u200e~\s]*[^:\n]{1,60}:\s*")
_NO_MESSAGE = re.compile(
    r"[\u200e<]*(?:(?:media|image|video|audio|sticker|gif|document|contact card)\s+omitted|attached:.*"
    r"|this message was deleted\.?|you deleted this message\.?|missed (?:voice|video) call.*|null"
    r"|messages and calls are end-to-end encrypted.*|\S+\.\w{3,4} \(file attached\))>?",
    re.I,
)
_FEWEST = 2
NO_WORDS = "a picture, a call or a message that was deleted"
OF_THE_CHAT = "said by the chat itself"


@dataclass(frozen=True)
class ChatLine:
    """A line of a chat.

    Attributes:
        text: the message, without date and name; "" where it belongs to the message above.
        why_none: why it is no message; "" if it is one.
    """

    text: str
    why_none: str = ""


def as_chat(lines: Sequence[str]) -> list[ChatLine] | None:
    """The messages of a chat, each on the line where it begins; None if it is no chat.

    Args:
        lines: of a text.
    """
    stamps = [_STAMP.match(line) for line in lines]
    first = next((number for number, line in enumerate(lines) if line.strip()), 0)
    if sum(map(bool, stamps)) < _FEWEST or not stamps[first]:
        return None
    found: list[ChatLine] = []
    open_at = first
    for line, stamp in zip(lines, stamps, strict=True):
        if stamp:
            open_at = len(found)
            found.append(_message(line[stamp.end() :]))
            continue
        if line.strip():
            above = found[open_at]
            found[open_at] = ChatLine(f"{above.text} {line.strip()}", above.why_none)
        found.append(ChatLine(""))
    return found


def _message(text: str) -> ChatLine:
    written = _WRITER.match(text)
    if not written:
        return ChatLine(text.strip(), OF_THE_CHAT)
    words = text[written.end() :].strip()
    return ChatLine(words, NO_WORDS if _NO_MESSAGE.fullmatch(words) else "")
