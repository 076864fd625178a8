"""The demonstration page shows the council of the content, and nothing from elsewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from knowledge.settings import ROOT
from tests.support.content import COUNCIL, PHONE

STATIC = ROOT / "web_widget" / "static"


@pytest.fixture
def page(client: FlaskClient) -> str:
    reply = client.get("/")
    assert (reply.status_code, reply.mimetype) == (200, "text/html")
    return reply.text


def test_page_names_the_council_and_its_number(page: str) -> None:
    assert COUNCIL in page
    assert PHONE in page
    assert f'href="tel:{PHONE.replace(" ", "")}"' in page


def test_page_has_no_script_or_style_of_its_own_that_the_policy_would_block(page: str) -> None:
    assert not re.search(r"<script(?![^>]*\bsrc=)", page)
    assert not re.search(r"<style|\sstyle=|\son\w+=", page)


def test_page_loads_nothing_from_elsewhere(page: str) -> None:
    loaded = re.findall(r"<(?:script|link|img|iframe)[^>]*?(?:src|href)=\"([^\"]*)\"", page)
    assert loaded
    assert all(re.match(r"/(?!/)|http://localhost/", address) for address in loaded)


def test_everything_that_the_page_loads_is_there(client: FlaskClient, page: str) -> None:
    for address in re.findall(r"(?:src|href)=\"(?:http://localhost)?(/[^\"]*)\"", page):
        assert client.get(address).status_code == 200, address


def test_page_can_be_read_by_screen_readers(page: str) -> None:
    assert '<html lang="en-GB">' in page
    assert page.count("<h1") == 1
    assert re.search(r"<label[^>]*>", page) or "aria-label" in page


def test_page_gives_the_number_and_a_plain_chat_where_there_is_no_javascript(page: str) -> None:
    inside = re.findall(r"<local-offer-chat[^>]*>(.*?)</local-offer-chat>", page, re.DOTALL)
    assert len(inside) == 1
    assert PHONE in inside[0]
    assert 'href="http://localhost/chat"' in inside[0]


@pytest.mark.parametrize("script", sorted(STATIC.rglob("*.js")), ids=lambda path: path.name)
def test_scripts_never_write_html_from_text(script: Path) -> None:
    text = script.read_text(encoding="utf-8")
    code = re.sub(r"/\*.*?\*/|//[^\n]*", "", text, flags=re.DOTALL)
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function", code)
