"""A message that takes too long to read is refused, with 999, and nothing of it is passed on or kept."""

from __future__ import annotations

from itertools import count

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from knowledge.files.records import Content
from tests.web_widget.conftest import FakeRasa
from web_widget.gateway import budget
from web_widget.gateway.budget import Budget
from web_widget.gateway.checks import Refused
from web_widget.store.database import connect
from web_widget.store.keeping import KeepSettings
from web_widget.store.tables import RECORDS


def test_budget_is_used_up_by_time_of_the_processor_and_not_before() -> None:
    seconds = iter((0.0, 0.9, 1.1))
    spent = Budget(lambda: next(seconds), 1.0)
    spent.check()
    with pytest.raises(Refused) as refused:
        spent.check()
    assert (refused.value.words, refused.value.status) == ("too_hard", 400)


def test_message_that_is_too_hard_is_refused_and_neither_passed_on_nor_kept(
    client: FlaskClient, rasa: FakeRasa, keep: KeepSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = client.post("/api/conversations", json={}).json["conversation"]  # type: ignore[index]
    ticks = count()
    monkeypatch.setattr(budget.Budget.__init__, "__defaults__", (lambda: float(next(ticks)), 0.5))
    reply = client.post("/api/messages", json={"conversation": token, "text": "short breaks for my son jak"})
    assert (reply.status_code, reply.json) == (400, {"error": "The words for errors too_hard."})
    assert rasa.asked == []
    with connect(keep.records_url).connect() as connection:
        assert connection.execute(sa.select(RECORDS)).all() == []


def test_words_of_the_refusal_name_999(shipped: Content) -> None:
    assert "999" in shipped.council.errors["too_hard"]
