"""Takes test questions, which no parent asked: signed by this installation, neither counted nor recorded."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify, request

from web_widget.gateway.checks import Refused
from web_widget.gateway.json_body import json_object
from web_widget.gateway.message_flow import MessageFlow
from web_widget.gateway.trial_signature import HEADER, PATH, holds


def blueprint(flow: MessageFlow, secret: str) -> Blueprint:
    """The route.

    Args:
        flow: answers.
        secret: of this installation.
    """
    trials = Blueprint("trials", __name__)

    @trials.post(PATH)
    def try_out() -> tuple[Response, int]:
        if not holds(secret, request.headers.get(HEADER)):
            raise Refused("not_found", 404)
        return jsonify(flow.try_out(json_object({"text"}).get("text"))), 200

    return trials
