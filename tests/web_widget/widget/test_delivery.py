"""The widget is served under its version, for ever the same, and the tags name it."""

from __future__ import annotations

import gzip
import re
import subprocess
import sys
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from knowledge.settings import ROOT
from knowledge.versions.live import live_content
from tests.support.content import COUNCIL, PHONE
from tests.web_widget.conftest import FakeRasa
from web_widget.app import create_app
from web_widget.settings import Settings
from web_widget.widget.bundle import ENTRY, LOADER, PANEL, Widget, build
from web_widget.widget.delivery import classic_snippet, keep


@pytest.mark.parametrize("name", [ENTRY, PANEL, LOADER])
def test_script_is_served_zipped_and_kept_by_browsers_for_a_year(client: FlaskClient, name: str) -> None:
    widget = build()
    reply = client.get(f"/widget/{widget.version}/{name}", headers={"Accept-Encoding": "gzip"})
    assert reply.status_code == 200
    assert reply.mimetype == "text/javascript"
    assert gzip.decompress(reply.data) == widget.files[name]
    assert reply.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert reply.headers["Access-Control-Allow-Origin"] == "*"


def test_script_is_served_to_those_who_cannot_unzip(client: FlaskClient) -> None:
    widget = build()
    reply = client.get(f"/widget/{widget.version}/{ENTRY}")
    assert reply.data == widget.files[ENTRY]
    assert "Content-Encoding" not in reply.headers


@pytest.mark.parametrize("path", ["000000000000/panel.js", "../app.py", "{version}/app.py", "{version}/messages.js"])
def test_nothing_else_is_served(client: FlaskClient, path: str) -> None:
    assert client.get(f"/widget/{path.format(version=build().version)}").status_code == 404


def test_older_version_is_still_served_to_pages_that_name_it(in_use: Path, tmp_path: Path) -> None:
    older = Widget("abcdef012345", "sha384-x", {ENTRY: b"older();", PANEL: b""})
    keep(older, tmp_path)
    client = create_app(Settings(secret="only for tests", widgets=tmp_path), FakeRasa()).test_client()
    assert client.get(f"/widget/abcdef012345/{ENTRY}").data == b"older();"


def test_version_that_is_kept_is_never_changed(tmp_path: Path) -> None:
    keep(Widget("abcdef012345", "", {ENTRY: b"first();"}), tmp_path)
    keep(Widget("abcdef012345", "", {ENTRY: b"second();"}), tmp_path)
    assert gzip.decompress((tmp_path / "abcdef012345" / f"{ENTRY}.gz").read_bytes()) == b"first();"


@pytest.mark.process
def test_snippet_is_printed_with_version_hash_and_fallback(small_index: Path) -> None:
    command = [sys.executable, "-m", "web_widget", "snippet", "https://assistant.example/"]
    environment = {"ASSISTANT_INDEX": str(small_index), "PATH": "", "ASSISTANT_SECRET": "only for tests"}
    printed = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True).stdout
    widget = build()
    address = f"https://assistant.example/widget/{widget.version}/{ENTRY}"
    assert f'<script type="module" src="{address}" integrity="{widget.integrity}" crossorigin></script>' in printed
    inside = re.search(
        r'<local-offer-chat gateway="https://assistant.example"[^>]*>(.*)</local-offer-chat>', printed, re.S
    )
    assert inside
    assert all(part in inside.group(1) for part in (COUNCIL, PHONE, "https://assistant.example/chat"))


def test_classic_snippet_names_the_loader_with_its_hash(in_use: Path, tmp_path: Path) -> None:
    app = create_app(Settings(secret="only for tests", widgets=tmp_path), FakeRasa())
    widget = build()
    with app.app_context():
        tags = classic_snippet(widget, live_content().current()[1].council, "https://assistant.example/")
    address = f"https://assistant.example/widget/{widget.version}/{LOADER}"
    assert f'<script src="{address}" integrity="{widget.loader_integrity}" crossorigin defer></script>' in tags
    assert '<local-offer-chat gateway="https://assistant.example"' in tags


def test_demonstration_page_shows_the_snippet_to_copy(client: FlaskClient) -> None:
    page = client.get("/").text
    assert page.count(f"/widget/{build().version}/{ENTRY}") == 2
    assert "&lt;local-offer-chat gateway=" in page
