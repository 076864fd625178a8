"""Stock Rasa: what `rasa init` and Rasa's own guide to FAQs give, trained on the same wordings.

The pipeline is Rasa's default one. Of the default policies, those that learn from stories are left out, as there
are none: that spares Rasa time.
"""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

import requests
import yaml

from knowledge.documents import Content
from tests.bench.peers.passages import wordings_of
from tests.bench.ranking import Ranking
from tests.running import DidNotStart, free_ports

START_SECONDS = 180
FAQ = "faq"
SPLIT: dict[str, Any] = {"name": "CountVectorsFeaturizer", "analyzer": "char_wb", "min_ngram": 1, "max_ngram": 4}
CONFIG = {
    "recipe": "default.v1",
    "assistant_id": "stock-rasa",
    "language": "en",
    "pipeline": [
        {"name": "WhitespaceTokenizer"},
        {"name": "RegexFeaturizer"},
        {"name": "LexicalSyntacticFeaturizer"},
        {"name": "CountVectorsFeaturizer"},
        SPLIT,
        {"name": "DIETClassifier", "epochs": 100, "constrain_similarities": True},
        {"name": "EntitySynonymMapper"},
        {"name": "ResponseSelector", "epochs": 100, "constrain_similarities": True},
        {"name": "FallbackClassifier", "threshold": 0.3, "ambiguity_threshold": 0.1},
    ],
    "policies": [{"name": "MemoizationPolicy"}, {"name": "RulePolicy"}],
}
REPLIES = {FAQ: "utter_faq", "out_of_scope": "utter_out_of_scope", "nlu_fallback": "utter_please_rephrase"}


class TrainingFailed(Exception):
    """Stock Rasa did not train; the message holds the end of its log."""


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


def write_project(content: Content, folder: Path) -> None:
    """Write the files of a Rasa project: each topic as a response of one retrieval intent, faq."""
    (folder / "data").mkdir(parents=True)
    outside = [question for kind in content.out_of_scope for question in kind.questions]
    examples = {f"{FAQ}/{entry.id}": wordings_of(entry) for entry in content.entries.values()}
    examples["out_of_scope"] = list(dict.fromkeys(outside))
    answers = {f"utter_faq/{entry.id}": [{"text": entry.sections[0].text}] for entry in content.entries.values()}
    refusals = {name: [{"text": "I cannot help with that."}] for name in REPLIES.values() if name != "utter_faq"}
    files: dict[str, dict[str, Any]] = {
        "config.yml": CONFIG,
        "credentials.yml": {"rest": None},
        "domain.yml": {"version": "3.1", "intents": [FAQ, "out_of_scope"], "responses": {**answers, **refusals}},
        "data/nlu.yml": {"version": "3.1", "nlu": [_intent(name, texts) for name, texts in examples.items()]},
        "data/rules.yml": {"version": "3.1", "rules": [_rule(intent, reply) for intent, reply in REPLIES.items()]},
    }
    for name, values in files.items():
        (folder / name).write_text(yaml.safe_dump(values, allow_unicode=True, sort_keys=False), encoding="utf-8")


def train(folder: Path, python: Path) -> float:
    """Train the project in `folder` and return the seconds that it took.

    Raises:
        TrainingFailed: with the end of the log.
    """
    log = folder / "train.log"
    began = time.perf_counter()
    command = [str(python), "-m", "rasa", "train", "--fixed-model-name", "stock"]
    with log.open("wb") as output:
        done = subprocess.run(command, cwd=folder, env=_environment(), stdout=output, stderr=subprocess.STDOUT)
    if done.returncode:
        raise TrainingFailed(_tail(log))
    return time.perf_counter() - began


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
        process = subprocess.Popen(command, cwd=folder, env=_environment(), stdout=output, stderr=subprocess.STDOUT)
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


def _intent(name: str, texts: Sequence[str]) -> dict[str, str]:
    return {"intent": name, "examples": "".join(f"- {' '.join(text.split())}\n" for text in texts)}


def _rule(intent: str, reply: str) -> dict[str, Any]:
    return {"rule": intent, "steps": [{"intent": intent}, {"action": reply}]}


def _post(session: requests.Session, address: str, body: dict[str, str]) -> Any:
    reply = session.post(address, json=body, timeout=60)
    reply.raise_for_status()
    return reply.json()


def _environment() -> dict[str, str]:
    quiet = {"RASA_TELEMETRY_ENABLED": "false", "SQLALCHEMY_SILENCE_UBER_WARNING": "1", "TF_CPP_MIN_LOG_LEVEL": "3"}
    return {**os.environ, **quiet, "SANIC_HOST": "127.0.0.1"}


def _wait_until_ready(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while process.poll() is None and time.monotonic() < deadline:
        try:
            if requests.get(f"{address}/status", timeout=5).ok:
                return
        except requests.RequestException:
            pass
        time.sleep(0.3)
    raise DidNotStart(f"Stock Rasa did not start:\n{_tail(log)}")


def _tail(log: Path) -> str:
    return "\n".join(log.read_text(errors="replace").splitlines()[-15:])
