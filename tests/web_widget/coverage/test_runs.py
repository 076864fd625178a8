"""Runs and lists are kept; a run can be stopped, interrupted and gone on with."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Engine

from knowledge.files.records import Content
from tests.support.fake_encoder import FakeEncoder
from web_widget.coverage import report as reports
from web_widget.coverage.command import NoDatabase, database
from web_widget.coverage.question_sets import QuestionSets
from web_widget.coverage.questions import Question, digest
from web_widget.coverage.results import Result
from web_widget.coverage.run import AT_A_TIME, ask_all, finish, redraw, trend_of
from web_widget.coverage.runs import Beginning, Run, Runs
from web_widget.jobs.job import JobState
from web_widget.jobs.job_table import SILENT, JobTable, utc_now
from web_widget.jobs.tables import METADATA as JOBS_METADATA
from web_widget.store.coverage_tables import METADATA
from web_widget.store.keeping import KeepSettings

NOW = datetime.now(UTC)
Ask = Callable[[Question], Result]
QUESTIONS = [Question(number, f"question {number}") for number in range(1, 3 * AT_A_TIME + 1)]


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    made = sa.create_engine(f"sqlite:///{tmp_path / 'records.db'}")
    METADATA.create_all(made)
    JOBS_METADATA.create_all(made)
    return made


@pytest.fixture
def runs(engine: Engine) -> Runs:
    return Runs(engine)


@pytest.fixture
def run(runs: Runs) -> int:
    return runs.begin(Beginning(None, digest(QUESTIONS), "list", len(QUESTIONS), "Tess", "v1", None, {"a": "1"}))


def answer(question: Question) -> Result:
    return Result(question.number, question.text, "answered", entry="short-breaks", near=("dentist",))


def found(runs: Runs, identifier: int) -> Run:
    run = runs.find(identifier)
    assert run
    return run


def ask_them(runs: Runs, run: int, questions: Sequence[Question], ask: Ask = answer, workers: int = 1) -> list[int]:
    """Ask to the end; gives how many had been asked, each time that it was told."""
    return list(ask_all(runs, run, questions, ask, workers))


def test_all_questions_are_asked_and_progress_is_told(runs: Runs, run: int) -> None:
    assert ask_them(runs, run, QUESTIONS, workers=3) == [AT_A_TIME, 2 * AT_A_TIME, 3 * AT_A_TIME]
    assert [result.number for result in runs.results(run)] == [question.number for question in QUESTIONS]


def test_several_are_asked_at_a_time(runs: Runs, run: int) -> None:
    both = threading.Barrier(2, timeout=20)

    def wait(question: Question) -> Result:
        both.wait()
        return answer(question)

    ask_them(runs, run, QUESTIONS[:2], wait, 2)
    assert len(runs.results(run)) == 2


def test_run_that_is_stopped_goes_on_with_the_rest(runs: Runs, run: int) -> None:
    asked: list[int] = []

    def ask(question: Question) -> Result:
        asked.append(question.number)
        return answer(question)

    with closing(ask_all(runs, run, QUESTIONS, ask, 1)) as under_way:
        assert [next(under_way), next(under_way)] == [AT_A_TIME, 2 * AT_A_TIME]
    assert len(asked) == 2 * AT_A_TIME
    ask_them(runs, run, QUESTIONS, ask)
    assert asked == [question.number for question in QUESTIONS]


@pytest.mark.parametrize("error", [KeyboardInterrupt, RuntimeError])
def test_what_was_asked_before_an_interruption_is_kept(runs: Runs, run: int, error: type[BaseException]) -> None:
    def ask(question: Question) -> Result:
        if question.number > AT_A_TIME:
            raise error
        return answer(question)

    with pytest.raises(error):
        ask_them(runs, run, QUESTIONS, ask, 2)
    assert len(runs.results(run)) == AT_A_TIME


def test_question_that_got_no_reply_is_asked_again_when_the_run_goes_on(runs: Runs, run: int) -> None:
    def fail(question: Question) -> Result:
        return Result(question.number, question.text, "failed")

    ask_them(runs, run, QUESTIONS[:1], fail)
    ask_them(runs, run, QUESTIONS[:1])
    assert [result.outcome for result in runs.results(run)] == ["answered"]


def test_run_that_has_not_been_heard_of_was_interrupted(engine: Engine, runs: Runs, run: int) -> None:
    assert found(runs, run).state is JobState.WAITING
    JobTable(engine, lambda: utc_now() + SILENT + timedelta(seconds=1)).end_silent()
    assert found(runs, run).state is JobState.FAILED
    assert "ended before it was done" in (found(runs, run).problem or "")


def test_same_questions_on_the_same_content_go_on_and_others_begin(runs: Runs, run: int) -> None:
    assert runs.unfinished(digest(QUESTIONS), "v1") is None
    runs.jobs.end(runs.job(run), JobState.STOPPED)
    unfinished = runs.unfinished(digest(QUESTIONS), "v1")
    assert unfinished
    assert unfinished.id == run
    assert runs.unfinished(digest(QUESTIONS), "v2") is None
    assert runs.unfinished(digest(QUESTIONS[:5]), "v1") is None


def test_finished_run_has_groups_and_pictures(runs: Runs, run: int, small: Content) -> None:
    ask_them(runs, run, QUESTIONS[:4])
    finish(runs, run, small, FakeEncoder())
    pictures = found(runs, run).pictures
    assert set(pictures) == {"topics", "statutory", "map", "trend"}
    assert all(picture.startswith("<svg") and "<title" in picture for picture in pictures.values())
    assert sum(result.central for result in runs.results(run)) == len({r.group for r in runs.results(run)})


def test_mark_is_kept_and_can_be_taken_back(runs: Runs, run: int) -> None:
    ask_them(runs, run, QUESTIONS[:1])
    runs.mark(run, 1, "wrong", "It is the other one.", "Tess")
    marked = runs.results(run)[0]
    assert (marked.mark, marked.comment, marked.marked_by) == ("wrong", "It is the other one.", "Tess")
    runs.mark(run, 1, None, None, "Tess")
    assert runs.results(run)[0].marked_by is None


def test_list_is_saved_under_a_name_and_its_versions_are_counted(engine: Engine, runs: Runs, run: int) -> None:
    sets = QuestionSets(engine)
    first = sets.keep(QUESTIONS[:2], "Tess", NOW)
    assert sets.saved() == []
    runs.belongs_to(run, first)
    sets.name(first, "Autumn")
    second = sets.name(sets.keep(QUESTIONS[:3], "Edith", NOW), "Autumn")
    assert [(each.name, each.version, each.questions, each.made_by) for each in sets.saved()] == [
        ("Autumn", 2, 3, "Edith")
    ]
    assert sets.named("Autumn") == second
    assert sets.questions(first) == QUESTIONS[:2]
    assert found(runs, run).title == "Autumn"


def done(runs: Runs, questions: Sequence[Question], title: str = "list", set_id: int | None = None) -> int:
    """A run that was asked to its end; gives its id."""
    run = runs.begin(Beginning(set_id, digest(questions), title, len(questions), "Tess", "v1", None, {}))
    runs.jobs.end(runs.job(run), JobState.DONE)
    return run


def trend(runs: Runs, run: int, content: Content) -> list[int]:
    """The ids of the runs of a trend."""
    return [point.run for point in trend_of(runs, run, content)]


def test_trend_leaves_out_other_lists_that_have_the_same_title(runs: Runs, small: Content) -> None:
    first = done(runs, QUESTIONS[:2], "Pasted questions")
    other = done(runs, QUESTIONS[2:4], "Pasted questions")
    again = done(runs, QUESTIONS[:2], "Pasted questions")
    assert trend(runs, again, small) == [first, again]
    assert trend(runs, other, small) == [other]


def test_trend_has_the_versions_of_a_saved_list_and_the_runs_of_each(
    engine: Engine, runs: Runs, small: Content
) -> None:
    sets, made = QuestionSets(engine), []
    for questions in (QUESTIONS[:2], QUESTIONS[:3]):
        kept = sets.keep(questions, "Tess", NOW)
        sets.name(kept, "Autumn")
        made += [done(runs, questions, "Autumn", kept), done(runs, [Question(1, "redacted")], "Autumn", kept)]
    namesake = done(runs, QUESTIONS[5:6], "Autumn", sets.keep(QUESTIONS[5:6], "Edith", NOW))
    assert trend(runs, made[-1], small) == made
    assert trend(runs, namesake, small) == [namesake]


def test_chart_has_the_earlier_versions_once_its_list_is_saved_under_their_name(
    engine: Engine, runs: Runs, small: Content
) -> None:
    sets = QuestionSets(engine)
    for questions in (QUESTIONS[:2], QUESTIONS[:3]):
        kept = sets.keep(questions, "Tess", NOW)
        last = done(runs, questions, "questions.csv", kept)
        finish(runs, last, small, FakeEncoder())
        before = found(runs, last).pictures
        sets.name(kept, "Autumn")
        redraw(runs, kept, small)
    after = found(runs, last).pictures
    assert set(after) == set(before)
    assert after["trend"] != before["trend"]


def test_charts_of_every_run_of_a_list_are_drawn_again_and_hold_no_marks(
    engine: Engine, runs: Runs, small: Content
) -> None:
    kept = QuestionSets(engine).keep(QUESTIONS[:2], "Tess", NOW)
    first, second = (runs.begin(Beginning(kept, "d", "list", 2, "Tess", "v1", None, {})) for _ in range(2))
    for run in (first, second):
        ask_them(runs, run, QUESTIONS[:2])
        finish(runs, run, small, FakeEncoder())
    before = [found(runs, run).pictures["topics"] for run in (first, second)]
    trend_before = found(runs, first).pictures["trend"]
    for run in (first, second):
        runs.mark(run, 1, "wrong", None, "Tess")
        runs.summed_up(run, {}, {"topics": "an old chart"})
    redraw(runs, kept, small)
    assert [found(runs, run).pictures["topics"] for run in (first, second)] == before
    assert found(runs, first).pictures["trend"] == trend_before


def test_list_is_the_same_though_a_name_was_taken_out_of_a_question(engine: Engine, runs: Runs, small: Content) -> None:
    made = []
    for _ in range(2):
        kept = QuestionSets(engine).keep([Question(1, "who helps [a name]")], "Tess", NOW)
        pasted = done(runs, [Question(1, "who helps Zebedee")], "Pasted questions")
        runs.belongs_to(pasted, kept)
        made += [pasted, done(runs, [Question(1, "who helps [a name]")], "Pasted questions", kept)]
    assert trend(runs, made[-1], small) == made


def test_run_without_charts_gets_none_when_its_list_is_saved(engine: Engine, runs: Runs, small: Content) -> None:
    kept = QuestionSets(engine).keep(QUESTIONS[:2], "Tess", NOW)
    run = done(runs, QUESTIONS[:2], set_id=kept)
    redraw(runs, kept, small)
    assert found(runs, run).pictures == {}


def test_report_in_every_form_holds_every_question_and_runs_nothing(runs: Runs, run: int, small: Content) -> None:
    hostile = Question(1, "=cmd|' /C calc'!A0 <script>alert(1)</script>")
    ask_them(runs, run, [hostile])
    shown = reports.report(found(runs, run), runs.results(run), small)
    page, table = reports.as_html(shown, NOW.date()), reports.as_table(shown)
    assert "&lt;script&gt;alert(1)" in page
    assert "<script>alert" not in page
    assert "src=" not in page
    assert "'=cmd" in table
    assert '"covered": 1' in reports.as_json(shown)
    assert "Covered: 1 of 1 about the Local Offer (100%)." in reports.as_words(shown)


def test_database_without_the_tables_says_how_they_are_made(tmp_path: Path) -> None:
    with pytest.raises(NoDatabase, match="make run"):
        database(f"sqlite:///{tmp_path / 'nothing.db'}")
    assert not (tmp_path / "nothing.db").exists()


@pytest.mark.parametrize("address", ["", "records.db", "nosuch://host/records"])
def test_address_that_is_no_databases_is_refused_and_not_replaced_by_another(
    monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.setenv("RECORDS_URL", address)
    with pytest.raises(NoDatabase, match="RECORDS_URL cannot be reached"):
        database(KeepSettings.from_environment().records_url)
