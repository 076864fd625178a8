"""What the access log holds of a visitor."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator
from datetime import timedelta
from types import SimpleNamespace

import pytest
from gunicorn.config import Config

from web_widget.privacy.access_log import AccessLog, network_of


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.77", "192.0.2.0"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1::"),
        ("", "-"),
        ("rubbish", "-"),
    ],
)
def test_only_the_network_of_an_address_is_kept(address: str, network: str) -> None:
    assert network_of(address) == network


ENVIRON = {
    "REQUEST_METHOD": "GET",
    "PATH_INFO": "/chat",
    "RAW_URI": "/chat?text=my+son+jak",
    "QUERY_STRING": "text=my+son+jak",
    "SERVER_PROTOCOL": "HTTP/1.1",
    "REMOTE_ADDR": "192.0.2.77",
    "HTTP_REFERER": "https://www.example.org/jak",
    "HTTP_USER_AGENT": "a browser of jak's",
}
RESPONSE = SimpleNamespace(status="200 OK", sent=5, headers=[])
REQUEST = SimpleNamespace(headers=[])


def test_line_holds_neither_address_nor_query_nor_where_from() -> None:
    config = Config()
    log = AccessLog(config)
    line = config.access_log_format % log.atoms(RESPONSE, REQUEST, ENVIRON, timedelta(seconds=1))
    assert '"GET /chat HTTP/1.1" 200' in line
    assert "192.0.2.0" in line
    assert not any(told in line for told in ("192.0.2.77", "jak", "browser"))


@pytest.fixture
def json_log(monkeypatch: pytest.MonkeyPatch) -> Iterator[AccessLog]:
    """A log of JSON; the loggers are put back as they were."""
    root, before = logging.getLogger(), list(logging.getLogger().handlers)
    monkeypatch.setenv("LOG_FORMAT", "json")
    config = Config()
    config.set("accesslog", "-")
    yield AccessLog(config)
    root.handlers[:] = before


def test_lines_can_be_json_and_hold_no_more(json_log: AccessLog) -> None:
    written = io.StringIO()
    handler = json_log.access_log.handlers[-1]
    assert isinstance(handler, logging.StreamHandler)
    handler.setStream(written)
    json_log.access(RESPONSE, REQUEST, ENVIRON, timedelta(seconds=1))
    line = json.loads(written.getvalue())
    assert line.pop("timestamp")
    assert line == {
        "level": "INFO",
        "logger": "gunicorn.access",
        "message": "request",
        "network": "192.0.2.0",
        "request": "GET /chat HTTP/1.1",
        "status": "200",
        "bytes": 5,
        "seconds": 1.0,
    }


def test_half_a_request_is_no_error_with_a_stack_trace(caplog: pytest.LogCaptureFixture) -> None:
    log = AccessLog(Config())
    log.error_log.propagate = True
    with caplog.at_level(logging.INFO):
        try:
            raise BlockingIOError
        except BlockingIOError:
            log.exception("Socket error processing request.")
    assert [(record.levelname, record.exc_info) for record in caplog.records] == [("INFO", None)]
