"""Bring services of another directory in: by address or file, with progress and a report."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from wtforms import StringField
from wtforms.validators import Length, ValidationError

from knowledge.open_referral.client import Client
from knowledge.open_referral.faults import FeedUnreadable
from knowledge.open_referral.feed import Feed, FileFeed, WebFeed
from knowledge.open_referral.importing import work_folder_of
from knowledge.open_referral.report import Fate, shown
from knowledge.settings import Paths
from web_widget.staff.access import role_required
from web_widget.staff.accounts import Role
from web_widget.staff.import_job import ImportJob
from web_widget.staff.parts import Parts

MOST_LISTED = 200
"""Of each kind of outcome. The command prints all of them."""


class ImportForm(FlaskForm):
    """Where the services come from."""

    address = StringField("Address of the feed", [Length(max=500)])
    file = FileField("Or a file that was saved from one")
    title = StringField("What the directory is called", [Length(max=100)])

    def validate_address(self, field: StringField) -> None:
        """One of both is needed."""
        if not (field.data or "").strip() and not self.file.data:
            raise ValidationError("Enter an address, or choose a file.")


def pages(parts: Parts) -> Blueprint:
    """The routes."""
    importing = Blueprint("import_services", __name__)
    work = work_folder_of(Paths.from_environment().index)
    job = ImportJob(parts.content_folder, work)

    def page(form: ImportForm) -> str:
        return render_template(
            "staff/import.html", form=form, state=job.state(), Fate=Fate, shown=shown, most=MOST_LISTED
        )

    @importing.get("/import")
    @role_required(Role.EDITOR)
    def show() -> str:
        return page(ImportForm())

    @importing.post("/import")
    @role_required(Role.EDITOR)
    def begin() -> Any:
        form, state = ImportForm(), job.state()
        if state and state.running:
            flash("An import is at work. Wait for it to end, then import again.")
            return redirect(url_for("staff.import_services.show"))
        if form.validate():
            try:
                job.start(_feed(form, work), parts.today())
                return redirect(url_for("staff.import_services.show"))
            except FeedUnreadable as error:
                form.address.errors = [str(error)]
        return page(form), 422

    return importing


def _feed(form: ImportForm, work: Path) -> Feed:
    title = (form.title.data or "").strip() or None
    address = (form.address.data or "").strip()
    if address:
        return WebFeed(address, Client(), title)
    work.mkdir(parents=True, exist_ok=True)
    form.file.data.save(work / "sent.json")
    return FileFeed(work / "sent.json", title or form.file.data.filename)
