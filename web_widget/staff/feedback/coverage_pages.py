"""Coverage: the assistant is asked lists of questions, and the results are shown, marked and compared."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from flask import Blueprint, Response, abort, current_app, flash, redirect, render_template, request, url_for
from werkzeug.exceptions import RequestEntityTooLarge

from web_widget.coverage import report as reports
from web_widget.coverage.held import unpacked
from web_widget.coverage.questions import OUTCOMES, QuestionsInvalid
from web_widget.coverage.reading import arranged
from web_widget.coverage.results import MARKS
from web_widget.coverage.runs import Run
from web_widget.jobs.job import UNDER_WAY
from web_widget.staff.feedback.coverage_lists import ListForm, Lists, sent
from web_widget.staff.feedback.coverage_runs import MarkForm, RunPages, SaveForm
from web_widget.staff.feedback.list_preview import chosen, without
from web_widget.staff.parts import StaffParts

LONGEST_NOTE = 1000


def pages(parts: StaffParts) -> Blueprint:
    """The routes."""
    coverage = Blueprint("coverage", __name__, url_prefix="/coverage")
    lists, runs = Lists(parts), RunPages(parts)
    _add_words(coverage)
    _add_lists(coverage, lists, runs)
    _add_runs(coverage, lists, runs)
    _add_questions(coverage, runs)
    _add_files(coverage, runs, parts)
    return coverage


def _add_words(coverage: Blueprint) -> None:
    """What every page says."""

    @coverage.context_processor
    def words() -> dict[str, Any]:
        return {"outcomes": OUTCOMES, "marks": MARKS, "under_way": UNDER_WAY, "titles_of": _titles_of}

    @coverage.errorhandler(RequestEntityTooLarge)
    def too_large(_: RequestEntityTooLarge) -> tuple[str, int]:
        return render_template("staff/coverage_too_large.html"), 413


def _add_lists(coverage: Blueprint, lists: Lists, runs: RunPages) -> None:
    """A list is sent, looked at, and asked."""

    @coverage.get("/")
    def show() -> str:
        return runs.overview(ListForm())

    @coverage.post("/")
    def begin() -> Any:
        form = ListForm()
        if not form.validate():
            return runs.overview(form), 422
        try:
            return lists.preview(sent(form))
        except QuestionsInvalid as error:
            form.file.errors = [*str(error).splitlines()]
            return runs.overview(form), 422

    @coverage.post("/list")
    def check_list() -> Any:
        try:
            held = unpacked(request.form.get("held", ""), str(current_app.secret_key))
        except QuestionsInvalid as error:
            flash(str(error))
            return redirect(url_for("staff.coverage.show"))
        layout = chosen(request.form, held.sent, held.layout)
        if request.form.get("do") != "ask" or layout != held.layout:
            return lists.preview(replace(held, layout=layout))
        questions = without(arranged(held.sent, layout).questions, request.form.getlist("leave_out"))
        try:
            return _to_run(lists.begin(held.title, questions))
        except QuestionsInvalid as error:
            return lists.preview(held, str(error).splitlines())


def _add_runs(coverage: Blueprint, lists: Lists, runs: RunPages) -> None:
    """A run is shown, stopped, resumed, asked again and compared, and its list is saved."""

    @coverage.get("/runs/<int:identifier>")
    def run(identifier: int) -> Any:
        return runs.page_of(runs.find(identifier), SaveForm())

    @coverage.post("/runs/<int:identifier>/stop")
    def stop(identifier: int) -> Any:
        runs.stop(runs.find(identifier))
        return _to_run(identifier)

    @coverage.post("/runs/<int:identifier>/resume")
    def resume(identifier: int) -> Any:
        return _to_run(lists.resume(runs.find(identifier)))

    @coverage.post("/runs/<int:identifier>/again")
    def again(identifier: int) -> Any:
        return _to_run(lists.again(runs.find(identifier)))

    @coverage.post("/runs/<int:identifier>/save")
    def save(identifier: int) -> Any:
        form, found = SaveForm(), runs.find(identifier)
        if not form.validate() or found.set_id is None:
            return runs.page_of(found, form), 422
        saved = runs.save(found, found.set_id, form.name.data)
        flash(f"List saved as “{saved.name}”, version {saved.version}.")
        return _to_run(identifier)

    @coverage.get("/compare")
    def comparison() -> str:
        first, second = (runs.find(request.args.get(name, 0, int)) for name in ("first", "second"))
        return runs.side_by_side(first, second)


def _add_questions(coverage: Blueprint, runs: RunPages) -> None:
    """A question is shown, marked, and sent to staff."""

    @coverage.route("/runs/<int:identifier>/questions/<int:number>", methods=["GET", "POST"])
    def question(identifier: int, number: int) -> Any:
        run = runs.find(identifier)
        found = runs.result(run, number)
        form = MarkForm(data={"mark": found.mark or "", "comment": found.comment})
        if request.method == "POST" and form.validate():
            runs.mark(run, number, form)
            flash("Mark saved.")
            return _to_question(identifier, number)
        return runs.question_page(run, found, form)

    @coverage.post("/runs/<int:identifier>/questions/<int:number>/please-answer")
    def please_answer(identifier: int, number: int) -> Any:
        note = (request.form.get("note") or "").strip()[:LONGEST_NOTE]
        runs.send_to_staff(runs.find(identifier), number, note)
        flash("Sent to staff. Their reply will be beside this question, in every list that asks it.")
        return _to_question(identifier, number)


def _add_files(coverage: Blueprint, runs: RunPages, parts: StaffParts) -> None:
    """The charts of a run, and what can be downloaded of it."""

    @coverage.get("/runs/<int:identifier>/<any(topics, statutory, map, trend):name>.svg")
    def picture(identifier: int, name: str) -> Response:
        found = runs.pictures(runs.find(identifier)).get(name)
        return Response(found, mimetype="image/svg+xml") if found else abort(404)

    @coverage.get("/runs/<int:identifier>/report.html")
    def report_file(identifier: int) -> Response:
        found = runs.find(identifier)
        page = reports.as_html(runs.report_with_pictures(found), parts.today())
        return _download(page, "text/html", found, "html")

    @coverage.get("/runs/<int:identifier>/results.csv")
    def results_file(identifier: int) -> Response:
        found = runs.find(identifier)
        return _download("\ufeff" + reports.as_table(runs.report(found)), "text/csv", found, "csv")


def _to_run(identifier: int) -> Any:
    return redirect(url_for("staff.coverage.run", identifier=identifier))


def _to_question(identifier: int, number: int) -> Any:
    return redirect(url_for("staff.coverage.question", identifier=identifier, number=number))


def _titles_of(entries: Sequence[str], titles: Mapping[str, str]) -> str:
    return ", ".join(titles.get(entry, entry) for entry in entries)


def _download(text: str, kind: str, run: Run, ending: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="coverage-run-{run.id}.{ending}"'}
    return Response(text, mimetype=kind, headers=headers)
