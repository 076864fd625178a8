"""Asks a list of questions, several at a time, keeps what comes of each, and sums it up at the end."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

from knowledge.coverage.charts import Point, pictures
from knowledge.coverage.figures import figures
from knowledge.coverage.grouping import grouped
from knowledge.coverage.questions import Question
from knowledge.coverage.results import FAILED, Result
from knowledge.coverage.runs import Run, Runs, State
from knowledge.documents import Content
from knowledge.encoder import Encoder

AT_A_TIME = 32
"""So many results are kept together, and so many questions are asked before it is looked whether to stop."""
TREND = 12
"""So many runs of the same list are shown as its trend."""


def ask_all(
    runs: Runs,
    run: int,
    questions: Sequence[Question],
    ask: Callable[[Question], Result],
    workers: int,
    say: Callable[[int], None],
) -> State:
    """Ask the questions of a run that got no reply yet, until all have been asked or it is to stop.

    Args:
        runs: where the results are kept.
        run: its id.
        questions: all of the list.
        ask: asks one.
        workers: how many are asked at once.
        say: is told how many have been asked, now and then.

    Returns:
        STOPPING where somebody asked for that.

    Raises:
        NotRunning, KeyboardInterrupt: it cannot go on. What was asked is kept, but for the last few.
    """
    replied = {result.number for result in runs.results(run) if result.outcome != FAILED}
    left = [question for question in questions if question.number not in replied]
    began = time.monotonic()
    with ThreadPoolExecutor(workers) as pool:
        for start in range(0, len(left), AT_A_TIME):
            results = list(pool.map(ask, left[start : start + AT_A_TIME]))
            now = time.monotonic()
            state = runs.add(run, results, now - began, datetime.now(UTC))
            began = now
            say(len(replied) + start + len(results))
            if state is State.STOPPING:
                return state
    return State.RUNNING


def finish(runs: Runs, run: int, content: Content, encoder: Encoder) -> None:
    """Group the questions of a run that has been asked to its end, and draw its charts.

    Args:
        runs: where it is kept.
        run: its id.
        content: that it was asked on.
        encoder: makes the vectors by which questions are grouped.
    """
    began = time.monotonic()
    results = runs.results(run)
    groups = grouped([result.number for result in results], encoder.encode([result.question for result in results]))
    now = datetime.now(UTC)
    trend = [_point(runs, earlier, content) for earlier in _same_list(runs, run, now)]
    drawn = pictures(figures(results, content), content, trend)
    runs.add(run, [], time.monotonic() - began, now)
    runs.done(run, groups, drawn)


def _same_list(runs: Runs, run: int, now: datetime) -> list[Run]:
    """The runs of the same list that are whole, the oldest first, and this one at the end."""
    this = runs.find(run, now)
    if this is None:
        return []
    earlier = [old for old in runs.all(now) if old.id < run and old.title == this.title and old.state is State.DONE]
    return [*reversed(earlier[: TREND - 1]), this]


def _point(runs: Runs, run: Run, content: Content) -> Point:
    counted = figures(runs.results(run.id), content)
    return Point(run.id, run.started_at.date(), counted.covered.covered, counted.covered.asked)
