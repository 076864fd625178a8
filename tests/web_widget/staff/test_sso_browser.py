"""Log in with a council account in Chromium, by clicks, within the content security policy."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, expect
from werkzeug.serving import make_server

from tests.support.openid import CLIENT, SECRET, OpenIdProvider, open_id_provider
from tests.support.running import free_ports
from tests.web_widget.conftest import FakeRasa
from tests.web_widget.staff.people import Person
from web_widget.app import create_app
from web_widget.settings import Settings
from web_widget.staff.accounts.sso_settings import SsoSettings

PASSED_ON = "Log in with your council account"


@pytest.fixture
def origin() -> str:
    """Where the gateway will listen: the provider must know it before."""
    return f"http://127.0.0.1:{free_ports(1)[0]}"


@pytest.fixture
def provider(origin: str) -> Iterator[OpenIdProvider]:
    """The provider of a council, at which Anna is logged in."""
    with open_id_provider(f"{origin}/staff/sso/back") as made:
        made.person = {"sub": "a-1", "name": "Anna Adams", "groups": ["send-web"]}
        yield made


@pytest.fixture
def gateway(staff_app: Flask, origin: str, provider: OpenIdProvider, rasa: FakeRasa, tmp_path: Path) -> Iterator[str]:
    """The address of a gateway whose staff can log in at the provider."""
    sso = SsoSettings(provider.address, CLIENT, SECRET, origin, editors=frozenset({"send-web"}))
    settings = replace(Settings(secret="only for tests", widgets=tmp_path / "widget"), sso=sso)
    server = make_server("127.0.0.1", int(origin.rpartition(":")[2]), create_app(settings, rasa), threaded=True)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    yield origin
    server.shutdown()
    server.server_close()


def test_log_in_and_out_by_clicks(newcomer: Callable[[], Person]) -> None:
    person = newcomer().go("/staff/acts/")
    assert person.axe() == []
    person.page.get_by_role("link", name=PASSED_ON).click()
    expect(person.page.get_by_role("heading", level=1)).to_have_text("What staff did")
    expect(person.page.get_by_text("Anna Adams")).to_be_visible()
    person.press("Log out")
    expect(person.page.get_by_role("status")).to_contain_text("Your council account is still open")


def test_log_in_from_another_website_comes_back_with_its_cookie(
    newcomer: Callable[[], Person], gateway: str, provider: OpenIdProvider
) -> None:
    """The provider is another site for the browser: SameSite must let the cookie come back with it."""
    person = newcomer()
    person.page.goto(provider.address.replace("127.0.0.1", "localhost") + "/keys")
    person.page.evaluate("(there) => { location.href = there }", f"{gateway}/staff/sso/start")
    expect(person.page.get_by_role("button", name="Log out")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_where_it_went_wrong_and_nothing_runs_over_the_side(
    newcomer: Callable[[], Person], provider: OpenIdProvider, scheme: str
) -> None:
    person = newcomer()
    person.page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    provider.is_away = True
    person.go("/staff/login").page.get_by_role("link", name=PASSED_ON).click()
    expect(person.page.get_by_role("alert")).to_contain_text("does not answer at the moment")
    assert person.axe() == []
    assert person.resize(320).misfits() == []
    provider.is_away = False
    provider.person["groups"] = []
    person.page.get_by_role("link", name=PASSED_ON).click()
    expect(person.page.get_by_role("heading", level=1)).to_have_text("You do not have access yet")
    assert person.axe() == []


def test_all_works_without_javascript(browser: Browser, gateway: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    person = Person(context.new_page(), gateway).go("/staff/login")
    person.page.get_by_role("link", name=PASSED_ON).click()
    expect(person.page.get_by_role("button", name="Log out")).to_be_visible()
    context.close()
