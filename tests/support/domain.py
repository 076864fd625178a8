"""Rasa's domain and rules as the importer puts them together, without Rasa."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from bot.journey_training import domain_of, rules_of
from knowledge.files.journey_descriptions import JOURNEYS
from knowledge.settings import ROOT


def domain() -> dict[str, Any]:
    """domain.yml with the part of the journeys."""
    written = _yaml(ROOT / "domain.yml")
    made = domain_of(JOURNEYS)
    lists = {name: [*written[name], *made[name]] for name in ("intents", "actions")}
    return {**written, **lists, "slots": {**written["slots"], **made["slots"]}, "forms": made["forms"]}


def rules() -> list[dict[str, Any]]:
    """The rules of bot/data and those of the journeys."""
    written = _yaml(ROOT / "bot" / "data" / "rules.yml")["rules"]
    return [*written, *rules_of(JOURNEYS)]


def _yaml(path: Path) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


def action_names(domain: Mapping[str, Any]) -> set[str]:
    """The names of its actions, of which those with settings are written as a mapping."""
    return {name for action in domain["actions"] for name in (action if isinstance(action, dict) else (action,))}
