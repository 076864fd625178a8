"""The gateway is the only door: what else listens, where, and to whom it talks."""

from __future__ import annotations

import stat

import psutil
import pytest
import requests

from knowledge.settings import ROOT
from tests.support.running import System

pytestmark = pytest.mark.system

BEHIND = ("rasa", "actions")
RASA_API = ["/model/parse", "/model/train", "/conversations/x/tracker", "/conversations/x/tracker/events", "/domain"]


def listening(system: System, name: str) -> list[tuple[str, int]]:
    """Where a part and its children listen."""
    process = psutil.Process(system.processes[name].pid)
    family = [process, *process.children(recursive=True)]
    found = (connection for member in family for connection in member.net_connections("tcp"))
    return sorted({(at.laddr.ip, at.laddr.port) for at in found if at.status == psutil.CONN_LISTEN})


def address(system: System, name: str) -> str:
    return f"http://127.0.0.1:{listening(system, name)[0][1]}"


@pytest.mark.parametrize("name", BEHIND)
def test_rasa_and_the_actions_listen_once_each_and_on_the_loopback_alone(system: System, name: str) -> None:
    assert [host for host, _ in listening(system, name)] == ["127.0.0.1"]


@pytest.mark.parametrize("name", ["tidy", "knowledge"])
def test_other_parts_listen_nowhere(system: System, name: str) -> None:
    assert listening(system, name) == []


@pytest.mark.parametrize("path", RASA_API)
def test_rasa_offers_no_api_but_its_channel(system: System, path: str) -> None:
    for method in ("GET", "POST"):
        assert requests.request(method, address(system, "rasa") + path, json={}, timeout=10).status_code == 404


@pytest.mark.parametrize("authorization", [None, "", "Bearer ", "Bearer guess", "Basic Og==", "Bearer \u00e9"])
def test_rasa_takes_no_message_from_anybody_but_the_gateway(system: System, authorization: str | None) -> None:
    headers = {} if authorization is None else {"Authorization": authorization.encode()}
    body = {"sender": "somebody", "message": "hello"}
    reply = requests.post(f"{address(system, 'rasa')}/webhooks/rest/webhook", json=body, headers=headers, timeout=10)
    assert (reply.status_code, "RASA_TOKEN" in reply.text) == (401, True)


def test_even_with_the_token_only_commands_of_the_gateway_are_taken(system: System) -> None:
    token, opening = system.begin()
    card = system.ask("can my son get short breaks", token)[-1]
    secret = (ROOT / "var" / "rasa-token").read_text(encoding="utf-8")
    url = f"{address(system, 'rasa')}/webhooks/rest/webhook"
    headers = {"Authorization": f"Bearer {secret}"}
    for typed in ("/session_start", '/talk_to_person{"topic": "x"}'):
        reply = requests.post(url, json={"sender": "a", "message": typed}, headers=headers, timeout=20)
        words = requests.post(url, json={"sender": "b", "message": typed.lstrip("/")}, headers=headers, timeout=20)
        assert [said["custom"] for said in reply.json()] == [said["custom"] for said in words.json()]
    assert (opening[-1]["type"], card["entry"]) == ("text", "short-breaks")


def test_secret_that_was_made_can_be_read_by_its_owner_alone(system: System) -> None:
    assert stat.S_IMODE((ROOT / "var" / "rasa-token").stat().st_mode) == 0o600
