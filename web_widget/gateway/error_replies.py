"""`handle_errors` gives the application its replies to errors: the council's calm words, and whom to ring."""

from __future__ import annotations

from flask import Flask, Response, jsonify
from gunicorn.http.errors import ParseException
from werkzeug.exceptions import HTTPException, MethodNotAllowed

from knowledge.files.records import Content
from knowledge.versions.live import Live
from web_widget.gateway.checks import Refused
from web_widget.gateway.conversations import NotAConversation
from web_widget.gateway.rasa_client import RasaUnavailable

ErrorReply = tuple[Response, int]

_WORDS = {413: "too_long", 404: "not_found", 405: "method"}


def handle_errors(app: Flask, live: Live[tuple[str, Content]]) -> None:
    """Reply to errors as JSON, unless a part of the application has its own reply.

    Args:
        app: the gateway.
        live: the content, for the words.
    """

    @app.errorhandler(Refused)
    def refused(error: Refused) -> ErrorReply:
        _, content = live.current()
        return jsonify(error=content.council.errors[error.words]), error.status

    @app.errorhandler(NotAConversation)
    def not_a_conversation(error: NotAConversation) -> ErrorReply:
        return refused(Refused("conversation", 404))

    @app.errorhandler(RasaUnavailable)
    def unavailable(error: RasaUnavailable) -> ErrorReply:
        return our_fault(503)

    @app.errorhandler(ParseException)
    def unreadable(error: ParseException) -> ErrorReply:
        return refused(Refused("not_text", 400))

    @app.errorhandler(429)
    def too_often(error: HTTPException) -> ErrorReply:
        _, content = live.current()
        return _with_contact(content, content.council.errors["busy"], 429)

    @app.errorhandler(HTTPException)
    def http_error(error: HTTPException) -> ErrorReply:
        code = error.code or 400
        if code >= 500:
            return our_fault(code)
        reply, status = refused(Refused(_WORDS.get(code, "not_text"), code))
        if isinstance(error, MethodNotAllowed) and error.valid_methods:
            reply.headers["Allow"] = ", ".join(error.valid_methods)
        return reply, status

    def our_fault(status: int) -> ErrorReply:
        _, content = live.current()
        return _with_contact(content, content.council.words["unavailable"], status)


def _with_contact(content: Content, words: str, status: int) -> ErrorReply:
    return jsonify(error=words, contacts=[dict(content.council.main_contact)]), status
