"""Answers from the hits that the knowledge search put on the message."""

from __future__ import annotations

from datetime import date
from typing import Any, Dict, List, Optional, Tuple

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import cards
from knowledge.documents import Content
from knowledge.live import Live, live_content


class ActionAnswer(Action):
    """Shows the entry that answers or, where none surely does, whom to ask."""

    def __init__(self, live: Optional[Live[Tuple[str, Content]]] = None) -> None:
        self._live = live or live_content()

    def name(self) -> str:
        return "action_answer"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[str, Any]) -> List[Dict[str, Any]]:
        """Send one card; after an answer the topic is remembered."""
        version, content = self._live.current()
        card = reply(content, version, tracker.latest_message.get("knowledge") or {}, date.today())
        dispatcher.utter_message(custom=card)
        return [SlotSet("topic", card["topic"])] if card["type"] == "answer" else []


def reply(content: Content, version: str, knowledge: Dict[str, Any], today: date) -> cards.Card:
    """The card for the outcome of a search.

    Args:
        content: what the cards are made of.
        version: of the content.
        knowledge: a search result as `SearchResults.to_json` gives it; empty where none was made.
        today: for telling whether an entry is past its review date.
    """
    hits = [hit for hit in knowledge.get("hits", []) if hit["entry"] in content.entries]
    if knowledge.get("answered") and hits:
        first = hits[0]
        also = [hit["entry"] for hit in hits[1:]]
        entry = content.entries[first["entry"]]
        return cards.answer(content, entry, first["section"], first["confidence"], also, version, today)
    for kind in content.out_of_scope:
        if kind.id == knowledge.get("out_of_scope"):
            return cards.no_answer(content, kind.words, kind.id, [])
    near = [hit["entry"] for hit in hits[:3]]
    return cards.no_answer(content, content.council.words["no_answer"], "not_sure", near)
