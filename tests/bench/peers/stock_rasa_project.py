"""Stock Rasa's project: what `rasa init` and Rasa's own guide to FAQs give, trained on the same wordings.

The pipeline is Rasa's default one; BENCH_STOCK_EPOCHS trains it for fewer than Rasa's own 100 epochs. Of the
default policies, those that learn from stories are left out, as there are none: that spares Rasa time.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml

from knowledge.files.records import Content
from tests.bench.peers.passages import wordings_of

FAQ = "faq"
SECONDS = "training_seconds"
EPOCHS = int(os.environ.get("BENCH_STOCK_EPOCHS", "100"))
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
        {"name": "DIETClassifier", "epochs": EPOCHS, "constrain_similarities": True},
        {"name": "EntitySynonymMapper"},
        {"name": "ResponseSelector", "epochs": EPOCHS, "constrain_similarities": True},
        {"name": "FallbackClassifier", "threshold": 0.3, "ambiguity_threshold": 0.1},
    ],
    "policies": [{"name": "MemoizationPolicy"}, {"name": "RulePolicy"}],
}
REPLIES = {FAQ: "utter_faq", "out_of_scope": "utter_out_of_scope", "nlu_fallback": "utter_please_rephrase"}


class TrainingFailed(Exception):
    """Stock Rasa did not train; the message holds the end of its log."""


def trained(content: Content, folder: Path, python: Path) -> tuple[Path, float]:
    """The trained project for `content`, and the seconds that training took.

    Training takes many minutes, so what was trained on the very same files before is taken again.

    Args:
        content: what to train on.
        folder: where trained projects are kept.
        python: of an environment with Rasa and TensorFlow.

    Raises:
        TrainingFailed: with the end of the log.
    """
    folder.mkdir(parents=True, exist_ok=True)
    scratch = Path(tempfile.mkdtemp(dir=folder))
    try:
        write_project(content, scratch)
        project = folder / _digest(scratch)
        if not project.exists():
            (scratch / SECONDS).write_text(str(_train(scratch, python)), encoding="utf-8")
            scratch.rename(project)
        return project, float((project / SECONDS).read_text(encoding="utf-8"))
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


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


def environment() -> dict[str, str]:
    """What Rasa is started with."""
    quiet = {"RASA_TELEMETRY_ENABLED": "false", "SQLALCHEMY_SILENCE_UBER_WARNING": "1", "TF_CPP_MIN_LOG_LEVEL": "3"}
    return {**os.environ, **quiet, "SANIC_HOST": "127.0.0.1"}


def tail(log: Path) -> str:
    """The end of a log."""
    return "\n".join(log.read_text(errors="replace").splitlines()[-15:])


def _train(folder: Path, python: Path) -> float:
    log = folder / "train.log"
    began = time.perf_counter()
    command = [str(python), "-m", "rasa", "train", "--fixed-model-name", "stock"]
    with log.open("wb") as output:
        done = subprocess.run(command, cwd=folder, env=environment(), stdout=output, stderr=subprocess.STDOUT)
    if done.returncode:
        raise TrainingFailed(tail(log))
    return time.perf_counter() - began


def _digest(folder: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*.yml")):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def _intent(name: str, texts: Sequence[str]) -> dict[str, str]:
    return {"intent": name, "examples": "".join(f"- {' '.join(text.split())}\n" for text in texts)}


def _rule(intent: str, reply: str) -> dict[str, Any]:
    return {"rule": intent, "steps": [{"intent": intent}, {"action": reply}]}
