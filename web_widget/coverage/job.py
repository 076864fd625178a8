"""Asks the saved list of questions of a run, in the process that the staff pages started."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import closing

from sqlalchemy.engine import Engine

from knowledge.encoder.sentence_encoder import SentenceEncoder
from knowledge.files import index_folders
from knowledge.files.records import Content
from knowledge.settings import Paths
from web_widget.coverage.asking import Gateway
from web_widget.coverage.question_sets import QuestionSets
from web_widget.coverage.questions import Question, QuestionsInvalid
from web_widget.coverage.run import ask_all, finish
from web_widget.coverage.runs import Run, Runs
from web_widget.gateway.trial_signature import secret_of_installation
from web_widget.jobs.job import Job, JobStep, Steps

AT_ONCE = 3
"""How many questions are asked at the same time. It is low because parents come first."""


def ask_kept_list(job: Job, engine: Engine) -> Steps:
    """Ask what is left of a run, and sum it up.

    Args:
        job: about the run.
        engine: of the database of the records.

    Raises:
        NotRunning: the gateway that ASSISTANT_ADDRESS names does not answer.
        QuestionsInvalid: the list of the run was not kept.
    """
    runs = Runs(engine)
    run = runs.find(int(job.about))
    if run is None or run.set_id is None:
        raise QuestionsInvalid("The list for this run was not saved. Send it again.")
    _, content = index_folders.load_content(Paths.from_environment().index)
    with closing(Gateway(os.environ["ASSISTANT_ADDRESS"], secret_of_installation(), AT_ONCE)) as gateway:
        gateway.check()
        yield from ask_to_the_end(runs, run, QuestionSets(engine).questions(run.set_id), gateway, AT_ONCE, content)


def ask_to_the_end(
    runs: Runs, run: Run, questions: Sequence[Question], gateway: Gateway, workers: int, content: Content
) -> Steps:
    """Ask the questions of a run that got no reply yet; then group them and draw the charts.

    Raises:
        NotRunning: the gateway stopped answering.
    """
    for asked in ask_all(runs, run.id, questions, gateway.ask, workers):
        yield JobStep(asked, len(questions))
    finish(runs, run.id, content, SentenceEncoder(threads=os.cpu_count() or 1))
