"""The chat as plain pages, for browsers without JavaScript: each message is a form, each reply a page."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, render_template, request
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import HTTPException

from actions.wire import WireCard
from knowledge.files.records import Content
from knowledge.versions.live import Live
from web_widget.gateway.checks import REASONS, Refused
from web_widget.gateway.conversations import NotAConversation
from web_widget.gateway.message_flow import MessageFlow
from web_widget.gateway.rasa_client import RasaUnavailable

Page = tuple[str, int]


def blueprint(flow: MessageFlow, live: Live[tuple[str, Content]]) -> Blueprint:
    """The routes of the plain chat.

    Args:
        flow: answers.
        live: the content, for the first topics, the guided journeys and the words of refusals.
    """
    plain = Blueprint("plain_chat", __name__)

    def page(status: int = 200, **values: Any) -> Page:
        _, content = live.current()
        asks = [content.entries[identifier].ask for identifier in content.council.first_topics]
        journeys = [journey.title for journey in content.journeys.all]
        topics = [{"title": words, "message": words} for words in (*asks, *journeys)]
        return render_template("chat.html", council=content.council, topics=topics, reasons=REASONS, **values), status

    @plain.get("/chat")
    def start() -> Page:
        return page()

    @plain.post("/chat")
    def message() -> Page:
        text = typed_in(request.form)
        token = request.form.get("conversation", "")
        opening: list[WireCard] = []
        try:
            if not token:
                token, opening = flow.begin()
            reply = flow.ask(token, text)
        except (Refused, NotAConversation, RasaUnavailable) as error:
            return failed(error, text, token)
        return page(conversation=token, asked=text, reply={**reply, "messages": _notices(opening) + reply["messages"]})

    @plain.post("/chat/feedback")
    def feedback() -> Page:
        token = request.form.get("conversation", "")
        try:
            reply = flow.judge(token, request.form.to_dict())
        except (Refused, NotAConversation, RasaUnavailable) as error:
            return failed(error, "", token)
        return page(conversation=token, reply=reply)

    @plain.errorhandler(429)
    def too_often(_: HTTPException) -> Page:
        return failed(Refused("busy", 429), typed_in(request.form), request.form.get("conversation", ""))

    @plain.errorhandler(500)
    def broken(_: HTTPException) -> Page:
        return unavailable(500, typed_in(request.form), request.form.get("conversation", ""))

    @plain.errorhandler(413)
    def too_long(_: HTTPException) -> Page:
        return failed(Refused("too_long", 413), "", "")

    def failed(error: Exception, text: str, token: str) -> Page:
        errors = live.current()[1].council.errors
        if isinstance(error, Refused):
            return page(error.status, fault=errors[error.words], typed=text, conversation=token)
        if isinstance(error, NotAConversation):
            return page(404, fault=errors["conversation"], typed=text)
        return unavailable(503, text, token)

    def unavailable(status: int, text: str, token: str) -> Page:
        words = live.current()[1].council.words
        return page(status, fault=words["unavailable"], typed=text, conversation=token)

    return plain


def typed_in(form: MultiDict[str, str]) -> str:
    """What a form says: a day is typed in three fields."""
    day = " ".join(form.get(part, "").strip() for part in ("day", "month", "year")).strip()
    return form.get("text") or day


def _notices(opening: list[WireCard]) -> list[WireCard]:
    """The cards of the opening that a first reply must repeat, such as that this is a draft."""
    return [card for card in opening if card["type"] == "notice"]
