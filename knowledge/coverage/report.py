"""What is shown of a run: as a page to send, as CSV and as JSON."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, Template, select_autoescape

from knowledge.coverage.figures import Figures, figures, is_covered
from knowledge.coverage.questions import OUTCOMES
from knowledge.coverage.reading import as_csv
from knowledge.coverage.results import MARKS, Result
from knowledge.coverage.runs import Run
from knowledge.documents import Content

HERE = Path(__file__).parent
HEADINGS = (
    *("number", "question", "group", "outcome", "covered", "expected", "passed", "entry", "section", "confidence"),
    *("source", "published", "past review", "asked by", "asked on", "mark", "comment", "reply"),
)


@dataclass(frozen=True)
class Group:
    """Questions that mean the same: the one that names them, and how many there are and were covered."""

    number: int
    question: str
    size: int
    covered: int


@dataclass(frozen=True)
class Report:
    """A run, ready to be shown.

    Attributes:
        run: what is known of it.
        results: one for each question.
        figures: what they come to.
        groups: of more than one question, the largest first.
        titles: of entries, by id.
        council: its name.
        assistant: the name of the assistant.
    """

    run: Run
    results: tuple[Result, ...]
    figures: Figures
    groups: tuple[Group, ...]
    titles: Mapping[str, str]
    council: str
    assistant: str


def report(run: Run, results: Sequence[Result], content: Content) -> Report:
    """Put together what is shown of a run.

    Args:
        run: what is known of it.
        results: so far.
        content: for titles and for what the law asks for.
    """
    titles = {entry.id: entry.title for entry in content.entries.values()}
    council = content.council
    counted = figures(results, content)
    return Report(run, tuple(results), counted, _groups(results), titles, council.name, council.assistant)


def as_html(shown: Report, today: date) -> str:
    """A page in one file: nothing in it is fetched, and without JavaScript only sorting and filtering are missing."""
    script = (HERE / "report.js").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    style = (HERE / "report.css").read_text(encoding="utf-8")
    values = {"outcomes": OUTCOMES, "marks": MARKS, "is_covered": is_covered, "today": today}
    return _template().render(report=shown, script=script, script_hash=digest, style=style, **values)


def as_table(shown: Report) -> str:
    """The results as CSV, without anything that a spreadsheet would run."""
    return as_csv(HEADINGS, [_row(result) for result in shown.results])


def as_json(shown: Report) -> str:
    """The figures and the results as JSON."""
    facts = {"title": shown.run.title, "version": shown.run.version, "seconds": round(shown.run.seconds, 1)}
    results = [{**asdict(result), "passed": result.passed} for result in shown.results]
    return json.dumps({**facts, "figures": asdict(shown.figures), "results": results}, indent=2, ensure_ascii=False)


def as_words(shown: Report) -> str:
    """The figures as lines of text."""
    counted = shown.figures
    share = "-" if counted.covered.share is None else f"{counted.covered.share:.0%}"
    lines = [f"{len(shown.results)} questions in {shown.run.seconds:.0f} s, of version {shown.run.version}.", ""]
    lines += [f"  {OUTCOMES[outcome]:22}{number:6}" for outcome, number in counted.outcomes.items()]
    lines += ["", f"Covered: {counted.covered.covered} of {counted.covered.asked} about the Local Offer ({share})."]
    if counted.passed + counted.failed:
        lines.append(f"As expected: {counted.passed} of {counted.passed + counted.failed}.")
    lines += ["", "Least covered:"]
    lines += [f"  {topic.covered} of {topic.asked}  {topic.title}" for topic in counted.topics[:10]]
    return "\n".join(lines)


def _row(result: Result) -> Sequence[object]:
    words = {True: "yes", False: "no", None: ""}
    return (
        *(result.number, result.question, result.group, OUTCOMES[result.outcome], words[is_covered(result)]),
        *(result.expected, words[result.passed], result.entry, result.section, result.confidence),
        *(result.source, result.published, words[result.stale], result.asked_by, result.asked_on),
        *(MARKS.get(result.mark or ""), result.comment, result.reply),
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
    environment = Environment(loader=FileSystemLoader(HERE), autoescape=select_autoescape(), trim_blocks=True)
    return environment.get_template("report.html")
