"""What the workshop must know about a coverage run."""

from __future__ import annotations

from sqlalchemy.engine import Engine

from web_widget.jobs.job import AtOnce, Job, JobKind, Steps


def _steps(job: Job, engine: Engine) -> Steps:
    from web_widget.coverage.job import ask_kept_list

    yield from ask_kept_list(job, engine)


COVERAGE = JobKind("coverage", "Coverage", AtOnce.ANY, _steps)
"""A job of it is about a run, by its id."""
