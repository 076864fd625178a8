"""Which questions a change would give a different answer: the search of both contents, side by side."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any

from knowledge.editing.changes import Change, proposed
from knowledge.encoder.sentence_encoder import Encoder, Vectors
from knowledge.files import index_folders
from knowledge.files.records import Content
from knowledge.search import index
from knowledge.search.search import Search, SearchResults
from knowledge.settings import SearchSettings
from knowledge.versions import building

Shown = Mapping[str, Any]
"""One of the things that a parent is shown, in any form; its type, page and section are compared."""
Show = Callable[[Content, SearchResults], Sequence[Shown]]
"""Makes the cards that a parent would be shown for a search result."""

AT_ONCE = 32
"""How many questions are asked between reports of progress."""


class What(StrEnum):
    """What differs: the topic, its section, or only the words."""

    TOPIC = "topic"
    SECTION = "section"
    TEXT = "text"


@dataclass(frozen=True)
class SampleQuestion:
    """A question to try.

    Attributes:
        text: as it was asked.
        origin: where it is from, in words.
    """

    text: str
    origin: str


@dataclass(frozen=True)
class Affected:
    """A question whose answer differs.

    Attributes:
        question: the question, and where it is from.
        what: what differs.
        before, after: the cards of both.
    """

    question: SampleQuestion
    what: What
    before: tuple[Shown, ...]
    after: tuple[Shown, ...]


@dataclass(frozen=True)
class TrialProgress:
    """How far it is: `done` of `total` questions; `found` are those since the last time."""

    done: int
    total: int
    found: tuple[Affected, ...]


@contextmanager
def search_of(
    content_folder: Path, change: Change, index_folder: Path, encoder: Encoder, today: date
) -> Iterator[Search]:
    """A search of the content as it would be after a change. The live content stays untouched.

    Args:
        content_folder: the content folder.
        change: is laid over it.
        index_folder: of the version in use; its vectors are used again.
        encoder: of that index.
        today: the day to compare dates with.

    Raises:
        ContentInvalid: the content would have faults.
        IndexNotBuilt: there is no version in use.
    """
    settings = SearchSettings()
    with proposed(content_folder, change) as content, tempfile.TemporaryDirectory(prefix="index-") as scratch:
        folder = Path(scratch)
        version = index_folders.in_use(index_folder)
        shutil.copytree(version, folder / version.name)
        shutil.copy(index_folder / "current", folder / "current")
        building.update(content, folder, encoder, settings, today)
        yield Search(index.load(folder, settings), settings)


def affected(
    old: Search, new: Search, questions: Iterable[SampleQuestion], encoder: Encoder, show: Show
) -> Iterator[TrialProgress]:
    """Ask both.

    Args:
        old: the search of the content in use.
        new: of the content as it would be.
        questions: what to ask; repeated questions are asked once.
        encoder: of both.
        show: makes the cards.

    Yields:
        How far it is, after every few questions.
    """
    asked = list({question.text: question for question in reversed(list(questions))}.values())[::-1]
    for start in range(0, len(asked), AT_ONCE):
        some = asked[start : start + AT_ONCE]
        vectors = _vectors(encoder, [search.spell_out(question.text) for question in some for search in (old, new)])
        found: list[Affected] = []
        for question in some:
            before, after = (_cards(search, question, vectors, show) for search in (old, new))
            if before != after:
                found.append(Affected(question, what_differs(before, after), before, after))
        yield TrialProgress(start + len(some), len(asked), tuple(found))


def _vectors(encoder: Encoder, texts: Sequence[str]) -> dict[str, Vectors]:
    """Each text once, because both searches mostly expand a question in the same way."""
    different = list(dict.fromkeys(texts))
    return dict(zip(different, encoder.encode(different), strict=True))


def _cards(search: Search, question: SampleQuestion, vectors: Mapping[str, Vectors], show: Show) -> tuple[Shown, ...]:
    results = search.search(question.text, vectors[search.spell_out(question.text)])
    return tuple(show(search.content, results))


def what_differs(before: Sequence[Shown], after: Sequence[Shown]) -> What:
    """What differs most between two replies that differ."""
    for what, fields in ((What.TOPIC, ("type", "entry", "reason")), (What.SECTION, ("section",))):
        seen = [[[card.get(field) for field in fields] for card in cards] for cards in (before, after)]
        if seen[0] != seen[1]:
            return what
    return What.TEXT
