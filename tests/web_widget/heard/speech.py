"""What was spoken."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

KEYS = set("tab return escape space left shift control insert end home up down page question".split())
"""Orca says which key is pressed; that is no part of what the page says."""
SPACE = re.compile(r"\s+")
ROLE = re.compile(r" (panel|heading level \d|link|push button)$")


@dataclass(frozen=True)
class Said:
    """A sentence.

    Attributes:
        at: seconds after the step began.
        text: the words.
        whole: whether it was heard to its end.
    """

    at: float
    text: str
    whole: bool


@dataclass(frozen=True)
class Focus:
    """What has the focus: its role, its name, and the text in it. All are empty where nothing of the page has it."""

    role: str = ""
    name: str = ""
    text: str = ""


@dataclass(frozen=True)
class Step:
    """What was done, and what was heard of it.

    Attributes:
        part: of the chat.
        pressed: the keys, or what was typed.
        said: all that was spoken, in order.
        focus: where the focus was afterwards.
    """

    part: str
    pressed: str
    said: tuple[Said, ...]
    focus: Focus

    @property
    def spoken(self) -> list[Said]:
        """What was spoken, without the names of keys and single letters."""
        return [one for one in self.said if len(one.text.strip()) > 1 and one.text.strip().lower() not in KEYS]

    @property
    def speech(self) -> str:
        """The same as one text."""
        return SPACE.sub(" ", " ".join(one.text for one in self.spoken)).strip()

    @property
    def twice(self) -> list[str]:
        """Sentences of more than two words that were spoken more than once."""
        parts = [part for one in self.spoken for part in re.split(r"(?<=[.?!]) ", ROLE.sub("", one.text.strip()))]
        counted = Counter(re.sub(r"\W+", " ", part).strip().lower() for part in parts)
        return sorted(words for words, times in counted.items() if times > 1 and len(words.split()) > 2)


@dataclass
class Heard:
    """A whole chat in one browser.

    Attributes:
        browser: its name and version.
        reader: the screen reader's name and version.
        steps: in order.
        left_over: announcements of long ago that somebody who reads on would come to.
    """

    browser: str
    reader: str
    steps: list[Step] = field(default_factory=list)
    named: dict[str, Step] = field(default_factory=dict)
    left_over: list[str] = field(default_factory=list)

    def __getitem__(self, name: str) -> Step:
        """The step that the chat gave this name.

        Raises:
            KeyError: the chat has no such step.
        """
        return self.named[name]

    def part(self, title: str) -> list[Step]:
        """The steps of a part of the chat."""
        return [step for step in self.steps if step.part == title]
