"""What happens to a message on its way: details are taken out, Rasa is asked, and what came of it is kept."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy.exc import SQLAlchemyError

from knowledge.documents import Content
from knowledge.faults import KnowledgeError
from knowledge.live import Live
from web_widget.conversations import NotAConversation
from web_widget.languages import other_language
from web_widget.office_hours import OfficeHours
from web_widget.privacy.redactor import Redaction, Redactors
from web_widget.rasa_client import Card, RasaClient, RasaUnavailable
from web_widget.store.keeper import Keeper
from web_widget.store.keeping import Stores
from web_widget.store.outcomes import entry_of, outcome_of
from web_widget.store.records import Feedback, Record
from web_widget.store.trackers import TRIAL

Reply = dict[str, Any]

logger = logging.getLogger(__name__)


class Talk:
    """The one way from the pages to Rasa.

    Args:
        rasa: who answers.
        redactors: take out what must not be passed on.
        live: the content in use.
        stores: what is kept.
        hours: of the office.
    """

    def __init__(
        self,
        rasa: RasaClient,
        redactors: Redactors,
        live: Live[tuple[str, Content]],
        stores: Stores,
        hours: OfficeHours,
    ) -> None:
        self._rasa = rasa
        self._redactors = redactors
        self._live = live
        self._stores = stores
        self._hours = hours
        self._keeper = Keeper(stores.records.is_forgotten)

    def prepare(self) -> None:
        """Load all that the first message needs, so that it does not wait; nothing where there is no index."""
        try:
            self._redact("")
        except KnowledgeError:
            logger.warning("There is no index yet.")

    def ask(self, conversation: str, text: str) -> Reply:
        """The reply to a message: "messages", and a "notice" of what was taken out of it, if anything was.

        Raises:
            NotAConversation: it was deleted.
            RasaUnavailable: there was no reply.
        """
        language = other_language(text)  # of what was typed: what is left of it may no longer tell
        redaction = self._redact(text)
        cards = self._unless_forgotten(conversation, lambda: self._rasa.ask(conversation, redaction.text, language))
        record = self._record(conversation, redaction.text, cards)
        self._keeper.keep(conversation, lambda: self._stores.records.keep(record))
        return {"messages": cards, **self._notice(redaction)}

    def try_out(self, text: str) -> Reply:
        """The reply that a parent would get to a first message. It is no parent's, so no record of it is kept.

        Returns:
            As for `ask`, and under "record" what the record would have held: "question", "entry" and "outcome".

        Raises:
            RasaUnavailable: there was no reply.
        """
        conversation = f"{TRIAL}{secrets.token_urlsafe(24)}"
        redaction = self._redact(text)
        cards = self._rasa.ask(conversation, redaction.text, other_language(text))
        record = {"question": redaction.text, "entry": entry_of(cards), "outcome": outcome_of(cards).value}
        return {"messages": cards, **self._notice(redaction), "record": record}

    def feedback(self, conversation: str, given: Mapping[str, str]) -> Reply:
        """The reply to what a parent said of an answer, as for `ask`.

        Args:
            conversation: its id.
            given: "entry", "helped" and, perhaps, "reason" and "comment".

        Raises:
            NotAConversation, RasaUnavailable: as for `ask`.
        """
        comment = self._redact(given.get("comment", ""))
        passed = {**given, **({"comment": comment.text} if "comment" in given else {})}
        cards = self._unless_forgotten(conversation, lambda: self._rasa.feedback(conversation, passed))
        given_back = _feedback(conversation, passed)
        self._keeper.keep(conversation, lambda: self._stores.records.judge(given_back))
        return {"messages": cards, **self._notice(comment)}

    def forget(self, conversation: str) -> str:
        """Delete all that is kept of a conversation.

        Returns:
            The words that say so.

        Raises:
            RasaUnavailable: it could not be deleted just now.
        """
        try:
            self._stores.forget(conversation)
        except SQLAlchemyError as error:
            raise RasaUnavailable from error
        return self._live.current()[1].council.words["deleted"]

    def _redact(self, text: str) -> Redaction:
        return self._redactors.of(*self._live.current()).redact(text)

    def _unless_forgotten(self, conversation: str, ask: Callable[[], list[Card]]) -> list[Card]:
        """What Rasa replies; where the conversation was deleted meanwhile, it is deleted again."""
        if self._is_forgotten(conversation):
            raise NotAConversation
        try:
            return ask()
        finally:
            if self._is_forgotten(conversation):
                self._stores.forget(conversation)
                raise NotAConversation

    def _is_forgotten(self, conversation: str) -> bool:
        try:
            return self._stores.records.is_forgotten(conversation)
        except SQLAlchemyError as error:
            logger.warning("It could not be looked up whether a conversation was deleted: %s", type(error).__name__)
            return False

    def _record(self, conversation: str, question: str, cards: Sequence[Card]) -> Record:
        version, _ = self._live.current()
        closed = self._hours.closed_at(datetime.now(UTC))
        return Record(conversation, question, entry_of(cards), outcome_of(cards), _today(), version, closed)

    def _notice(self, redaction: Redaction) -> Reply:
        words = self._live.current()[1].council.words
        removed = [{"kind": kind, "words": words[f"removed_{kind}"]} for kind in redaction.kinds]
        return {"notice": {"text": words["removed"], "removed": removed}} if removed else {}


def _feedback(conversation: str, given: Mapping[str, str]) -> Feedback:
    return Feedback(
        conversation, given["entry"], given["helped"] == "yes", given.get("reason"), given.get("comment"), _today()
    )


def _today() -> date:
    return datetime.now(UTC).date()
