"""Messages with names that the tagger learns from: our frames and the content's questions, filled with names."""

from __future__ import annotations

import random
import re
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from knowledge.files.records import Content
from web_widget.privacy.made_names import MadeNames
from web_widget.privacy.tokens import tokens_of
from web_widget.privacy.word_lists import WordKinds, lines, words

ROUNDS = 14
"""How often each frame is filled."""
CLEAN_ROUNDS = 2
HELD_OUT = 7
_SLOT = re.compile(r"\{([nfsapo])\}")
_ADJECTIVES = "little|eldest|youngest|middle|oldest|foster|autistic|deaf"
_CHILDREN = "son|daughter|child|boy|girl|lad|kid|one|eldest|youngest|grandson|granddaughter"
_RELATIVES = "ex|husband|wife|partner|mum|mother|nan|sister|brother|friend|mate"
_THEIRS = "dad|father|mum|mother|uncle|brother|sister|stepdad|teacher|ta|social worker"
_STAFF = "senco|head|teacher|head ?teacher|ta|social worker|caseworker|doctor|paediatrician|gp"
_OWNED = "school|teacher|plan|ehcp|dad|mum|needs|review|taxi|ta|arms?|brother|speech"
_AFTER_HER = "to|for|in|at|and|up|with|on|every|because|when|so"
_CHILD = rf"\b(?:my|our) (?:(?:{_ADJECTIVES}) )?(?:{_CHILDREN})\b"


def _swap(pattern: str, *instead: str) -> tuple[re.Pattern[str], Sequence[str]]:
    return re.compile(pattern, re.IGNORECASE), instead


_SWAPS = (
    _swap(rf"{_CHILD}['’]?s\b", "{n}'s", "{n}s"),
    _swap(rf"{_CHILD}(?!['’])", "{n}", "{n}", "KEEP {n}", "{f}"),
    _swap(r"\b(?:he|she)['’]?s\b", "{n} is", "{n}s", "{n}'s"),
    _swap(r"\b(?:he|she)\b", "{n}", "{n}", "{f}"),
    _swap(rf"\bhis (?=\w)|\bher (?=(?:{_OWNED})\b)", "{n}s ", "{n}'s "),
    _swap(rf"\bhim\b|\bher(?= ?(?:$|[.,?!]| (?:{_AFTER_HER})\b))", "{n}"),
    _swap(rf"\b(?:my|our) (?:{_RELATIVES})\b(?!['’]?s)", "KEEP {n}", "{n}"),
    _swap(rf"\b(?:his|her|their) (?:{_THEIRS})\b(?!['’]?s)", "KEEP {n}", "{n}"),
    _swap(
        rf"\bthe (?:{_STAFF})\b(?!['’]?s)",
        *("mrs {s}", "mr {s}", "miss {s}", "dr {s}", "KEEP {f}", "KEEP, mrs {s},", "{n}", "{f}"),
    ),
)
"""Words for people, and what takes their place; KEEP is what was there. {n}, {f} and {s} as in frames.txt."""
_STYLES = {"as it is": 42, "lower": 20, "proper": 30, "shouted": 8}
"""How often messages are written in each way."""


def held_out(question: str) -> bool:
    """Whether a question of the content is not learnt from, so that it can be measured how many like it are touched."""
    return zlib.crc32(question.encode()) % HELD_OUT == 0


@dataclass(frozen=True)
class Made:
    """A message with the names in it.

    Attributes:
        names: start and end of each.
    """

    text: str
    names: tuple[tuple[int, int], ...]


