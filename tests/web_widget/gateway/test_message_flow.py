"""A message on its way through the gateway: redacted, answered, kept, and deleted."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient
from sqlalchemy.exc import OperationalError

from actions.wire import Outcome, Reply
from knowledge.danger.watch import DangerWatch
from knowledge.files.records import Content
from knowledge.search.message_vectors import MessageVectors, read_apart
from knowledge.versions.live import live_search
from tests.support.content import COUNCIL
from tests.support.fake_encoder import FakeEncoder
from tests.web_widget.conftest import CARD, FakeRasa, said
from web_widget.app import create_app
from web_widget.gateway.words import Words
from web_widget.settings import Settings
from web_widget.store.database import connect
from web_widget.store.keeping import KeepSettings, Stores
from web_widget.store.tables import FEEDBACK, RECORDS

MESSAGE = "my son jak is 7, ring 07700 900123"
REDACTED = "my son [name] is 7, ring [phone]"


def begin(client: FlaskClient) -> str:
    return str(client.post("/api/conversations", json={}).json["conversation"])  # type: ignore[index]


def kept(keep: KeepSettings, table: sa.Table) -> list[dict[str, object]]:
    with connect(keep.records_url).connect() as connection:
        return [dict(row._mapping) for row in connection.execute(sa.select(table))]


def test_rasa_is_asked_without_the_details(client: FlaskClient, rasa: FakeRasa) -> None:
    client.post("/api/messages", json={"conversation": begin(client), "text": MESSAGE})
    assert rasa.asked == [(rasa.greeted[0], REDACTED)]


def test_parent_is_told_what_was_taken_out(client: FlaskClient) -> None:
    reply = client.post("/api/messages", json={"conversation": begin(client), "text": MESSAGE})
    assert reply.json["notice"] == {  # type: ignore[index]
        "text": "The words for words removed.",
        "removed": [
            {"kind": "name", "words": "The words for words removed_name."},
            {"kind": "phone", "words": "The words for words removed_phone."},
        ],
    }


def test_there_is_no_notice_where_nothing_was_taken_out(client: FlaskClient) -> None:
    reply = client.post("/api/messages", json={"conversation": begin(client), "text": "short breaks?"})
    assert set(reply.json) == {"messages"}  # type: ignore[arg-type]


def test_record_is_redacted(client: FlaskClient, rasa: FakeRasa, keep: KeepSettings) -> None:
    rasa.reply = said(CARD, outcome=Outcome.NOT_KNOWN)
    client.post("/api/messages", json={"conversation": begin(client), "text": MESSAGE})
    assert [(row["question"], row["outcome"]) for row in kept(keep, RECORDS)] == [(REDACTED, "not_known")]


def test_record_holds_what_the_action_says_and_not_what_the_cards_look_like(
    client: FlaskClient, rasa: FakeRasa, keep: KeepSettings
) -> None:
    rasa.reply = Reply((CARD,), Outcome.ANSWERED, "short-breaks", "version-of-the-action")
    client.post("/api/messages", json={"conversation": begin(client), "text": "short breaks?"})
    (record,) = kept(keep, RECORDS)
    assert (record["outcome"], record["entry"], record["version"]) == (
        "answered",
        "short-breaks",
        "version-of-the-action",
    )


def test_content_is_read_once_for_a_whole_message(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    token = begin(client)
    read, current = [], Words.current

    def counted(words: Words) -> tuple[str, Content]:
        read.append(words)
        return current(words)

    monkeypatch.setattr(Words, "current", counted)
    client.post("/api/messages", json={"conversation": token, "text": MESSAGE})
    assert len(read) == 1


def test_comment_of_feedback_is_redacted_for_rasa_and_for_the_record(
    client: FlaskClient, rasa: FakeRasa, keep: KeepSettings
) -> None:
    given = {"entry": "short-breaks", "helped": "no", "reason": "other", "comment": "my son jak is 7"}
    reply = client.post("/api/feedback", json={"conversation": begin(client), **given})
    assert reply.status_code == 200
    assert reply.json["notice"]["removed"][0]["kind"] == "name"  # type: ignore[index]
    assert rasa.judged == [{**given, "comment": "my son [name] is 7"}]
    assert [(row["comment"], row["helped"]) for row in kept(keep, FEEDBACK)] == [("my son [name] is 7", False)]


def test_deleted_chat_leaves_no_record_and_cannot_be_gone_on_with(client: FlaskClient, keep: KeepSettings) -> None:
    token = begin(client)
    client.post("/api/messages", json={"conversation": token, "text": MESSAGE})
    client.post("/api/feedback", json={"conversation": token, "entry": "short-breaks", "helped": "yes"})
    reply = client.delete("/api/conversations", json={"conversation": token})
    assert (reply.status_code, reply.json) == (200, {"deleted": "The words for words deleted."})
    assert (kept(keep, RECORDS), kept(keep, FEEDBACK)) == ([], [])
    assert client.post("/api/messages", json={"conversation": token, "text": "hello"}).status_code == 404
    assert kept(keep, RECORDS) == []


def test_chat_that_is_deleted_while_a_message_is_under_way_stays_deleted(
    client: FlaskClient, rasa: FakeRasa, keep: KeepSettings
) -> None:
    token = begin(client)

    def deletes() -> None:
        client.application.test_client().delete("/api/conversations", json={"conversation": token})

    rasa.meanwhile = deletes
    assert client.post("/api/messages", json={"conversation": token, "text": MESSAGE}).status_code == 404
    assert kept(keep, RECORDS) == []


def test_deleting_again_is_tried_until_the_database_is_free(
    client: FlaskClient, rasa: FakeRasa, monkeypatch: pytest.MonkeyPatch
) -> None:
    token, forget, forgotten = begin(client), Stores.forget, threading.Event()

    def free_again(stores: Stores, conversation: str) -> None:
        forget(stores, conversation)
        forgotten.set()

    def busy_once(stores: Stores, conversation: str) -> None:
        monkeypatch.setattr(Stores, "forget", free_again)
        raise OperationalError("", {}, Exception("database is locked"))

    def deletes() -> None:
        client.application.test_client().delete("/api/conversations", json={"conversation": token})
        monkeypatch.setattr(Stores, "forget", busy_once)

    rasa.meanwhile = deletes
    reply = client.post("/api/messages", json={"conversation": token, "text": MESSAGE})
    assert (reply.status_code, reply.json) == (404, {"error": "The words for errors conversation."})
    assert forgotten.wait(10)


@pytest.mark.parametrize("body", [{}, {"conversation": "guess"}, {"conversation": 7}])
def test_only_the_holder_of_the_token_can_delete_a_chat(client: FlaskClient, body: dict[str, object]) -> None:
    assert client.delete("/api/conversations", json=body).status_code == 404


def test_answer_comes_even_where_no_record_can_be_kept(
    client: FlaskClient, keep: KeepSettings, caplog: pytest.LogCaptureFixture
) -> None:
    token = begin(client)
    with connect(keep.records_url).begin() as connection:
        connection.execute(sa.text("DROP TABLE records"))
    reply = client.post("/api/messages", json={"conversation": token, "text": MESSAGE})
    assert reply.status_code == 200
    assert "could not be kept" in caplog.text
    assert "[name]" not in caplog.text


def test_chat_that_cannot_be_deleted_is_not_said_to_be(client: FlaskClient, keep: KeepSettings) -> None:
    token = begin(client)
    with connect(keep.records_url).begin() as connection:
        connection.execute(sa.text("DROP TABLE records"))
    reply = client.delete("/api/conversations", json={"conversation": token})
    assert reply.status_code == 503
    assert reply.json["contacts"][0]["name"] == COUNCIL  # type: ignore[index]


def test_nothing_of_a_message_is_in_the_files_of_the_gateway(client: FlaskClient, tmp_path: Path) -> None:
    client.post("/api/messages", json={"conversation": begin(client), "text": MESSAGE})
    files = b"".join(path.read_bytes() for path in tmp_path.glob("*.db*"))
    assert files
    assert not any(told in files for told in (b"jak", b"900123"))


def test_cards_are_those_of_rasa(client: FlaskClient, rasa: FakeRasa) -> None:
    rasa.reply = said(CARD, CARD, outcome=Outcome.ANSWERED, entry="short-breaks")
    reply = client.post("/api/messages", json={"conversation": begin(client), "text": "hello"})
    assert reply.json == {"messages": [CARD, CARD]}


def test_message_goes_through_the_model_once(
    in_use: Path, tmp_path: Path, rasa: FakeRasa, monkeypatch: pytest.MonkeyPatch
) -> None:
    encoder = FakeEncoder()
    monkeypatch.setattr("knowledge.versions.live_vectors.sentence_encoder", lambda: encoder)
    watch = DangerWatch(encoder, lambda: live_search().current().danger)
    client = create_app(Settings(secret="only for tests", widgets=tmp_path), rasa, lambda: watch).test_client()
    client.post("/api/messages", json={"conversation": begin(client), "text": "is there any respite"})
    assert encoder.embedded == ["is there any respite"]
    assert len(rasa.handed_over[0]) == 1


def test_vector_of_the_text_as_typed_is_not_handed_over_where_something_was_taken_out(
    client: FlaskClient, rasa: FakeRasa
) -> None:
    client.post("/api/messages", json={"conversation": begin(client), "text": MESSAGE})
    vectors = MessageVectors(FakeEncoder(), live_search().current().spell_out)
    apart = read_apart(REDACTED, "none")
    assert set(rasa.handed_over[0]) == set(vectors.hand_over([REDACTED, *apart]))
