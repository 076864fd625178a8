"""Danger is looked for in the message as typed, and what travels on has none of its words."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from werkzeug.test import TestResponse

from actions.wire import Outcome
from knowledge.danger.detector import Level
from knowledge.danger.watch import DangerWatch
from knowledge.encoder.sentence_encoder import SentenceEncoder
from knowledge.faults import IndexNotBuilt
from knowledge.files.records import Content
from knowledge.search.message_vectors import MessageVectors
from knowledge.versions.live import live_search
from tests.web_widget.conftest import FakeRasa, Watch, said
from web_widget.app import create_app
from web_widget.gateway.danger import URGENT_SECONDS, DangerAtTheDoor, patience, shown, with_line
from web_widget.gateway.handing_over import VectorsForRasa
from web_widget.settings import Settings
from web_widget.store.dangers_noticed import DangerShown
from web_widget.store.keeping import KeepSettings, Stores

TEXT = "Tyler has taken all his tablets"
Judge = Callable[[dict[str, str]], TestResponse]
Judging = Callable[[Level], Judge]


@pytest.mark.parametrize(
    ("level", "travels"),
    [
        (Level.CARD, {"danger": "card", "danger_kind": "missing"}),
        (Level.LINE, {"danger": "line", "danger_kind": "missing"}),
        (Level.NONE, {"danger": "none"}),
    ],
)
def test_level_and_kind_travel_and_no_words(level: Level, travels: dict[str, str]) -> None:
    watch = Watch(level)
    assert DangerAtTheDoor(lambda: watch).noticed(TEXT).travels == travels
    assert watch.seen == [TEXT]


def test_without_an_index_the_message_goes_on_and_none_of_it_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    def no_index() -> Watch:
        raise IndexNotBuilt("There is no index.")

    assert DangerAtTheDoor(no_index).noticed(TEXT).travels == {}
    assert "IndexNotBuilt" in caplog.text
    assert "Tyler" not in caplog.text


def test_with_a_sentence_model_that_fails_rasa_looks_instead(in_use: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        raise MemoryError

    encoder = SentenceEncoder(in_use)
    monkeypatch.setattr(encoder, "_load", fails)
    watch = DangerWatch(encoder, lambda: live_search().current().danger)
    assert DangerAtTheDoor(lambda: watch).noticed(TEXT).travels == {}
    vectors = MessageVectors(encoder, live_search().current().spell_out)
    assert VectorsForRasa(lambda: vectors).of(TEXT, None, None) == {}


def test_possible_danger_puts_one_line_above_the_answer(shipped: Content) -> None:
    reply = with_line(said({"type": "text"}), {"danger": "line", "danger_kind": "missing"}, shipped)
    assert [card["type"] for card in reply.cards] == ["notice", "text"]
    assert reply.cards[0]["kind"] == "danger"
    assert "999" in reply.cards[0]["text"]


def test_no_line_above_an_emergency_card(shipped: Content) -> None:
    emergency = said({"type": "crisis"}, outcome=Outcome.DANGER)
    assert with_line(emergency, {"danger": "line", "danger_kind": "missing"}, shipped) is emergency


def test_no_line_where_there_is_no_danger(shipped: Content) -> None:
    reply = said({"type": "text"})
    assert with_line(reply, {"danger": "none"}, shipped) is reply


@pytest.mark.parametrize(("level", "status"), [(Level.CARD, 200), (Level.LINE, 503), (Level.NONE, 503)])
def test_emergency_is_answered_while_rasa_is_away(
    in_use: Path, tmp_path: Path, rasa: FakeRasa, level: Level, status: int
) -> None:
    app = create_app(Settings(secret="only for tests", widgets=tmp_path), rasa, lambda: Watch(level))
    client = app.test_client()
    token = client.post("/api/conversations", json={}).get_json()["conversation"]
    rasa.away = True
    reply = client.post("/api/messages", json={"conversation": token, "text": TEXT})
    assert reply.status_code == status
    if level is Level.CARD:
        (card,) = reply.get_json()["messages"]
        assert (card["type"], bool(card["contacts"])) == ("crisis", True)


def test_nobody_in_danger_waits_long_for_rasa() -> None:
    assert patience({"danger": "card", "danger_kind": "missing"}) == URGENT_SECONDS
    assert patience({"danger": "line", "danger_kind": "missing"}) is None
    assert patience({}) is None


NOTICED = {"danger": "line", "danger_kind": "missing"}


def test_card_that_is_shown_is_counted_under_its_kind() -> None:
    reply = said({"type": "crisis"}, outcome=Outcome.DANGER)
    assert shown(reply, {"danger": "card", "danger_kind": "missing"}) == DangerShown("card", "missing")


def test_line_that_is_shown_is_counted_under_its_kind(shipped: Content) -> None:
    assert shown(with_line(said({"type": "text"}), NOTICED, shipped), NOTICED) == DangerShown("line", "missing")


def test_kind_words_after_a_card_are_no_card_and_no_line() -> None:
    assert shown(said({"type": "text"}), {"danger": "card", "danger_kind": "missing"}) is None


def test_no_line_above_the_kind_words_once_help_has_come(shipped: Content) -> None:
    gentle = said({"type": "text", "text": shipped.council.words["danger_eased"]})
    assert with_line(gentle, NOTICED, shipped) is gentle


GIVEN = {"entry": "short-breaks", "helped": "no", "comment": TEXT}


@pytest.fixture
def judging(in_use: Path, tmp_path: Path, rasa: FakeRasa) -> Judging:
    """Begins a conversation with a gateway that sees a level of danger in every text; gives what judges an answer."""

    def begun(level: Level) -> Judge:
        app = create_app(Settings(secret="only for tests", widgets=tmp_path), rasa, lambda: Watch(level))
        client = app.test_client()
        token = client.post("/api/conversations", json={}).get_json()["conversation"]
        return lambda judgement: client.post("/api/feedback", json={"conversation": token, **judgement})

    return begun


@pytest.mark.parametrize(
    ("level", "shows"), [(Level.CARD, ["crisis", "text"]), (Level.LINE, ["notice", "text"]), (Level.NONE, ["text"])]
)
def test_danger_in_a_comment_is_answered_before_the_thanks_and_counted(
    judging: Judging, keep: KeepSettings, level: Level, shows: list[str]
) -> None:
    cards = judging(level)(GIVEN).get_json()["messages"]
    assert [card["type"] for card in cards] == shows
    numbers = Stores(keep).dangers.since("2000-01")
    assert [(counted, kind) for _, counted, kind in numbers] == [(level.value, "missing")] * (len(shows) - 1)


def test_line_is_above_the_thanks_for_a_comment_in_another_language(judging: Judging) -> None:
    polish = {**GIVEN, "comment": "moja córka potrzebuje pomocy w szkole i nie wiem co robić"}
    cards = judging(Level.LINE)(polish).get_json()["messages"]
    assert [card["type"] for card in cards] == ["notice", "text"]


def test_emergency_in_a_comment_is_answered_while_rasa_is_away(judging: Judging, rasa: FakeRasa) -> None:
    judge = judging(Level.CARD)
    rasa.away = True
    reply = judge(GIVEN)
    assert (reply.status_code, [card["type"] for card in reply.get_json()["messages"]]) == (200, ["crisis"])


def test_judgement_without_a_comment_is_not_looked_at(judging: Judging) -> None:
    reply = judging(Level.CARD)({"entry": "short-breaks", "helped": "no"})
    assert [card["type"] for card in reply.get_json()["messages"]] == ["text"]


def test_danger_in_a_comment_is_answered_without_javascript_too(in_use: Path, tmp_path: Path, rasa: FakeRasa) -> None:
    app = create_app(Settings(secret="only for tests", widgets=tmp_path), rasa, lambda: Watch(Level.CARD))
    client = app.test_client()
    token = client.post("/api/conversations", json={}).get_json()["conversation"]
    page = client.post("/chat/feedback", data={"conversation": token, **GIVEN}).text
    assert "crisis-card" in page
    assert page.index("tel:999") < page.index("Hello.")
