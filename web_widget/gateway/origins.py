"""Which other websites may talk to the gateway from a parent's browser."""

from __future__ import annotations

from collections.abc import Collection

from flask import Flask, Response, request

from web_widget.gateway.addresses import website_of
from web_widget.gateway.checks import Refused

API = "/api/"
GUARDED = (API, "/answers/")
"""Beside the API, the forms in which a page of ours asks if it helped: no other website may fill them in."""


def guard(app: Flask, allowed: Collection[str]) -> None:
    """Refuse calls to the API, and forms, that a browser makes for a website that is not allowed to.

    Args:
        app: the gateway.
        allowed: origins, such as "https://www.testshire.example". The gateway's own is always allowed.
    """

    def permitted() -> bool:
        origin = request.headers.get("Origin")
        # The scheme is not compared: behind a proxy the gateway cannot see which one the browser used.
        return origin is None or origin in allowed or website_of(origin) == request.host

    @app.before_request
    def refuse() -> None:
        if request.path.startswith(GUARDED) and not permitted():
            raise Refused("origin", 403)

    @app.after_request
    def admit(response: Response) -> Response:
        if request.path.startswith(API):
            response.vary.add("Origin")
            if request.headers.get("Origin") and permitted():
                response.headers["Access-Control-Allow-Origin"] = request.headers["Origin"]
                response.headers["Access-Control-Allow-Headers"] = "Content-Type"
                response.headers["Access-Control-Allow-Methods"] = "POST, DELETE"
                response.headers["Access-Control-Expose-Headers"] = "Retry-After"
                response.headers["Access-Control-Max-Age"] = "86400"
        return response
