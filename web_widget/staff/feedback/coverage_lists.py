"""Lists of questions that are sent to the coverage pages: looked at, kept without personal details, and asked."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Any

from flask import abort, current_app, flash, render_template
from flask_login import current_user
from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from sqlalchemy.exc import SQLAlchemyError
from wtforms import TextAreaField
from wtforms.validators import Length

from knowledge.settings import Paths
from web_widget.coverage.arranging import arrange
from web_widget.coverage.held import HeldList, packed
from web_widget.coverage.kind import COVERAGE
from web_widget.coverage.pages import digests, last_commit
from web_widget.coverage.question_sets import QuestionSets
from web_widget.coverage.questions import Question, QuestionsInvalid, digest, with_known_expectations
from web_widget.coverage.reading import SentList, Sheet, arranged, opened, opened_text
from web_widget.coverage.runs import Beginning, Run, Runs
from web_widget.jobs.job import CAN_GO_ON, Job
from web_widget.jobs.workshop import Workshop, recording_failure
from web_widget.staff.feedback.list_preview import FIELD_WORDS, FIRST, Preview
from web_widget.staff.parts import StaffParts

HEARD_OF_EVERY = 100
PASTED = "Pasted questions"
LONGEST_TITLE = 120


class ListForm(FlaskForm):
    """A list of questions: a file, or a text."""

    file = FileField("File with questions")
    text = TextAreaField("Or paste them here", [Length(max=400_000)])


def sent(form: ListForm) -> HeldList:
    """What was sent, as it is read by itself.

    Raises:
        QuestionsInvalid: nothing was sent, or it cannot be read.
    """
    title, rows = _titled(form)
    return HeldList(rows, title, arranged(rows).layout)


def _titled(form: ListForm) -> tuple[str, SentList]:
    if form.file.data:
        name = form.file.data.filename
        return name[:LONGEST_TITLE], opened(name, form.file.data.read())
    if not (form.text.data or "").strip():
        raise QuestionsInvalid("Choose a file, or paste at least one question.")
    return PASTED, opened_text("the text", form.text.data)


class Lists:
    """Shows lists as they are read, and has them asked.

    Args:
        parts: of the staff pages.
    """

    def __init__(self, parts: StaffParts) -> None:
        self._parts = parts
        self._index = Paths.from_environment().index
        self._runs = Runs(parts.stores.engine)
        self._sets = QuestionSets(parts.stores.engine)

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

    def begin(self, title: str, questions: Sequence[Question]) -> int:
        """Keep a list that was sent, and begin to ask it; gives the id of the run.

        Raises:
            QuestionsInvalid: there are no questions, or an entry is expected that does not exist.
        """
        if not questions:
            raise QuestionsInvalid("Every question is left out. Leave at least one in the list.")
        known = self._known(questions)
        run = self._run_of(None, known, self._redacted(title))
        workshop = self._parts.workshop()
        by = current_user.full_name
        threading.Thread(target=self._keep_and_ask, args=(run, known, by, workshop), daemon=True).start()
        return run

    def again(self, run: Run) -> int:
        """Ask the list of a run once more; gives the id of the new run."""
        if run.set_id is None:
            abort(404)
        begun = self._run_of(run.set_id, self._sets.questions(run.set_id), run.title)
        self._parts.workshop().launch(self._runs.job(begun))
        return begun

    def resume(self, run: Run) -> int:
        """Resume a run that was stopped; if the content has changed since, ask every question again."""
        if run.state not in CAN_GO_ON or run.set_id is None:
            return run.id
        if run.version != self._parts.live.current()[0]:
            flash("The content has changed since this run was stopped, so all its questions will be asked again.")
            return self.again(run)
        self._parts.workshop().resume(COVERAGE, self._runs.job(run.id))
        return run.id

    def _unknown_expectations(self, questions: Sequence[Question]) -> list[str]:
        try:
            self._known(questions)
        except QuestionsInvalid as error:
            return str(error).splitlines()
        return []

    def _known(self, questions: Sequence[Question]) -> list[Question]:
        return with_known_expectations(questions, titles(self._parts))

    def _run_of(self, set_id: int | None, questions: Sequence[Question], title: str) -> int:
        version, _ = self._parts.live.current()
        commit, pages = last_commit(self._parts.content_folder), digests(self._index)
        by = current_user.full_name
        beginning = Beginning(set_id, digest(questions), title, len(questions), by, version, commit, pages)
        return self._runs.begin(beginning)

    def _keep_and_ask(self, run: int, questions: Sequence[Question], by: str, workshop: Workshop) -> None:
        """Remove personal details from a list, keep it, and start asking it. Thousands of questions take a minute."""
        job = self._runs.job(run)
        with recording_failure(self._runs.jobs, job):
            redacted = [self._heard_of(job, question) for question in questions]
            self._runs.belongs_to(run, self._sets.keep(redacted, by, self._parts.now()))
            workshop.launch(job)

    def _heard_of(self, job: Job, question: Question) -> Question:
        """A question without personal details; after every hundredth, the job reports that it is alive."""
        if question.number % HEARD_OF_EVERY == 0:
            with suppress(SQLAlchemyError):  # the database is locked for a moment: the next report is in time
                self._runs.jobs.beat(job)
        who, when = (note and self._redacted(note) for note in (question.asked_by, question.asked_on))
        return replace(question, text=self._redacted(question.text), asked_by=who, asked_on=when)

    def _redacted(self, text: str) -> str:
        return self._parts.redacted(text).text


def titles(parts: StaffParts) -> Mapping[str, str]:
    """The titles of the entries in use, by id."""
    _, content = parts.live.current()
    return {entry.id: entry.title for entry in content.entries.values()}
