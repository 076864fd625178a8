"""A page that fails inside is still a page to read, with whom to ring."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from tests.support.content import COUNCIL, PHONE

PAGES = [
    ("answers.index", "/answers"),
    ("answers.show", "/answers/dentist"),
    ("other_forms.show", "/answers/dentist/easy-read"),
    ("near.show", "/near"),
    ("near.show", "/near/this-week"),
    ("pages.demonstration", "/"),
    ("pages.privacy", "/privacy"),
    ("pages.accessibility", "/accessibility"),
    ("you_said.show", "/you-said-we-did"),
]


def broken(**_: object) -> None:
    raise RuntimeError("a secret detail")


@pytest.mark.parametrize(("endpoint", "path"), PAGES)
def test_fault_inside_is_a_page_and_says_whom_to_ring(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch, endpoint: str, path: str
) -> None:
    monkeypatch.setitem(client.application.view_functions, endpoint, broken)
    page = client.get(path)
    assert (page.status_code, page.mimetype) == (500, "text/html")
    assert "The words for words unavailable." in page.text
    assert COUNCIL in page.text
    assert PHONE in page.text
    assert "secret detail" not in page.text
