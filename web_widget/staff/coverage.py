"""Coverage: lists of questions are asked of the assistant, and what came of them is shown, marked and compared."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from flask import Blueprint, Response, abort, flash, make_response, redirect, render_template, request, url_for
from flask_login import current_user
from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from werkzeug.exceptions import RequestEntityTooLarge
from wtforms import RadioField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from knowledge.coverage import report as reports
from knowledge.coverage.comparing import Change, compare
from knowledge.coverage.pages import digests, edits, last_commit
from knowledge.coverage.question_sets import QuestionSets
from knowledge.coverage.questions import OUTCOMES, Question, QuestionsInvalid, digest, with_known_expectations
from knowledge.coverage.reading import Sheet, read, read_pasted
from knowledge.coverage.results import MARKS, Result
from knowledge.coverage.runs import Beginning, Run, Runs, State
from knowledge.settings import Paths
from web_widget.privacy.redactor import redactors
from web_widget.staff.coverage_job import Job, own_address
from web_widget.staff.coverage_table import KINDS, ON_A_PAGE, SORTS, Choice
from web_widget.staff.parts import Parts

REFRESH_SECONDS = 2
HEARD_OF_EVERY = 100
PASTED = "Pasted questions"
UNDER_WAY = (State.RUNNING, State.STOPPING)


class ListForm(FlaskForm):
    """A list of questions: a file, or a text."""

    file = FileField("A file with questions")
    text = TextAreaField("Or paste them here", [Length(max=400_000)])


class SaveForm(FlaskForm):
    """The name of a list."""

    name = StringField("Name of the list", [InputRequired("Give the list a name."), Length(max=80)])


class MarkForm(FlaskForm):
    """What somebody says of an answer."""

    mark = RadioField("The answer is", [Optional()], choices=[*MARKS.items(), ("", "Not marked")], default="")
    comment = TextAreaField("Comment", [Length(max=1000)])


def pages(parts: Parts) -> Blueprint:
    """The routes."""
    coverage = Blueprint("coverage", __name__, url_prefix="/coverage")
    work = _Work(parts)

    @coverage.context_processor
    def words() -> dict[str, Any]:
        return {"outcomes": OUTCOMES, "marks": MARKS, "under_way": UNDER_WAY, "titles_of": _titles_of}

    @coverage.errorhandler(RequestEntityTooLarge)
    def too_large(_: RequestEntityTooLarge) -> tuple[str, int]:
        return render_template("staff/coverage_too_large.html"), 413

    @coverage.get("/")
    def show() -> str:
        return work.overview(ListForm())

    @coverage.post("/")
    def begin() -> Any:
        form = ListForm()
        if not form.validate():
            return work.overview(form), 422
        try:
            title, sheet = _sheet(form)
            run = work.begin(title, sheet)
        except QuestionsInvalid as error:
            form.file.errors = [*str(error).splitlines()]
            return work.overview(form), 422
        for note in sheet.notes:
            flash(note)
        return redirect(url_for("staff.coverage.run", identifier=run))

    @coverage.get("/runs/<int:identifier>")
    def run(identifier: int) -> Any:
        return work.page_of(identifier, SaveForm())

    @coverage.post("/runs/<int:identifier>/stop")
    def stop(identifier: int) -> Any:
        work.runs.ask_to_stop(work.find(identifier).id)
        return redirect(url_for("staff.coverage.run", identifier=identifier))

    @coverage.post("/runs/<int:identifier>/resume")
    def resume(identifier: int) -> Any:
        return redirect(url_for("staff.coverage.run", identifier=work.resume(work.find(identifier))))

    @coverage.post("/runs/<int:identifier>/again")
    def again(identifier: int) -> Any:
        return redirect(url_for("staff.coverage.run", identifier=work.again(work.find(identifier))))

    @coverage.post("/runs/<int:identifier>/save")
    def save(identifier: int) -> Any:
        form, found = SaveForm(), work.find(identifier)
        if not form.validate() or found.set_id is None:
            return work.page_of(identifier, form), 422
        saved = work.sets.name(found.set_id, form.name.data.strip())
        flash(f"The list is saved as “{saved.name}”, version {saved.version}.")
        return redirect(url_for("staff.coverage.run", identifier=identifier))

    @coverage.route("/runs/<int:identifier>/questions/<int:number>", methods=["GET", "POST"])
    def question(identifier: int, number: int) -> Any:
        found = work.result(identifier, number)
        form = MarkForm(data={"mark": found.mark or "", "comment": found.comment})
        if request.method == "POST" and form.validate():
            comment = work.redacted(form.comment.data.strip()) if form.comment.data else None
            work.runs.mark(identifier, number, form.mark.data or None, comment, current_user.full_name)
            flash("Your mark is saved.")
            return redirect(url_for("staff.coverage.question", identifier=identifier, number=number))
        titles = work.report(work.find(identifier)).titles
        page = render_template(
            "staff/coverage_question.html", run=work.find(identifier), result=found, form=form, titles=titles
        )
        return page, 422 if form.errors else 200

    @coverage.get("/runs/<int:identifier>/<any(topics, statutory, map, trend):name>.svg")
    def picture(identifier: int, name: str) -> Response:
        drawn = work.find(identifier).pictures.get(name)
        return Response(drawn, mimetype="image/svg+xml") if drawn else abort(404)

    @coverage.get("/runs/<int:identifier>/report.html")
    def report_file(identifier: int) -> Response:
        found = work.find(identifier)
        return _download(reports.as_html(work.report(found), parts.today()), "text/html", found, "html")

    @coverage.get("/runs/<int:identifier>/results.csv")
    def results_file(identifier: int) -> Response:
        found = work.find(identifier)
        return _download("\ufeff" + reports.as_table(work.report(found)), "text/csv", found, "csv")

    @coverage.get("/compare")
    def comparison() -> str:
        first, second = (work.find(request.args.get(name, 0, int)) for name in ("first", "second"))
        return work.side_by_side(first, second)

    return coverage


class _Work:
    """What the pages do.

    Args:
        parts: of the staff pages.
    """

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._index = Paths.from_environment().index
        self.runs = Runs(parts.stores.engine)
        self.sets = QuestionSets(parts.stores.engine)

    def find(self, identifier: int) -> Run:
        """A run; the page for what is not there, where it is not."""
        found = self.runs.find(identifier, self._parts.now())
        return found if found else abort(404)

    def result(self, identifier: int, number: int) -> Result:
        """A question of a run."""
        results = self.runs.results(self.find(identifier).id)
        return next((result for result in results if result.number == number), None) or abort(404)

    def report(self, run: Run) -> reports.Report:
        """All that is shown of a run."""
        return reports.report(run, self.runs.results(run.id), self._parts.live.current()[1])

    def redacted(self, text: str) -> str:
        """A text without what says who somebody is."""
        return redactors().of(*self._parts.live.current()).redact(text).text

    def begin(self, title: str, sheet: Sheet) -> int:
        """Keep a list that was sent, and begin to ask it; gives the id of the run.

        Raises:
            QuestionsInvalid: an entry is expected that does not exist.
        """
        _, content = self._parts.live.current()
        known = with_known_expectations(sheet.questions, {e.id: e.title for e in content.entries.values()})
        run, job, by = self._run_of(None, known, title), self._job(), current_user.full_name
        threading.Thread(target=self._keep_and_ask, args=(run, known, by, job), daemon=True).start()
        return run

    def again(self, run: Run) -> int:
        """Ask the list of a run once more."""
        if run.set_id is None:
            abort(404)
        begun = self._run_of(run.set_id, self.sets.questions(run.set_id), run.title)
        self._job().start(begun)
        return begun

    def resume(self, run: Run) -> int:
        """Go on with a run that was stopped; where the content has changed since, ask all of it again."""
        if run.state in (*UNDER_WAY, State.DONE) or run.set_id is None:
            return run.id
        if run.version != self._parts.live.current()[0]:
            flash("The content has changed since this run was stopped, so all its questions are asked again.")
            return self.again(run)
        self.runs.resume(run.id, self._parts.now())
        self._job().start(run.id)
        return run.id

    def overview(self, form: ListForm) -> str:
        """The page with the form for a new list, the lists that were saved, and the runs."""
        runs = self.runs.all(self._parts.now())
        saved = [(each, next((run for run in runs if run.set_id == each.id), None)) for each in self.sets.saved()]
        return render_template("staff/coverage.html", form=form, runs=runs, saved=saved)

    def page_of(self, identifier: int, form: SaveForm) -> Response:
        """The page of a run; while it is under way the browser loads it again by itself."""
        run = self.find(identifier)
        shown = self.report(run)
        choice = Choice.of(request.args)
        fitting = choice(shown.results)
        earlier = [old for old in self.runs.all(self._parts.now()) if old.id < run.id and old.state is State.DONE]
        page = render_template(
            "staff/coverage_run.html",
            **{"run": run, "report": shown, "choice": choice, "fitting": fitting, "form": form, "earlier": earlier},
            **{"sorts": SORTS, "kinds": KINDS, "on_a_page": ON_A_PAGE},
            kept=self.sets.find(run.set_id) if run.set_id else None,
        )
        reply = make_response(page)
        if run.state in UNDER_WAY:
            reply.headers["Refresh"] = str(REFRESH_SECONDS)
        return reply

    def side_by_side(self, first: Run, second: Run) -> str:
        """The page that compares two runs."""
        folder = self._parts.content_folder
        found = compare(
            first,
            self.runs.results(first.id),
            second,
            self.runs.results(second.id),
            lambda entry: edits(folder, entry, first.commit, second.commit),
        )
        titles = self.report(second).titles
        values = {"first": first, "second": second, "comparison": found, "changes": Change, "titles": titles}
        return render_template("staff/coverage_compare.html", **values)

    def _run_of(self, set_id: int | None, questions: Sequence[Question], title: str) -> int:
        version, _ = self._parts.live.current()
        commit, pages = last_commit(self._parts.content_folder), digests(self._index)
        by = current_user.full_name
        beginning = Beginning(set_id, digest(questions), title, len(questions), by, version, commit, pages)
        return self.runs.begin(beginning, self._parts.now())

    def _keep_and_ask(self, run: int, questions: Sequence[Question], by: str, job: Job) -> None:
        """Take out of a list what says who somebody is, keep it, and begin to ask it: a minute for thousands."""
        redacted = []
        for question in questions:
            who = self.redacted(question.asked_by) if question.asked_by else None
            redacted.append(replace(question, text=self.redacted(question.text), asked_by=who))
            if question.number % HEARD_OF_EVERY == 0:
                self.runs.add(run, [], 0.0, self._parts.now())
        self.runs.belongs_to(run, self.sets.keep(redacted, by, self._parts.now()))
        job.start(run)

    def _job(self) -> Job:
        return Job(own_address(), self.runs, self._parts.settings, self._parts.content_folder, self._index)


def _sheet(form: ListForm) -> tuple[str, Sheet]:
    """The title and the questions of what was sent.

    Raises:
        QuestionsInvalid: nothing was sent, or it cannot be read.
    """
    if form.file.data:
        name = form.file.data.filename[:120]
        return name, read(name, form.file.data.read())
    if not (form.text.data or "").strip():
        raise QuestionsInvalid("Choose a file, or paste at least one question.")
    return PASTED, read_pasted(form.text.data)


def _titles_of(entries: Sequence[str], titles: Mapping[str, str]) -> str:
    return ", ".join(titles.get(entry, entry) for entry in entries)


def _download(text: str, kind: str, run: Run, ending: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="coverage-run-{run.id}.{ending}"'}
    return Response(text, mimetype=kind, headers=headers)
