"""With every process running: staff correct a number, and a parent in another window sees it a moment later."""

from __future__ import annotations

import re
import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Playwright, expect, sync_playwright

from knowledge.files import loading
from knowledge.files.layers import Layer
from knowledge.files.records import Content, Service
from knowledge.settings import Paths
from tests.support.content import SHIPPED
from tests.support.running import System, running
from tests.web_widget.chromium import chromium
from tests.web_widget.staff.people import EDITOR, PASSWORD, Person
from web_widget.settings import Settings
from web_widget.staff.accounts.accounts import Accounts, Role
from web_widget.store.keeping import KeepSettings, Stores

pytestmark = pytest.mark.system

NEW = "01234 555666"
LIVE_SECONDS = 30
"""How long is waited at the most, on a busy machine; how long it took is printed."""
TRYING_SECONDS = 300


@dataclass(frozen=True)
class Office:
    """What is running, on content of its own.

    Attributes:
        system: the processes.
        content: the folder.
        service: one with a number that many answers show.
        question: to which its number is shown.
    """

    system: System
    content: Path
    service: Service
    question: str

    @property
    def number(self) -> str:
        return str(self.service.phones[0]["number"])


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    folder = tmp_path_factory.mktemp("office")
    shutil.copytree(SHIPPED, folder / "content")
    shutil.copytree(Paths.from_environment().index, folder / "index")
    service, question = most_named(loading.load(folder / "content"))
    places = {"ASSISTANT_CONTENT": str(folder / "content"), "ASSISTANT_INDEX": str(folder / "index")}
    with running(places) as system:
        keep = KeepSettings(f"sqlite:///{system.state / 'records.db'}", f"sqlite:///{system.state / 'tracker.db'}")
        accounts = Accounts(Stores(keep).engine, Settings().staff)
        accounts.add(EDITOR, "Edith Editor", Role.EDITOR, PASSWORD)
        accounts.add("conrad", "Conrad Colleague", Role.EDITOR, PASSWORD)
        yield Office(system, folder / "content", service, question)


@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="module")
def browser(playwright: Playwright) -> Iterator[Browser]:
    with chromium(playwright) as started:
        yield started


def most_named(content: Content) -> tuple[Service, str]:
    """The council's own service with a number that most entries name, and a question that leads to one of them."""
    agreed = {contact.id for contact in content.emergency}  # which two people change together
    services = [service for service in content.services.values() if service.id not in agreed]
    own = [service for service in services if service.layer is Layer.COUNCIL]
    reached = [service for service in own if service.phones]
    named = {s.id: [e for e in content.entries.values() if s.id in e.services] for s in reached}
    service = max(reached, key=lambda s: len(named[s.id]))
    return service, named[service.id][0].ask


def came(browser: Browser, office: Office, name: str) -> Person:
    """Somebody logs in, in a window of their own."""
    page = browser.new_context(viewport={"width": 1280, "height": 1024}).new_page()
    person = Person(page, office.system.address)
    person.page.set_default_timeout(60_000)
    return person.log_in(name)


def seen_by_parent(page: Page, office: Office) -> str:
    """What the chat answers, in a new conversation."""
    page.goto(f"{office.system.address}/chat")
    page.get_by_label("Your question").fill(office.question)
    page.get_by_role("button", name="Send", exact=True).click()
    reply = page.locator(".answer-card").first
    expect(reply).to_be_visible()
    return str(reply.text_content())


def seconds_until_seen(page: Page, office: Office, number: str) -> float:
    began = time.monotonic()
    while number not in seen_by_parent(page, office):
        assert time.monotonic() - began < LIVE_SECONDS, f"{number} is not live."
    return time.monotonic() - began


def publish(person: Person, reason: str) -> None:
    person.page.get_by_label("Why are you making this change?").fill(reason)
    person.press("Publish")
    expect(person.page.get_by_role("status").first).to_contain_text("Published.")


def test_staff_change_what_parents_read(browser: Browser, office: Office) -> None:
    edith, parent = came(browser, office, EDITOR), browser.new_context().new_page()
    parent.set_default_timeout(60_000)
    address, file = f"/staff/services/{office.service.id}", office.content / "services" / f"{office.service.id}.yml"
    before = file.read_bytes()
    assert office.number in seen_by_parent(parent, office)

    # A number is corrected; real questions whose answers change are seen side by side.
    edith.go(f"{address}/edit").page.get_by_label("Number of phone 1").fill(NEW)
    edith.press("Before publishing")
    tried = edith.page.locator("#tried")
    expect(tried).to_have_attribute("data-working", "no", timeout=TRYING_SECONDS * 1000)
    counted = re.search(r"(\d+) of (\d+) questions would get a different answer", str(tried.text_content()))
    assert counted, tried.text_content()
    assert int(counted.group(1)) >= 3
    assert tried.locator("li").count() >= 3
    expect(tried.locator(".side-by-side").first).to_contain_text(NEW)
    assert office.number in seen_by_parent(parent, office)
    publish(edith, "The team has a new number")
    print(f"{counted.group(0)}; live after {seconds_until_seen(parent, office, NEW):.1f} s")

    # A mistake is told, and what was live stays.
    edith.go(f"{address}/edit").page.get_by_label("E-mail", exact=True).first.fill("no address")
    edith.press("Before publishing")
    expect(edith.page.get_by_role("alert")).to_contain_text("There is a problem")
    assert NEW in seen_by_parent(parent, office)

    # Two people write the same thing.
    conrad = came(browser, office, "conrad").go(f"{address}/edit")
    conrad.page.get_by_label("Number of phone 1").fill("01234 777888")
    edith.go(f"{address}/history").press("Undo the last change")
    publish(edith, "The old number is right after all")
    seconds_until_seen(parent, office, office.number)
    assert file.read_bytes() == before
    conrad.press("Before publishing")
    expect(conrad.page.get_by_role("alert")).to_contain_text("Somebody else changed this while you were working on it")
    expect(conrad.page.get_by_label("Your version")).to_have_value(re.compile("01234 777888"))
    assert file.read_bytes() == before
    assert edith.faults + conrad.faults == []
