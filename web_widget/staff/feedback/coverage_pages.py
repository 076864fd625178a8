"""Coverage: the assistant is asked lists of questions, and the results are shown, marked and compared."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Any

from flask import (
    Blueprint,
    Response,
    abort,
    current_app,
    flash,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask_login import current_user
from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.exceptions import RequestEntityTooLarge
from wtforms import RadioField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from knowledge.settings import Paths
from web_widget.coverage import report as reports
from web_widget.coverage.arranging import arrange
from web_widget.coverage.comparing import CoverageChange, compare
from web_widget.coverage.figures import WRONG
from web_widget.coverage.held import HeldList, packed, unpacked
from web_widget.coverage.kind import COVERAGE
from web_widget.coverage.pages import digests, edits, last_commit
from web_widget.coverage.please_answer import Requests
from web_widget.coverage.question_sets import QuestionSets
from web_widget.coverage.questions import OUTCOMES, Question, QuestionsInvalid, digest, with_known_expectations
from web_widget.coverage.reading import SentList, Sheet, arranged, opened, opened_text
from web_widget.coverage.result_table import KINDS, ON_A_PAGE, SORTS, Choice
from web_widget.coverage.results import MARKS, Result
from web_widget.coverage.run import drawn, redraw, trend_of
from web_widget.coverage.runs import Beginning, Run, Runs
from web_widget.jobs.job import CAN_GO_ON, UNDER_WAY, Job, JobState
from web_widget.jobs.workshop import Workshop, recording_failure
from web_widget.privacy.redactor import redactors
from web_widget.staff.feedback.list_preview import FIELD_WORDS, FIRST, Preview, chosen, without
from web_widget.staff.parts import StaffParts

REFRESH_SECONDS = 2
HEARD_OF_EVERY = 100
PASTED = "Pasted questions"
LONGEST_NOTE = 1000
LONGEST_TITLE = 120


class ListForm(FlaskForm):
    """A list of questions: a file, or a text."""

    file = FileField("File with questions")
    text = TextAreaField("Or paste them here", [Length(max=400_000)])


class SaveForm(FlaskForm):
    """The name of a list."""

    name = StringField("Name of the list", [InputRequired("Give the list a name."), Length(max=80)])


class MarkForm(FlaskForm):
    """What somebody says of an answer."""

    mark = RadioField("The answer is", [Optional()], choices=[*MARKS.items(), ("", "Not marked")], default="")
    comment = TextAreaField("Comment", [Length(max=1000)])


def pages(parts: StaffParts) -> Blueprint:
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
            title, sent = _sent(form)
            return work.preview(HeldList(sent, title, arranged(sent).layout))
        except QuestionsInvalid as error:
            form.file.errors = [*str(error).splitlines()]
            return work.overview(form), 422

    @coverage.post("/list")
    def check_list() -> Any:
        try:
            held = unpacked(request.form.get("held", ""), str(current_app.secret_key))
        except QuestionsInvalid as error:
            flash(str(error))
            return redirect(url_for("staff.coverage.show"))
        layout = chosen(request.form, held.sent, held.layout)
        if request.form.get("do") != "ask" or layout != held.layout:
            return work.preview(replace(held, layout=layout))
        questions = without(arranged(held.sent, layout).questions, request.form.getlist("leave_out"))
        try:
            return redirect(url_for("staff.coverage.run", identifier=work.begin(held.title, questions)))
        except QuestionsInvalid as error:
            return work.preview(held, str(error).splitlines())

    @coverage.get("/runs/<int:identifier>")
    def run(identifier: int) -> Any:
        return work.page_of(identifier, SaveForm())

    @coverage.post("/runs/<int:identifier>/stop")
    def stop(identifier: int) -> Any:
        work.stop(work.find(identifier))
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
        saved = work.sets.name(found.set_id, work.redacted(form.name.data.strip()))
        redraw(work.runs, found.id, parts.live.current()[1])
        flash(f"List saved as “{saved.name}”, version {saved.version}.")
        return redirect(url_for("staff.coverage.run", identifier=identifier))

    @coverage.route("/runs/<int:identifier>/questions/<int:number>", methods=["GET", "POST"])
    def question(identifier: int, number: int) -> Any:
        found = work.result(identifier, number)
        form = MarkForm(data={"mark": found.mark or "", "comment": found.comment})
        if request.method == "POST" and form.validate():
            comment = work.redacted(form.comment.data.strip()) if form.comment.data else None
            work.runs.mark(identifier, number, form.mark.data or None, comment, current_user.full_name)
            flash("Mark saved.")
            return redirect(url_for("staff.coverage.question", identifier=identifier, number=number))
        titles = work.report(work.find(identifier)).titles
        sent = work.requests.of([found]).get(number)
        page = render_template(
            "staff/coverage_question.html", run=work.find(identifier), result=found, form=form, titles=titles, sent=sent
        )
        return page, 422 if form.errors else 200

    @coverage.post("/runs/<int:identifier>/questions/<int:number>/please-answer")
    def please_answer(identifier: int, number: int) -> Any:
        note = work.redacted((request.form.get("note") or "").strip()[:LONGEST_NOTE])
        work.requests.send(identifier, work.result(identifier, number), note, current_user.full_name, parts.now())
        flash("Sent to staff. Their reply will be beside this question, in every list that asks it.")
        return redirect(url_for("staff.coverage.question", identifier=identifier, number=number))

    @coverage.get("/runs/<int:identifier>/<any(topics, statutory, map, trend):name>.svg")
    def picture(identifier: int, name: str) -> Response:
        found = work.pictures(work.find(identifier)).get(name)
        return Response(found, mimetype="image/svg+xml") if found else abort(404)

    @coverage.get("/runs/<int:identifier>/report.html")
    def report_file(identifier: int) -> Response:
        found = work.find(identifier)
        shown = work.report(replace(found, pictures=work.pictures(found)))
        return _download(reports.as_html(shown, parts.today()), "text/html", found, "html")

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

    def __init__(self, parts: StaffParts) -> None:
        self._parts = parts
        self._index = Paths.from_environment().index
        self.runs = Runs(parts.stores.engine)
        self.sets = QuestionSets(parts.stores.engine)
        self.requests = Requests(parts.stores.engine)

    def find(self, identifier: int) -> Run:
        """A run; if there is no such run, the page that says so."""
        found = self.runs.find(identifier)
        return found if found else abort(404)

    def result(self, identifier: int, number: int) -> Result:
        """A question of a run."""
        results = self.runs.results(self.find(identifier).id)
        return next((result for result in results if result.number == number), None) or abort(404)

    def report(self, run: Run) -> reports.CoverageReport:
        """All that is shown of a run."""
        content, results = self._parts.live.current()[1], self.runs.results(run.id)
        return reports.report(run, results, content, trend_of(self.runs, run.id, content), self.requests.of(results))

    def pictures(self, run: Run) -> Mapping[str, str]:
        """The charts of a run; those that were kept, unless people have marked an answer as wrong since."""
        if not run.pictures or not any(result.mark == WRONG for result in self.runs.results(run.id)):
            return run.pictures
        return drawn(self.runs, run.id, self._parts.live.current()[1])

    def redacted(self, text: str) -> str:
        """A text without what says who somebody is."""
        return redactors().of(*self._parts.live.current()).redact(text).text

    def preview(self, held: HeldList, faults: Sequence[str] = ()) -> Any:
        """The page that shows a list as it is read, before anything is asked.

        Args:
            held: the list.
            faults: why it cannot be asked; by default, what is wrong with the pages that it expects.
        """
        try:
            sheet, wrong = arranged(held.sent, held.layout), [*faults]
        except QuestionsInvalid as error:
            sheet, wrong = Sheet((), (), layout=held.layout), [*str(error).splitlines()]
        if found := arrange(held.sent.tables):
            same = found.layout == held.layout
            sheet = replace(sheet, doubts=(*(found.doubts if same else ()), *sheet.doubts))
        wrong = wrong or self._unknown_expectations(sheet.questions)
        word = packed(held, str(current_app.secret_key))
        shown = Preview(held.title, word, held.sent, sheet)
        page = render_template(
            "staff/coverage_list.html", preview=shown, faults=wrong, field_words=FIELD_WORDS, first=FIRST
        )
        return page, 422 if wrong else 200

    def _unknown_expectations(self, questions: Sequence[Question]) -> list[str]:
        try:
            self._known(questions)
        except QuestionsInvalid as error:
            return str(error).splitlines()
        return []

    def _known(self, questions: Sequence[Question]) -> list[Question]:
        _, content = self._parts.live.current()
        return with_known_expectations(questions, {e.id: e.title for e in content.entries.values()})

    def begin(self, title: str, questions: Sequence[Question]) -> int:
        """Keep a list that was sent, and begin to ask it; gives the id of the run.

        Raises:
            QuestionsInvalid: there are no questions, or an entry is expected that does not exist.
        """
        if not questions:
            raise QuestionsInvalid("Every question is left out. Leave at least one in the list.")
        known = self._known(questions)
        run, workshop, by = (
            self._run_of(None, known, self.redacted(title)),
            self._parts.workshop(),
            current_user.full_name,
        )
        threading.Thread(target=self._keep_and_ask, args=(run, known, by, workshop), daemon=True).start()
        return run

    def again(self, run: Run) -> int:
        """Ask the list of a run once more."""
        if run.set_id is None:
            abort(404)
        begun = self._run_of(run.set_id, self.sets.questions(run.set_id), run.title)
        self._parts.workshop().launch(self.runs.job(begun))
        return begun

    def stop(self, run: Run) -> None:
        """Stop a run after the questions that are being asked."""
        self.runs.jobs.ask_to_stop(self.runs.job(run.id))

    def resume(self, run: Run) -> int:
        """Resume a run that was stopped; if the content has changed since, ask every question again."""
        if run.state not in CAN_GO_ON or run.set_id is None:
            return run.id
        if run.version != self._parts.live.current()[0]:
            flash("The content has changed since this run was stopped, so all its questions will be asked again.")
            return self.again(run)
        self._parts.workshop().resume(COVERAGE, self.runs.job(run.id))
        return run.id

    def overview(self, form: ListForm) -> str:
        """The page with the form for a new list, the lists that were saved, and the runs."""
        runs = self.runs.all()
        saved = [(each, next((run for run in runs if run.set_id == each.id), None)) for each in self.sets.saved()]
        waiting = self.requests.waiting()
        return render_template("staff/coverage.html", form=form, runs=runs, saved=saved, waiting=waiting)

    def page_of(self, identifier: int, form: SaveForm) -> Response:
        """The page of a run; while the run goes on, the browser reloads it."""
        run = self.find(identifier)
        shown = self.report(run)
        choice = Choice.of(request.args)
        fitting = choice(shown.results)
        earlier = [old for old in self.runs.all() if old.id < run.id and old.state is JobState.DONE]
        of_the_list = [old for old in earlier if old.asks_same_list(run)]
        page = render_template(
            "staff/coverage_run.html",
            run=run,
            report=shown,
            choice=choice,
            fitting=fitting,
            form=form,
            previous=next(iter(of_the_list or earlier), None),
            sorts=SORTS,
            kinds=KINDS,
            on_a_page=ON_A_PAGE,
            sent=shown.sent,
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
        values = {"first": first, "second": second, "comparison": found, "changes": CoverageChange, "titles": titles}
        return render_template("staff/coverage_compare.html", **values)

    def _run_of(self, set_id: int | None, questions: Sequence[Question], title: str) -> int:
        version, _ = self._parts.live.current()
        commit, pages = last_commit(self._parts.content_folder), digests(self._index)
        by = current_user.full_name
        beginning = Beginning(set_id, digest(questions), title, len(questions), by, version, commit, pages)
        return self.runs.begin(beginning)

    def _redacted(self, question: Question) -> Question:
        who, when = (note and self.redacted(note) for note in (question.asked_by, question.asked_on))
        return replace(question, text=self.redacted(question.text), asked_by=who, asked_on=when)

    def _keep_and_ask(self, run: int, questions: Sequence[Question], by: str, workshop: Workshop) -> None:
        """Remove personal details from a list, keep it, and start asking it. Thousands of questions take a minute."""
        job = self.runs.job(run)
        with recording_failure(self.runs.jobs, job):
            redacted = [self._heard_of(job, question) for question in questions]
            self.runs.belongs_to(run, self.sets.keep(redacted, by, self._parts.now()))
            workshop.launch(job)

    def _heard_of(self, job: Job, question: Question) -> Question:
        """A question without personal details; after every hundredth, the job reports that it is alive."""
        if question.number % HEARD_OF_EVERY == 0:
            with suppress(SQLAlchemyError):  # the database is locked for a moment: the next report is in time
                self.runs.jobs.beat(job)
        return self._redacted(question)


def _sent(form: ListForm) -> tuple[str, SentList]:
    """The title and the rows of what was sent.

    Raises:
        QuestionsInvalid: nothing was sent, or it cannot be read.
    """
    if form.file.data:
        name = form.file.data.filename
        return name[:LONGEST_TITLE], opened(name, form.file.data.read())
    if not (form.text.data or "").strip():
        raise QuestionsInvalid("Choose a file, or paste at least one question.")
    return PASTED, opened_text("the text", form.text.data)


def _titles_of(entries: Sequence[str], titles: Mapping[str, str]) -> str:
    return ", ".join(titles.get(entry, entry) for entry in entries)


def _download(text: str, kind: str, run: Run, ending: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="coverage-run-{run.id}.{ending}"'}
    return Response(text, mimetype=kind, headers=headers)
