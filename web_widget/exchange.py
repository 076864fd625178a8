"""What happens with what a parent sends, whichever page it came from."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from web_widget.checks import judged, typed
from web_widget.conversations import Conversations
from web_widget.privacy.talk import Talk
from web_widget.rasa_client import Card, RasaClient
from web_widget.store.outcomes import Outcome, outcome_of


class Exchange:
    """Checks what was sent, passes it on, and gives the reply as the API sends it.

    Args:
        rasa: opens conversations.
        talk: passes messages on and answers them.
        conversations: makes and reads tokens.
        longest_message: in characters.
        answered: is told the outcome of every message.
    """

    def __init__(
        self,
        rasa: RasaClient,
        talk: Talk,
        conversations: Conversations,
        longest_message: int,
        answered: Callable[[Outcome], None] = lambda outcome: None,
    ) -> None:
        self._rasa = rasa
        self._talk = talk
        self._conversations = conversations
        self._longest_message = longest_message
        self._answered = answered

    def begin(self) -> tuple[str, list[Card]]:
        """The token of a new conversation, and its opening cards.

        Raises:
            RasaUnavailable: there was no reply.
        """
        token, identifier = self._conversations.begin()
        return token, self._rasa.greet(identifier)

    def ask(self, token: object, text: object) -> dict[str, Any]:
        """The reply to a message: its cards under "messages", and perhaps a "notice".

        Raises:
            NotAConversation: the token does not hold.
            Refused: the text cannot be taken.
            RasaUnavailable: there was no reply.
        """
        identifier = self._conversations.identify(token)
        reply = self._talk.ask(identifier, typed(text, self._longest_message))
        self._answered(outcome_of(reply["messages"]))
        return reply

    def try_out(self, text: object) -> dict[str, Any]:
        """The reply to a question that no parent asked; nothing of it is kept. See `Talk.try_out`.

        Raises:
            Refused, RasaUnavailable: as for `ask`.
        """
        return self._talk.try_out(typed(text, self._longest_message))

    def judge(self, token: object, given: dict[str, Any]) -> dict[str, Any]:
        """The reply to what a parent said of an answer.

        Raises:
            NotAConversation, Refused, RasaUnavailable: as for `ask`.
        """
        identifier = self._conversations.identify(token)
        return self._talk.feedback(identifier, judged(given, self._longest_message))

    def forget(self, token: object) -> str:
        """Delete all that is kept of a conversation; gives the words that say so.

        Raises:
            NotAConversation: the token does not hold.
        """
        return self._talk.forget(self._conversations.identify(token))
