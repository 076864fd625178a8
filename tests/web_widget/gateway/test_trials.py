"""Questions that are tried out are answered as a parent's are, and leave nothing behind."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient
from itsdangerous import TimestampSigner

from tests.web_widget.conftest import FakeRasa
from web_widget.app import create_app
from web_widget.gateway.limits import LimitSettings
from web_widget.gateway.trial_signature import HEADER, PATH, NoSecret, secret_of_installation, signed
from web_widget.settings import Settings
from web_widget.store.keeping import KeepSettings, Stores

SECRET = "only for tests"


def try_out(client: FlaskClient, text: str, signature: str) -> tuple[int, dict[str, object]]:
    reply = client.post(PATH, json={"text": text}, headers={HEADER: signature})
    return reply.status_code, dict(reply.get_json())


def test_reply_says_what_the_record_would_have_held(client: FlaskClient, rasa: FakeRasa) -> None:
    status, body = try_out(client, "My son Jak Smith needs help", signed(SECRET))
    assert status == 200
    assert body["messages"] == list(rasa.reply.cards)
    assert body["record"] == {"question": rasa.asked[0][1], "entry": None, "outcome": "talk"}
    assert "Smith" not in str(body["record"])


def test_question_that_is_tried_out_is_not_counted_as_a_parents(client: FlaskClient, keep: KeepSettings) -> None:
    try_out(client, "what are short breaks", signed(SECRET))
    assert Stores(keep).records.asked_since("2000-01", 1) == []


def test_each_is_asked_in_a_conversation_of_its_own_that_is_known_as_a_trial(
    client: FlaskClient, rasa: FakeRasa
) -> None:
    for _ in range(2):
        try_out(client, "what are short breaks", signed(SECRET))
    conversations = {conversation for conversation, _ in rasa.asked}
    assert len(conversations) == 2
    assert all(conversation.startswith("trial-") for conversation in conversations)


@pytest.mark.parametrize(
    "signature",
    ["", "trial", "trial.aaaa.bbbb", signed("another secret")],
    ids=["none", "a word", "made up", "of another"],
)
def test_without_the_secret_of_the_installation_there_is_no_such_page(
    client: FlaskClient, rasa: FakeRasa, signature: str
) -> None:
    assert try_out(client, "what are short breaks", signature)[0] == 404
    assert rasa.asked == []


def test_signature_holds_for_five_minutes(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    made = signed(SECRET)
    now = TimestampSigner(SECRET).get_timestamp()
    monkeypatch.setattr(TimestampSigner, "get_timestamp", lambda _: now + 299)
    assert try_out(client, "what are short breaks", made)[0] == 200
    monkeypatch.setattr(TimestampSigner, "get_timestamp", lambda _: now + 301)
    assert try_out(client, "what are short breaks", made)[0] == 404


def test_trackers_of_trials_are_deleted_by_the_next_tidying_and_others_stay(keep: KeepSettings) -> None:
    stores = Stores(keep)
    engine = sa.create_engine(keep.tracker_url)
    with engine.begin() as connection:
        connection.execute(sa.text("CREATE TABLE events (id INTEGER PRIMARY KEY, sender_id TEXT, timestamp FLOAT)"))
        now = datetime.now(UTC).timestamp()
        connection.execute(sa.text(f"INSERT INTO events VALUES (1, 'trial-a', {now}), (2, 'trialless', {now})"))
    assert stores.tidy(30, datetime.now(UTC)).events == 1


def test_secret_is_that_of_the_environment_or_of_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = tmp_path / "secret"
    monkeypatch.delenv("ASSISTANT_SECRET", raising=False)
    with pytest.raises(NoSecret, match="make run"):
        secret_of_installation(kept)
    kept.write_text("kept\n", encoding="utf-8")
    assert secret_of_installation(kept) == "kept"
    monkeypatch.setenv("ASSISTANT_SECRET", "given")
    assert secret_of_installation(kept) == "given"


def test_trials_are_not_held_up_by_the_limits_and_others_are(in_use: Path, rasa: FakeRasa, tmp_path: Path) -> None:
    settings = Settings(secret=SECRET, widgets=tmp_path / "widget", limits=LimitSettings(visitor="2 per minute"))
    client = create_app(settings, rasa).test_client()
    assert [try_out(client, "what are short breaks", signed(SECRET))[0] for _ in range(5)] == [200] * 5
    assert [try_out(client, "what are short breaks", "")[0] for _ in range(3)] == [404, 404, 429]
