"""With every process running: what parents do not find is seen by staff, and is answered once they have added it."""

from __future__ import annotations

import shutil
import subprocess
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import expect, sync_playwright

from knowledge.settings import Paths
from tests.support.content import SHIPPED
from tests.support.running import System, running
from tests.system.test_coverage import command, environment
from tests.web_widget.chromium import chromium
from tests.web_widget.staff.people import EDITOR, PASSWORD, TESTER, Person
from web_widget.coverage.comparing import CoverageChange, compare
from web_widget.coverage.runs import Runs
from web_widget.settings import Settings
from web_widget.staff.accounts.accounts import Accounts, Role
from web_widget.store.keeping import KeepSettings, Stores

pytestmark = pytest.mark.system

ENTRY = "youth-groups"
MISSED = (
    "can my son learn the trumpet with one hand",
    "can my daughter learn the trumpet with one hand",
    "how can my daughter learn the trumpet with one hand",
)
ELSE = ("what is SENDIASS", "how do I apply for short breaks", "what is Portage")
LIVE_SECONDS = 120
PATIENCE = 60_000


@dataclass(frozen=True)
class Office:
    """What is running, and where its content and index are, as environment variables."""

    system: System
    places: Mapping[str, str]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """Everything, on content of its own, with an editor and a tester."""
    folder = tmp_path_factory.mktemp("office")
    shutil.copytree(SHIPPED, folder / "content")
    shutil.copytree(Paths.from_environment().index, folder / "index")
    places = {"ASSISTANT_CONTENT": str(folder / "content"), "ASSISTANT_INDEX": str(folder / "index")}
    with running(places) as system:
        accounts = Accounts(kept(system).engine, Settings().staff)
        accounts.add(EDITOR, "Edith Editor", Role.EDITOR, PASSWORD)
        accounts.add(TESTER, "Tess Tester", Role.TESTER, PASSWORD)
        yield Office(system, places)


def kept(system: System) -> Stores:
    return Stores(KeepSettings(f"sqlite:///{system.state / 'records.db'}", f"sqlite:///{system.state / 'tracker.db'}"))


def covered(office: Office, file: Path) -> None:
    """Ask a list of questions as the forum does."""
    given = {**environment(office.system), **office.places}
    done = subprocess.run(command(office.system, str(file)), env=given, capture_output=True, text=True, timeout=600)
    assert done.returncode == 0, done.stderr


def answered_by(system: System, question: str) -> str | None:
    return next((card["entry"] for card in system.ask(question) if card["type"] == "answer"), None)


def test_what_parents_do_not_find_is_answered_once_staff_added_their_wordings(office: Office, tmp_path: Path) -> None:
    for question in MISSED:
        conversation, _ = office.system.begin()
        assert office.system.ask(question, conversation)[-1]["type"] == "choice", question
        assert [card.get("reason") for card in office.system.ask(question, conversation)] == ["handover"], question
    questions = tmp_path / "questions.txt"
    questions.write_text("\n".join([*MISSED, *ELSE]), encoding="utf-8")
    covered(office, questions)

    with sync_playwright() as playwright, chromium(playwright) as browser:
        tess, edith = (
            Person(browser.new_context().new_page(), office.system.address).log_in(who) for who in (TESTER, EDITOR)
        )
        for person in (tess, edith):
            person.page.set_default_timeout(PATIENCE)
            person.go("/staff/unanswered/").page.locator("main a", has_text="trumpet").click()
            expect(person.page.locator("main")).to_contain_text("by 3 people")
        assert tess.page.get_by_role("checkbox").count() == 0
        assert edith.page.get_by_role("checkbox", checked=True).count() == len(MISSED)
        edith.page.get_by_label("Entry").select_option(ENTRY)
        edith.press("Add these wordings to the entry")
        edith.page.get_by_label("Why are you making this change?").fill("Parents ask this")
        edith.press("Publish")
        expect(edith.page.get_by_role("status").first).to_contain_text("Published.")
        assert edith.faults + tess.faults == []

    until = time.monotonic() + LIVE_SECONDS
    while not all(answered_by(office.system, question) == ENTRY for question in MISSED):
        assert time.monotonic() < until, "What was added is not live."
        time.sleep(2)

    covered(office, questions)
    runs = Runs(kept(office.system).engine)
    second, first = runs.all()
    found = compare(first, runs.results(first.id), second, runs.results(second.id), lambda entry: [])
    assert {pair.after.question for pair in found.having(CoverageChange.BETTER)} == set(MISSED)
    assert found.having(CoverageChange.WORSE) == []
    assert found.pages == (ENTRY,)
