"""The description of the API is true to the API and to the cards."""

from __future__ import annotations

import json
from typing import Any

import pytest
from flask.testing import FlaskClient

from actions.card_schema import CARDS, OPENAPI, written
from tests.web_widget.stage import CARDS as SHOWN
from web_widget.gateway.checks import HELPED, REASONS
from web_widget.gateway.openapi import description
from web_widget.gateway.trial_signature import PATH as TRIALS

OUR_OWN = {(TRIALS, "POST")}
"""Answers whoever holds this installation's secret; for anybody else nothing is there."""
FRAMEWORKS_OWN = {"HEAD", "OPTIONS"}


def taken(path: str) -> Any:
    """What the call with POST takes."""
    return description()["paths"][path]["post"]["requestBody"]["content"]["application/json"]["schema"]


def test_cards_are_those_of_the_card_types() -> None:
    made = OPENAPI.read_text(encoding="utf-8").endswith(written())
    assert made, "The cards in openapi.yml are not those of actions/card_types.py. Run: make card-schema"


def test_cards_of_the_browser_tests_are_of_the_types_described() -> None:
    assert {card["type"] for card in SHOWN.values()} <= set(CARDS)


def test_description_is_served(client: FlaskClient) -> None:
    reply = client.get("/api/openapi.json")
    assert (reply.status_code, reply.mimetype) == (200, "application/json")
    assert reply.json == json.loads(json.dumps(description()))


def test_every_call_of_the_api_is_described_and_no_other(client: FlaskClient) -> None:
    described = {(path, method.upper()) for path, methods in description()["paths"].items() for method in methods}
    offered = {
        (rule.rule, method)
        for rule in client.application.url_map.iter_rules()
        for method in (rule.methods or set()) - FRAMEWORKS_OWN
        if rule.rule.startswith("/api/") or rule.rule in ("/healthz", "/readyz")
    }
    assert offered - OUR_OWN == described


def test_values_that_are_described_are_those_that_are_checked() -> None:
    judgement = taken("/api/feedback")["properties"]
    assert tuple(judgement["helped"]["enum"]) == HELPED
    assert tuple(reason for reason in judgement["reason"]["enum"] if reason) == REASONS


@pytest.mark.parametrize("reason", [0, False, [], {}, "never sent"])
def test_reason_of_another_type_is_refused(client: FlaskClient, reason: object) -> None:
    token = client.post("/api/conversations").json["conversation"]  # type: ignore[index]
    body = {"conversation": token, "entry": "dentist", "helped": "yes", "reason": reason}
    assert client.post("/api/feedback", json=body).status_code == 400


def test_wrong_method_is_told_which_ones_there_are(client: FlaskClient) -> None:
    allowed = client.get("/api/conversations").headers["Allow"]
    assert {"POST", "DELETE"} <= set(allowed.split(", "))
