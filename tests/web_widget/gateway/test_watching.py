"""What watches the gateway asks for numbers that it really gives."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml
from flask.testing import FlaskClient
from prometheus_client import CollectorRegistry
from prometheus_client.parser import text_string_to_metric_families

from actions.wire import Outcome
from knowledge.faults import Fault
from knowledge.settings import ROOT
from knowledge.versions import watch_status
from web_widget.gateway.metrics import Upkeep

WATCHING = ROOT / "deploy" / "watching"
NAME = re.compile(r"\b(?:assistant_\w+|up)\b")
CHOSEN = re.compile(r"\b(assistant_\w+|up)\{([^}]*)\}")
LABEL = re.compile(r'(\w+)(=~|=)"([^"]*)"')
OF_PROMETHEUS = {"job", "instance"}
"""Labels that Prometheus itself adds."""


def alerts() -> dict[str, str]:
    """What each alert asks."""
    (group,) = yaml.safe_load((WATCHING / "alerts.yml").read_text(encoding="utf-8"))["groups"]
    return {rule["alert"]: rule["expr"] for rule in group["rules"]}


def panels() -> dict[str, str]:
    """What each line of the board asks, by panel and letter."""
    board = json.loads((WATCHING / "board.json").read_text(encoding="utf-8"))
    return {f"{panel['title']} {line['refId']}": line["expr"] for panel in board["panels"] for line in panel["targets"]}


ASKED = {**alerts(), **panels()}


@pytest.fixture
def given(client: FlaskClient) -> dict[str, set[str]]:
    """The numbers that the gateway gives after one message, each with its labels."""
    token = client.post("/api/conversations").json["conversation"]  # type: ignore[index]
    client.post("/api/messages", json={"conversation": token, "text": "hello"})
    families = text_string_to_metric_families(client.get("/metrics").text)
    return {sample.name: set(sample.labels) for family in families for sample in family.samples}


@pytest.mark.parametrize("what", ASKED)
def test_every_number_and_label_that_is_asked_for_is_given(given: dict[str, set[str]], what: str) -> None:
    names = set(NAME.findall(ASKED[what]))
    assert names
    assert names - {"up"} <= set(given)
    for name, labels in CHOSEN.findall(ASKED[what]):
        assert {label for label, _, _ in LABEL.findall(labels)} <= given.get(name, set()) | OF_PROMETHEUS


@pytest.mark.parametrize("what", ASKED)
def test_every_route_and_outcome_that_is_asked_for_exists(client: FlaskClient, what: str) -> None:
    routes = {rule.rule for rule in client.application.url_map.iter_rules()}
    values: dict[str, set[str]] = {"route": routes, "outcome": {outcome.value for outcome in Outcome}}
    for label, _, value in LABEL.findall(ASKED[what]):
        assert value in values.get(label, {value})


def test_there_is_an_alert_for_each_kind_of_trouble_with_its_remedy() -> None:
    (group,) = yaml.safe_load((WATCHING / "alerts.yml").read_text(encoding="utf-8"))["groups"]
    assert {"AssistantDown", "AssistantSlow", "AssistantContentRefused", "AssistantOftenDoesNotKnow"} <= set(alerts())
    assert "AssistantDiskFull" in alerts()
    for rule in group["rules"]:
        assert {"summary", "remedy"} <= set(rule["annotations"])


def test_job_of_the_alerts_is_the_one_that_prometheus_is_told_of() -> None:
    (job,) = yaml.safe_load((WATCHING / "prometheus.yml").read_text(encoding="utf-8"))["scrape_configs"]
    asked = {value for expression in ASKED.values() for label, _, value in LABEL.findall(expression) if label == "job"}
    assert asked == {job["job_name"]}


def looked_up(index: Path) -> Iterator[tuple[str, float]]:
    registry = CollectorRegistry()
    registry.register(Upkeep(index))
    for family in registry.collect():
        yield from ((sample.name, sample.value) for sample in family.samples)


def test_refused_content_is_counted_by_its_faults(tmp_path: Path) -> None:
    assert dict(looked_up(tmp_path / "index"))["assistant_content_refused_faults"] == 0
    faults = (
        Fault("a.md", 1, "title", "It is empty.", "Give one."),
        Fault("b.md", 1, "title", "It is empty.", "Give one."),
    )
    watch_status.keep(watch_status.Attempt(datetime.now(UTC), None, faults), tmp_path / "index")
    assert dict(looked_up(tmp_path / "index"))["assistant_content_refused_faults"] == 2


def test_room_on_the_disk_is_told_also_before_there_is_an_index(tmp_path: Path) -> None:
    found = dict(looked_up(tmp_path / "none" / "index"))
    assert 0 < found["assistant_disk_free_bytes"] <= found["assistant_disk_size_bytes"]
