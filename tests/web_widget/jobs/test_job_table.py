"""Every process of the gateway sees the same jobs; a job whose process has gone is said to have ended."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from tests.web_widget.jobs.conftest import MANY, ONE, QUEUED, Clock
from web_widget.jobs.job import JobRunning, JobState, JobStep, Order
from web_widget.jobs.job_table import SILENT, VANISHED, JobTable
from web_widget.store.keeping import KeepSettings, Stores

ORDER = Order("A title", "Edith Editor", "about", {"what": ["it", "needs"]})


def test_job_is_kept_with_what_it_needs_and_what_it_found(jobs: JobTable) -> None:
    job = jobs.add(MANY, ORDER)
    assert (job.kind, job.about, job.title, job.started_by) == ("many", "about", "A title", "Edith Editor")
    assert (job.given, job.state, job.done, job.total) == ({"what": ["it", "needs"]}, JobState.WAITING, 0, None)
    assert jobs.claim(MANY, job)
    assert jobs.advance(job, JobStep(2, 5, {"seen": [1, 2]}))
    assert jobs.advance(job, JobStep(3, 5))
    jobs.end(job, JobState.DONE)
    ended = jobs.get(job.id)
    assert (ended.state, ended.done, ended.total, ended.found) == (JobState.DONE, 3, 5, {"seen": [1, 2]})


def test_another_process_sees_the_job_and_can_stop_it(jobs: JobTable, keep: KeepSettings) -> None:
    job, elsewhere = jobs.add(MANY, ORDER), JobTable(Stores(keep).engine)
    jobs.claim(MANY, job)
    assert elsewhere.get(job.id).state is JobState.WORKING
    elsewhere.ask_to_stop(job)
    assert not jobs.advance(job, JobStep(1, 3))
    assert jobs.get(job.id).done == 1


def test_job_of_which_nothing_was_heard_has_ended_with_a_reason(jobs: JobTable, clock: Clock) -> None:
    job = jobs.add(MANY, ORDER)
    clock.ahead = SILENT - timedelta(seconds=5)
    assert jobs.get(job.id).under_way
    assert jobs.beat(job)
    clock.ahead *= 2
    assert jobs.get(job.id).under_way
    clock.ahead *= 2
    ended = jobs.get(job.id)
    assert (ended.state, ended.problem) == (JobState.FAILED, VANISHED)
    assert not jobs.beat(job)


def test_one_that_ended_can_be_gone_on_with_and_an_older_process_has_no_say(jobs: JobTable) -> None:
    job = jobs.add(MANY, ORDER)
    assert jobs.resume(MANY, job) is None
    jobs.end(job, JobState.FAILED, "It broke.")
    again = jobs.resume(MANY, jobs.get(job.id))
    assert again
    assert (again.id, again.state, again.problem) == (job.id, JobState.WAITING, None)
    assert not jobs.advance(job, JobStep(9, 9))
    jobs.end(job, JobState.FAILED, "An older process says so.")
    assert (jobs.get(job.id).state, jobs.get(job.id).done) == (JobState.WAITING, 0)


def test_second_of_a_kind_of_which_there_may_be_one_is_refused_until_the_first_ends(jobs: JobTable) -> None:
    first = jobs.add(ONE, ORDER)
    with pytest.raises(JobRunning, match="One: this is already running"):
        jobs.add(ONE, ORDER)
    jobs.end(first, JobState.STOPPED)
    second = jobs.add(ONE, ORDER)
    with pytest.raises(JobRunning):
        jobs.resume(ONE, jobs.get(first.id))
    jobs.end(second, JobState.DONE)
    assert jobs.resume(ONE, jobs.get(first.id))


def test_dead_job_does_not_stand_in_the_way_of_the_next(jobs: JobTable, clock: Clock) -> None:
    jobs.add(ONE, ORDER)
    clock.ahead = SILENT + timedelta(seconds=1)
    assert jobs.add(ONE, ORDER).under_way


def test_of_many_that_begin_at_the_same_moment_one_does(jobs: JobTable) -> None:
    def begin(_: int) -> bool:
        try:
            return bool(jobs.add(ONE, ORDER))
        except JobRunning:
            return False

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(begin, range(8))) == 1


def test_jobs_in_a_queue_have_their_turn_in_order(jobs: JobTable) -> None:
    first, second, third = (jobs.add(QUEUED, ORDER) for _ in range(3))
    assert not jobs.claim(QUEUED, second)
    assert jobs.claim(QUEUED, first)
    assert not jobs.claim(QUEUED, second)
    jobs.end(first, JobState.DONE)
    assert not jobs.claim(QUEUED, third)
    assert jobs.claim(QUEUED, second)


def test_job_that_was_forgotten_is_wanted_no_more(jobs: JobTable) -> None:
    job = jobs.add(MANY, ORDER)
    jobs.forget("many", "about")
    assert jobs.find(job.id) is None
    assert not jobs.beat(job)
    assert not jobs.advance(job, JobStep(1, 3))


def test_old_jobs_of_a_kind_are_forgotten(jobs: JobTable, clock: Clock) -> None:
    old, other = jobs.add(MANY, ORDER), jobs.add(QUEUED, ORDER)
    clock.ahead = timedelta(days=8)
    new = jobs.add(MANY, ORDER)
    jobs.forget_before("many", clock() - timedelta(days=7))
    assert [job.id for job in jobs.newest(9)] == [new.id, other.id]
    assert old.id not in (new.id, other.id)


def test_newest_job_about_something_is_found(jobs: JobTable) -> None:
    assert jobs.last("many", "about") is None
    jobs.add(MANY, ORDER)
    newest = jobs.add(MANY, ORDER)
    jobs.add(MANY, Order("Another", "Edith Editor", "something else"))
    assert jobs.last("many", "about") == newest
