"""Search engines are told every page of a council that approved its content, and what to leave alone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from flask.testing import FlaskClient

from knowledge.files.records import Content
from knowledge.versions.live import Live
from tests.web_widget.conftest import SECRET, FakeRasa
from web_widget.app import create_app
from web_widget.settings import Settings

SPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def test_every_page_is_on_the_map_with_the_day_of_its_check(client: FlaskClient, small: Content) -> None:
    reply = client.get("/sitemap.xml")
    assert reply.mimetype == "application/xml"
    listed = ElementTree.fromstring(reply.data)
    days = {url.findtext(f"{SPACE}loc"): url.findtext(f"{SPACE}lastmod") for url in listed}
    expected = {f"http://localhost/answers/{name}": f"{entry.checked}" for name, entry in small.entries.items()}
    lists = dict.fromkeys(f"http://localhost{path}" for path in ("/answers", "/near", "/near/this-week"))
    assert days == {**lists, **expected}


def test_every_address_on_the_map_is_there(client: FlaskClient) -> None:
    listed = ElementTree.fromstring(client.get("/sitemap.xml").data)
    paths = [str(url.findtext(f"{SPACE}loc")).removeprefix("http://localhost") for url in listed]
    assert {client.get(path).status_code for path in paths} == {200}


def test_searches_and_what_is_not_for_reading_are_left_alone(client: FlaskClient) -> None:
    robots = client.get("/robots.txt").text.splitlines()
    assert robots[0] == "User-agent: *"
    assert {"Disallow: /api/", "Disallow: /staff", "Disallow: /answers?q=", "Disallow: /near?"} <= set(robots)


@pytest.mark.parametrize(("status", "told"), [("draft", False), ("live", True)])
def test_map_is_named_once_the_content_is_approved(
    monkeypatch: pytest.MonkeyPatch, rasa: FakeRasa, tmp_path: Path, small: Content, status: str, told: bool
) -> None:
    content = replace(small, council=replace(small.council, status=status))
    live = Live(tmp_path, lambda _: ("of this test", content))
    monkeypatch.setattr("web_widget.app.live_words", lambda read: live)
    settings = Settings(secret=SECRET, widgets=tmp_path / "w", public_origin="https://assistant.example")
    robots = create_app(settings, rasa).test_client().get("/robots.txt").text
    assert ("Sitemap: https://assistant.example/sitemap.xml" in robots) is told
