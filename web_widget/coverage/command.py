"""`python -m web_widget coverage`: asks the running assistant a list of questions and sums up the results."""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine import Engine
from sqlalchemy.exc import SQLAlchemyError

from knowledge import london
from knowledge.faults import KnowledgeError
from knowledge.files import index_folders
from knowledge.settings import Paths
from web_widget.coverage import report as reports
from web_widget.coverage.arranging import Layout, arrange, arrange_sheet, with_heading
from web_widget.coverage.asking import Gateway
from web_widget.coverage.job import ask_to_the_end
from web_widget.coverage.kind import COVERAGE
from web_widget.coverage.pages import digests, last_commit
from web_widget.coverage.please_answer import Requests
from web_widget.coverage.question_sets import QuestionSets
from web_widget.coverage.questions import Question, QuestionsInvalid, digest, with_known_expectations
from web_widget.coverage.reading import SentList, Sheet, arranged, open_file
from web_widget.coverage.run import redraw, trend_of
from web_widget.coverage.runs import Beginning, Run, Runs
from web_widget.coverage.showing import shown
from web_widget.gateway.trial_signature import secret_of_installation
from web_widget.jobs.job import JobState, JobStep
from web_widget.jobs.tables import JOBS
from web_widget.jobs.worker import carry_out
from web_widget.store.keeping import KeepSettings

LOCK_SECONDS = 30
_REMEDY = "If it is right, add --yes. If not, name the sheet or the row with the headings: --sheet NAME --heading-row 3"


class NoDatabase(KnowledgeError):
    """The database for runs does not exist yet; the message says how to create it."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Define the arguments of the command."""
    paths = Paths.from_environment()
    address = f"http://{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
    parser.add_argument(
        "file", nargs="?", type=Path, help="CSV, an Excel workbook (.xlsx), or one question on each line"
    )
    parser.add_argument("--set", metavar="NAME", help="ask a saved list instead of a file")
    parser.add_argument(
        "--run", metavar="ID", type=int, dest="run_id", help="resume a run that was started on the staff pages"
    )
    parser.add_argument("--save", metavar="NAME", help="save the list under a name, so that you can ask it again")
    parser.add_argument("--yes", action="store_true", help="ask the list as it was read, without asking you first")
    parser.add_argument("--sheet", metavar="NAME", help="the sheet of a workbook that holds the questions")
    parser.add_argument("--heading-row", metavar="N", type=int, help="the row with the headings; 0 if there are none")
    parser.add_argument("--html", type=Path, help="write the report as an HTML file")
    parser.add_argument("--csv", type=Path, help="write the results as a CSV file")
    parser.add_argument("--json", action="store_true", help="print everything as JSON")
    parser.add_argument(
        "--afresh", action="store_true", help="ask every question again, even if a run was stopped half way"
    )
    parser.add_argument("--address", default=address, help="address of the running assistant")
    parser.add_argument("--at-once", type=int, default=4, help="how many questions to ask at the same time")
    parser.add_argument("--content", type=Path, default=paths.content, help="content folder")
    parser.add_argument("--index", type=Path, default=paths.index, help="index folder")
    parser.set_defaults(run=run_command)


def run_command(options: argparse.Namespace) -> int:
    """Run the command; the exit status is 1 if it cannot be done, and 130 if it was stopped."""
    try:
        with closing(Gateway(options.address, secret_of_installation(), options.at_once)) as gateway:
            return _Command(options, database(KeepSettings.from_environment().records_url), gateway).carry_out()
    except KnowledgeError as error:
        print(error, file=sys.stderr)
        return 1


def database(url: str) -> Engine:
    """The database of the records, in which runs are kept.

    Args:
        url: its address.

    Raises:
        NoDatabase: it cannot be reached, or has no tables for them yet.
    """
    timeout = {"timeout": LOCK_SECONDS} if url.startswith("sqlite") else {}
    try:
        engine = sa.create_engine(url, connect_args=timeout, hide_parameters=True)
        path = engine.url.database if url.startswith("sqlite") else None
        if (path is None or Path(path).exists()) and sa.inspect(engine).has_table(JOBS.name):
            return engine
    except SQLAlchemyError as error:
        raise NoDatabase(f"The database in RECORDS_URL cannot be reached ({type(error).__name__}).") from error
    raise NoDatabase("The database does not have the tables yet. Start the assistant once to create them: make run")


