"""`RecordKeeping` keeps a record of each message, and makes sure that a deleted conversation stays deleted."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from sqlalchemy.exc import SQLAlchemyError

from actions.wire import Reply
from knowledge import london
from web_widget.gateway.conversations import NotAConversation
from web_widget.gateway.office_hours import OfficeHours
from web_widget.gateway.rasa_client import RasaUnavailable
from web_widget.store.dangers_noticed import DangerShown
from web_widget.store.keeper import Keeper
from web_widget.store.keeping import Stores
from web_widget.store.records import Feedback, Record

logger = logging.getLogger(__name__)


class RecordKeeping:
    """What is kept of conversations. Keeping records never delays a reply or makes it fail.

    Args:
        stores: where.
        hours: of the office.
    """

    def __init__(self, stores: Stores, hours: OfficeHours) -> None:
        self._stores = stores
        self._hours = hours
        self._keeper = Keeper(stores.records.is_forgotten)

    def keep(self, conversation: str, question: str, reply: Reply, danger: DangerShown | None = None) -> None:
        """Keep a record of a message.

        Args:
            conversation: its id.
            question: the redacted text.
            reply: says the outcome, the page and the version of the content.
            danger: the card or line about danger that the reply shows, if any. It is counted apart from the record.
        """
        closed = self._hours.closed_at(datetime.now(UTC))
        record = Record(conversation, question, reply.entry, reply.outcome, london.today(), reply.version, closed)
        self._keeper.keep(conversation, lambda: self._stores.records.keep(record))
        if danger:
            self._keeper.keep(conversation, lambda: self._stores.dangers.count(danger, record.day))

    def judge(self, conversation: str, given: Mapping[str, str], danger: DangerShown | None = None) -> None:
        """Keep what a parent said of an answer.

        Args:
            conversation: its id.
            given: "entry", "helped" and, perhaps, "reason" and "comment", which is redacted.
            danger: as for `keep`.
        """
        helped = given["helped"] == "yes"
        said = Feedback(conversation, given["entry"], helped, given.get("reason"), given.get("comment"), london.today())
        self._keeper.keep(conversation, lambda: self._stores.records.judge(said))
        if danger:
            self._keeper.keep(conversation, lambda: self._stores.dangers.count(danger, said.day))

    def judge_page(self, given: Mapping[str, str]) -> None:
        """Keep what somebody said of a page that they read outside a conversation, under an id that leads nowhere.

        Args:
            given: "entry", "helped" and, perhaps, "reason". A comment is not kept.
        """
        self.judge(secrets.token_urlsafe(24), {name: value for name, value in given.items() if name != "comment"})

    def delete(self, conversation: str) -> None:
        """Delete all that is kept of a conversation.

        Raises:
            RasaUnavailable: it could not be deleted just now.
        """
        try:
            self._stores.forget(conversation)
        except SQLAlchemyError as error:
            raise RasaUnavailable from error

    def unless_deleted(self, conversation: str, ask: Callable[[], Reply]) -> Reply:
        """What Rasa replies. A conversation that was deleted while Rasa worked is deleted again, at once or soon.

        Raises:
            NotAConversation: it was deleted, before this call or during it.
        """
        if self._is_deleted(conversation):
            raise NotAConversation
        try:
            return ask()
        finally:
            if self._is_deleted(conversation):
                self._keeper.delete(lambda: self._stores.forget(conversation))
                raise NotAConversation

    def _is_deleted(self, conversation: str) -> bool:
        try:
            return self._stores.records.is_forgotten(conversation)
        except SQLAlchemyError as error:
            logger.warning("It could not be looked up whether a conversation was deleted: %s", type(error).__name__)
            return False
