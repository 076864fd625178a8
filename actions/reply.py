"""Decides what to show for a message: a pure function of the search's verdict and of what was shown before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from actions import cards
from actions.memory import Memory
from knowledge.documents import Content

CHOICES = 4
MOST_MISSES = 2
SURE_OF_PART = 0.9
CONTACT = "who-to-contact"
ANYTHING_ELSE = "general"
"""The kind of out of scope that takes what belongs to no other: sums, the weather, and keys hit at random."""
FALLBACK_SECTIONS = (CONTACT, "answer")

Knowledge = Mapping[str, Any]
"""A search result as `SearchResults.to_json` gives it, with "parts": the same for each question of the message."""


@dataclass(frozen=True)
class Turn:
    """What is sent, and what is remembered."""

    cards: tuple[cards.Card, ...]
    memory: Memory


@dataclass(frozen=True)
class Replier:
    """Replies from the content of one version.

    The search may have been of the version before or after, for a moment: what is not in this one is not shown.

    Attributes:
        content: what the cards are made of.
        version: of the content.
        today: for telling whether an entry is past its review date.
    """

    content: Content
    version: str
    today: date

    def reply(self, knowledge: Knowledge, memory: Memory) -> Turn:
        """The turn for a message.

        Args:
            knowledge: what the search found; empty where none was made.
            memory: of the talk so far.
        """
        hits = [hit for hit in knowledge.get("hits", ()) if hit["entry"] in self.content.entries]
        if not hits:
            return self._unknown(hits, memory)
        if knowledge["hits"][0]["entry"] not in self.content.entries:
            return self._ask_back(hits, memory)
        if self._follows_up(knowledge, memory):
            return self._follow_up(knowledge["sections"], hits, memory)
        if knowledge["no_subject"] and not knowledge["chosen"]:
            return self._about_what(knowledge["sections"], memory)
        if knowledge["verdict"] == "out_of_scope":
            return self._out_of_scope(str(knowledge["out_of_scope"]), memory)
        if knowledge["verdict"] == "not_sure":
            return self._unknown(hits, memory)
        if separate := self._separate(knowledge):
            return self._both(separate, memory)
        if knowledge["verdict"] == "unclear":
            return self._ask_back(hits, memory)
        return self._answer(hits, memory)

    def _follows_up(self, knowledge: Knowledge, memory: Memory) -> bool:
        """Whether the message goes on about the last topic: it names no subject, or leans back and says too little."""
        if memory.topic not in self.content.entries or knowledge["chosen"]:
            return False
        return bool(knowledge["no_subject"] or (knowledge["leans_back"] and knowledge["verdict"] != "answered"))

    def _follow_up(self, asked: Sequence[str], hits: Sequence[Knowledge], memory: Memory) -> Turn:
        entry = self.content.entries[str(memory.topic)]
        has = {section.id for section in entry.sections}
        section = next((kind for kind in (asked[0], *FALLBACK_SECTIONS) if kind in has), entry.sections[0].id)
        if memory.has_shown(entry.id, section):
            return self._sections_of(entry.id, memory)
        confidence = next((hit["confidence"] for hit in hits if hit["entry"] == entry.id), 0.0)
        turn = self._show(entry.id, section, confidence, [], memory)
        if section == asked[0]:
            return turn
        notices = [self.content.council.notices["not_on_page"], *turn.cards[0]["notices"]]
        return Turn(({**turn.cards[0], "notices": notices},), turn.memory)

    def _about_what(self, asked: Sequence[str], memory: Memory) -> Turn:
        """For "how do I apply" with nothing before it: asks what about; for "who do I ring", names people."""
        council = self.content.council
        if asked[0] == CONTACT:
            return Turn((cards.contacts(self.content, council.words["talk_to_person"]),), memory)
        topics = cards.options(self.content, council.first_topics)
        return Turn((cards.choice(council.words["choose_topic"], topics),), memory)

    def _answer(self, hits: Sequence[Knowledge], memory: Memory) -> Turn:
        first = hits[0]
        if memory.has_shown(first["entry"], first["section"]):
            return self._sections_of(first["entry"], memory)
        also = [hit["entry"] for hit in hits[1:]]
        return self._show(first["entry"], first["section"], first["confidence"], also, memory)

    def _show(self, entry: str, section: str, confidence: float, also: Sequence[str], memory: Memory) -> Turn:
        page = self.content.entries[entry]
        if section not in {part.id for part in page.sections}:
            section = page.sections[0].id
        card = cards.answer(self.content, page, section, confidence, also, self.version, self.today)
        return Turn((card,), memory.answered(entry, section))

    def _sections_of(self, entry: str, memory: Memory) -> Turn:
        """Instead of the same card again: its sections to choose from, and people."""
        words = self.content.council.words
        headings = [section.heading for section in self.content.entries[entry].sections if section.heading]
        options = [{"title": heading, "message": heading} for heading in headings]
        card = cards.choice(words["choose_section"], [*options, self._person()])
        return Turn((card,), Memory(memory.topic, (), memory.misses))

    def _separate(self, knowledge: Knowledge) -> list[Knowledge]:
        """The questions of a message that have different answers, two at the most.

        The likeliest answer to the whole message must be one of them, as a story often holds half a question.
        """
        sure = [
            part
            for part in knowledge.get("parts", ())
            if part["verdict"] == "answered"
            and part["confidence"] >= SURE_OF_PART
            and not part["no_subject"]
            and part["entry"] in self.content.entries
        ]
        different = list({part["entry"]: part for part in reversed(sure)}.values())[::-1]
        likeliest = knowledge["hits"][0]["entry"]
        two = different[:2]
        return two if len(two) > 1 and likeliest in {part["entry"] for part in two} else []

    def _both(self, parts: Sequence[Knowledge], memory: Memory) -> Turn:
        shown: list[cards.Card] = [cards.say(self.content.council.words["two_questions"])]
        for part in parts:
            turn = self._show(part["entry"], part["section"], part["confidence"], [], memory)
            shown.append({**turn.cards[0], "asked": part["text"]})
            memory = turn.memory
        return Turn(tuple(shown), memory)

    def _ask_back(self, hits: Sequence[Knowledge], memory: Memory) -> Turn:
        if memory.misses + 1 >= MOST_MISSES:
            return self._hand_over(memory)
        near = cards.options(self.content, [hit["entry"] for hit in hits])[:CHOICES]
        other = self.content.council.words["something_else_button"]
        card = cards.choice(self.content.council.words["unclear"], [*near, {"title": other, "message": other}])
        return Turn((card,), memory.missed())

    def _unknown(self, hits: Sequence[Knowledge], memory: Memory) -> Turn:
        if memory.misses + 1 >= MOST_MISSES:
            return self._hand_over(memory)
        near = [hit["entry"] for hit in hits[:3]]
        card = cards.no_answer(self.content, self.content.council.words["no_answer"], "not_sure", near)
        return Turn((card,), memory.missed())

    def _hand_over(self, memory: Memory) -> Turn:
        card = cards.no_answer(self.content, self.content.council.words["handover"], "handover", [])
        return Turn((card,), Memory(memory.topic, memory.shown, 0))

    def _out_of_scope(self, kind: str, memory: Memory) -> Turn:
        """Says what is not done here. What belongs to no kind may not have been understood, and counts as a miss."""
        missed = memory.missed() if kind == ANYTHING_ELSE else memory
        if missed.misses >= MOST_MISSES:
            return self._hand_over(memory)
        found = next((known for known in self.content.out_of_scope if known.id == kind), None)
        words = found.words if found else self.content.council.words["no_answer"]
        helpers = [self.content.services[identifier] for identifier in (found.services if found else ())]
        return Turn((cards.no_answer(self.content, words, kind, [], helpers),), missed)

    def _person(self) -> cards.Card:
        words = self.content.council.words["talk_to_person_button"]
        return {"title": words, "message": words}
