"""`python -m knowledge coverage`: asks a list of questions of the running assistant, and sums up what came of it."""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine import Engine
from sqlalchemy.exc import SQLAlchemyError

from knowledge import versions
from knowledge.coverage import report as reports
from knowledge.coverage.asking import Gateway, NotRunning
from knowledge.coverage.pages import digests, last_commit
from knowledge.coverage.question_sets import QuestionSets
from knowledge.coverage.questions import Question, QuestionsInvalid, digest, with_known_expectations
from knowledge.coverage.reading import read_file
from knowledge.coverage.run import ask_all, finish
from knowledge.coverage.runs import Beginning, Run, Runs, State
from knowledge.coverage.signature import secret_of_installation
from knowledge.coverage.tables import RUNS
from knowledge.encoder import Encoder, SentenceEncoder
from knowledge.faults import KnowledgeError
from knowledge.settings import ROOT

LOCK_SECONDS = 30


class NotKept(KnowledgeError):
    """The database in which runs are kept is not there; the message says how it is made."""


def run_command(options: argparse.Namespace) -> int:
    """Do what was asked for; the exit status is 1 where it cannot be done, and 130 where it was stopped."""
    try:
        with closing(Gateway(options.address, secret_of_installation(), options.at_once)) as gateway:
            return _Command(options, database(), gateway).carry_out()
    except KnowledgeError as error:
        print(error, file=sys.stderr)
        return 1


def database(url: str | None = None) -> Engine:
    """The database of the records, in which runs are kept.

    Raises:
        NotKept: it has no tables for them yet.
    """
    url = url or os.environ.get("RECORDS_URL") or f"sqlite:///{ROOT / 'var' / 'records.db'}"
    timeout = {"timeout": LOCK_SECONDS} if url.startswith("sqlite") else {}
    engine = sa.create_engine(url, connect_args=timeout, hide_parameters=True)
    path = engine.url.database if url.startswith("sqlite") else None
    try:
        if (path is None or Path(path).exists()) and sa.inspect(engine).has_table(RUNS.name):
            return engine
    except SQLAlchemyError as error:
        raise NotKept(f"The database of RECORDS_URL cannot be reached ({type(error).__name__}).") from error
    raise NotKept("The database has no tables for this yet. Start the assistant once, and it makes them: make run")


class _Command:
    """One run from the terminal.

    Args:
        options: as typed.
        engine: of the database.
        gateway: who is asked.
    """

    def __init__(self, options: argparse.Namespace, engine: Engine, gateway: Gateway) -> None:
        self._options = options
        self._runs = Runs(engine)
        self._sets = QuestionSets(engine)
        self._gateway = gateway
        self._version, self._content = versions.load_content(options.index)

    def carry_out(self) -> int:
        """Ask what is left, sum it up, and write what was wanted."""
        if not self._options.run_id:
            self._gateway.check()
            return self._ask(*self._begun())
        try:
            self._gateway.check()
            return self._ask(*self._given())
        except KnowledgeError as error:
            self._runs.failed(self._options.run_id, str(error))
            raise

    def _ask(self, run: Run, questions: list[Question]) -> int:
        say = self._progress(len(questions))
        try:
            state = ask_all(self._runs, run.id, questions, self._gateway.ask, self._options.at_once, say)
        except KeyboardInterrupt:
            state = State.STOPPING
        except NotRunning as error:
            self._runs.failed(run.id, str(error))
            raise
        print(file=sys.stderr)
        if state is State.STOPPING:
            self._runs.stopped(run.id)
            print("Stopped. The same command goes on from here.", file=sys.stderr)
            return 130
        finish(self._runs, run.id, self._content, self._encoder())
        self._keep_list(run)
        return self._report(run.id)

    def _encoder(self) -> Encoder:
        return SentenceEncoder(threads=os.cpu_count() or 1)

    def _given(self) -> tuple[Run, list[Question]]:
        """A run that the staff pages began, with its list."""
        run = self._find(self._options.run_id)
        if run.set_id is None:
            raise QuestionsInvalid(f"Run {run.id} was begun in the terminal. Name its file again.")
        return run, self._sets.questions(run.set_id)

    def _begun(self) -> tuple[Run, list[Question]]:
        """A new run or, where one of the same questions on the same content was stopped, that one."""
        title, set_id, read = self._questions()
        questions = with_known_expectations(read, {entry.id: entry.title for entry in self._content.entries.values()})
        now = datetime.now(UTC)
        stopped = None if self._options.afresh else self._runs.unfinished(digest(questions), self._version, now)
        if stopped:
            words = f"Going on with run {stopped.id}: {stopped.asked:,} of {stopped.total:,} were asked."
            print(f"{words} --afresh asks all again.", file=sys.stderr)
            self._runs.resume(stopped.id, now)
            return stopped, questions
        pages, commit = digests(self._options.index), last_commit(self._options.content)
        about = (set_id, digest(questions), title, len(questions), "the terminal", self._version, commit, pages)
        return self._find(self._runs.begin(Beginning(*about), now)), questions

    def _questions(self) -> tuple[str, int | None, list[Question]]:
        name, file = self._options.set, self._options.file
        if name:
            if (found := self._sets.named(name)) is None:
                saved = ", ".join(f'"{each.name}"' for each in self._sets.saved()) or "none yet"
                raise QuestionsInvalid(f'No list is saved as "{name}". There are: {saved}.')
            return name, found.id, self._sets.questions(found.id)
        if file is None:
            raise QuestionsInvalid("Name a file with questions, or a list that was saved: --set NAME")
        sheet = read_file(file)
        for note in sheet.notes:
            print(note, file=sys.stderr)
        return self._options.save or file.name[:120], None, list(sheet.questions)

    def _progress(self, total: int) -> Callable[[int], None]:
        began = time.monotonic()

        def say(asked: int) -> None:
            words = f"\r{asked:,} of {total:,} asked, {time.monotonic() - began:.0f} s"
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
            print(f'Saved as "{saved.name}", version {saved.version}.', file=sys.stderr)

    def _report(self, identifier: int) -> int:
        shown = reports.report(self._find(identifier), self._runs.results(identifier), self._content)
        if self._options.html:
            self._options.html.write_text(reports.as_html(shown, date.today()), encoding="utf-8")
        if self._options.csv:
            self._options.csv.write_text(reports.as_table(shown), encoding="utf-8-sig", newline="")
        print(reports.as_json(shown) if self._options.json else reports.as_words(shown))
        return 0

    def _find(self, identifier: int) -> Run:
        if (run := self._runs.find(identifier, datetime.now(UTC))) is None:
            raise QuestionsInvalid(f"There is no run {identifier}.")
        return run
