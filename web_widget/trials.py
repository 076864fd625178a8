"""Where questions are tried out that no parent asked: signed by this installation, neither counted nor recorded."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify, request

from knowledge.coverage.signature import HEADER, PATH, holds
from web_widget.checks import Refused
from web_widget.exchange import Exchange
from web_widget.json_body import json_object


def blueprint(exchange: Exchange, secret: str) -> Blueprint:
    """The route.

    Args:
        exchange: answers.
        secret: of this installation.
    """
    trials = Blueprint("trials", __name__)

    @trials.post(PATH)
    def try_out() -> tuple[Response, int]:
        if not holds(secret, request.headers.get(HEADER)):
            raise Refused("not_found", 404)
        return jsonify(exchange.try_out(json_object({"text"}).get("text"))), 200

    return trials
