"""What the access log holds of a visitor."""

from __future__ import annotations

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


def test_line_holds_neither_address_nor_query_nor_where_from() -> None:
    config = Config()
    environ = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": "/chat",
        "RAW_URI": "/chat?text=my+son+jak",
        "QUERY_STRING": "text=my+son+jak",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "192.0.2.77",
        "HTTP_REFERER": "https://www.example.org/jak",
        "HTTP_USER_AGENT": "a browser of jak's",
    }
    response = SimpleNamespace(status="200 OK", sent=5, headers=[])
    request = SimpleNamespace(headers=[])
    log = AccessLog(config)
    line = config.access_log_format % log.atoms(response, request, environ, timedelta(seconds=1))
    assert '"GET /chat HTTP/1.1" 200' in line
    assert "192.0.2.0" in line
    assert not any(told in line for told in ("192.0.2.77", "jak", "browser"))
