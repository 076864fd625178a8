"""Finds out, in a process beside the gateway, which answers a draft would change, and reports its progress."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from flask import redirect, url_for
from sqlalchemy.engine import Engine
from werkzeug import Response

from web_widget.jobs.job import AtOnce, Job, JobKind, JobState, Order, Steps
from web_widget.jobs.job_table import JobTable, utc_now
from web_widget.staff.content.drafts import KEPT_SECONDS, Draft
from web_widget.staff.content.editing_context import Desk


def _steps(job: Job, engine: Engine) -> Steps:
    from knowledge.encoder.sentence_encoder import SentenceEncoder
    from knowledge.settings import Paths
    from web_widget.staff.content.try_draft import compare

    yield from compare(Path(job.given["folder"]), Paths.from_environment(), SentenceEncoder(), engine)


DRAFT = JobKind("draft", "Which answers a draft would change", AtOnce.QUEUED, _steps)
"""A job of it is about a draft, by its token."""


@dataclass(frozen=True)
class Tried:
    """What is known so far.

    Attributes:
        state: the state of its job.
        done, total: questions.
        changed: how many of them would get a different answer.
        groups: questions whose answer changes in the same way: "questions" (see `try_draft.with_words`), "what"
            changes, and the cards "before" and "after".
        words: why it failed.
    """

    state: JobState
    done: int = 0
    total: int = 0
    changed: int = 0
    groups: tuple[dict[str, Any], ...] = ()
    words: str = ""

    @property
    def working(self) -> bool:
        return self.state in (JobState.WAITING, JobState.WORKING)


def drafted(desk: Desk, draft: Draft) -> Response:
    """Keep a draft, start its trial, and lead to the page before publishing."""
    desk.drafts.keep(draft)
    begin(desk, draft)
    return redirect(url_for("staff.publishing.show", token=draft.token))


def begin(desk: Desk, draft: Draft) -> None:
    """Start the trial; earlier findings are forgotten."""
    workshop = desk.parts.workshop()
    workshop.jobs.forget(DRAFT.name, draft.token)
    workshop.jobs.forget_before(DRAFT.name, utc_now() - timedelta(seconds=KEPT_SECONDS))
    folder = desk.drafts.folder(draft.token).resolve()
    workshop.begin(DRAFT, Order(draft.title, draft.editor, draft.token, {"folder": str(folder)}))


def forget(desk: Desk, draft: Draft) -> None:
    """Delete a draft and its findings. A job that still works on it notices and ends."""
    desk.drafts.forget(draft.token)
    desk.parts.workshop().jobs.forget(DRAFT.name, draft.token)


def found(jobs: JobTable, token: str) -> Tried:
    """What is known so far about a draft."""
    job = jobs.last(DRAFT.name, token)
    if job is None:
        return Tried(JobState.FAILED, words="The test was not started.")
    state = JobState.FAILED if job.can_go_on else job.state
    groups = tuple(job.found.get("groups", ()))
    return Tried(state, job.done, job.total or 0, job.found.get("changed", 0), groups, job.problem or "")
