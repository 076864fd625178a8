"""The chat API: begin a conversation, send a message, and say whether all is well."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, jsonify

from knowledge.faults import KnowledgeError
from knowledge.files.records import Content
from knowledge.settings import Paths
from knowledge.versions.live import Live
from knowledge.versions.watch_status import disk_faults, last_attempt
from web_widget.gateway.checks import JUDGEMENT
from web_widget.gateway.json_body import json_object
from web_widget.gateway.message_flow import MessageFlow
from web_widget.gateway.rasa_client import RasaClient

JsonReply = tuple[Response, int]


def content_refused() -> list[str]:
    """Why the content in its folder is not live, each with file, line and remedy; [] if it is live."""
    index = Paths.from_environment().index
    attempt = last_attempt(index)
    return [str(fault) for fault in (*disk_faults(index), *(attempt.faults if attempt else ()))]


def blueprint(
    flow: MessageFlow, rasa: RasaClient, live: Live[tuple[str, Content]], is_ours: Callable[[], bool]
) -> Blueprint:
    """The routes of the API.

    Args:
        flow: answers.
        rasa: is asked whether it is ready.
        live: the content, whose version says whether the index can be read.
        is_ours: whether the caller may know more than whether all is well.
    """
    api = Blueprint("api", __name__)

    @api.post("/api/conversations")
    def begin() -> JsonReply:
        token, opening = flow.begin()
        return jsonify(conversation=token, messages=opening), 201

    @api.post("/api/messages")
    def message() -> JsonReply:
        body = json_object({"conversation", "text"})
        return jsonify(flow.ask(body.get("conversation"), body.get("text"))), 200

    @api.post("/api/feedback")
    def feedback() -> JsonReply:
        body = json_object({"conversation", *JUDGEMENT})
        return jsonify(flow.judge(body.get("conversation"), body)), 200

    @api.delete("/api/conversations")
    def forget() -> JsonReply:
        body = json_object({"conversation"})
        return jsonify(deleted=flow.forget(body.get("conversation"))), 200

    @api.get("/healthz")
    def alive() -> JsonReply:
        return jsonify(status="alive"), 200

    @api.get("/readyz")
    def ready() -> JsonReply:
        parts: dict[str, Any] = dict(rasa.ready())
        try:
            version, _ = live.current()
            parts["index"] = version or False
        except KnowledgeError:
            parts["index"] = False
        well = all(parts.values())
        details = {"parts": parts, "content": content_refused()} if is_ours() else {}
        return jsonify(ready=well, **details), 200 if well else 503

    return api
