"""Serves the description of the API."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from flask import Blueprint, Response, jsonify

FILE = Path(__file__).parent / "openapi.yml"


@lru_cache(maxsize=1)
def description() -> dict[str, Any]:
    """The API as OpenAPI 3.1."""
    return dict(yaml.load(FILE.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader))


def blueprint() -> Blueprint:
    """The route of the description."""
    openapi = Blueprint("openapi", __name__)

    @openapi.get("/api/openapi.json")
    def describe() -> Response:
        return jsonify(description())

    return openapi
