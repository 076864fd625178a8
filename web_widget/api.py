"""The chat API: begin a conversation, send a message, and say whether all is well."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from flask import Blueprint, Response, jsonify, request
from werkzeug.exceptions import HTTPException

from knowledge.documents import Content
from knowledge.faults import KnowledgeError
from knowledge.live import Live
from web_widget.conversations import Conversations, NotAConversation
from web_widget.privacy.talk import Talk
from web_widget.rasa_client import RasaClient, RasaUnavailable

HELPED = ("yes", "no")
REASONS = ("not_what_i_asked", "out_of_date", "hard_to_understand", "other")
_ENTRY = re.compile(r"[a-z0-9-]{1,60}")

Reply = tuple[Response, int]


class Refused(Exception):
    """A request that cannot be taken.

    Attributes:
        words: key of the sentence in council.yml under `errors`.
        status: HTTP status, 4xx.
    """

    def __init__(self, words: str, status: int) -> None:
        self.words = words
        self.status = status
        super().__init__(words)


def blueprint(
    rasa: RasaClient,
    talk: Talk,
    conversations: Conversations,
    live: Live[tuple[str, Content]],
    longest_message: int,
) -> Blueprint:
    """The routes of the API.

    Args:
        rasa: opens conversations, and is asked whether it is ready.
        talk: passes messages on and answers them.
        conversations: makes and reads tokens.
        live: the content, for the words of refusals.
        longest_message: in characters.
    """
    api = Blueprint("api", __name__)

    @api.post("/api/conversations")
    def begin() -> Reply:
        token, identifier = conversations.begin()
        return jsonify(conversation=token, messages=rasa.greet(identifier)), 201

    @api.post("/api/messages")
    def message() -> Reply:
        try:
            body = request.get_json(silent=True)
        except RecursionError as error:
            raise Refused("not_text", 400) from error
        if not isinstance(body, dict):
            raise Refused("not_text", 400)
        identifier = conversations.identify(body.get("conversation"))
        return jsonify(talk.ask(identifier, typed(body.get("text"), longest_message))), 200

    @api.post("/api/feedback")
    def feedback() -> Reply:
        body = request.get_json(silent=True)
        if not isinstance(body, dict):
            raise Refused("not_text", 400)
        identifier = conversations.identify(body.get("conversation"))
        return jsonify(talk.feedback(identifier, judged(body, longest_message))), 200

    @api.delete("/api/conversations")
    def forget() -> Reply:
        body = request.get_json(silent=True)
        if not isinstance(body, dict):
            raise Refused("not_text", 400)
        return jsonify(deleted=talk.forget(conversations.identify(body.get("conversation")))), 200

    @api.get("/healthz")
    def alive() -> Reply:
        return jsonify(status="alive"), 200

    @api.get("/readyz")
    def ready() -> Reply:
        parts: dict[str, Any] = dict(rasa.ready())
        try:
            version, _ = live.current()
            parts["index"] = version
        except KnowledgeError:
            parts["index"] = False
        well = all(parts.values())
        return jsonify(ready=well, parts=parts), 200 if well else 503

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

    @api.app_errorhandler(HTTPException)
    def http_error(error: HTTPException) -> Reply:
        words = {413: "too_long", 404: "not_found", 405: "method"}.get(error.code or 0, "not_text")
        return refused(Refused(words, error.code or 400))

    return api


def judged(body: dict[str, Any], longest: int) -> dict[str, str]:
    """What a parent said of an answer.

    Raises:
        Refused: a field is missing or has a value that the page never sends.
    """
    given = {name: body[name] for name in ("entry", "helped", "reason", "comment") if body.get(name)}
    known = given.get("helped") in HELPED and given.get("reason", REASONS[0]) in REASONS
    if not known or not isinstance(given.get("entry"), str) or not _ENTRY.fullmatch(given["entry"]):
        raise Refused("not_text", 400)
    if "comment" in given:
        given["comment"] = typed(given["comment"], longest)
    return given


def typed(text: object, longest: int) -> str:
    """What a parent typed, without control characters.

    Raises:
        Refused: it is not text, says nothing, or is too long.
    """
    if not isinstance(text, str):
        raise Refused("not_text", 400)
    kept = "".join(letter for letter in text if letter in "\n\t" or unicodedata.category(letter)[0] != "C").strip()
    if not kept.strip("/ \n\t"):
        raise Refused("empty", 400)
    if len(kept) > longest:
        raise Refused("too_long", 400)
    return kept
