"""Asks a list of questions, several at a time, keeps each result, and sums them up at the end."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from knowledge.encoder.sentence_encoder import Encoder
from knowledge.files.records import Content
from web_widget.coverage.charts import TrendPoint, pictures
from web_widget.coverage.figures import CoverageFigures, figures
from web_widget.coverage.grouping import grouped
from web_widget.coverage.questions import Question
from web_widget.coverage.results import FAILED, Result
from web_widget.coverage.runs import Run, Runs
from web_widget.jobs.job import JobState

AT_A_TIME = 32
"""How many results are kept together, and how many questions are asked between checks whether to stop."""
TREND = 12
"""How many runs of the same list make up its trend."""


def ask_all(
    runs: Runs, run: int, questions: Sequence[Question], ask: Callable[[Question], Result], workers: int
) -> Generator[int, None, None]:
    """Ask the questions of a run that got no reply yet.

    Args:
        runs: where the results are kept.
        run: its id.
        questions: all of the list.
        ask: asks one.
        workers: how many are asked at once.

    Yields:
        How many have been asked, now and then. To stop, take no more.

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
            runs.add(run, results, now - began)
            yield len(replied) + start + len(results)
            began = time.monotonic()


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
    charts = drawn(runs, run, content)
    runs.add(run, [], time.monotonic() - began)
    runs.summed_up(run, groups, charts)


def drawn(runs: Runs, run: int, content: Content) -> dict[str, str]:
    """The charts of a run as SVG, by name, with what people have marked by now.

    Args:
        runs: where it is kept.
        run: its id.
        content: for titles and for what the law asks for.
    """
    return pictures(figures(runs.results(run), content), content, trend_of(runs, run, content))


def trend_of(runs: Runs, run: int, content: Content) -> list[TrendPoint]:
    """The finished runs of the same list, the oldest first, and this one at the end.

    Args:
        runs: where they are kept.
        run: id of this one.
        content: for titles and for what the law asks for.
    """
    return [_point(same, figures(runs.results(same.id), content)) for same in _same_list(runs, run)]


def redraw(runs: Runs, set_id: int, content: Content) -> None:
    """Draw the charts of all finished runs of a list again, as their trend is another once the list has a name.

    What people have marked in a run is left out of its own charts, as when they were first drawn: marks can be taken
    back.

    Args:
        runs: where they are kept.
        set_id: of the list. A run without charts gets none.
        content: for titles and for what the law asks for.
    """
    for run in runs.all():
        if run.set_id == set_id and run.pictures:
            unmarked = [replace(result, mark=None) for result in runs.results(run.id)]
            counted = figures(unmarked, content)
            trend = [*trend_of(runs, run.id, content)[:-1], _point(run, counted)]
            runs.summed_up(run.id, {}, pictures(counted, content, trend))


def _same_list(runs: Runs, run: int) -> list[Run]:
    """The finished runs of the same list, oldest first, and this one at the end."""
    this = runs.find(run)
    if this is None:
        return []
    earlier = [old for old in runs.all() if old.id < run and old.asks_same_list(this) and old.state is JobState.DONE]
    return [*reversed(earlier[: TREND - 1]), this]


def _point(run: Run, counted: CoverageFigures) -> TrendPoint:
    return TrendPoint(run.id, run.started_at.date(), counted.covered.covered, counted.covered.asked)
