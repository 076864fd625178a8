"""`MessageFlow` is the way of one message, from top to bottom: check, danger, language, redact, ask, record, reply."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from actions.wire import Outcome, Reply, WireCard
from knowledge.encoder.sentence_encoder import Vectors
from knowledge.faults import KnowledgeError
from knowledge.files.records import Content
from knowledge.versions.live import Live
from web_widget.gateway.budget import Budget
from web_widget.gateway.checks import Refused, judged, typed
from web_widget.gateway.conversations import Conversations
from web_widget.gateway.danger import (
    LANGUAGE,
    LEVEL,
    DangerAtTheDoor,
    Noticed,
    emergency,
    is_emergency,
    patience,
    shown,
    with_card,
    with_line,
)
from web_widget.gateway.handing_over import VectorsForRasa
from web_widget.gateway.languages import LanguagesOfContent
from web_widget.gateway.rasa_client import RasaClient, RasaUnavailable, without_command
from web_widget.gateway.record_keeping import RecordKeeping
from web_widget.privacy.redactor import Redaction, Redactors
from web_widget.store.trackers import TRIAL

Body = dict[str, Any]
"""What the API sends: "messages", and a "notice" of what was taken out of the message, if anything was."""

NOT_ENGLISH = "dzień dobry, potrzebuję pomocy"
"""Makes the language detector load its tables."""

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Prepared:
    """A message that is ready to be passed on.

    Attributes:
        redaction: what is left of it, and what was taken out.
        noticed: what the text as typed told, by name; Rasa gets it beside the redacted text.
        content: that is live while this message is answered.
        version: of the content.
        vector: of what is left, where that is the text as typed: float32, (dim,); else None.
    """

    redaction: Redaction
    noticed: Mapping[str, str]
    content: Content
    version: str
    vector: Vectors | None


class MessageFlow:
    """What happens with what a parent sends, whichever page it came from.

    Args:
        rasa: replies.
        redactors: take out what must not be passed on.
        live: the content in use; read once for each message.
        keeping: keeps records, and deletes them.
        conversations: makes and reads tokens.
        longest_message: in characters.
        danger: looks at each message as it was typed, before all else.
        vectors: that travel with a message to Rasa.
        answered: called with the outcome of every message.
        budget: says how much CPU a message may take until it is refused.
    """

    def __init__(
        self,
        rasa: RasaClient,
        redactors: Redactors,
        live: Live[tuple[str, Content]],
        keeping: RecordKeeping,
        conversations: Conversations,
        longest_message: int,
        danger: DangerAtTheDoor,
        vectors: VectorsForRasa,
        answered: Callable[[Outcome], None] = lambda outcome: None,
        budget: Callable[[], Budget] = Budget,
    ) -> None:
        self._rasa = rasa
        self._redactors = redactors
        self._languages = LanguagesOfContent()
        self._live = live
        self._keeping = keeping
        self._conversations = conversations
        self._longest_message = longest_message
        self._danger = danger
        self._answered = answered
        self._budget = budget
        self._vectors = vectors

    def warm_up(self) -> None:
        """Load all that the first message needs, so that it does not wait; nothing where there is no index."""
        try:
            live = self._live.current()
            self._languages.of(*live).language(NOT_ENGLISH)
            self._redactors.of(*live).redact(NOT_ENGLISH)
        except KnowledgeError:
            logger.warning("There is no index yet.")

    def begin(self) -> tuple[str, list[WireCard]]:
        """The token of a new conversation, and its opening cards.

        Raises:
            RasaUnavailable: there was no reply.
        """
        token, conversation = self._conversations.begin()
        return token, list(self._rasa.greet(conversation).cards)

    def ask(self, token: object, text: object) -> Body:
        """The reply to a message.

        Raises:
            NotAConversation: the token does not hold, or the conversation was deleted.
            Refused: the text cannot be taken.
            RasaUnavailable: there was no reply.
        """
        conversation = self._conversations.identify(token)
        message = self.prepare(text)
        reply = self._keeping.unless_deleted(conversation, lambda: self._pass_on(conversation, message))
        self._keeping.keep(conversation, message.redaction.text, reply, shown(reply, message.noticed))
        self._answered(reply.outcome)
        return _body(message, reply)

    def try_out(self, text: object) -> Body:
        """The reply that a parent would get to a first message. No parent asked it, so no record is kept.

        Returns:
            As for `ask`, and under "record" what the record would have held: "question", "entry" and "outcome".

        Raises:
            Refused, RasaUnavailable: as for `ask`.
        """
        message = self.prepare(text)
        reply = self._pass_on(f"{TRIAL}{secrets.token_urlsafe(24)}", message)
        record = {"question": message.redaction.text, "entry": reply.entry, "outcome": reply.outcome.value}
        return {**_body(message, reply), "record": record}

    def judge(self, token: object, given: dict[str, Any]) -> Body:
        """The reply to what a parent said of an answer. A comment is looked at for danger, like a message.

        Raises:
            NotAConversation, Refused, RasaUnavailable: as for `ask`.
        """
        conversation = self._conversations.identify(token)
        judgement, live = judged(given, self._longest_message), self._live.current()
        if judgement["entry"] not in live[1].entries:
            raise Refused("not_text", 400)
        typed_comment = judgement.get("comment", "")
        noticed = self._danger.noticed(typed_comment) if typed_comment else Noticed({})
        comment = self._redact(typed_comment, live, noticed)
        passed = {**judgement, **({"comment": comment.redaction.text} if "comment" in judgement else {})}
        reply = self._keeping.unless_deleted(conversation, lambda: self._thank(conversation, passed, comment))
        self._keeping.judge(conversation, passed, shown(reply, comment.noticed))
        return _body(comment, reply)

    def judge_page(self, given: dict[str, Any]) -> bool:
        """Keep what somebody said of a page that they read outside a conversation; gives whether it helped.

        Raises:
            Refused: a field is missing or has a value that the page never sends.
        """
        judgement = judged(given, self._longest_message)
        self._keeping.judge_page(judgement)
        return judgement["helped"] == "yes"

    def prepare(self, text: object) -> Prepared:
        """Check the text; notice what only the text as typed can tell; then take out what says who somebody is.

        Raises:
            Refused: the text cannot be taken.
        """
        as_typed = typed(text, self._longest_message)
        noticed = self._danger.noticed(as_typed)
        return self._redact(as_typed, self._live.current(), noticed)

    def forget(self, token: object) -> str:
        """Delete all that is kept of a conversation; gives the words that say so.

        Raises:
            NotAConversation: the token does not hold.
            RasaUnavailable: it could not be deleted just now.
        """
        self._keeping.delete(self._conversations.identify(token))
        return self._live.current()[1].council.words["deleted"]

    def _redact(self, text: str, live: tuple[str, Content], noticed: Noticed) -> Prepared:
        """The text without details, with what was noticed of it.

        Raises:
            Refused: that takes too long.
        """
        version, content = live
        languages, redactor = self._languages.of(version, content), self._redactors.of(version, content)
        budget = self._budget()
        language = languages.language(text)
        budget.check()
        redaction = redactor.redact(text)
        budget.check()
        travels = {**noticed.travels, **({LANGUAGE: language} if language else {})}
        vector = noticed.vector if redaction.text == text else None
        return Prepared(redaction, travels, content, version, vector)

    def _pass_on(self, conversation: str, message: Prepared) -> Reply:
        noticed, text = message.noticed, without_command(message.redaction.text)
        whole = message.vector if text == message.redaction.text else None
        vectors = self._vectors.of(text, noticed.get(LEVEL), whole)
        reply = _or_emergency(message, lambda: self._rasa.ask(conversation, text, noticed, patience(noticed), vectors))
        return with_line(reply, noticed, message.content)

    def _thank(self, conversation: str, judgement: Mapping[str, str], comment: Prepared) -> Reply:
        """The thanks, below the emergency card or the line where the comment shows danger.

        In whatever language the comment is, the thanks do not name 999, so they never stand in for the line.
        """
        content = comment.content
        noticed = {name: value for name, value in comment.noticed.items() if name != LANGUAGE}
        reply = _or_emergency(comment, lambda: self._rasa.feedback(conversation, judgement, patience(noticed)))
        return with_line(with_card(reply, noticed, content), noticed, content)


def _or_emergency(message: Prepared, ask: Callable[[], Reply]) -> Reply:
    """What Rasa replies; where it is away and somebody is in danger, the emergency card.

    Raises:
        RasaUnavailable: it is away, and nobody is surely in danger.
    """
    try:
        return ask()
    except RasaUnavailable:
        if not is_emergency(message.noticed):
            raise
        return emergency(message.noticed, message.content, message.version)


def _body(message: Prepared, reply: Reply) -> Body:
    words = message.content.council.words
    removed = [{"kind": kind, "words": words[f"removed_{kind}"]} for kind in message.redaction.kinds]
    notice = {"notice": {"text": words["removed"], "removed": removed}} if removed else {}
    return {"messages": list(reply.cards), **notice}
