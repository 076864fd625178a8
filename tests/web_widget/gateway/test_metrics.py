"""Numbers for whoever looks after the machine, and who may read them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from prometheus_client.parser import text_string_to_metric_families

from actions.wire import Outcome
from knowledge.versions.live import live_content
from tests.web_widget.conftest import CARD, FakeRasa, said
from web_widget.app import create_app
from web_widget.settings import Settings

FROM_ELSEWHERE = {"REMOTE_ADDR": "192.0.2.77"}


def numbers(client: FlaskClient) -> dict[tuple[str, ...], float]:
    """Every number by its name and the values of its labels."""
    text = client.get("/metrics").text
    families = text_string_to_metric_families(text)
    return {
        (sample.name, *(value for _, value in sorted(sample.labels.items()))): sample.value
        for family in families
        for sample in family.samples
    }


def test_requests_are_counted_by_route_and_status_and_not_by_what_was_typed(client: FlaskClient) -> None:
    client.post("/api/conversations")
    client.post("/api/messages", json={"conversation": "guess", "text": "my son Quillan"})
    client.get("/nowhere/quillan")
    client.open("/chat", method="QUILLAN")
    found = numbers(client)
    assert found["assistant_requests_total", "POST", "/api/conversations", "201"] == 1
    assert found["assistant_requests_total", "POST", "/api/messages", "404"] == 1
    assert found["assistant_requests_total", "GET", "none", "404"] == 1
    assert not re.search("quillan", str(found), re.IGNORECASE)


def test_outcome_of_every_message_is_counted(client: FlaskClient, rasa: FakeRasa) -> None:
    token = client.post("/api/conversations").json["conversation"]  # type: ignore[index]
    client.post("/api/messages", json={"conversation": token, "text": "hello"})
    rasa.reply = said(CARD, outcome=Outcome.DANGER)
    client.post("/api/messages", json={"conversation": token, "text": "hello"})
    found = numbers(client)
    assert found["assistant_outcomes_total", "talk"] == 1
    assert found["assistant_outcomes_total", "danger"] == 1


def test_time_of_replies_is_counted_in_seconds(client: FlaskClient) -> None:
    client.post("/api/conversations")
    found = numbers(client)
    assert found["assistant_request_seconds_count", "/api/conversations"] == 1
    assert found["assistant_request_seconds_sum", "/api/conversations"] > 0


def test_version_and_age_of_the_content_are_told(client: FlaskClient) -> None:
    version, _ = live_content().current()
    found = numbers(client)
    assert found["assistant_index_info", version] == 1
    assert found["assistant_content_oldest_check_seconds",] == 1578182400  # 2020-01-05, as in the small content
    assert found["assistant_content_last_check_seconds",] == 1578182400
    assert found["assistant_content_overdue_pages",] == 0


def test_without_an_index_its_version_is_empty_and_the_rest_is_told(
    tmp_path: Path, in_use: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ASSISTANT_INDEX", str(tmp_path / "nowhere"))
    reply = create_app(Settings(), FakeRasa()).test_client().get("/metrics")
    assert reply.status_code == 200
    assert 'assistant_index_info{version=""}' in reply.text


def test_without_a_token_only_this_machine_may_read_them(client: FlaskClient) -> None:
    assert client.get("/metrics").status_code == 200
    assert client.get("/metrics", environ_overrides={"REMOTE_ADDR": "::1"}).status_code == 200
    assert client.get("/metrics", environ_overrides=FROM_ELSEWHERE).status_code == 404
    assert client.get("/metrics", headers={"X-Forwarded-For": "192.0.2.77"}).status_code == 404


@pytest.mark.parametrize(
    ("shown", "status"), [("Bearer a token", 200), ("Bearer guess", 404), ("a token", 404), ("", 404), (None, 404)]
)
def test_with_a_token_whoever_shows_it_may(
    in_use: Path, rasa: FakeRasa, tmp_path: Path, shown: str | None, status: int
) -> None:
    settings = Settings(secret="only for tests", widgets=tmp_path, metrics_token="a token")
    headers = {} if shown is None else {"Authorization": shown}
    client = create_app(settings, rasa).test_client()
    assert client.get("/metrics", headers=headers, environ_overrides=FROM_ELSEWHERE).status_code == status
    assert client.get("/metrics", headers=headers).status_code == status
