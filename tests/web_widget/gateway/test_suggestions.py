"""The list of suggestions has every page and journey, is small, and is asked for once."""

from __future__ import annotations

import gzip

from flask.testing import FlaskClient

from knowledge.files.records import Content
from web_widget.gateway.suggestions import suggestions

MOST_BYTES = 8_000


def test_every_page_and_every_journey_can_be_suggested(shipped: Content) -> None:
    titles = [one["title"] for one in suggestions(shipped)]
    asks = [entry.ask for entry in shipped.entries.values()]
    assert sorted(titles) == sorted([*asks, *(journey.title for journey in shipped.journeys.all)])


def test_page_is_found_by_words_that_parents_use_and_its_question_does_not(shipped: Content) -> None:
    for one in suggestions(shipped):
        assert not set(one["words"].split()) & set(one["title"].lower().split())
    found = {word for one in suggestions(shipped) for word in one["words"].split()}
    assert {"bus", "respite", "taxi"} <= found


def test_list_is_small_and_kept_by_the_browser(client: FlaskClient, shipped: Content) -> None:
    reply = client.get("/api/suggestions", headers={"Accept-Encoding": "gzip"})
    assert reply.headers["Cache-Control"] == "public, max-age=3600"
    assert len(gzip.compress(str(suggestions(shipped)).encode())) <= MOST_BYTES


def test_list_is_served_to_those_who_cannot_unzip(client: FlaskClient) -> None:
    plain = client.get("/api/suggestions")
    zipped = client.get("/api/suggestions", headers={"Accept-Encoding": "gzip"})
    assert plain.data == gzip.decompress(zipped.data)