class _Command:
    """One run from the terminal.

    Args:
        options: as typed.
        engine: of the database.
        gateway: the assistant to ask.
    """

    def __init__(self, options: argparse.Namespace, engine: Engine, gateway: Gateway) -> None:
        self._options = options
        self._runs = Runs(engine)
        self._sets = QuestionSets(engine)
        self._requests = Requests(engine)
        self._gateway = gateway
        self._version, self._content = index_folders.load_content(options.index)

    def carry_out(self) -> int:
        """Ask what is left, sum it up, and write the files that were asked for."""
        self._gateway.check()
        run, questions = self._given() if self._options.run_id else self._begun()
        ended = carry_out(
            self._runs.jobs,
            COVERAGE,
            self._runs.job(run.id),
            lambda: ask_to_the_end(self._runs, run, questions, self._gateway, self._options.at_once, self._content),
            self._progress(),
        )
        print(file=sys.stderr)
        if ended is None or ended.state is JobState.STOPPED:
            print("Stopped. Run the same command to carry on from here.", file=sys.stderr)
            return 130
        if ended.state is JobState.FAILED:
            print(ended.problem, file=sys.stderr)
            return 1
        self._keep_list(run)
        return self._report(run.id)

    def _given(self) -> tuple[Run, list[Question]]:
        """A run that was started on the staff pages, with its list."""
        run = self._find(self._options.run_id)
        if run.set_id is None:
            raise QuestionsInvalid(
                f"Run {run.id} was started in the terminal. Run the command again with the same file."
            )
        if self._runs.jobs.resume(COVERAGE, self._runs.job(run.id)) is None:
            raise QuestionsInvalid(f"Run {run.id} is {run.state.value}. Only a stopped run can be resumed.")
        return run, self._sets.questions(run.set_id)

    def _begun(self) -> tuple[Run, list[Question]]:
        """A new run or, if one with the same questions and content was stopped, that one."""
        title, set_id, read = self._questions()
        questions = with_known_expectations(read, {entry.id: entry.title for entry in self._content.entries.values()})
        stopped = None if self._options.afresh else self._runs.unfinished(digest(questions), self._version)
        if stopped:
            words = f"Resuming run {stopped.id}: {stopped.asked:,} of {stopped.total:,} questions have been asked."
            print(f"{words} To ask them all again, add --afresh.", file=sys.stderr)
            self._runs.jobs.resume(COVERAGE, self._runs.job(stopped.id))
            return stopped, questions
        pages, commit = digests(self._options.index), last_commit(self._options.content)
        about = (set_id, digest(questions), title, len(questions), "the terminal", self._version, commit, pages)
        return self._find(self._runs.begin(Beginning(*about))), questions

    def _questions(self) -> tuple[str, int | None, list[Question]]:
        name, file = self._options.set, self._options.file
        if name:
            if (found := self._sets.named(name)) is None:
                saved = ", ".join(f'"{each.name}"' for each in self._sets.saved()) or "none yet"
                raise QuestionsInvalid(f'There is no saved list called "{name}". Saved lists: {saved}.')
            return name, found.id, self._sets.questions(found.id)
        if file is None:
            raise QuestionsInvalid("Give a file with questions, or a saved list: --set NAME")
        sheet = self._looked_at(open_file(file))
        return self._options.save or file.name[:120], None, list(sheet.questions)

    def _looked_at(self, sent: SentList) -> Sheet:
        """The list as it was read, once somebody has looked at it.

        Raises:
            QuestionsInvalid: they say no, or nobody is there to say that a list with doubts is right.
        """
        sheet = arranged(sent, self._layout(sent))
        print(shown(sheet), file=sys.stderr)
        if self._options.yes:
            return sheet
        if not sys.stdin.isatty():
            if sheet.doubts:
                raise QuestionsInvalid(f"Nothing was asked. Look at the list above. {_REMEDY}")
            return sheet
        print(f"Ask these {len(sheet.questions):,} questions? [y/N] ", end="", file=sys.stderr, flush=True)
        if sys.stdin.readline().strip().lower() not in ("y", "yes"):
            raise QuestionsInvalid(f"Nothing was asked. {_REMEDY}")
        return sheet

    def _layout(self, sent: SentList) -> Layout | None:
        """The layout that was asked for; None to find it."""
        name, heading = self._options.sheet, self._options.heading_row
        if name is None and heading is None:
            return None
        names = [table.name for table in sent.tables]
        if name is not None and name not in names:
            raise QuestionsInvalid(f'There is no sheet "{name}". The sheets are: {", ".join(names)}.')
        found = arrange(sent.tables)
        layout = arrange_sheet(sent.tables, names.index(name)) if name else found.layout if found else Layout()
        return layout if heading is None else with_heading(sent.tables, layout, heading)

    def _progress(self) -> Callable[[JobStep], None]:
        began = time.monotonic()

        def say(step: JobStep) -> None:
            words = f"\r{step.done:,} of {step.total:,} asked, {time.monotonic() - began:.0f} s"
            print(words, end="", file=sys.stderr, flush=True)

        return say

    def _keep_list(self, run: Run) -> None:
        """Keep the list of a file with what was redacted, and save it under the name that was given."""
        set_id = run.set_id
        if set_id is None:
            results = self._runs.results(run.id)
            redacted = [Question(r.number, r.question, r.expected, r.asked_by, r.asked_on) for r in results]
            set_id = self._sets.keep(redacted, "the terminal", datetime.now(UTC))
            self._runs.belongs_to(run.id, set_id)
        if self._options.save:
            saved = self._sets.name(set_id, self._options.save)
            redraw(self._runs, set_id, self._content)
            print(f'Saved as "{saved.name}", version {saved.version}.', file=sys.stderr)

    def _report(self, identifier: int) -> int:
        results, trend = self._runs.results(identifier), trend_of(self._runs, identifier, self._content)
        report = reports.report(self._find(identifier), results, self._content, trend, self._requests.of(results))
        if self._options.html:
            self._options.html.write_text(reports.as_html(report, london.today()), encoding="utf-8")
        if self._options.csv:
            self._options.csv.write_text(reports.as_table(report), encoding="utf-8-sig", newline="")
        print(reports.as_json(report) if self._options.json else reports.as_words(report))
        return 0

    def _find(self, identifier: int) -> Run:
        if (run := self._runs.find(identifier)) is None:
            raise QuestionsInvalid(f"There is no run {identifier}.")
        return run
