"""Photographs the pages about coverage for docs/for-the-forum.md, with the real assistant and the tests' questions."""

from __future__ import annotations

import sqlalchemy as sa
from playwright.sync_api import expect, sync_playwright

from knowledge.settings import ROOT
from tests.support.running import running
from tests.web_widget.chromium import chromium
from tests.web_widget.staff.people import PASSWORD, TESTER, Person
from web_widget.staff.accounts.accounts import Accounts, Role
from web_widget.staff.settings import StaffSettings

FOLDER = ROOT / "docs" / "screenshots"
QUESTIONS = ROOT / "tests" / "web_widget" / "coverage" / "questions.csv"
PATIENCE = 600_000


def main() -> None:
    """Take the pictures."""
    with running() as system, sync_playwright() as playwright, chromium(playwright) as browser:
        engine = sa.create_engine(f"sqlite:///{system.state / 'records.db'}")
        Accounts(engine, StaffSettings()).add(TESTER, "Parent carer forum", Role.TESTER, PASSWORD)
        system.ask("What is the Local Offer?")
        tester = Person(browser.new_page(viewport={"width": 1000, "height": 900}), system.address).log_in(TESTER)
        page = tester.go("/staff/coverage/").page
        page.screenshot(path=FOLDER / "coverage-start.png")
        page.get_by_label("File with questions").set_input_files(QUESTIONS)
        tester.press("Look at the list")
        page.screenshot(path=FOLDER / "coverage-list.png")
        tester.press("Ask these questions")
        expect(page.get_by_role("heading", name="By topic")).to_be_visible(timeout=PATIENCE)
        page.set_viewport_size({"width": 1000, "height": 1500})
        page.screenshot(path=FOLDER / "coverage-run.png")
        page.set_viewport_size({"width": 1000, "height": 1650})
        tester.go("/staff/coverage/runs/1/questions/1")
        page.screenshot(path=FOLDER / "coverage-question.png")


if __name__ == "__main__":
    main()
