"""Reads the JSON of a request. A call to the API is not taken if it could be read in two ways."""

from __future__ import annotations

import json
from collections.abc import Collection
from typing import Any, NoReturn

from flask import request

from web_widget.gateway.checks import Refused


def json_object(names: Collection[str]) -> dict[str, Any]:
    """The JSON object in the current request.

    Args:
        names: what it may hold.

    Raises:
        Refused: its type is another one, it is not a JSON object, a name is unknown or given twice, or a
            number is not a number (NaN).
    """
    if request.mimetype != "application/json":
        raise Refused("not_text", 400)
    try:
        body = json.loads(request.get_data().decode(), object_pairs_hook=_without_repetition, parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        raise Refused("not_text", 400) from error
    if not isinstance(body, dict) or not body.keys() <= set(names):
        raise Refused("not_text", 400)
    return body


def any_json() -> object:
    """What the JSON in the current request says, whatever its type and names; None if it cannot be read."""
    try:
        return json.loads(request.get_data())
    except (ValueError, RecursionError):
        return None


def _without_repetition(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    given = dict(pairs)
    if len(given) < len(pairs):
        raise ValueError("A name is given twice.")
    return given


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is not JSON.")
