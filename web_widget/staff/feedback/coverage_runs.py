"""The pages of runs: what came of each question, charts, a run beside another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from flask import Response, abort, make_response, render_template, request
from flask_login import current_user
from flask_wtf import FlaskForm
from wtforms import RadioField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from knowledge.files.records import Content
from web_widget.coverage import report as reports
from web_widget.coverage.comparing import CoverageChange, compare
from web_widget.coverage.figures import WRONG
from web_widget.coverage.pages import edits
from web_widget.coverage.please_answer import Requests
from web_widget.coverage.question_sets import QuestionSet, QuestionSets
from web_widget.coverage.result_table import KINDS, ON_A_PAGE, SORTS, Choice
from web_widget.coverage.results import MARKS, Result
from web_widget.coverage.run import drawn, redraw, trend_of
from web_widget.coverage.runs import Run, Runs
from web_widget.jobs.job import UNDER_WAY, JobState
from web_widget.staff.feedback.coverage_lists import ListForm, titles
from web_widget.staff.parts import StaffParts

REFRESH_SECONDS = 2


class SaveForm(FlaskForm):
    """The name of a list."""

    name = StringField("Name of the list", [InputRequired("Give the list a name."), Length(max=80)])


class MarkForm(FlaskForm):
    """What somebody says of an answer."""

    mark = RadioField("The answer is", [Optional()], choices=[*MARKS.items(), ("", "Not marked")], default="")
    comment = TextAreaField("Comment", [Length(max=1000)])


class RunPages:
    """Finds runs and shows them.

    Args:
        parts: of the staff pages.
    """

    def __init__(self, parts: StaffParts) -> None:
        self._parts = parts
        self._runs = Runs(parts.stores.engine)
        self._sets = QuestionSets(parts.stores.engine)
        self._requests = Requests(parts.stores.engine)

    @property
    def _content(self) -> Content:
        return self._parts.live.current()[1]

    def find(self, identifier: int) -> Run:
        """A run; if there is no such run, the page that says so."""
        found = self._runs.find(identifier)
        return found if found else abort(404)

    def result(self, run: Run, number: int) -> Result:
        """A question of a run; if it has none with this number, the page that says so."""
        results = self._runs.results(run.id)
        return next((result for result in results if result.number == number), None) or abort(404)

    def stop(self, run: Run) -> None:
        """Stop a run after the questions that are being asked."""
        self._runs.jobs.ask_to_stop(self._runs.job(run.id))

    def save(self, run: Run, set_id: int, name: str) -> QuestionSet:
        """Save the list of a run under a name, which is redacted first."""
        saved = self._sets.name(set_id, self._redacted(name))
        redraw(self._runs, set_id, self._content)
        return saved

    def mark(self, run: Run, number: int, form: MarkForm) -> None:
        """Keep what the current user says of an answer."""
        comment = self._redacted(form.comment.data) if form.comment.data else None
        self._runs.mark(run.id, number, form.mark.data or None, comment, current_user.full_name)

    def send_to_staff(self, run: Run, number: int, note: str) -> None:
        """Send a question to staff with a note, which is redacted first."""
        found, words = self.result(run, number), self._redacted(note)
        self._requests.send(run.id, found, words, current_user.full_name, self._parts.now())

    def report(self, run: Run) -> reports.CoverageReport:
        """All that is shown of a run."""
        content, results = self._content, self._runs.results(run.id)
        return reports.report(run, results, content, trend_of(self._runs, run.id, content), self._requests.of(results))

    def report_with_pictures(self, run: Run) -> reports.CoverageReport:
        """The same, with the charts of now."""
        return self.report(replace(run, pictures=self.pictures(run)))

    def pictures(self, run: Run) -> Mapping[str, str]:
        """The charts of a run; those that were kept, unless people have marked an answer as wrong since."""
        if not run.pictures or not any(result.mark == WRONG for result in self._runs.results(run.id)):
            return run.pictures
        return drawn(self._runs, run.id, self._content)

    def overview(self, form: ListForm) -> str:
        """The page with the form for a new list, the lists that were saved, and the runs."""
        runs = self._runs.all()
        saved = [(each, next((run for run in runs if run.set_id == each.id), None)) for each in self._sets.saved()]
        waiting = self._requests.waiting()
        return render_template("staff/coverage.html", form=form, runs=runs, saved=saved, waiting=waiting)

    def page_of(self, run: Run, form: SaveForm) -> Response:
        """The page of a run; while the run goes on, the browser reloads it."""
        shown = self.report(run)
        choice = Choice.of(request.args)
        page = render_template(
            "staff/coverage_run.html",
            run=run,
            report=shown,
            choice=choice,
            fitting=choice(shown.results),
            form=form,
            previous=self._previous(run),
            sorts=SORTS,
            kinds=KINDS,
            on_a_page=ON_A_PAGE,
            sent=shown.sent,
            kept=self._sets.find(run.set_id) if run.set_id else None,
        )
        reply = make_response(page)
        if run.state in UNDER_WAY:
            reply.headers["Refresh"] = str(REFRESH_SECONDS)
        return reply

    def question_page(self, run: Run, result: Result, form: MarkForm) -> Any:
        """The page of a question."""
        page = render_template(
            "staff/coverage_question.html",
            run=run,
            result=result,
            form=form,
            titles=titles(self._parts),
            sent=self._requests.of([result]).get(result.number),
        )
        return page, 422 if form.errors else 200

    def side_by_side(self, first: Run, second: Run) -> str:
        """The page that compares two runs."""
        folder = self._parts.content_folder
        found = compare(
            first,
            self._runs.results(first.id),
            second,
            self._runs.results(second.id),
            lambda entry: edits(folder, entry, first.commit, second.commit),
        )
        return render_template(
            "staff/coverage_compare.html",
            first=first,
            second=second,
            comparison=found,
            changes=CoverageChange,
            titles=titles(self._parts),
        )

    def _previous(self, run: Run) -> Run | None:
        """The last finished run before this one: of the same list, or else of any."""
        earlier = [old for old in self._runs.all() if old.id < run.id and old.state is JobState.DONE]
        of_the_list = [old for old in earlier if old.asks_same_list(run)]
        return next(iter(of_the_list or earlier), None)

    def _redacted(self, text: str) -> str:
        return self._parts.redacted(text.strip()).text
