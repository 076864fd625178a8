"""The report of a run: as a page to send, as CSV and as JSON."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, Template, select_autoescape

from knowledge.files.records import Content
from web_widget.coverage.charts import TrendPoint
from web_widget.coverage.figures import CoverageFigures, figures, is_covered, is_inside
from web_widget.coverage.please_answer import Request
from web_widget.coverage.questions import OUTCOMES
from web_widget.coverage.results import MARKS, Result
from web_widget.coverage.runs import Run
from web_widget.spreadsheet import as_csv

HERE = Path(__file__).parent
TEMPLATES = HERE.parent / "templates"
"""Of the staff pages, which show some of the same tables."""
HEADINGS = (
    *("number", "question", "group", "outcome", "covered", "expected", "passed", "entry", "section", "confidence"),
    *("source", "published", "past review", "asked by", "asked on", "mark", "comment", "reply", "staff say"),
)


@dataclass(frozen=True)
class Group:
    """Questions that mean the same: the one that names them, and how many there are and were covered."""

    number: int
    question: str
    size: int
    covered: int


@dataclass(frozen=True)
class CoverageReport:
    """A run, ready to be shown.

    Attributes:
        run: what is known about it.
        results: one for each question.
        figures: their summary.
        groups: of more than one question, the largest first.
        titles: of entries, by id.
        council: its name.
        assistant: the name of the assistant.
        trend: runs of the same list, the oldest first.
        sent: for the number of each question that was sent to staff, what was sent and replied.
    """

    run: Run
    results: tuple[Result, ...]
    figures: CoverageFigures
    groups: tuple[Group, ...]
    titles: Mapping[str, str]
    council: str
    assistant: str
    trend: tuple[TrendPoint, ...] = ()
    sent: Mapping[int, Request] = field(default_factory=dict)


def report(
    run: Run,
    results: Sequence[Result],
    content: Content,
    trend: Sequence[TrendPoint] = (),
    sent: Mapping[int, Request] | None = None,
) -> CoverageReport:
    """Put together what is shown of a run.

    Args:
        run: what is known about it.
        results: so far.
        content: for titles and for what the law asks for.
        trend: runs of the same list, the oldest first.
        sent: for the number of each question that was sent to staff, what was sent and replied.
    """
    titles = {entry.id: entry.title for entry in content.entries.values()}
    council = content.council
    counted = figures(results, content)
    names = (titles, council.name, council.assistant)
    return CoverageReport(run, tuple(results), counted, _groups(results), *names, tuple(trend), sent or {})


def as_html(shown: CoverageReport, today: date) -> str:
    """A page in one file: nothing in it is fetched, and without JavaScript only sorting and filtering are missing."""
    script = (HERE / "report.js").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    style = (HERE / "report.css").read_text(encoding="utf-8")
    values = {"outcomes": OUTCOMES, "marks": MARKS, "is_covered": is_covered, "is_inside": is_inside, "today": today}
    return _template().render(report=shown, script=script, script_hash=digest, style=style, **values)


def as_table(shown: CoverageReport) -> str:
    """The results as CSV, without anything that a spreadsheet would run."""
    return as_csv(HEADINGS, [_row(result, shown.sent.get(result.number)) for result in shown.results])


def as_json(shown: CoverageReport) -> str:
    """The figures and the results as JSON."""
    facts = {"title": shown.run.title, "version": shown.run.version, "seconds": round(shown.run.seconds, 1)}
    results = [{**asdict(result), "passed": result.passed} for result in shown.results]
    return json.dumps({**facts, "figures": asdict(shown.figures), "results": results}, indent=2, ensure_ascii=False)


def as_words(shown: CoverageReport) -> str:
    """The figures as lines of text."""
    counted = shown.figures
    share = "-" if counted.covered.share is None else f"{counted.covered.share:.0%}"
    lines = [f"{len(shown.results)} questions in {shown.run.seconds:.0f} s, of version {shown.run.version}.", ""]
    lines += [f"  {OUTCOMES[outcome]:22}{number:6}" for outcome, number in counted.outcomes.items()]
    lines += ["", f"Covered: {counted.covered.covered} of {counted.covered.asked} about the Local Offer ({share})."]
    lines += [
        f"{share.title}: {share.asked}, {share.covered} as it should be." for share in counted.apart if share.asked
    ]
    if counted.unsure:
        lines.append(f"Not covered, as the assistant was not sure enough: {counted.unsure}.")
    if counted.passed + counted.failed:
        lines.append(f"As expected: {counted.passed} of {counted.passed + counted.failed}.")
    lines += ["", "Least covered:"]
    lines += [f"  {topic.covered} of {topic.asked}  {topic.title}" for topic in counted.topics[:10]]
    return "\n".join(lines)


def _row(result: Result, sent: Request | None) -> Sequence[object]:
    words = {True: "yes", False: "no", None: ""}
    return (
        *(result.number, result.question, result.group, OUTCOMES[result.outcome], words[is_covered(result)]),
        *(result.expected, words[result.passed], result.entry, result.section, result.confidence),
        *(result.source, result.published, words[result.stale], result.asked_by, result.asked_on),
        *(MARKS.get(result.mark or ""), result.comment, result.reply, sent and (sent.reply or "sent, no reply yet")),
    )


def _groups(results: Sequence[Result]) -> tuple[Group, ...]:
    members: dict[int, list[Result]] = {}
    for result in results:
        if result.group is not None:
            members.setdefault(result.group, []).append(result)
    return tuple(
        Group(number, next(r.question for r in found if r.central), len(found), sum(map(is_covered, found)))
        for number, found in sorted(members.items())
        if len(found) > 1
    )


@lru_cache(maxsize=1)
def _template() -> Template:
    environment = Environment(
        loader=FileSystemLoader([HERE, TEMPLATES]), autoescape=select_autoescape(), trim_blocks=True
    )
    return environment.get_template("report.html")
