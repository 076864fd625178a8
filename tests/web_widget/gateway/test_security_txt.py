"""Whoever finds a fault of security learns whom to tell, and what browsers report holds no words."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient


def test_whom_to_tell_is_in_security_txt(client: FlaskClient) -> None:
    reply = client.get("/.well-known/security.txt")
    assert reply.mimetype == "text/plain"
    assert "Contact: https://www.testshire.example" in reply.text
    assert "Expires: 20" in reply.text


def test_browsers_are_told_where_to_report(client: FlaskClient) -> None:
    assert "report-uri /csp-reports" in client.get("/").headers["Content-Security-Policy"]


def test_report_is_logged_by_its_rule_alone(client: FlaskClient, caplog: pytest.LogCaptureFixture) -> None:
    report = {"effective-directive": "script-src", "document-uri": "https://x.example/my-son-jak", "blocked-uri": "x"}
    assert client.post("/csp-reports", json={"csp-report": report}).status_code == 204
    assert "script-src" in caplog.text
    assert "jak" not in caplog.text


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"{}",
        b'{"csp-report": 7}',
        b'{"csp-report": {"effective-directive": "x\\nFORGED"}}',
        b"\xff",
        pytest.param(b"[" * 4000, id="deep"),
    ],
)
def test_what_is_no_report_is_taken_and_leaves_nothing(
    client: FlaskClient, caplog: pytest.LogCaptureFixture, body: bytes
) -> None:
    assert client.post("/csp-reports", data=body).status_code == 204
    assert "FORGED" not in caplog.text
