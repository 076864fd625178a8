"""What browsers are told that a page of ours may do."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tests.web_widget.conftest import FakeRasa
from web_widget.app import create_app
from web_widget.gateway.limits import LimitSettings
from web_widget.settings import Settings

PATHS = ["/", "/chat", "/privacy", "/healthz", "/nowhere", "/api/messages", "/static/page.css"]
PATHS += ["/answers", "/answers/dentist", "/answers/nowhere", "/answers?q=dentist", "/sitemap.xml", "/robots.txt"]
PATHS += ["/near", "/near?place=nowhere", "/near/this-week"]
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'; require-trusted-types-for 'script'; "
    "report-uri /csp-reports"
)


@pytest.mark.parametrize("path", PATHS)
def test_every_reply_has_the_strict_policy_and_may_not_be_framed(client: FlaskClient, path: str) -> None:
    headers = client.get(path).headers
    assert headers["Content-Security-Policy"] == POLICY
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]


def test_https_is_neither_forced_nor_promised_without_it(client: FlaskClient) -> None:
    reply = client.get("/chat")
    assert reply.status_code == 200
    assert "Strict-Transport-Security" not in reply.headers


def test_https_is_promised_where_it_is_served(client: FlaskClient) -> None:
    promised = client.get("/chat", base_url="https://assistant.example").headers["Strict-Transport-Security"]
    assert int(promised.removeprefix("max-age=")) >= 31_536_000


def test_https_is_promised_behind_a_proxy_that_says_so(in_use: Path, rasa: FakeRasa, tmp_path: Path) -> None:
    settings = Settings(secret="only for tests", widgets=tmp_path, limits=LimitSettings(proxies=1))
    client = create_app(settings, rasa).test_client()
    reply = client.get("/", headers={"X-Forwarded-Proto": "https", "Host": "assistant.example"})
    assert "Strict-Transport-Security" in reply.headers
    assert "https://assistant.example/widget/" in reply.text


def test_script_of_the_widget_may_still_be_fetched_by_other_websites(client: FlaskClient) -> None:
    address = client.get("/").text.split('src="', 1)[1].split('"', 1)[0].removeprefix("http://localhost")
    headers = client.get(address).headers
    assert headers["Access-Control-Allow-Origin"] == "*"
    assert headers["Cross-Origin-Resource-Policy"] == "cross-origin"


def test_no_debugger_is_on(client: FlaskClient) -> None:
    assert client.application.debug is False
    assert client.get("/console").status_code == 404
