"""The gateway answers under its own names only."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.web_widget.conftest import SECRET, FakeRasa
from web_widget.app import create_app
from web_widget.settings import OWN_HOSTS, Settings, hosts

PATHS = ["/", "/answers/dentist", "/sitemap.xml", "/chat", "/healthz", "/metrics", "/staff/login", "/open-referral/"]


@pytest.mark.parametrize("path", PATHS)
def test_request_under_another_name_is_refused_and_its_name_is_nowhere(in_use: Path, tmp_path: Path, path: str) -> None:
    settings = Settings(secret=SECRET, widgets=tmp_path, hosts=("assistant.example", *OWN_HOSTS))
    client = create_app(settings, FakeRasa()).test_client()
    reply = client.get(path, base_url="http://evil.example")
    assert reply.status_code == 400
    assert "evil" not in reply.text
    for name in ("assistant.example", "127.0.0.1:8000", "localhost"):
        assert client.get(path, base_url=f"http://{name}").status_code in (200, 302, 404)


@pytest.mark.parametrize(
    ("environment", "names"),
    [
        ({"PUBLIC_ORIGIN": "https://assistant.example"}, ("assistant.example", *OWN_HOSTS)),
        ({}, OWN_HOSTS),
        ({"HOST": "::1"}, OWN_HOSTS),
        ({"HOST": "0.0.0.0"}, ()),
        ({"TRUSTED_PROXIES": "1"}, ()),
    ],
)
def test_names_follow_from_where_the_gateway_can_be_reached(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], names: tuple[str, ...]
) -> None:
    for name in ("PUBLIC_ORIGIN", "HOST", "TRUSTED_PROXIES"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert hosts() == names


@pytest.mark.parametrize("origin", ["assistant.example", "ftp://assistant.example", "https://"])
def test_origin_that_is_none_is_refused_with_an_example(monkeypatch: pytest.MonkeyPatch, origin: str) -> None:
    monkeypatch.setenv("PUBLIC_ORIGIN", origin)
    with pytest.raises(ValueError, match=r"such as https://assistant\.example"):
        hosts()
