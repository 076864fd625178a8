"""The running assistant, a council's page that shows its widget, and a whole chat in each browser."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from flask import Flask

from knowledge.settings import ROOT
from tests.support.running import running
from tests.web_widget.heard.browser import BROWSERS, Browser
from tests.web_widget.heard.chat import Addresses, hold
from tests.web_widget.heard.desktop import desktop
from tests.web_widget.heard.parent import Parent
from tests.web_widget.heard.speech import Heard
from tests.web_widget.heard.transcript import written
from tests.web_widget.heard.voice import Voice
from tests.web_widget.stage import lay_out, served
from web_widget.widget.bundle import build

TRANSCRIPT = ROOT / "docs" / "heard.md"
ANSWER = "short-breaks"
NEUTRAL = "<!doctype html><html lang='en-GB'><title>Weather</title><h1>Sunny, with a little wind</h1>"


@pytest.fixture(scope="session")
def addresses() -> Iterator[Addresses]:
    """A council's website and the assistant, both running."""
    site = Flask("site")
    with served(site) as council, running({"ASSISTANT_ORIGINS": council}) as system:
        lay_out(site, system.address, build())
        site.get("/weather")(lambda: NEUTRAL)
        page = f'{council}/?attributes=title="Local+Offer+assistant"+exit="{council}/weather"'
        yield Addresses(page, f"{system.address}/answers/{ANSWER}")


@pytest.fixture(scope="session")
def chats() -> Iterator[list[Heard]]:
    """All chats that were held; once there is one of each browser, they are written down."""
    held: list[Heard] = []
    yield held
    if len(held) == len(BROWSERS):
        TRANSCRIPT.write_text(written(held, date.today()), encoding="utf-8")


@pytest.fixture(scope="session", params=BROWSERS, ids=lambda browser: browser.name)
def heard(request: pytest.FixtureRequest, addresses: Addresses, chats: list[Heard]) -> Heard:
    """A whole chat in a browser."""
    browser: Browser = request.param
    chat = _held(browser, addresses)
    chats.append(chat)
    return chat


def _held(browser: Browser, addresses: Addresses) -> Heard:
    with desktop() as made:
        return hold(Parent(made, Voice(made), browser), addresses)
