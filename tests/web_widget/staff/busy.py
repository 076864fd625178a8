"""An office with something to do: content that needs care, and what parents asked and said."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from flask import Flask

from actions.wire import Outcome
from knowledge.settings import SearchSettings
from knowledge.versions import building
from tests.support import content
from tests.support.content import PAGE, append, change
from tests.support.fake_encoder import FakeEncoder
from tests.web_widget.conftest import NoDanger
from tests.web_widget.staff.people import EDITOR, PASSWORD, TESTER
from web_widget.app import create_app
from web_widget.gateway.rasa_client import RasaClient
from web_widget.jobs.job import JobState, JobStep, Order
from web_widget.jobs.job_table import VANISHED, JobTable, utc_now
from web_widget.links.job import LINKS, TITLE
from web_widget.settings import Settings
from web_widget.staff.accounts.accounts import Accounts, Role
from web_widget.store.keeping import KeepSettings, Stores
from web_widget.store.links import LinkFinding, LinkResults, State
from web_widget.store.records import Feedback, Record
from web_widget.store.statements import Heading, Statements, Text

OWNER = "Short breaks team"
MISSED = "is there a wheelchair swing near us"


def today() -> date:
    """The day, as the gateway counts it."""
    return datetime.now(UTC).date()


def open_office(folder: Path, rasa: RasaClient) -> Flask:
    """The gateway on a folder of its own; ASSISTANT_CONTENT and ASSISTANT_INDEX must name those within it."""
    neglect(content.write(folder / "content"))
    building.build(folder / "content", folder / "index", FakeEncoder(), SearchSettings(), today())
    keep = KeepSettings(f"sqlite:///{folder / 'records.db'}", f"sqlite:///{folder / 'trackers.db'}")
    stores = Stores(keep)
    talk(stores)
    miss(stores)
    say_what_was_done(stores)
    ask_for_months(stores)
    look_at_links(stores)
    add_people(stores)
    return create_app(Settings(secret="only for tests", widgets=folder / "widget", keep=keep), rasa, NoDanger)


def look_at_links(stores: Stores) -> None:
    """Two links were looked at: one is gone, the website of the other may not be asked."""
    results = LinkResults(stores.engine)
    results.keep("https://www.testshire.example/page", LinkFinding(State.BROKEN, "status 404"), utc_now())
    results.keep(
        "https://other.example",
        LinkFinding(State.NOT_CHECKED, "other.example is not on the list of websites we may check"),
        utc_now(),
    )
    jobs = JobTable(stores.engine)
    for done, state, problem in ((1, JobState.FAILED, VANISHED), (2, JobState.DONE, None)):
        job = jobs.add(LINKS, Order(TITLE, "Edith Editor"))
        jobs.advance(job, JobStep(done, 2))
        jobs.end(job, state, problem)


def add_people(stores: Stores) -> Accounts:
    """An editor and a tester."""
    made = Accounts(stores.engine, Settings().staff)
    made.add(EDITOR, "Edith Editor", Role.EDITOR, PASSWORD)
    made.add(TESTER, "Tess Tester", Role.TESTER, PASSWORD)
    return made


def neglect(content_folder: Path) -> None:
    """One page past review with an owner and an old source, one past review, one that covers nothing, and a gap."""
    change(content_folder, PAGE, "review_due: '2099-01-05'", f"review_due: '2020-06-01'\nowner: {OWNER}")
    change(content_folder, PAGE, "published: 2024-05", "published: 2011-05")
    append(content_folder, "services/breaks-team.yml", "url: https://other.example\n")
    change(content_folder, "topics/dentist.md", "review_due: '2099-01-05'", "review_due: '2020-02-01'")
    with (content_folder / "statutory.yml").open("a", encoding="utf-8") as file:
        file.write("- id: childcare\n  title: Childcare\n  law: The law of Testshire, section 1\n")


def talk(stores: Stores) -> None:
    """Records: short breaks were the answer three times, the dentist once; a question was missed twice."""
    asked: list[tuple[str | None, Outcome]] = [
        *[("short-breaks", Outcome.ANSWERED)] * 3,
        ("dentist", Outcome.ANSWERED),
        *[(None, Outcome.NOT_KNOWN)] * 2,
    ]
    for number, (entry, outcome) in enumerate(asked):
        question = MISSED if outcome is Outcome.NOT_KNOWN else f"question {number}"
        stores.records.keep(Record(f"c{number}", question, entry, outcome, today(), "v"))
    long_ago = today() - timedelta(days=800)
    stores.records.keep(Record("c8", "asked long ago", "dentist", Outcome.ANSWERED, long_ago, "v"))
    said = [(True, None, None), (False, "out_of_date", "The number is wrong"), (False, "hard_to_understand", None)]
    for helped, reason, comment in said:
        stores.records.judge(Feedback("c0", "short-breaks", helped, reason, comment, today()))


def miss(stores: Stores) -> None:
    """Four parents were asked back twice about the same, one about something else."""
    for number in range(4):
        for question in ("who pays for swimming lessons", "who pays for the swimming lessons"):
            stores.records.keep(Record(f"m{number}", question, None, Outcome.ASKED_BACK, today(), "v", number > 1))
    for question in ("trampoline", "is a trampoline allowed"):
        stores.records.keep(Record("m9", question, None, Outcome.ASKED_BACK, today(), "v"))


def say_what_was_done(stores: Stores) -> None:
    """Two things were published, one was not, and one may not be."""
    statements = Statements(stores.engine)
    said = [
        (Heading.GAPS, "You could not find out who pays for swimming lessons.", 4, "short-breaks"),
        (Heading.ACCESSIBILITY, "The page about dentists was hard to read on a phone.", None, None),
        (Heading.CONTENT, "You asked for the opening hours of the advice line.", 12, None),
        (Heading.QUALITY, "Somebody was not called back.", 1, None),
    ]
    for heading, words, people, entry in said:
        text = Text(f"{today():%Y-%m}", heading, words, "We wrote it anew with the forum.", people, entry)
        kept = statements.add(text, "Edith Editor", today())
        if heading in (Heading.GAPS, Heading.ACCESSIBILITY):
            statements.publish(kept)


def ask_for_months(stores: Stores) -> None:
    """What was asked from three to eight months ago."""
    for ago in range(3, 9):
        day = today() - timedelta(days=30 * ago)
        for outcome, entry, times in (
            (Outcome.ANSWERED, "legal-advice", 20 - ago),
            (Outcome.ASKED_BACK, None, 6),
            (Outcome.NOT_KNOWN, None, ago),
        ):
            for number in range(times):
                stores.records.keep(Record(f"u{ago}-{number}", "a question", entry, outcome, day, "v", number > 10))
