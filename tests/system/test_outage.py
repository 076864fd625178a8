"""The real processes when something is wrong: commands that are typed, and parts that are killed."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import pytest
import requests

from knowledge.files.records import Content
from knowledge.settings import ROOT
from tests.support.running import System, running

pytestmark = pytest.mark.system

BACK_SECONDS = 60


def post(system: System, text: str) -> requests.Response:
    token, _ = system.begin()
    return system.session.post(f"{system.address}/api/messages", json={"conversation": token, "text": text}, timeout=30)


@pytest.fixture(scope="module")
def system() -> Iterator[System]:
    """An assistant of this module's own, since its parts are killed."""
    with running() as started:
        yield started


@pytest.fixture(scope="module")
def afterwards() -> Iterator[ExitStack]:
    """Stops what was started again."""
    with ExitStack() as stack:
        yield stack


@contextmanager
def killed(system: System, name: str, afterwards: ExitStack) -> Iterator[None]:
    """Without one of the processes; it is started again afterwards, on the same port."""
    process = system.processes[name]
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    try:
        yield
    finally:
        environment = {**os.environ, "SANIC_HOST": "127.0.0.1"}
        log = afterwards.enter_context((system.logs / f"{name}-again.log").open("wb"))
        again = subprocess.Popen(
            process.args, cwd=ROOT, env=environment, stdout=log, stderr=log, start_new_session=True
        )
        afterwards.callback(again.wait)
        afterwards.callback(os.killpg, again.pid, signal.SIGTERM)
        wait_until_ready(system)


def wait_until_ready(system: System) -> None:
    deadline = time.monotonic() + BACK_SECONDS
    while not system.session.get(f"{system.address}/readyz", timeout=10).ok:
        assert time.monotonic() < deadline, "What was killed did not come back."
        time.sleep(0.3)


@pytest.mark.parametrize("typed", ["/restart", " //restart", "/\t/restart", "/\u00a0/restart"])
def test_typed_restart_does_not_reach_rasa_as_a_command(system: System, typed: str) -> None:
    reply = post(system, typed)
    assert reply.status_code == 200
    assert reply.json() == {"messages": post(system, "restart").json()["messages"]}


def test_actions_killed_gives_calm_words_and_leaves_the_gateway_alive(
    system: System, shipped: Content, afterwards: ExitStack
) -> None:
    token, _ = system.begin()
    with killed(system, "actions", afterwards):
        body = {"conversation": token, "text": "can my son get short breaks"}
        begun = time.monotonic()
        reply = system.session.post(f"{system.address}/api/messages", json=body, timeout=30)
        assert time.monotonic() - begun < 12
        assert reply.status_code == 503
        assert reply.json()["error"] == shipped.council.words["unavailable"]
        assert reply.json()["contacts"][0]["phone"] == shipped.council.main_contact["phone"]
        assert "Traceback" not in reply.text
        assert system.session.get(f"{system.address}/healthz", timeout=5).status_code == 200
        ready = system.ready()
        assert (ready.status_code, ready.json()["parts"]["actions"]) == (503, False)
    card = system.ask("can my son get short breaks", token)[-1]
    assert (card["type"], card["entry"]) == ("answer", "short-breaks")


def test_nothing_that_a_parent_typed_is_in_a_log(system: System) -> None:
    post(system, "my son Bartholomew Quixwood has epilepsy")
    logs = "".join(path.read_text(errors="replace") for path in system.logs.glob("*.log"))
    assert "Quixwood" not in logs


def test_other_rasa_addresses_are_not_reachable_through_the_gateway(system: System) -> None:
    for path in ("/webhooks/rest/webhook", "/model/parse", "/conversations/x/tracker", "/webhook"):
        assert system.session.post(f"{system.address}{path}", json={}, timeout=5).status_code == 404
