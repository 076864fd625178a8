"""Before a change is made, the questions whose answer it changes are known."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import pytest

from knowledge.editing.affected import AT_ONCE, Affected, SampleQuestion, Shown, What, affected, search_of, what_differs
from knowledge.editing.changes import Change, text_of
from knowledge.faults import ContentInvalid
from knowledge.files import index_folders
from knowledge.files.records import Content
from knowledge.search import index
from knowledge.search.search import Search, SearchResults
from knowledge.settings import SearchSettings
from knowledge.versions import building
from tests.support.content import PAGE
from tests.support.content_texts import QUESTIONS
from tests.support.fake_encoder import FakeEncoder

TODAY = date(2026, 11, 23)
EVERY = [SampleQuestion(question, "the pages") for questions in QUESTIONS.values() for question in questions]
Try = Callable[..., list[Affected]]


def show(content: Content, results: SearchResults) -> Sequence[Shown]:
    """A card of the entry that was found, with the numbers of its services."""
    if not results.answered:
        return [{"type": "no_answer", "reason": results.verdict.value}]
    entry = content.entries[results.hits[0].entry]
    words = [section.text for section in entry.sections]
    phones = [content.services[service].phones for service in entry.services]
    return [{"type": "answer", "entry": entry.id, "section": results.hits[0].section, "words": words, "phones": phones}]


@pytest.fixture
def attempt(build: Callable[[], building.Built], content_folder: Path, index_folder: Path, encoder: FakeEncoder) -> Try:
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
    found = attempt("01234 111111", "01234 999999", "services/family-advice.yml")
    shown = {str(card["entry"]) for each in found for card in each.after}
    assert shown == {"school-transport", "dentist", "legal-advice"}
    assert {each.what for each in found} == {What.TEXT}
    assert "01234 111111" in str(found[0].before)
    assert "01234 999999" in str(found[0].after)


def test_comment_changes_no_answer(attempt: Try) -> None:
    assert attempt("title: Short breaks", "title: Short breaks  # as on the leaflet") == []


def test_same_question_is_asked_once_and_progress_is_told(attempt: Try, index_folder: Path) -> None:
    settings = SearchSettings()
    live = Search(index.load(index_folder, settings), settings)
    asked = [SampleQuestion(f"respite {number}", "first") for number in range(AT_ONCE + 1)]
    steps = list(affected(live, live, [*asked, *asked], FakeEncoder(), show))
    assert [(step.done, step.total, step.found) for step in steps] == [
        (AT_ONCE, AT_ONCE + 1, ()),
        (AT_ONCE + 1, AT_ONCE + 1, ()),
    ]


def test_question_that_another_page_would_answer_is_a_change_of_topic() -> None:
    short, dentist = ({"type": "answer", "entry": entry, "section": "answer"} for entry in ("short-breaks", "dentist"))
    assert what_differs([short], [dentist]) is What.TOPIC
    assert what_differs([short], [{**short, "section": "how-to-ask"}]) is What.SECTION
    assert what_differs([short], [{**short, "title": "Other"}]) is What.TEXT


def test_nothing_that_is_live_is_touched(attempt: Try, index_folder: Path) -> None:
    before = index_folders.current_version(index_folder)
    attempt("title: Short breaks", "title: Rests")
    assert index_folders.current_version(index_folder) == before


def test_change_with_a_fault_is_refused(attempt: Try) -> None:
    with pytest.raises(ContentInvalid):
        attempt("2099-01-05", "soon")
