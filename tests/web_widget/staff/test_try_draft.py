"""Which questions are tried, and what is said where they cannot be."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from knowledge.coverage.question_sets import QuestionSets
from knowledge.coverage.questions import Question
from knowledge.settings import Paths
from tests.fake_encoder import FakeEncoder
from tests.web_widget.staff.editors import ASKED, ask, today
from web_widget.staff import try_draft, trying
from web_widget.staff.drafts import Draft, Drafts, write_json
from web_widget.staff.trying import State
from web_widget.store.keeping import KeepSettings, Stores


@pytest.fixture
def asked(keep: KeepSettings) -> Stores:
    stores = Stores(keep)
    ask(stores)
    return stores


def test_lists_of_the_forum_recorded_questions_and_our_tests_are_tried(asked: Stores) -> None:
    sets = QuestionSets(asked.engine)
    identifier = sets.keep([Question(1, "is there a swing")], "Tess Tester", datetime.now(UTC))
    sets.name(identifier, "Spring survey")
    tried = list(try_draft.questions(asked, today()))
    assert (tried[0].text, tried[0].origin) == ("is there a swing", "the list “Spring survey”")
    assert {question.text for question in tried if question.origin == "asked by parents lately"} == set(ASKED)
    assert sum(question.origin == "our tests" for question in tried) > 100


def test_what_cannot_be_tried_says_why(tmp_path: Path, asked: Stores) -> None:
    draft = Draft("entries", "x", "X", {"topics/x.md": "no page"}, {}, "edith")
    folder = Drafts(tmp_path).keep(draft)
    paths = Paths(tmp_path / "content", tmp_path / "index", tmp_path)
    try_draft.find_out(folder, paths, FakeEncoder(), asked, today())
    found = trying.found(folder)
    assert found.state is State.FAILED
    assert "There is no index" in found.words


def test_process_of_which_nothing_is_heard_has_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_json(tmp_path / trying.FILE, {"state": "working", "done": 3, "total": 9})
    assert trying.found(tmp_path).working
    monkeypatch.setattr(trying, "SILENT_SECONDS", -1.0)
    assert trying.found(tmp_path).state is State.FAILED


def test_draft_that_was_given_up_is_tried_no_further(tmp_path: Path, asked: Stores) -> None:
    folder = Drafts(tmp_path).folder("a" * 16)
    try_draft.find_out(folder, Paths(tmp_path, tmp_path, tmp_path), FakeEncoder(), asked, today())
    assert not folder.exists()
