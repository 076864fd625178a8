"""Slow work: what is running and how far it has got, how the last jobs ended, and buttons to stop or resume them."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask_login import current_user

from knowledge.versions.watch_status import last_training
from web_widget.coverage.kind import COVERAGE
from web_widget.jobs.job import Job, JobRunning
from web_widget.slow_work import KINDS
from web_widget.staff.accounts.access import role_required
from web_widget.staff.accounts.accounts import Role
from web_widget.staff.content.draft_trial import DRAFT
from web_widget.staff.content.import_job import IMPORT
from web_widget.staff.parts import StaffParts

SHOWN = 30


def pages(parts: StaffParts) -> Blueprint:
    """The routes."""
    work = Blueprint("background_work", __name__, url_prefix="/jobs")

    def find(identifier: int) -> Job:
        return parts.workshop().jobs.find(identifier) or abort(404)

    @work.get("/")
    @role_required(Role.EDITOR)
    def show() -> str:
        jobs = parts.workshop().jobs.newest(SHOWN)
        training = last_training(parts.index_folder)
        return render_template(
            "staff/background_work.html", jobs=jobs, kinds=KINDS, address_of=address_of, training=training
        )

    @work.post("/<int:identifier>/stop")
    @role_required(Role.EDITOR)
    def stop(identifier: int) -> Any:
        job = find(identifier)
        parts.workshop().jobs.ask_to_stop(job)
        return redirect(address_of(job))

    @work.post("/<int:identifier>/resume")
    @role_required(Role.EDITOR)
    def resume(identifier: int) -> Any:
        job = find(identifier)
        if job.kind == COVERAGE.name:  # the content may have changed since: the page of the run checks
            return redirect(url_for("staff.coverage.resume", identifier=job.about), 307)
        try:
            parts.workshop().resume(KINDS[job.kind], job)
        except JobRunning as error:
            flash(str(error))
        return redirect(address_of(job))

    return work


def address_of(job: Job) -> str:
    """The page that shows what a job is about."""
    if job.kind == COVERAGE.name:
        return url_for("staff.coverage.run", identifier=job.about)
    if job.kind == IMPORT.name:
        return url_for("staff.import_services.show")
    if job.kind == DRAFT.name:
        mine = job.started_by == current_user.name
        return url_for("staff.publishing.show", token=job.about) if mine else url_for("staff.background_work.show")
    return url_for("staff.links.show")
