"""Import services from another directory: by address or file, with progress and a report."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_login import current_user
from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from wtforms import StringField
from wtforms.validators import Length, ValidationError

from knowledge.open_referral.faults import FeedUnreadable
from knowledge.open_referral.importing import work_folder_of
from knowledge.open_referral.report import Fate, shown
from web_widget.jobs.job import JobRunning, Order
from web_widget.staff.accounts.access import role_required
from web_widget.staff.accounts.accounts import Role
from web_widget.staff.content.import_job import IMPORT, feed_of, report_of
from web_widget.staff.parts import StaffParts

MOST_LISTED = 200
"""How many outcomes of each kind are shown. The command prints all of them."""


class ImportForm(FlaskForm):
    """Where the services come from."""

    address = StringField("Web address of the feed", [Length(max=500)])
    file = FileField("Or a file saved from a feed")
    title = StringField("Name of the directory", [Length(max=100)])

    def validate_address(self, field: StringField) -> None:
        """Either of them is needed."""
        if not (field.data or "").strip() and not self.file.data:
            raise ValidationError("Enter an address, or choose a file.")


def pages(parts: StaffParts) -> Blueprint:
    """The routes."""
    importing = Blueprint("import_services", __name__)
    work = work_folder_of(parts.index_folder)

    def page(form: ImportForm) -> str:
        job = parts.workshop().jobs.last(IMPORT.name)
        report = report_of(job) if job else None
        return render_template(
            "staff/import.html", form=form, job=job, report=report, Fate=Fate, shown=shown, most=MOST_LISTED
        )

    @importing.get("/import")
    @role_required(Role.EDITOR)
    def show() -> str:
        return page(ImportForm())

    @importing.post("/import")
    @role_required(Role.EDITOR)
    def begin() -> Any:
        form, workshop = ImportForm(), parts.workshop()
        last = workshop.jobs.last(IMPORT.name)
        if last and last.under_way:  # before a file replaces the one that is being read
            flash("Another import is running. Wait for it to finish, then import again.")
            return redirect(url_for("staff.import_services.show"))
        if form.validate():
            try:
                given = _given(form, work)
                workshop.begin(IMPORT, Order(feed_of(given).name, current_user.full_name, given=given))
                return redirect(url_for("staff.import_services.show"))
            except (FeedUnreadable, JobRunning) as error:
                form.address.errors = [str(error)]
        return page(form), 422

    return importing


def _given(form: ImportForm, work: Path) -> dict[str, str | None]:
    """What an import needs to know. A file that was sent is kept, so that the import can be resumed after a failure."""
    title = (form.title.data or "").strip() or None
    address = (form.address.data or "").strip()
    if address:
        return {"address": address, "title": title}
    work.mkdir(parents=True, exist_ok=True)
    file = (work / "sent.json").resolve()
    form.file.data.save(file)
    return {"address": None, "file": str(file), "title": title or form.file.data.filename}
