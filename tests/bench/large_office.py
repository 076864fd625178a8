"""An office with far more to do than any council has, to see which pages of staff grow slow."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import sqlalchemy as sa
import yaml

from actions.wire import Outcome
from knowledge.settings import SearchSettings
from knowledge.versions import building, watch_status
from knowledge.versions.watch_status import Attempt
from tests.support import content
from tests.support.fake_encoder import FakeEncoder
from tests.web_widget.staff.busy import add_people, today
from web_widget.coverage.question_sets import QuestionSets
from web_widget.coverage.questions import Question
from web_widget.coverage.results import Result
from web_widget.coverage.runs import Beginning, Runs
from web_widget.jobs.job import JobState
from web_widget.jobs.job_table import utc_now
from web_widget.store.keeping import KeepSettings, Stores
from web_widget.store.tables import ACTS, FEEDBACK, LINKS, RECORDS

WORDS = """transport taxi respite dentist tribunal autism school nursery college plan review money swimming club speech
therapy sleep toilet equipment bus travel holiday sibling carer wheelchair sensory reading anxiety exclusion home
playgroup hearing sight epilepsy feeding behaviour support grant form letter meeting""".split()


@dataclass(frozen=True)
class Size:
    """How much there is of everything."""

    entries: int
    services: int
    asked: int
    listed: int


LARGE = Size(entries=500, services=2_000, asked=50_000, listed=1_000)
SMALL = Size(entries=20, services=20, asked=200, listed=20)


def furnish(folder: Path, size: Size) -> KeepSettings:
    """Write and build content, and fill a database, in a folder of its own; gives where the databases are."""
    written = content.write(folder / "content")
    _entries(written, size.entries)
    _services(written, size.services)
    built = building.build(written, folder / "index", FakeEncoder(), SearchSettings(), today())
    watch_status.keep(Attempt(utc_now(), built.version), folder / "index")
    keep = KeepSettings(f"sqlite:///{folder / 'records.db'}", f"sqlite:///{folder / 'trackers.db'}")
    stores = Stores(keep)
    add_people(stores)
    _fill(stores.engine, size)
    for _ in range(2):
        _ask_list(stores.engine, size)
    return keep


def three_words(number: int) -> str:
    """Three words that no other number below 50,000 has, with the number of the first."""
    first, rest = number % len(WORDS), number // len(WORDS)
    second, third = rest % len(WORDS), (rest // len(WORDS) + number) % len(WORDS)
    return f"{WORDS[first]} {WORDS[second]} {WORDS[third]}"


def _entries(folder: Path, count: int) -> None:
    text = (folder / content.PAGE).read_text(encoding="utf-8")
    _, front, body = text.split("---\n", 2)
    for number in range(count):
        fields: dict[str, Any] = yaml.safe_load(front)
        words = three_words(number)
        fields |= {"id": f"page-{number}", "title": f"Page {number} on {words}", "ask": f"What of {words} {number}?"}
        fields["questions"] = {"answer": [f"{words} wording {number} {place}" for place in range(10)]}
        fields["owner"] = f"Team {number % 20}"
        fields["sources"] = [{**fields["sources"][0], "url": f"https://www.testshire.example/{number}"}]
        page = f"---\n{yaml.safe_dump(fields, sort_keys=False)}---\n{body}"
        (folder / "topics" / f"page-{number}.md").write_text(page, encoding="utf-8")


def _services(folder: Path, count: int) -> None:
    fields: dict[str, Any] = yaml.safe_load((folder / "services" / "breaks-team.yml").read_text(encoding="utf-8"))
    for number in range(count):
        mine = {**fields, "id": f"service-{number}", "name": f"Service {number} for {three_words(number)}"}
        mine |= {"url": f"https://service-{number}.example", "missing": ["phone"] if number % 3 else ["email"]}
        path = folder / "services" / f"service-{number}.yml"
        path.write_text(yaml.safe_dump(mine, sort_keys=False), encoding="utf-8")


def _fill(engine: sa.engine.Engine, size: Size) -> None:
    with engine.begin() as connection:
        connection.execute(sa.insert(RECORDS), list(_records(size)))
        connection.execute(sa.insert(FEEDBACK), list(_feedback(size)))
        acts = [{"at": utc_now().replace(tzinfo=None), "who": "edith", "what": "staff.editing.send", "about": "/"}]
        connection.execute(sa.insert(ACTS), acts * (size.asked // 25))
        links = [
            {"url": f"https://service-{number}.example", "state": "works", "detail": "", "checked": utc_now()}
            for number in range(size.services)
        ]
        connection.execute(sa.insert(LINKS), links)


def _records(size: Size) -> Iterator[dict[str, Any]]:
    """A tenth was not answered, most of it in words of its own."""
    for number in range(size.asked):
        answered = number % 10 > 0
        day = _day(number)
        yield {
            "conversation": f"c{number // 4}",
            "question": f"{three_words(number)}",
            "entry": f"page-{number % size.entries}" if answered else None,
            "outcome": (Outcome.ANSWERED if answered else Outcome.NOT_KNOWN).value,
            "month": f"{day:%Y-%m}",
            "day": day,
            "version": "v",
            "shortfall": None if answered else "not_known",
            "out_of_hours": number % 3 == 0,
        }


def _feedback(size: Size) -> Iterator[dict[str, Any]]:
    for number in range(size.asked // 5):
        day = _day(number)
        yield {
            "conversation": f"c{number}",
            "entry": f"page-{number % size.entries}",
            "helped": number % 4 > 0,
            "reason": None if number % 4 else "out_of_date",
            "comment": None,
            "month": f"{day:%Y-%m}",
            "day": day,
        }


def _day(number: int) -> date:
    return today() - timedelta(days=number % 360)


def _ask_list(engine: sa.engine.Engine, size: Size) -> None:
    """A list of the forum was asked."""
    sets, runs = QuestionSets(engine), Runs(engine)
    questions = [Question(number, three_words(number)) for number in range(1, size.listed + 1)]
    kept = sets.keep(questions, "Tess Tester", utc_now())
    sets.name(kept, "Autumn list")
    run = runs.begin(Beginning(kept, "digest", "Autumn list", size.listed, "Tess Tester", "v", None, {}))
    results = [
        Result(question.number, question.text, "answered", entry=f"page-{question.number % size.entries}", reply="Yes.")
        for question in questions
    ]
    runs.add(run, results, 60.0)
    runs.jobs.end(runs.job(run), JobState.DONE, None)
