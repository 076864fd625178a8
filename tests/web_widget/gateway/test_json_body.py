"""JSON that could be read in two ways is not read at all."""

from __future__ import annotations

import json

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.web_widget.conftest import FakeRasa
from tests.web_widget.gateway.test_api import begin, refused

HOSTILE_BODIES = [
    '{"text": "a", "text": "b"}',
    '{"text": "a", "tex\\u0074": "b"}',
    '{"text": NaN}',
    '{"text": Infinity}',
    '{"text": "a", "sender": "somebody else"}',
    '{"text": "a", "metadata": {}}',
    '{"text": "a", "input_channel": "cmdline"}',
    '{"text": "a", "__proto__": {}}',
    '{"text": ' + "9" * 5000 + "}",
    "\ufeff{}",
    '{"text": "a"} {}',
]

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=8,
)
FIELDS = st.sampled_from(["conversation", "text", "entry", "helped", "reason", "comment", "sender"])


@pytest.mark.parametrize("body", HOSTILE_BODIES)
def test_json_that_is_not_quite_what_is_asked_for_is_refused(client: FlaskClient, rasa: FakeRasa, body: str) -> None:
    refused(client.post("/api/messages", data=body, content_type="application/json"), 400, "not_text")
    assert rasa.asked == []


@pytest.mark.parametrize("kind", ["utf-16", "utf-32"])
def test_json_of_another_encoding_than_utf_8_is_refused(client: FlaskClient, kind: str) -> None:
    body = json.dumps({"conversation": begin(client), "text": "hello"}).encode(kind)
    refused(client.post("/api/messages", data=body, content_type="application/json"), 400, "not_text")


def test_compressed_body_is_refused_and_not_unpacked(client: FlaskClient) -> None:
    packed = b"\x1f\x8b" + b"\x00" * 1000
    headers = {"Content-Encoding": "gzip"}
    refused(
        client.post("/api/messages", data=packed, content_type="application/json", headers=headers), 400, "not_text"
    )


def test_lone_surrogates_are_refused_or_taken_out(client: FlaskClient, rasa: FakeRasa) -> None:
    body = f'{{"conversation": "{begin(client)}", "text": "my \\ud800son"}}'
    assert client.post("/api/messages", data=body, content_type="application/json").status_code == 200
    assert rasa.asked[0][1] == "my son"
    body = '{"conversation": "\\ud800", "text": "hello"}'
    refused(client.post("/api/messages", data=body, content_type="application/json"), 404, "conversation")


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    path=st.sampled_from(["/api/messages", "/api/feedback"]),
    body=st.dictionaries(FIELDS, JSON, max_size=6),
    known=st.booleans(),
)
def test_no_json_whatever_makes_an_error(client: FlaskClient, path: str, body: dict[str, object], known: bool) -> None:
    if known:
        body["conversation"] = begin(client)
    reply = client.post(path, data=json.dumps(body), content_type="application/json")
    assert reply.status_code in (200, 400, 404, 413, 429)
    assert set(reply.json or {}) <= {"messages", "notice", "error", "contacts"}


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(st.characters(), max_size=300))
def test_any_text_is_answered_or_refused_and_never_a_command(client: FlaskClient, rasa: FakeRasa, text: str) -> None:
    reply = client.post("/api/messages", json={"conversation": begin(client), "text": text})
    assert reply.status_code in (200, 400)
