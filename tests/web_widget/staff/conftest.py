"""A gateway with staff, on content and an index that a test may change, and those who use it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path

import pytest
import yaml
from flask import Flask
from flask.testing import FlaskClient
from playwright.sync_api import Browser

from knowledge.versions import live
from tests.support.fake_encoder import FakeEncoder
from tests.web_widget.conftest import FakeRasa
from tests.web_widget.staff.busy import add_people, open_office
from tests.web_widget.staff.people import EDITOR, TESTER, Person, logged_in
from tests.web_widget.stage import served
from web_widget.app import create_app
from web_widget.settings import Settings
from web_widget.staff.accounts.accounts import Accounts
from web_widget.staff.feedback import unanswered
from web_widget.store.keeping import KeepSettings, Stores


@pytest.fixture
def stores(keep: KeepSettings) -> Stores:
    """What this test's gateway keeps."""
    return Stores(keep)


@pytest.fixture
def accounts(stores: Stores) -> Accounts:
    """An editor and a tester."""
    return add_people(stores)


@pytest.fixture
def staff_app(
    content_folder: Path,
    index_folder: Path,
    small_index: Path,
    accounts: Accounts,
    rasa: FakeRasa,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Flask]:
    """A gateway on content of this test's own, built and live."""
    shutil.copytree(small_index, index_folder)
    monkeypatch.setenv("ASSISTANT_CONTENT", str(content_folder))
    monkeypatch.setenv("ASSISTANT_INDEX", str(index_folder))
    monkeypatch.setattr(unanswered, "SentenceEncoder", FakeEncoder)
    live.live_content.cache_clear()
    live.live_search.cache_clear()
    yield create_app(Settings(secret="only for tests", widgets=tmp_path / "widget"), rasa)
    live.live_content.cache_clear()
    live.live_search.cache_clear()


@pytest.fixture
def staff_words(content_folder: Path) -> Mapping[str, str]:
    """The fixed words of this test's council."""
    council = yaml.load((content_folder / "council.yml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    words: Mapping[str, str] = council["words"]
    return words


@pytest.fixture(scope="session")
def busy_office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """A gateway with something to do, for all tests that only look at it."""
    folder = tmp_path_factory.mktemp("busy")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ASSISTANT_CONTENT", str(folder / "content"))
        patch.setenv("ASSISTANT_INDEX", str(folder / "index"))
        patch.setattr(unanswered, "SentenceEncoder", FakeEncoder)
        live.live_content.cache_clear()
        live.live_search.cache_clear()
        yield open_office(folder, FakeRasa())
    live.live_content.cache_clear()
    live.live_search.cache_clear()


@pytest.fixture(scope="session")
def busy(busy_office: Flask) -> FlaskClient:
    """Its editor."""
    return logged_in(busy_office, EDITOR)


@pytest.fixture
def visitor(staff_app: Flask) -> FlaskClient:
    """Somebody who has not logged in."""
    return staff_app.test_client()


@pytest.fixture
def editor(staff_app: Flask) -> FlaskClient:
    """A member of staff."""
    return logged_in(staff_app, EDITOR)


@pytest.fixture
def tester(staff_app: Flask) -> FlaskClient:
    """A member of the forum."""
    return logged_in(staff_app, TESTER)


@pytest.fixture
def gateway(staff_app: Flask) -> Iterator[str]:
    """The address of the gateway, for browsers."""
    with served(staff_app) as address:
        yield address


@pytest.fixture
def newcomer(browser: Browser, gateway: str) -> Iterator[Callable[[], Person]]:
    """Opens a browser window of its own for each who comes; what the windows report as wrong fails the test."""
    came: list[Person] = []
    with ExitStack() as stack:

        def come() -> Person:
            context = browser.new_context(viewport={"width": 1280, "height": 1024})
            stack.callback(context.close)
            came.append(Person(context.new_page(), gateway))
            return came[-1]

        yield come
    assert [fault for person in came for fault in person.faults] == []


@pytest.fixture
def edith(newcomer: Callable[[], Person]) -> Person:
    """The editor in Chromium, logged in."""
    return newcomer().log_in(EDITOR)


@pytest.fixture
def tess(newcomer: Callable[[], Person]) -> Person:
    """The tester in Chromium, logged in."""
    return newcomer().log_in(TESTER)
