"""A table of jobs, and kinds of jobs that do what a test says."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from web_widget.jobs.job import AtOnce, Job, JobKind, JobStep, Steps
from web_widget.jobs.job_table import JobTable, utc_now
from web_widget.store.keeping import KeepSettings, Stores


class Clock:
    """Tells the time, some time ahead."""

    def __init__(self) -> None:
        self.ahead = timedelta()

    def __call__(self) -> datetime:
        return utc_now() + self.ahead


def count_to_three(_: Job, __: object) -> Steps:
    """A job of three steps."""
    for done in (1, 2, 3):
        yield JobStep(done, 3, {"last": done})


MANY = JobKind("many", "Many", AtOnce.ANY, count_to_three)
ONE = JobKind("one", "One", AtOnce.ONE, count_to_three)
QUEUED = JobKind("queued", "Queued", AtOnce.QUEUED, count_to_three)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def jobs(keep: KeepSettings, clock: Clock) -> JobTable:
    return JobTable(Stores(keep).engine, clock)
