"""The chat without JavaScript: plain forms, with every card that the widget shows."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from jsonschema import Draft7Validator

from actions.card_schema import CARD
from actions.wire import Reply
from tests.support.content import COUNCIL, PHONE
from tests.web_widget.conftest import FakeRasa, said
from tests.web_widget.stage import CARDS, Actor
from web_widget.app import create_app
from web_widget.settings import Settings


@pytest.fixture
def rasa() -> FakeRasa:
    return Actor()


def token_in(page: str) -> str:
    found = re.search(r'name="conversation" value="([^"]+)"', page)
    assert found
    return found.group(1)


@pytest.mark.parametrize("name", sorted(CARDS))
def test_cards_of_these_tests_are_as_agreed(name: str) -> None:
    Draft7Validator(CARD).validate(CARDS[name])


def test_first_page_asks_nothing_of_rasa(client: FlaskClient, rasa: FakeRasa) -> None:
    page = client.get("/chat")
    assert page.status_code == 200
    assert rasa.greeted == []
    assert "The words for words greet." in page.text
    assert "The words for notices draft." in page.text


def texts(value: Any, name: str = "") -> list[str]:
    """Every text of a card that a parent should see."""
    if isinstance(value, dict):
        return [text for key, item in value.items() if key not in UNSEEN for text in texts(item, key)]
    if isinstance(value, list):
        return [text for item in value for text in texts(item, name)]
    return [value] if isinstance(value, str) else []


UNSEEN = {"type", "id", "entry", "topic", "section", "kind", "field", "message", "version", "href", "url", "terms"}
UNSEEN |= {"ics", "whose", "reason", "regulation", "skip", "language", "passed_words"}


@pytest.mark.parametrize("name", sorted(name for name in CARDS if not name.startswith("opening")))
def test_every_word_of_every_card_is_shown(client: FlaskClient, name: str) -> None:
    page = client.post("/chat", data={"text": f"show {name}"})
    assert page.status_code == 200
    plain = re.sub(r"\s+", " ", page.text.replace("&#39;", "'").replace("&#34;", '"').replace("&amp;", "&"))
    unshown = [text for text in texts(CARDS[name]) if re.sub(r"\s+", " ", text).strip() not in plain]
    assert unshown == []


def test_conversation_goes_on_from_page_to_page(client: FlaskClient, rasa: FakeRasa) -> None:
    first = client.post("/chat", data={"conversation": "", "text": "one"})
    client.post("/chat", data={"conversation": token_in(first.text), "text": "two"})
    assert [text for _, text in rasa.asked] == ["one", "two"]
    assert len({conversation for conversation, _ in rasa.asked}) == 1
    assert "This is a draft" in first.text


def test_day_is_typed_in_three_fields(client: FlaskClient, rasa: FakeRasa) -> None:
    client.post("/chat", data={"day": "12", "month": "3", "year": "2026"})
    assert rasa.asked[-1][1] == "12 3 2026"


def test_feedback_is_a_form_too(client: FlaskClient, rasa: FakeRasa) -> None:
    token = token_in(client.post("/chat", data={"text": "show answer"}).text)
    given = {"conversation": token, "entry": "short-breaks", "helped": "no", "reason": "out_of_date"}
    assert client.post("/chat/feedback", data=given).status_code == 200
    assert '"reason": "out_of_date"' in rasa.asked[-1][1]


@pytest.mark.parametrize(
    ("data", "status", "words"),
    [
        ({"text": " "}, 400, "errors empty"),
        ({"text": "a" * 1001}, 400, "errors too_long"),
        ({"text": "my words", "conversation": "guess"}, 404, "errors conversation"),
    ],
)
def test_what_cannot_be_taken_is_said_and_what_was_typed_is_still_there(
    client: FlaskClient, data: dict[str, str], status: int, words: str
) -> None:
    page = client.post("/chat", data=data)
    assert page.status_code == status
    assert f"The words for {words}." in page.text
    assert f">{data['text']}</textarea>" in page.text
    assert "<title>Error: " in page.text


def test_rasa_away_is_said_calmly(client: FlaskClient, rasa: FakeRasa) -> None:
    rasa.away = True
    page = client.post("/chat", data={"text": "my words"})
    assert page.status_code == 503
    assert "The words for words unavailable." in page.text
    assert ">my words</textarea>" in page.text


@pytest.mark.parametrize("href", ["javascript:alert(1)", "data:text/html,x"])
def test_markup_and_scripts_in_cards_do_nothing(in_use: Path, tmp_path: Path, href: str) -> None:
    class Hostile(Actor):
        def reply_to(self, text: str) -> Reply:
            source = {"title": "<b>bold</b>", "url": href, "published": "2024"}
            return said({**CARDS["answer"], "title": "<img src=x>", "sources": [source]})

    app = create_app(Settings(secret="only for tests", widgets=tmp_path), Hostile())
    page = app.test_client().post("/chat", data={"text": "<script>x</script>"}).text
    assert "<img" not in page
    assert "<b>" not in page
    assert "<script" not in page
    assert href not in page


@pytest.mark.parametrize("path", ["/privacy", "/accessibility"])
def test_pages_about_the_assistant_name_the_council_and_how_to_reach_it(client: FlaskClient, path: str) -> None:
    page = client.get(path).text
    assert COUNCIL in page
    assert PHONE in page
    assert "The words for notices draft." in page


@pytest.mark.parametrize(
    ("path", "data"),
    [("/chat", {"text": "my words"}), ("/chat/feedback", {"entry": "short-breaks", "helped": "no"})],
)
def test_fault_inside_is_a_page_with_the_words_and_what_was_typed(
    client: FlaskClient, rasa: FakeRasa, monkeypatch: pytest.MonkeyPatch, path: str, data: dict[str, str]
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("a secret detail")

    token = token_in(client.post("/chat", data={"text": "one"}).text)
    monkeypatch.setattr(rasa, "ask", broken)
    monkeypatch.setattr(rasa, "feedback", broken)
    page = client.post(path, data={"conversation": token, **data})
    assert (page.status_code, page.mimetype) == (500, "text/html")
    assert "The words for words unavailable." in page.text
    assert f">{data.get('text', '')}</textarea>" in page.text
    assert token_in(page.text) == token
    assert "secret detail" not in page.text
