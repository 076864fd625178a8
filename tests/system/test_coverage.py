"""A list of questions is asked of the real assistant: 20 covered, 20 hard, 10 out of scope, 5 of danger, 5 nonsense.

`make test COVERAGE_SET=questions.csv COVERAGE_MIN=0.9` asks another list, and fails where less of it is covered.
"""

from __future__ import annotations

import csv
import json
import os
import re
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pytest
import sqlalchemy as sa
from playwright.sync_api import expect, sync_playwright

from knowledge.settings import ROOT
from knowledge.versions.live import live_content
from tests.support.question_lists import read_file
from tests.support.running import System
from tests.web_widget.chromium import chromium
from tests.web_widget.staff.people import PASSWORD, TESTER, Person
from web_widget.privacy.redactor import redactors
from web_widget.staff.accounts.accounts import Accounts, Role
from web_widget.staff.settings import StaffSettings
from web_widget.store.keeping import KeepSettings, Stores

OWN = ROOT / "tests" / "web_widget" / "coverage" / "questions.csv"
OWN_MIN = 0.8
PATIENCE = 300_000


def environment(system: System) -> Mapping[str, str]:
    return {
        **os.environ,
        "ASSISTANT_SECRET": "only for tests, never for parents",
        "RECORDS_URL": f"sqlite:///{system.state / 'records.db'}",
        "OMP_NUM_THREADS": "1",
    }


def command(system: System, *options: str) -> list[str]:
    return [sys.executable, "-m", "web_widget", "coverage", *options, "--address", system.address]


def covered(system: System, *options: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command(system, *options), cwd=ROOT, env=environment(system), capture_output=True, text=True, timeout=900
    )


def records(system: System) -> int:
    """How many messages of parents are on record."""
    engine = sa.create_engine(f"sqlite:///{system.state / 'records.db'}")
    with engine.connect() as connection:
        return int(connection.execute(sa.text("SELECT count(*) FROM records")).scalar_one())


def outcomes_on_record(system: System) -> Counter[str]:
    """The outcomes of parents' messages."""
    engine = sa.create_engine(f"sqlite:///{system.state / 'records.db'}")
    with engine.connect() as connection:
        return Counter(connection.execute(sa.text("SELECT outcome FROM records")).scalars())


@pytest.mark.system
def test_list_is_covered_as_well_as_it_must_be(system: System, tmp_path: Path) -> None:
    file, least = os.environ.get("COVERAGE_SET", str(OWN)), float(os.environ.get("COVERAGE_MIN", OWN_MIN))
    before = records(system)
    page, table = tmp_path / "report.html", tmp_path / "results.csv"
    done = covered(system, file, "--json", "--html", str(page), "--csv", str(table))
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    figures = told["figures"]
    expected = figures["passed"] + figures["failed"]
    share = figures["passed"] / expected if expected else figures["covered"]["covered"] / figures["covered"]["asked"]
    wrong = [result["question"] for result in told["results"] if result["passed"] is False]
    assert share >= least, f"{share:.0%} went as they should; {least:.0%} must. Not as expected: {wrong}"
    assert page.read_text(encoding="utf-8").count("<svg") == 4
    assert len(list(csv.reader(table.open(encoding="utf-8-sig")))) == len(told["results"]) + 1
    assert records(system) == before


@pytest.mark.system
def test_counts_are_those_of_the_dialogue_itself(system: System) -> None:
    # The page keeps questions redacted before they are asked, so what looks like a name can no longer show a language.
    redactor = redactors().of(*live_content().current())
    asked = [redactor.redact(question.text).text for question in read_file(OWN).questions]
    before = outcomes_on_record(system)
    for text in asked:
        system.ask(text)
    real = outcomes_on_record(system) - before
    engine = sa.create_engine(f"sqlite:///{system.state / 'records.db'}")
    Accounts(engine, StaffSettings()).add(TESTER, "Tess Tester", Role.TESTER, PASSWORD)
    with sync_playwright() as playwright, chromium(playwright) as browser:
        tess = Person(browser.new_page(), system.address).log_in(TESTER).go("/staff/coverage/")
        tess.page.get_by_label("File with questions").set_input_files(OWN)
        tess.press("Look at the list")
        tess.press("Ask these questions")
        expect(tess.page.get_by_role("heading", name="By topic")).to_be_visible(timeout=PATIENCE)
        shown = {}
        for link in tess.page.locator("a[href*='outcome=']").all():
            name = re.search(r"outcome=(\w+)", link.get_attribute("href") or "")
            assert name
            shown[name.group(1)] = int(link.locator("xpath=ancestor::tr/td").inner_text())
        assert tess.faults == []
    assert shown == dict(real)


@pytest.mark.system
def test_run_that_is_interrupted_goes_on_where_it_was(system: System, tmp_path: Path) -> None:
    file = tmp_path / "many.txt"
    file.write_text("\n".join(f"is there a short break number {n}" for n in range(120)), encoding="utf-8")
    begun = subprocess.Popen(
        command(system, str(file)),
        cwd=ROOT,
        env=environment(system),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        bufsize=0,  # communicate would miss what a buffer holds
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # the shell of a background job ignores it
    )
    assert begun.stderr is not None
    said = b""
    while b"asked" not in said:
        said += begun.stderr.read(1)
        assert begun.poll() is None
    begun.send_signal(signal.SIGINT)
    line = begun.stderr.readline()
    if b"Exception ignored" in line:  # Python loses what comes while an object is taken away: pressed again
        begun.send_signal(signal.SIGINT)
    assert b"Run the same command to carry on from here." in line + begun.communicate(timeout=60)[1]
    assert begun.returncode == 130
    done = covered(system, str(file), "--json")
    assert "Resuming run" in done.stderr
    assert len(json.loads(done.stdout)["results"]) == 120


@pytest.mark.process
def test_without_a_running_assistant_it_says_how_to_start_it(tmp_path: Path) -> None:
    file = tmp_path / "one.txt"
    file.write_text("what is Portage", encoding="utf-8")
    keep = KeepSettings(f"sqlite:///{tmp_path / 'records.db'}", f"sqlite:///{tmp_path / 'trackers.db'}", 30)
    Stores(keep)
    given = {**os.environ, "ASSISTANT_SECRET": "only for tests, never for parents", "RECORDS_URL": keep.records_url}
    arguments = [sys.executable, "-m", "web_widget", "coverage", str(file), "--address", "http://127.0.0.1:9"]
    done = subprocess.run(arguments, cwd=ROOT, env=given, capture_output=True, text=True)
    assert done.returncode == 1
    assert "There is no assistant at http://127.0.0.1:9. Start it: make run" in done.stderr
