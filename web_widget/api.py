"""The chat API: begin a conversation, send a message, and say whether all is well."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, jsonify
from werkzeug.exceptions import HTTPException, MethodNotAllowed

from knowledge.documents import Content
from knowledge.faults import KnowledgeError
from knowledge.live import Live
from knowledge.settings import Paths
from knowledge.watching import last_attempt
from web_widget.checks import JUDGEMENT, Refused
from web_widget.conversations import NotAConversation
from web_widget.exchange import Exchange
from web_widget.json_body import json_object
from web_widget.rasa_client import RasaClient, RasaUnavailable

Reply = tuple[Response, int]


def content_refused() -> list[str]:
    """Why the content as it stands in its folder is not live, each with file, line and remedy; [] where it is."""
    attempt = last_attempt(Paths.from_environment().index)
    return [str(fault) for fault in attempt.faults] if attempt else []


def blueprint(exchange: Exchange, rasa: RasaClient, live: Live[tuple[str, Content]]) -> Blueprint:
    """The routes of the API.

    Args:
        exchange: answers.
        rasa: is asked whether it is ready.
        live: the content, for the words of refusals.
    """
    api = Blueprint("api", __name__)

    @api.post("/api/conversations")
    def begin() -> Reply:
        token, opening = exchange.begin()
        return jsonify(conversation=token, messages=opening), 201

    @api.post("/api/messages")
    def message() -> Reply:
        body = json_object({"conversation", "text"})
        return jsonify(exchange.ask(body.get("conversation"), body.get("text"))), 200

    @api.post("/api/feedback")
    def feedback() -> Reply:
        body = json_object({"conversation", *JUDGEMENT})
        return jsonify(exchange.judge(body.get("conversation"), body)), 200

    @api.delete("/api/conversations")
    def forget() -> Reply:
        body = json_object({"conversation"})
        return jsonify(deleted=exchange.forget(body.get("conversation"))), 200

    @api.get("/healthz")
    def alive() -> Reply:
        return jsonify(status="alive"), 200

    @api.get("/readyz")
    def ready() -> Reply:
        parts: dict[str, Any] = dict(rasa.ready())
        try:
            version, _ = live.current()
            parts["index"] = version or False
        except KnowledgeError:
            parts["index"] = False
        well = all(parts.values())
        return jsonify(ready=well, parts=parts, content=content_refused()), 200 if well else 503

    @api.app_errorhandler(Refused)
    def refused(error: Refused) -> Reply:
        _, content = live.current()
        return jsonify(error=content.council.errors[error.words]), error.status

    @api.app_errorhandler(NotAConversation)
    def not_a_conversation(error: NotAConversation) -> Reply:
        return refused(Refused("conversation", 404))

    @api.app_errorhandler(RasaUnavailable)
    def unavailable(error: RasaUnavailable) -> Reply:
        _, content = live.current()
        contact = content.council.main_contact
        return jsonify(error=content.council.words["unavailable"], contacts=[dict(contact)]), 503

    @api.app_errorhandler(429)
    def too_often(error: HTTPException) -> Reply:
        _, content = live.current()
        contact = content.council.main_contact
        return jsonify(error=content.council.errors["busy"], contacts=[dict(contact)]), 429

    @api.app_errorhandler(HTTPException)
    def http_error(error: HTTPException) -> Reply:
        words = {413: "too_long", 404: "not_found", 405: "method"}.get(error.code or 0, "not_text")
        reply, status = refused(Refused(words, error.code or 400))
        if isinstance(error, MethodNotAllowed) and error.valid_methods:
            reply.headers["Allow"] = ", ".join(error.valid_methods)
        return reply, status

    return api
