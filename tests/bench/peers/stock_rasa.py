"""Stock Rasa, served by `rasa run`: the ResponseSelector's first response answers."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

import requests

from tests.bench.peers.stock_rasa_project import FAQ, environment, tail
from tests.bench.ranking import Ranking
from tests.support.running import DidNotStart, free_ports

START_SECONDS = 300


class StockRasa:
    """A running stock Rasa with its REST channel."""

    name = "stock Rasa"

    def __init__(self, address: str, process: int) -> None:
        self._address = address
        self.processes: Mapping[str, int] = {"rasa": process}

    def rank(self, texts: Sequence[str]) -> list[Ranking]:
        """The topics as the ResponseSelector ranks them."""
        with requests.Session() as session:
            return [ranking_of(_post(session, f"{self._address}/model/parse", {"text": text})) for text in texts]

    def begin(self, session: requests.Session) -> Callable[[str], object]:
        """A sender that was not there before."""
        sender, address = uuid4().hex, f"{self._address}/webhooks/rest/webhook"
        return lambda text: _post(session, address, {"sender": sender, "message": text})


@contextmanager
def serving(folder: Path, python: Path) -> Iterator[StockRasa]:
    """The trained project of `folder`, served by `rasa run`.

    Raises:
        DidNotStart: it ended, or did not answer in time.
    """
    [port] = free_ports(1)
    command = [str(python), "-m", "rasa", "run", "--enable-api", "--interface", "127.0.0.1", "--port", str(port)]
    address, log = f"http://127.0.0.1:{port}", folder / "run.log"
    with log.open("wb") as output:
        process = subprocess.Popen(command, cwd=folder, env=environment(), stdout=output, stderr=subprocess.STDOUT)
        try:
            _wait_until_ready(address, process, log)
            yield StockRasa(address, process.pid)
        finally:
            process.terminate()
            process.wait()


def ranking_of(parsed: dict[str, Any]) -> Ranking:
    """What a parsed message says. The confidence is that of the intent faq times that of its first response."""
    best = parsed["response_selector"]["default"]["ranking"]
    topics = tuple(response["intent_response_key"].removeprefix(f"{FAQ}/") for response in best)
    faq = next((intent["confidence"] for intent in parsed["intent_ranking"] if intent["name"] == FAQ), 0.0)
    return Ranking(topics[0], topics, None, parsed["intent"]["name"] == FAQ, faq * best[0]["confidence"])


def _post(session: requests.Session, address: str, body: dict[str, str]) -> Any:
    reply = session.post(address, json=body, timeout=60)
    reply.raise_for_status()
    return reply.json()


def _wait_until_ready(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while process.poll() is None and time.monotonic() < deadline:
        try:
            if requests.get(f"{address}/status", timeout=5).ok:
                return
        except requests.RequestException:
            pass
        time.sleep(0.3)
    raise DidNotStart(f"Stock Rasa did not start:\n{tail(log)}")
