"""What happens with what a parent sends, whichever page it came from."""

from __future__ import annotations

from typing import Any

from web_widget.checks import judged, typed
from web_widget.conversations import Conversations
from web_widget.rasa_client import Card, RasaClient


class Exchange:
    """Checks what was sent, asks Rasa, and gives the reply as the API sends it.

    Args:
        rasa: who answers.
        conversations: makes and reads tokens.
        longest_message: in characters.
    """

    def __init__(self, rasa: RasaClient, conversations: Conversations, longest_message: int) -> None:
        self._rasa = rasa
        self._conversations = conversations
        self._longest_message = longest_message

    def begin(self) -> tuple[str, list[Card]]:
        """The token of a new conversation, and its opening cards.

        Raises:
            RasaUnavailable: there was no reply.
        """
        token, identifier = self._conversations.begin()
        return token, self._rasa.greet(identifier)

    def ask(self, token: object, text: object) -> dict[str, Any]:
        """The reply to a message: its cards under "messages".

        Raises:
            NotAConversation: the token does not hold.
            Refused: the text cannot be taken.
            RasaUnavailable: there was no reply.
        """
        identifier = self._conversations.identify(token)
        return {"messages": self._rasa.ask(identifier, typed(text, self._longest_message))}

    def judge(self, token: object, given: dict[str, Any]) -> dict[str, Any]:
        """The reply to what a parent said of an answer.

        Raises:
            NotAConversation, Refused, RasaUnavailable: as for `ask`.
        """
        identifier = self._conversations.identify(token)
        return {"messages": self._rasa.feedback(identifier, judged(given, self._longest_message))}
