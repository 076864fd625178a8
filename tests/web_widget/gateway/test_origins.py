"""Only websites that were allowed may talk to the gateway from a browser."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tests.web_widget.conftest import FakeRasa
from web_widget.app import create_app
from web_widget.settings import Settings

ALLOWED = "https://www.testshire.example"


@pytest.fixture
def client(in_use: Path, rasa: FakeRasa, tmp_path: Path) -> FlaskClient:
    settings = Settings(secret="only for tests", widgets=tmp_path, origins=(ALLOWED,))
    return create_app(settings, rasa).test_client()


@pytest.mark.parametrize("origin", [ALLOWED, "http://localhost", "https://localhost"])
def test_allowed_website_and_the_gateway_itself_are_answered(client: FlaskClient, origin: str) -> None:
    reply = client.post("/api/conversations", json={}, headers={"Origin": origin})
    assert reply.status_code == 201
    assert reply.headers["Access-Control-Allow-Origin"] == origin
    assert "Origin" in reply.headers["Vary"]
    assert "Access-Control-Allow-Credentials" not in reply.headers


OTHERS = [
    "https://evil.example",
    f"{ALLOWED}.evil.example",
    "http://www.testshire.example",
    "null",
    "https://localhost.evil",
    "http://[",
    "http://]",
    "http://[::1",
]
"""The last ones are no addresses at all."""


@pytest.mark.parametrize("origin", OTHERS)
def test_any_other_website_is_refused_and_rasa_is_not_asked(client: FlaskClient, rasa: FakeRasa, origin: str) -> None:
    reply = client.post("/api/conversations", json={}, headers={"Origin": origin})
    assert (reply.status_code, reply.json) == (403, {"error": "The words for errors origin."})
    assert "Access-Control-Allow-Origin" not in reply.headers
    assert rasa.greeted == []


@pytest.mark.parametrize("origin", OTHERS)
def test_no_other_website_can_say_whether_a_page_helped(client: FlaskClient, origin: str) -> None:
    reply = client.post("/answers/dentist", data={"helped": "yes"}, headers={"Origin": origin})
    assert reply.status_code == 403


def test_page_of_the_gateway_itself_can(client: FlaskClient) -> None:
    reply = client.post("/answers/dentist", data={"helped": "yes"}, headers={"Origin": "http://localhost"})
    assert (reply.status_code, "Access-Control-Allow-Origin" in reply.headers) == (200, False)


@pytest.mark.parametrize(("origin", "status"), [(ALLOWED, 200), ("https://evil.example", 403)])
def test_browsers_that_ask_first_are_told(client: FlaskClient, origin: str, status: int) -> None:
    asked = {
        "Origin": origin,
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "content-type",
    }
    reply = client.options("/api/messages", headers=asked)
    assert reply.status_code == status
    assert (reply.headers.get("Access-Control-Allow-Headers") == "Content-Type") == (status == 200)


def test_programs_that_are_no_browser_are_answered(client: FlaskClient) -> None:
    assert client.post("/api/conversations", json={}).status_code == 201


def test_allowed_websites_are_a_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_SECRET", "only for tests")
    monkeypatch.setenv("ASSISTANT_ORIGINS", f"{ALLOWED} https://other.example")
    assert Settings.from_environment().origins == (ALLOWED, "https://other.example")
