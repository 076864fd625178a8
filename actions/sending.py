"""Sends cards, each with the version of the content that made it."""

from __future__ import annotations

from rasa_sdk.executor import CollectingDispatcher

from actions.cards import Card


def send(dispatcher: CollectingDispatcher, version: str, *cards: Card) -> None:
    """Send each card in a message of its own."""
    for card in cards:
        dispatcher.utter_message(custom={**card, "version": version})