class Maker:
    """Makes messages, the same ones each time.

    Args:
        kinds: whose lists the names are from.
        content: whose questions are filled.
    """

    def __init__(self, kinds: WordKinds, content: Content) -> None:
        self._kinds = kinds
        self._random = random.Random(17)
        self._names = MadeNames(kinds, self._random)
        self._places, self._schools = words("places.txt"), words("school_names.txt")
        self._school_kinds = words("school_kinds.txt")
        self._asked = [
            question for question in questions(content) if not self._names_somebody(question) and not held_out(question)
        ]
        self._said = [said for said in _said(content) if not self._names_somebody(said)]

    def messages(self) -> Iterator[Made]:
        """All of them."""
        frames, clean = list(lines("frames.txt")), list(lines("clean.txt"))
        for _ in range(ROUNDS):
            yield from (self._filled(self._company(frame)) for frame in frames)
        for _ in range(CLEAN_ROUNDS):
            yield from (self._filled(frame) for frame in clean)
            yield from (self._filled(f"{frame} {self._random.choice(clean)}") for frame in clean)
        for question in (*self._asked, *self._said):
            yield self._filled(question, as_it_is=True)
            yield from (self._filled(frame) for frame in self._swapped(question))

    def _company(self, frame: str) -> str:
        """A frame alone, or with something that parents write before or after it."""
        other = self._random.choice(self._asked)
        link = self._random.choice((" ", ". ", ", ", "\n", " and ", " but "))
        return self._random.choice((frame, frame, frame, f"{frame}{link}{other}", f"{other}{link}{frame}"))

    def _swapped(self, question: str) -> Iterator[str]:
        """A parent's question with names in place of words for people, at most two of them."""
        fitting = [swap for swap in _SWAPS if swap[0].search(question)]
        for _ in range(min(len(fitting), 2)):
            frame = question.replace("{", "").replace("}", "")
            for pattern, instead in self._random.sample(fitting, self._random.randint(1, min(2, len(fitting)))):
                put = self._random.choice(instead)
                frame = _put(pattern, put, frame)
            yield frame

    def _filled(self, frame: str, as_it_is: bool = False) -> Made:
        style = "as it is" if as_it_is else self._random.choices(list(_STYLES), list(_STYLES.values()))[0]
        text, names, position = "", [], 0
        lower = style == "lower" or (style == "as it is" and not any(letter.isupper() for letter in frame))
        for slot in _SLOT.finditer(frame):
            text += frame[position : slot.start()]
            word = self._slot(slot[1], lower)
            if slot[1] in "nfs":
                names.append((len(text), len(text) + len(word)))
            text += word
            position = slot.end()
        text += frame[position:]
        return Made(_styled(text, style), tuple(names))

    def _slot(self, slot: str, lower: bool) -> str:
        if slot == "a":
            return str(self._random.randint(1, 19))
        if slot == "p":
            word = self._random.choice(self._places).replace("-", " ")
        elif slot == "o":
            word = f"{self._random.choice(self._schools)} {self._random.choice(self._school_kinds)}".replace("-", " ")
        else:
            word = {"n": self._names.first, "f": self._names.full, "s": self._names.surname}[slot]()
        small = (lower and self._random.random() < 0.9) or (not lower and self._random.random() < 0.2)
        return word if small else _titled(word)

    def _names_somebody(self, text: str) -> bool:
        """Whether a text of the content may contain an unmarked name."""
        return any(self._kinds.kind(token.lower) in ("given", "double") for token in tokens_of(text))


def _put(pattern: re.Pattern[str], put: str, frame: str) -> str:
    """`frame` with `put` where the pattern first matches; KEEP in it stands for what was there."""
    return pattern.sub(lambda match: put.replace("KEEP", match.group()), frame, count=1)


def _titled(word: str) -> str:
    return re.sub(r"(^|[\s.'’-])([^\W\d_])", lambda match: match[1] + match[2].upper(), word)


def _styled(text: str, style: str) -> str:
    if style == "lower":
        return "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in text)
    if style == "shouted":
        return "".join(letter.upper() if len(letter.upper()) == 1 else letter for letter in text)
    return text[:1].upper() + text[1:] if style == "proper" else text


def questions(content: Content) -> list[str]:
    """Parents' questions of a content, each once."""
    texts: Iterable[str] = (
        question for entry in content.entries.values() for question in (entry.ask, *entry.questions, *entry.not_here)
    )
    return list(dict.fromkeys(texts))


def _said(content: Content) -> list[str]:
    danger = content.danger
    examples = [example for kind in danger.kinds for example in kind.examples]
    return list(dict.fromkeys([*examples, *danger.near_misses]))
