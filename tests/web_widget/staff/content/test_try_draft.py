"""Which questions are tried, and what is said where they cannot be."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from knowledge.editing.affected import Affected, SampleQuestion, What
from knowledge.settings import Paths
from tests.support.fake_encoder import FakeEncoder
from tests.web_widget.staff.editors import ASKED, ask, today, try_at_once
from web_widget.coverage.question_sets import QuestionSets
from web_widget.coverage.questions import Question
from web_widget.jobs.job import JobState, Order
from web_widget.jobs.job_table import JobTable
from web_widget.jobs.workshop import Workshop
from web_widget.staff.content import draft_trial, try_draft
from web_widget.staff.content.draft_trial import DRAFT
from web_widget.staff.content.drafts import Draft, Drafts
from web_widget.store.database import connect
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
    tried = list(try_draft.questions(asked.engine, today()))
    assert (tried[0].text, tried[0].origin) == ("is there a swing", "the list “Spring survey”")
    assert {question.text for question in tried if question.origin == "asked by parents recently"} == set(ASKED)
    assert sum(question.origin == "our tests" for question in tried) > 100


def test_words_of_a_parent_are_not_kept_and_go_once_deleted(asked: Stores) -> None:
    found = [
        Affected(SampleQuestion(text, try_draft.RECORDED), What.TEXT, (), ()) for text in (ASKED[0], "never asked")
    ]
    kept = try_draft._grouped(found, "a" * 16)["groups"]
    assert ASKED[0] not in str(kept)
    shown = try_draft.with_words(kept, "a" * 16, asked.engine, today())
    assert [question["text"] for group in shown for question in group["questions"]] == [ASKED[0]]


def test_what_cannot_be_tried_says_why(tmp_path: Path, asked: Stores) -> None:
    draft = Draft("entries", "x", "X", {"topics/x.md": "no page"}, {}, "edith")
    folder = Drafts(tmp_path).keep(draft)
    workshop = workshop_of(tmp_path)
    try_at_once(workshop, workshop.jobs.add(DRAFT, Order("X", "edith", draft.token, {"folder": str(folder)})))
    found = draft_trial.found(workshop.jobs, draft.token)
    assert found.state is JobState.FAILED
    assert "There is no index" in found.words


def test_draft_of_which_nothing_was_begun_says_so(tmp_path: Path, asked: Stores) -> None:
    found = draft_trial.found(workshop_of(tmp_path).jobs, "a" * 16)
    assert (found.working, found.words) == (False, "The test was not started.")


def test_draft_that_was_given_up_is_tried_no_further(tmp_path: Path, asked: Stores) -> None:
    folder = Drafts(tmp_path).folder("a" * 16)
    paths = Paths(tmp_path, tmp_path, tmp_path)
    assert list(try_draft.compare(folder, paths, FakeEncoder(), asked.engine)) == []
    assert not folder.exists()


def workshop_of(folder: Path) -> Workshop:
    url = f"sqlite:///{folder / 'records.db'}"
    folders = {"ASSISTANT_CONTENT": str(folder / "content"), "ASSISTANT_INDEX": str(folder / "index")}
    return Workshop(JobTable(connect(url)), {**folders, "RECORDS_URL": url})
