"""Who is not logged in sees nothing; sessions are kept apart from what parents load, and end."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pyotp
import pytest
from flask import Flask
from flask.testing import FlaskClient

from knowledge.files.records import Content
from knowledge.versions.live import Live
from tests.web_widget.staff.people import EDITOR, PASSWORD, logged_in, send, token
from web_widget.settings import Settings
from web_widget.staff import site
from web_widget.staff.accounts.accounts import Accounts
from web_widget.staff.accounts.second_factor import OFFERED
from web_widget.staff.parts import StaffParts
from web_widget.staff.settings import StaffSettings
from web_widget.store.keeping import Stores


@pytest.mark.parametrize("path", ["/staff/", "/staff/login/", "/staff/anything", "/staff/a/b.html"])
def test_every_page_asks_a_visitor_to_log_in(visitor: FlaskClient, path: str) -> None:
    reply = visitor.get(path)
    assert reply.status_code == 302
    assert reply.headers["Location"].startswith("/staff/login")


def test_every_view_asks_a_visitor_to_log_in(staff_app: Flask, visitor: FlaskClient) -> None:
    """However a colleague wrote it: whatever is registered below /staff is behind the door."""
    rules = [rule for rule in staff_app.url_map.iter_rules() if rule.endpoint.startswith("staff.")]
    closed = [rule for rule in rules if rule.endpoint not in site.OPEN]
    assert closed
    for rule in closed:
        path = re.sub(r"<[^>]*>", "x", rule.rule)
        for method in (rule.methods or set()) & {"GET", "POST", "PUT", "DELETE"}:
            reply = visitor.open(path, method=method)
            assert reply.headers.get("Location", "").startswith("/staff/login"), f"{method} {path}"


def test_after_log_in_the_page_that_was_asked_for_is_shown(visitor: FlaskClient) -> None:
    wanted = visitor.get("/staff/?from=a letter").headers["Location"]
    reply = send(visitor, wanted, {"name": EDITOR, "password": PASSWORD})
    assert reply.headers["Location"].startswith("/staff/?from=a")
    assert "Log out" in visitor.get("/staff/").text


@pytest.mark.parametrize("elsewhere", ["https://evil.example", "//evil.example", "/\\evil.example", "/api"])
def test_log_in_never_leads_elsewhere(visitor: FlaskClient, elsewhere: str) -> None:
    reply = send(visitor, f"/staff/login?next={elsewhere}", {"name": EDITOR, "password": PASSWORD})
    assert reply.headers["Location"] == "/staff/"


def test_name_may_be_typed_with_capitals_and_blanks(visitor: FlaskClient) -> None:
    assert send(visitor, "/staff/login", {"name": " Edith ", "password": PASSWORD}).status_code == 302


def test_wrong_password_and_unknown_name_are_told_in_the_same_words(visitor: FlaskClient) -> None:
    said = [send(visitor, "/staff/login", {"name": name, "password": "wrong"}) for name in (EDITOR, "nobody")]
    assert [reply.status_code for reply in said] == [422, 422]
    words = [re.findall(r"Your user name, password or code is wrong[^<]*", reply.text) for reply in said]
    assert words[0] == words[1] != []


def test_strangers_wrong_passwords_slow_the_stranger_and_let_the_owner_in(staff_app: Flask) -> None:
    owner = staff_app.test_client()
    assert send(owner, "/staff/login", {"name": EDITOR, "password": PASSWORD}).status_code == 302
    send(owner, "/staff/logout")
    stranger = staff_app.test_client()
    replies = [send(stranger, "/staff/login", {"name": EDITOR, "password": "wrong"}) for _ in range(8)]
    assert replies[-1].status_code == 429
    assert int(replies[-1].headers["Retry-After"]) >= 1
    assert send(owner, "/staff/login", {"name": EDITOR, "password": PASSWORD}).status_code == 302


@pytest.mark.parametrize("hostile", ["%0d%0aX", "%00", "%1b[31m", "%e2%80%a8"])
def test_log_in_leads_nowhere_with_control_characters(visitor: FlaskClient, hostile: str) -> None:
    reply = send(visitor, f"/staff/login?next=/staff/{hostile}", {"name": EDITOR, "password": PASSWORD})
    assert (reply.status_code, reply.headers["Location"]) == (302, "/staff/")


def test_second_factor_is_turned_on_in_the_pages_and_asked_for(staff_app: Flask, editor: FlaskClient) -> None:
    key = re.search(r"<strong>([A-Z2-7 ]+)</strong>", editor.get("/staff/second-factor/").text)
    assert key
    app = pyotp.TOTP(key[1].replace(" ", ""))
    assert send(editor, "/staff/second-factor/on", {"code": "000000"}).status_code == 422
    assert send(editor, "/staff/second-factor/on", {"code": app.now()}).status_code == 302
    without = send(staff_app.test_client(), "/staff/login", {"name": EDITOR, "password": PASSWORD})
    assert without.status_code == 422
    later = app.at(datetime.now(UTC) + timedelta(seconds=30))
    given = {"name": EDITOR, "password": PASSWORD, "code": later}
    assert send(staff_app.test_client(), "/staff/login", given).status_code == 302


def test_somebody_elses_app_does_not_take_the_place_of_the_second_factor(
    accounts: Accounts, editor: FlaskClient
) -> None:
    app = pyotp.TOTP(pyotp.random_base32())
    with editor.session_transaction() as session:
        session[OFFERED] = thief = pyotp.random_base32()
    assert accounts.add_second_factor(EDITOR, app.secret, app.now())
    for _ in range(2):
        refused = send(editor, "/staff/second-factor/on", {"code": pyotp.TOTP(thief).now()})
        assert (refused.status_code, "turn it off first" in refused.text) == (422, True)
        assert "type this key" not in refused.text
    later = app.at(datetime.now(UTC) + timedelta(seconds=30))
    assert accounts.log_in(EDITOR, PASSWORD, later)


def test_what_staff_did_is_listed_without_what_they_typed(editor: FlaskClient) -> None:
    send(editor, "/staff/entries/short-breaks/edit", {"title": "very secret words", "do": "preview"})
    page = editor.get("/staff/acts/").text
    assert "logged in" in page
    assert "wrote a change" in page
    assert "/staff/entries/short-breaks/edit" in page
    assert "very secret" not in page


def test_fields_that_are_empty_are_named_and_what_was_typed_stays(visitor: FlaskClient) -> None:
    reply = send(visitor, "/staff/login", {"name": EDITOR, "password": ""})
    assert '<a href="#password">Enter your password.</a>' in reply.text
    assert 'aria-describedby="password-error"' in reply.text
    assert f'value="{EDITOR}"' in reply.text
    assert "<title>Error: Log in" in reply.text


def test_password_is_never_sent_back(visitor: FlaskClient) -> None:
    assert "secret words" not in send(visitor, "/staff/login", {"name": "", "password": "secret words"}).text


def test_form_without_its_token_changes_nothing(editor: FlaskClient, visitor: FlaskClient) -> None:
    assert visitor.post("/staff/login", data={"name": EDITOR, "password": PASSWORD}).status_code == 400
    reply = editor.post("/staff/logout")
    assert reply.status_code == 400
    assert "open too long" in reply.text
    assert editor.get("/staff/").status_code == 200


def test_log_out_ends_the_session_even_for_a_cookie_that_was_copied(staff_app: Flask, editor: FlaskClient) -> None:
    cookie = editor.get_cookie("staff", path="/staff")
    assert cookie
    thief = staff_app.test_client()
    thief.set_cookie("staff", cookie.value, path="/staff")
    assert thief.get("/staff/").status_code == 200
    assert send(editor, "/staff/logout").headers["Location"] == "/staff/login"
    assert thief.get("/staff/").status_code == 302
    assert "You have logged out." in editor.get("/staff/login").text


def test_what_was_written_when_the_session_ended_can_be_sent_after_log_in(visitor: FlaskClient) -> None:
    written = {"text": 'Two\nlines & a "quote"', "reason": "corrected", "csrf_token": "of the old session"}
    asked = visitor.post("/staff/anything", data=written, headers={"Origin": "http://localhost"})
    assert asked.status_code == 401
    assert "what you wrote has been kept" in asked.text
    form = {"csrf_token": token(asked.text), "name": EDITOR, "kept:text": written["text"], "kept:reason": "corrected"}
    for name in ("kept:text", "kept:reason"):
        assert f'name="{name}"' in asked.text
    wrong = visitor.post("/staff/login?next=/staff/anything", data={**form, "password": "wrong"})
    assert 'name="kept:text"' in wrong.text
    again = visitor.post("/staff/login?next=/staff/anything", data={**form, "password": PASSWORD})
    assert 'action="/staff/anything"' in again.text
    assert 'name="text" value="Two\nlines &amp; a &#34;quote&#34;"' in again.text
    assert "of the old session" not in again.text


@pytest.mark.parametrize("origin", [None, "null", "https://evil.example", "http://["])
def test_what_another_website_had_somebody_send_is_not_taken_up(visitor: FlaskClient, origin: str | None) -> None:
    headers = {"Origin": origin} if origin else {}
    reply = visitor.post("/staff/anything", data={"text": "planted"}, headers=headers)
    assert (reply.status_code, reply.headers["Location"]) == (302, "/staff/login")


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 302),
        ({"Origin": "null"}, 302),
        ({"Referer": "https://localhost/staff/login", "Origin": "https://localhost"}, 302),
        ({"Referer": "https://evil.example/"}, 400),
        ({"Origin": "https://evil.example"}, 400),
        ({"Referer": "http://["}, 400),
        ({"Origin": "http://["}, 400),
    ],
)
def test_over_https_a_form_may_not_say_where_it_was_but_never_that_it_was_elsewhere(
    visitor: FlaskClient, headers: dict[str, str], status: int
) -> None:
    page = visitor.get("/staff/login", base_url="https://localhost").text
    (token, *_) = re.findall(r'name="csrf_token"[^>]*value="([^"]+)"', page)
    form = {"name": EDITOR, "password": PASSWORD, "csrf_token": token}
    reply = visitor.post("/staff/login", data=form, headers=headers, base_url="https://localhost")
    assert reply.status_code == status


def test_what_was_kept_is_never_sent_elsewhere(visitor: FlaskClient) -> None:
    form = {"name": EDITOR, "password": PASSWORD, "kept:text": "mine"}
    reply = send(visitor, "/staff/login?next=https://evil.example/staff/", form)
    assert reply.headers["Location"] == "/staff/"


def test_session_before_log_in_is_not_the_one_after(visitor: FlaskClient) -> None:
    visitor.get("/staff/login")
    before = visitor.get_cookie("staff", path="/staff")
    send(visitor, "/staff/login", {"name": EDITOR, "password": PASSWORD})
    after = visitor.get_cookie("staff", path="/staff")
    assert before
    assert after
    assert before.value.split(".")[0] != after.value.split(".")[0]


def test_cookie_is_for_staff_pages_alone_and_not_for_scripts(visitor: FlaskClient) -> None:
    cookie = visitor.get("/staff/login").headers["Set-Cookie"]
    assert {"HttpOnly", "Path=/staff", "SameSite=Lax"} <= set(cookie.split("; "))
    assert "Secure" not in cookie
    assert "Secure" in visitor.get("/staff/login", base_url="https://localhost").headers["Set-Cookie"]


@pytest.mark.parametrize(
    "path", ["/", "/answers", "/answers/dentist", "/chat", "/privacy", "/healthz", "/static/page.css"]
)
def test_what_parents_load_sets_no_cookie_and_is_the_same_for_all(editor: FlaskClient, path: str) -> None:
    reply = editor.get(path)
    assert "Set-Cookie" not in reply.headers
    assert "Cookie" not in reply.headers.get("Vary", "")


def test_the_api_needs_no_token(visitor: FlaskClient) -> None:
    assert visitor.post("/api/conversations", json={}).status_code == 201


def test_staff_pages_are_never_kept_by_a_browser(editor: FlaskClient) -> None:
    assert editor.get("/staff/").headers["Cache-Control"] == "no-store"


def test_unknown_page_says_so_in_words(editor: FlaskClient) -> None:
    reply = editor.get("/staff/nowhere")
    assert reply.status_code == 404
    assert "Page not found" in reply.text


@pytest.mark.parametrize(("step", "times", "ends"), [("idle", 2, True), ("used", 20, False), ("used", 30, True)])
def test_session_ends_when_nothing_is_done_and_after_a_day_whatever_is_done(
    content_folder: Path,
    index_folder: Path,
    small_live: Live[tuple[str, Content]],
    stores: Stores,
    accounts: Accounts,
    monkeypatch: pytest.MonkeyPatch,
    step: str,
    times: int,
    ends: bool,
) -> None:
    strict = StaffSettings()
    minutes = 31 if step == "idle" else 25
    time = [datetime(2026, 11, 23, 9, tzinfo=UTC)]
    monkeypatch.setattr("itsdangerous.timed.time.time", lambda: time[0].timestamp())
    app = Flask("web_widget.app")
    app.secret_key = "only for tests"
    parts = StaffParts(
        small_live, content_folder, index_folder, stores, accounts, Settings(staff=strict), lambda: time[0]
    )
    site.add_to(app, parts)
    client = logged_in(app, EDITOR)
    for _ in range(times):
        time[0] += timedelta(minutes=minutes)
        last = client.get("/staff/").status_code if step == "used" else 0
    assert (client.get("/staff/").status_code == 302) == ends, last


def test_pages_are_there_even_where_there_is_no_index(editor: FlaskClient, index_folder: Path) -> None:
    (index_folder / "current").write_text("nothing\n", encoding="utf-8")
    assert editor.get("/staff/").status_code == 200
