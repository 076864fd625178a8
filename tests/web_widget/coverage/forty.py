"""A run of forty questions on Rutland's pages, as a forum has them, for looking at its report on paper."""

from __future__ import annotations

from datetime import UTC, date, datetime

from knowledge.files import check
from knowledge.settings import Paths
from web_widget.coverage import report as reports
from web_widget.coverage.charts import TrendPoint, pictures
from web_widget.coverage.figures import figures
from web_widget.coverage.results import Result
from web_widget.coverage.runs import Run
from web_widget.jobs.job import JobState

TODAY = date(2026, 11, 30)
_OTHER = ("not_known", "asked_back", "out_of_scope", "danger", "talk", "handed_over")


def page_of_forty() -> str:
    """The report of the run as a page."""
    content = check.load_checked(Paths.from_environment().content, date.today())
    entries = sorted(content.entries.values(), key=lambda entry: entry.id)[:80:2]
    results = []
    for number, entry in enumerate(entries, start=1):
        asked = entry.questions[0]
        words = f"{entry.title}\n{asked} " + "This is what the page says first, in plain words for parents. " * (
            4 + number % 6
        )
        outcome = "answered" if number % 4 else _OTHER[number // 4 % len(_OTHER)]
        shown = entry.id if outcome == "answered" else None
        marked = ("wrong", "The number is an old one.", "A volunteer") if number % 9 == 0 else (None, None, None)
        results.append(
            Result(
                *(number, asked, outcome, entry.id if number % 3 else None, "parent", "October 2026", shown, "answer"),
                *(0.4 + number % 6 / 10 if shown else None, "A page of the council", "2025-03", number % 7 == 0),
                *((), words, 1 + (number - 1) // 3, number % 3 == 1, *marked),
            )
        )
    counted = figures(results, content)
    trend = [TrendPoint(1, TODAY, 20, 34), TrendPoint(2, TODAY, counted.covered.covered, counted.covered.asked)]
    about = (40, 40, JobState.DONE, "A volunteer", datetime(2026, 11, 30, tzinfo=UTC), 60.0, None, "5f2c1a", None)
    run = Run(2, 1, "digest", "Autumn questions", *about, {}, pictures(counted, content, trend))
    return reports.as_html(reports.report(run, results, content, trend), TODAY)
