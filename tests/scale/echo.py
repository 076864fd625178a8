"""An application that tells what reached it, in the place of the gateway's."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Any


def app(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Reply with the lengths of the body and of the cookies, and with what says who asked."""
    told = {
        "body": len(environ["wsgi.input"].read()),
        "cookies": len(environ.get("HTTP_COOKIE", "")),
        "host": environ["HTTP_HOST"],
        "visitor": environ.get("HTTP_X_FORWARDED_FOR", ""),
        "scheme": environ.get("HTTP_X_FORWARDED_PROTO", ""),
    }
    start_response("200 OK", [("Content-Type", "application/json")])
    return [json.dumps(told).encode()]
