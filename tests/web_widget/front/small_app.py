"""A small application for the tests of the front."""

from __future__ import annotations

import time

from flask import Flask, request

LONG = "x" * 8_000_000


def create_app() -> Flask:
    """Echoes, works slowly, fails, and sends much."""
    app = Flask(__name__)
    app.config["MAX_CONTENT_LENGTH"] = 16_384

    @app.post("/echo")
    def echo() -> bytes:
        return request.get_data()

    @app.post("/staff/upload")
    def upload() -> str:
        request.max_content_length = 6_000_000
        return str(len(request.get_data()))

    @app.get("/slow")
    def slow() -> str:
        time.sleep(2)
        return "slow"

    @app.get("/long")
    def long() -> str:
        return LONG

    @app.get("/broken")
    def broken() -> str:
        raise ValueError("broken")

    @app.get("/quick")
    def quick() -> str:
        return "quick"

    return app
