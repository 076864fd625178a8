"""Staff log in with council accounts, at a real provider; whatever is not as it should be lets nobody in."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
import requests
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient
from joserfc.jwk import RSAKey
from werkzeug.test import TestResponse

from tests.support.openid import CLIENT, SECRET, OpenIdProvider, open_id_provider
from tests.web_widget.conftest import FakeRasa
from tests.web_widget.staff.people import EDITOR, PASSWORD, send
from web_widget.app import create_app
from web_widget.settings import Settings
from web_widget.staff.accounts import sso
from web_widget.staff.accounts.accounts import AccountRefused, Accounts, Role
from web_widget.staff.accounts.sso_settings import SsoSettings
from web_widget.staff.settings import StaffSettings
from web_widget.store.keeping import Stores

ORIGIN = "http://localhost"
START, BACK = "/staff/sso/start", "/staff/sso/back"
ANNA = {
    "sub": "a-1",
    "name": "Anna Adams",
    "preferred_username": "Anna.Adams@testshire.example",
    "groups": ["send-web"],
}
MakeOffice = Callable[..., Flask]


@pytest.fixture
def provider() -> Iterator[OpenIdProvider]:
    """The provider of a council, at which Anna is logged in."""
    with open_id_provider(ORIGIN + BACK) as made:
        made.person = dict(ANNA)
        yield made


@pytest.fixture
def make_office(staff_app: Flask, provider: OpenIdProvider, rasa: FakeRasa, tmp_path: Path) -> MakeOffice:
    """Makes a gateway whose staff can log in at the provider; what is given replaces its settings."""
    usual = SsoSettings(
        provider.address, CLIENT, SECRET, ORIGIN, editors=frozenset({"send-web"}), testers=frozenset({"forum"})
    )

    def make(passwords: bool = True, **others: Any) -> Flask:
        settings = Settings(secret="only for tests", widgets=tmp_path / "widget")
        staff = StaffSettings(passwords=passwords)
        return create_app(replace(settings, staff=staff, sso=replace(usual, **others)), rasa)

    return make


@pytest.fixture
def office(make_office: MakeOffice) -> Flask:
    """A gateway whose staff can log in at the provider."""
    return make_office()


@pytest.fixture
def anna(office: Flask) -> FlaskClient:
    """Her browser."""
    return office.test_client()


def sent_back(client: FlaskClient, start: str = START) -> str:
    """The address that the provider sends a browser back to, without the host."""
    leaving = client.get(start).headers["Location"]
    parts = urlsplit(requests.get(leaving, allow_redirects=False, timeout=5).headers["Location"])
    return f"{parts.path}?{parts.query}"


def log_in(client: FlaskClient, start: str = START) -> TestResponse:
    """Go to the provider and come back."""
    return client.get(sent_back(client, start))


def changed(address: str, **values: str) -> str:
    """An address with other arguments."""
    parts = urlsplit(address)
    return f"{parts.path}?{urlencode({**{name: one[0] for name, one in parse_qs(parts.query).items()}, **values})}"


def is_in(client: FlaskClient) -> bool:
    """Whether somebody is logged in."""
    return client.get("/staff/").status_code == 200


def refused(client: FlaskClient, reply: TestResponse) -> bool:
    """Whether a log-in was refused in kind words, with the other ways in below them, and made no account."""
    kind = sso.REFUSED in reply.text and "Log in with your council account" in reply.text
    return reply.status_code == 400 and kind and 'name="password"' in reply.text and not is_in(client)


def rows(stores: Stores) -> list[Any]:
    with stores.engine.connect() as connection:
        return list(connection.execute(sa.text("SELECT * FROM accounts WHERE subject IS NOT NULL")))


def test_council_account_comes_first_on_the_log_in_page(anna: FlaskClient, visitor: FlaskClient) -> None:
    page = anna.get("/staff/login").text
    assert page.index("Log in with your council account") < page.index("Your user name")
    assert "council account" not in visitor.get("/staff/login").text


def test_member_of_a_group_is_in_with_its_role_and_name(anna: FlaskClient, accounts: Accounts) -> None:
    reply = log_in(anna)
    assert (reply.status_code, reply.headers["Location"]) == (302, "/staff/")
    assert "Anna Adams" in anna.get("/staff/").text
    (account,) = (one for one in accounts.all() if one.of_council)
    assert (account.name, account.role) == ("anna.adams@testshire.example", Role.EDITOR)


def test_page_that_was_asked_for_is_shown_afterwards(anna: FlaskClient) -> None:
    assert log_in(anna, f"{START}?next=/staff/entries").headers["Location"] == "/staff/entries"


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example", "//evil.example", "/\\evil.example", "/api", "/staff/%0d"]
)
def test_log_in_never_leads_elsewhere(anna: FlaskClient, elsewhere: str) -> None:
    assert log_in(anna, f"{START}?next={elsewhere}").headers["Location"] == "/staff/"


def test_log_in_and_log_out_are_listed_as_others_are(anna: FlaskClient) -> None:
    log_in(anna)
    send(anna, "/staff/logout")
    assert "council account is still open" in anna.get("/staff/login").text
    log_in(anna)
    page = anna.get("/staff/acts/").text
    assert page.count("logged in with their council account") == 2
    assert "logged out" in page
    assert "code=" not in page


def test_log_out_ends_the_session_even_for_a_cookie_that_was_copied(office: Flask, anna: FlaskClient) -> None:
    log_in(anna)
    cookie = anna.get_cookie("staff", path="/staff")
    assert cookie
    send(anna, "/staff/logout")
    thief = office.test_client()
    thief.set_cookie("staff", cookie.value, path="/staff")
    assert not is_in(thief)


@pytest.mark.parametrize("state", ["", "another", "ä"])
def test_wrong_state_is_refused(anna: FlaskClient, state: str) -> None:
    assert refused(anna, anna.get(changed(sent_back(anna), state=state)))


def test_answer_for_another_browser_is_refused(office: Flask, anna: FlaskClient) -> None:
    stranger = office.test_client()
    assert refused(stranger, stranger.get(sent_back(anna)))
    stranger.get(START)
    assert refused(stranger, stranger.get(sent_back(anna)))


def test_answer_that_comes_too_late_is_refused(anna: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sso, "LONGEST_WAY", -sso.LONGEST_WAY)
    assert refused(anna, log_in(anna))


def test_code_is_taken_once(office: Flask, anna: FlaskClient) -> None:
    back = sent_back(anna)
    cookie = anna.get_cookie("staff", path="/staff")
    assert cookie
    assert anna.get(back).status_code == 302
    again = office.test_client()
    again.set_cookie("staff", cookie.value, path="/staff")
    assert refused(again, again.get(back))


def test_code_of_another_log_in_is_refused(office: Flask, anna: FlaskClient) -> None:
    """As where somebody stole the code: it belongs to a verifier that the thief does not have."""
    stolen = parse_qs(urlsplit(sent_back(anna)).query)["code"][0]
    thief = office.test_client()
    assert refused(thief, thief.get(changed(sent_back(thief), code=stolen)))


@pytest.mark.parametrize(
    "lie",
    [
        {"nonce": "of another log-in"},
        {"nonce": None},
        {"aud": "another program"},
        {"aud": [CLIENT, "another program"]},
        {"aud": [CLIENT, "another program"], "azp": "another program"},
        {"iss": "https://evil.example"},
        {"exp": 1_700_000_000},
        {"iat": 4_000_000_000},
        {"sub": ""},
        {"sub": "x" * 256},
        {"sub": 7},
        {"sub": "a\x00b"},
    ],
)
def test_id_token_that_is_wrong_in_anything_is_refused(
    provider: OpenIdProvider, anna: FlaskClient, stores: Stores, lie: dict[str, Any]
) -> None:
    provider.lies = lie
    assert refused(anna, log_in(anna))
    assert rows(stores) == []


def test_id_token_that_another_key_signed_is_refused(provider: OpenIdProvider, anna: FlaskClient) -> None:
    provider.key = RSAKey.generate_key(2048, {"kid": "one"})
    assert refused(anna, log_in(anna))


@pytest.mark.parametrize("answer", ["?error=access_denied", "?iss=https://evil.example"])
def test_answer_without_a_code_or_of_another_issuer_is_refused(anna: FlaskClient, answer: str) -> None:
    back = sent_back(anna)
    state = parse_qs(urlsplit(back).query)["state"][0]
    assert refused(anna, anna.get(f"{BACK}{answer}&state={state}"))


@pytest.mark.parametrize("groups", [[], ["another"], "another", None, 7, [["send-web"]]])
def test_person_without_a_group_is_told_whom_to_ask_and_gets_nothing(
    provider: OpenIdProvider, anna: FlaskClient, stores: Stores, groups: Any
) -> None:
    provider.person["groups"] = groups
    reply = log_in(anna)
    assert reply.status_code == 403
    assert "ask whoever looks after the assistant" in reply.text
    assert not is_in(anna)
    assert rows(stores) == []


def test_role_follows_the_groups_at_every_log_in(provider: OpenIdProvider, anna: FlaskClient, stores: Stores) -> None:
    log_in(anna)
    assert anna.get("/staff/acts/").status_code == 200
    provider.person |= {"groups": ["forum"], "name": "Anna\n<Brown>"}
    log_in(anna)
    assert anna.get("/staff/acts/").status_code == 403
    assert [(row.role, row.full_name) for row in rows(stores)] == [("tester", "Anna Brown")]


def test_person_who_left_all_groups_is_logged_out_everywhere(
    office: Flask, provider: OpenIdProvider, anna: FlaskClient
) -> None:
    log_in(anna)
    provider.person["groups"] = []
    assert log_in(office.test_client()).status_code == 403
    assert not is_in(anna)


def test_same_address_with_another_subject_is_another_account(
    office: Flask, provider: OpenIdProvider, anna: FlaskClient, stores: Stores
) -> None:
    log_in(anna)
    provider.person |= {"sub": "a-2", "groups": ["forum"]}
    log_in(office.test_client())
    assert [(row.subject, row.name, row.role) for row in rows(stores)] == [
        ("a-1", "anna.adams@testshire.example", "editor"),
        ("a-2", "anna.adams@testshire.example-2", "tester"),
    ]


def test_name_of_an_account_with_a_password_is_never_taken_over(
    provider: OpenIdProvider, anna: FlaskClient, stores: Stores, visitor: FlaskClient
) -> None:
    provider.person["preferred_username"] = EDITOR
    log_in(anna)
    assert [row.name for row in rows(stores)] == [f"{EDITOR}-2"]
    assert send(visitor, "/staff/login", {"name": EDITOR, "password": PASSWORD}).status_code == 302


@pytest.mark.parametrize(("called", "name"), [(None, "council-account"), ("-", "council-account"), ("Ö Jo", "jo")])
def test_whatever_somebody_is_called_they_get_a_name(
    provider: OpenIdProvider, anna: FlaskClient, stores: Stores, called: Any, name: str
) -> None:
    provider.person |= {"preferred_username": called, "name": None}
    assert log_in(anna).status_code == 302
    assert [(row.name, row.full_name) for row in rows(stores)] == [(name, name)]


def test_council_account_never_has_a_password_here(anna: FlaskClient, accounts: Accounts) -> None:
    log_in(anna)
    with pytest.raises(AccountRefused, match="where the council has it"):
        accounts.change_password("anna.adams@testshire.example", PASSWORD)
    assert "There is nothing to turn on" in anna.get("/staff/second-factor/").text
    assert [send(anna, f"/staff/second-factor/{switch}").status_code for switch in ("on", "off")] == [403, 403]


@pytest.mark.parametrize(("verified", "status"), [(True, 302), (False, 403), (None, 403), ("true", 403)])
def test_address_gives_a_role_only_if_the_provider_has_verified_it(
    make_office: MakeOffice, provider: OpenIdProvider, verified: Any, status: int
) -> None:
    provider.person |= {"email": "anna@testshire.example", "email_verified": verified}
    office = make_office(groups_claim="email", editors=frozenset({"anna@testshire.example"}))
    assert log_in(office.test_client()).status_code == status


def test_provider_that_is_away_leaves_the_password_form(provider: OpenIdProvider, anna: FlaskClient) -> None:
    back = sent_back(anna)
    provider.is_away = True
    for reply in (anna.get(back), anna.get(START)):
        assert reply.status_code == 503
        assert "does not answer at the moment" in reply.text
        assert 'name="password"' in reply.text
    assert send(anna, "/staff/login", {"name": EDITOR, "password": PASSWORD}).status_code == 302


def test_provider_that_is_not_there_or_is_another_one_is_told_as_away(
    make_office: MakeOffice, provider: OpenIdProvider
) -> None:
    for issuer in ("http://127.0.0.1:9", f"{provider.address}/", "http://localhost.invalid"):
        assert make_office(issuer=issuer).test_client().get(START).status_code == 503


def test_secret_is_sent_on_to_no_other_address(provider: OpenIdProvider, anna: FlaskClient) -> None:
    provider.has_moved = True
    assert log_in(anna).status_code == 503
    assert provider.sent_on == []


def test_secret_that_has_expired_is_named_in_the_log_without_its_value(
    make_office: MakeOffice, caplog: pytest.LogCaptureFixture
) -> None:
    assert log_in(make_office(client_secret="expired one").test_client()).status_code == 503
    assert "SSO_CLIENT_SECRET" in caplog.text
    assert "expired one" not in caplog.text


def test_nothing_of_the_tokens_is_kept_or_logged(
    provider: OpenIdProvider, anna: FlaskClient, stores: Stores, caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    caplog.set_level(logging.DEBUG, "web_widget")
    caplog.set_level(logging.DEBUG, "authlib")
    back = sent_back(anna)
    anna.get(back)
    provider.lies = {"nonce": "wrong"}
    log_in(anna)
    with anna.session_transaction(path="/staff/") as session:
        kept = f"{rows(stores)} {dict(session)} {caplog.text}"
    code = parse_qs(urlsplit(back).query)["code"][0]
    assert len(provider.tokens) == 4
    assert [secret for secret in (*provider.tokens, code) if secret in kept] == []


def test_passwords_can_be_switched_off(make_office: MakeOffice) -> None:
    client = make_office(passwords=False).test_client()
    assert 'name="password"' not in client.get("/staff/login").text
    assert log_in(client).status_code == 302
    send(client, "/staff/logout")
    log_in(client)
    assert send(client, "/staff/login", {"name": EDITOR, "password": PASSWORD}).status_code == 404


def test_what_was_written_when_the_session_ended_can_be_sent_after_log_in(anna: FlaskClient) -> None:
    asked = anna.post("/staff/anything", data={"text": "mine"}, headers={"Origin": ORIGIN})
    assert 'action="/staff/login/go-on?next=/staff/anything"' in asked.text
    kept = {"data": {"kept:text": "mine"}, "headers": {"Origin": ORIGIN}}
    before = anna.post("/staff/login/go-on?next=/staff/anything", **kept)
    assert 'name="kept:text" value="mine"' in before.text
    log_in(anna)
    after = anna.post("/staff/login/go-on?next=/staff/anything", **kept)
    assert 'name="text" value="mine"' in after.text
    planted = anna.post("/staff/login/go-on?next=/staff/anything", data={"kept:text": "planted"})
    assert "planted" not in planted.text


def test_rules_for_forms_and_cookies_are_as_strict_as_without(anna: FlaskClient) -> None:
    leaving = anna.get(START)
    assert {"HttpOnly", "Path=/staff", "SameSite=Lax"} <= set(leaving.headers["Set-Cookie"].split("; "))
    assert "form-action 'self'" in leaving.headers["Content-Security-Policy"]


def test_without_settings_there_is_no_way_to_the_provider(visitor: FlaskClient) -> None:
    assert visitor.get(START).headers["Location"].startswith("/staff/login")
