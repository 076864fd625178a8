"""Reads domain.yml for tests."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def action_names(domain: Mapping[str, Any]) -> set[str]:
    """The names of its actions, of which those with settings are written as a mapping."""
    return {name for action in domain["actions"] for name in (action if isinstance(action, dict) else (action,))}
