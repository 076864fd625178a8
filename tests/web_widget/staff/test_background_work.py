"""The page of all slow work: how far it is, why it ended, and what can be done about it."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from knowledge.versions.watch_status import Stage, Training, keep_training
from tests.web_widget.staff.people import EDITOR, send
from web_widget.coverage.runs import Beginning, Runs
from web_widget.jobs.job import Job, JobState, JobStep, Order
from web_widget.jobs.job_table import JobTable
from web_widget.jobs.workshop import Workshop
from web_widget.links.job import LINKS
from web_widget.slow_work import KINDS
from web_widget.store.keeping import Stores

PAGE = "/staff/jobs/"
KILLED = "It was stopped before it finished."


@pytest.fixture
def jobs(stores: Stores) -> JobTable:
    return JobTable(stores.engine)


@pytest.fixture
def launched(monkeypatch: pytest.MonkeyPatch) -> list[Job]:
    """The jobs for which a process would have been started."""
    begun: list[Job] = []
    monkeypatch.setattr(Workshop, "launch", lambda self, job: begun.append(job))
    return begun


def test_nothing_was_done_yet(editor: FlaskClient) -> None:
    page = editor.get(PAGE).text
    assert "No background work has been started yet." in page
    assert "The assistant has not been retrained" in page


def test_work_of_all_kinds_is_shown_with_how_far_it_is_and_why_it_ended(editor: FlaskClient, jobs: JobTable) -> None:
    for name, kind in KINDS.items():
        about = "1" if name == "coverage" else "a" * 16 if name == "draft" else ""
        jobs.advance(jobs.add(kind, Order(f"The {name} title", EDITOR, about)), JobStep(1_234, 5_000))
    failed = jobs.last(LINKS.name)
    assert failed
    jobs.end(failed, JobState.FAILED, KILLED)
    page = editor.get(PAGE).text
    assert page.count("1,234 of 5,000") == len(KINDS)
    assert f"Stopped by a problem. {KILLED}" in page
    for address in ("/staff/coverage/runs/1", f"/staff/changes/{'a' * 16}", "/staff/import", "/staff/links"):
        assert f'href="{address}">The ' in page


def test_somebody_else_s_draft_is_no_link_to_it(editor: FlaskClient, jobs: JobTable) -> None:
    jobs.add(KINDS["draft"], Order("A title", "somebody", "b" * 16))
    assert "/staff/changes/" not in editor.get(PAGE).text


def test_work_under_way_can_be_stopped_and_gone_on_with(
    editor: FlaskClient, jobs: JobTable, launched: list[Job]
) -> None:
    job = jobs.add(LINKS, Order("All links", EDITOR))
    assert send(editor, f"{PAGE}{job.id}/stop").location == "/staff/links"
    assert jobs.get(job.id).state is JobState.STOPPING
    assert "Stopping" in editor.get(PAGE).text
    jobs.end(job, JobState.STOPPED)
    assert send(editor, f"{PAGE}{job.id}/resume").location == "/staff/links"
    assert [each.id for each in launched] == [job.id]
    assert jobs.get(job.id).state is JobState.WAITING


def test_work_of_which_there_may_be_one_does_not_go_on_beside_another(
    editor: FlaskClient, jobs: JobTable, launched: list[Job]
) -> None:
    job = jobs.add(LINKS, Order("All links", EDITOR))
    jobs.end(job, JobState.STOPPED)
    jobs.add(LINKS, Order("All links", EDITOR))
    send(editor, f"{PAGE}{job.id}/resume")
    assert launched == []
    assert "already running" in editor.get(PAGE).text


def test_run_of_coverage_goes_on_by_its_own_page_which_looks_at_the_content(
    editor: FlaskClient, stores: Stores
) -> None:
    runs = Runs(stores.engine)
    run = runs.begin(Beginning(None, "digest", "many.txt", 150, "Tess Tester", "version", None, {}))
    runs.jobs.end(runs.job(run), JobState.STOPPED)
    reply = send(editor, f"{PAGE}{runs.job(run).id}/resume")
    assert (reply.status_code, reply.location) == (307, f"/staff/coverage/runs/{run}/resume")


def test_training_of_the_dialogue_model_is_shown_too(editor: FlaskClient, index_folder: Path) -> None:
    keep_training(Training(Stage.CHECKING, 60), index_folder)
    assert "The dialogue model is being checked (60%)." in editor.get(PAGE).text
    keep_training(Training(Stage.IN_USE, 100, "97.0% right after, 96.5% before"), index_folder)
    assert "has been updated and is in use. 97.0% right after, 96.5% before." in editor.get(PAGE).text


def test_testers_may_not_see_or_stop_it(tester: FlaskClient, jobs: JobTable) -> None:
    job = jobs.add(LINKS, Order("All links", EDITOR))
    assert tester.get(PAGE).status_code == 403
    assert send(tester, f"{PAGE}{job.id}/stop").status_code == 403
    assert jobs.get(job.id).state is JobState.WAITING


def test_work_that_is_not_there_is_not_found(editor: FlaskClient) -> None:
    assert send(editor, f"{PAGE}99/stop").status_code == 404
