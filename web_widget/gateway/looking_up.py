"""What a search of the pages finds. It reads a message as the chat does, without Rasa, and keeps nothing of it."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from threading import BoundedSemaphore

from actions import cards
from actions.card_types import CrisisCard, ServicePart
from knowledge.danger.detector import Level
from knowledge.faults import KnowledgeError
from knowledge.files.journey_descriptions import JOURNEYS
from knowledge.files.markdown import passages
from knowledge.files.records import FEELINGS, Content, Entry
from knowledge.search.search import Hit, SearchResults, Verdict
from knowledge.versions.live import live_search
from knowledge.versions.live_vectors import sentence_encoder
from web_widget.gateway.danger import KIND, LANGUAGE, LEVEL
from web_widget.gateway.message_flow import Prepared

MOST_PAGES = 4
SEARCHES_AT_ONCE = 1
PATIENCE_SECONDS = 3.0
"""How long a search waits for its turn."""
PERSON = "talk_to_person"

Find = Callable[[str], SearchResults]
"""Judges a text; raises a KnowledgeError, an OSError or a ValueError where it cannot."""

logger = logging.getLogger(__name__)


class NotLookedUp(Exception):
    """Nothing could be looked up just now, or the text could not be looked at for danger."""


@dataclass(frozen=True)
class FoundPage:
    """A page that was found.

    Attributes:
        entry: the page.
        section: id of the section that answers.
        beginning: of that section.
    """

    entry: Entry
    section: str
    beginning: str


@dataclass(frozen=True)
class Found:
    """What is shown.

    Attributes:
        words: said first; "" where the pages answer.
        pages: best first.
        people: whom to ask.
        journey: title of the guided journey that the text asks for.
        emergency: the emergency card; nothing else is shown with it.
        line: the one line about a danger that is possible.
        language: of the words.
    """

    words: str = ""
    pages: tuple[FoundPage, ...] = ()
    people: tuple[ServicePart, ...] = ()
    journey: str = ""
    emergency: CrisisCard | None = None
    line: str = ""
    language: str | None = None


@dataclass(frozen=True)
class InTheIndex:
    """Judges a text by the index in use, with the sentence model of this process.

    Searches take turns: many at once would keep emergencies and messages waiting.

    Attributes:
        turns: how many may be made at the same time.
    """

    turns: BoundedSemaphore = field(default_factory=lambda: BoundedSemaphore(SEARCHES_AT_ONCE))

    def __call__(self, text: str) -> SearchResults:
        """Judge it.

        Raises:
            TimeoutError: its turn did not come, because too many others were searching.
        """
        if not self.turns.acquire(timeout=PATIENCE_SECONDS):
            raise TimeoutError
        try:
            search = live_search().current()
            [vector] = sentence_encoder().encode([search.spell_out(text)])
            return search.search(text, vector)
        finally:
            self.turns.release()


def look_up(message: Prepared, find: Find) -> Found:
    """What is shown for a text that somebody searched for: danger before all else.

    Args:
        message: the text, looked at and without details, as for the chat.
        find: judges it.

    Raises:
        NotLookedUp: it could not be looked at.
    """
    content, noticed = message.content, message.noticed
    if noticed.get(LEVEL) == Level.CARD:
        return Found(emergency=cards.crisis(content, noticed.get(KIND)))
    if LANGUAGE in noticed:
        card = cards.other_language(content, noticed[LANGUAGE])
        return Found(card.text, people=card.services, language=card.language)
    if LEVEL not in noticed:
        raise NotLookedUp
    try:
        results = find(message.redaction.text)
    except (KnowledgeError, OSError, ValueError) as error:
        logger.warning("Nothing could be looked up: %s", type(error).__name__)
        raise NotLookedUp from error
    found = found_by(results, content)
    line = cards.danger_line(content, noticed[KIND]) if noticed[LEVEL] == Level.LINE else None
    return replace(found, line=line.text) if line else found


def found_by(results: SearchResults, content: Content) -> Found:
    """What is shown for a judgement, as the chat would reply to a first message.

    The search may have been of the version before or after, for a moment: what is not in this one is not shown.
    """
    hits = [hit for hit in results.hits if hit.entry in content.entries]
    words, people = content.council.words, cards.people(content)
    if results.intent == PERSON:
        return Found(words[PERSON], people=people)
    if results.intent in FEELINGS:
        return Found(words[results.intent], _beginnings(content, content.council.carer_topics), people)
    if results.verdict is Verdict.JOURNEY:
        return Found(pages=_pages(content, hits), journey=_journey(content, results.intent))
    if results.verdict is Verdict.OUT_OF_SCOPE:
        return _out_of_scope(content, results.out_of_scope)
    if results.verdict is Verdict.TALK or (results.no_subject and not results.chosen):
        return Found(words["choose_topic"], _beginnings(content, content.council.first_topics))
    if results.verdict is Verdict.ANSWERED and hits:
        return Found(
            pages=_pages(content, [hits[0], *(hit for hit in hits[1:] if hit.confidence >= cards.WORTH_OFFERING)])
        )
    if results.verdict is Verdict.GAP and hits:
        known = [content.services[name] for name in content.entries[hits[0].entry].services]
        card = cards.no_answer(content, words["not_found_out"], "not_found_out", (), known)
        return Found(card.text, _pages(content, hits[:1]), card.contacts)
    return Found(words["unclear" if hits else "no_answer"], _pages(content, hits), people)


def _out_of_scope(content: Content, kind: str | None) -> Found:
    found = next((known for known in content.out_of_scope if known.id == kind), None)
    words = found.words if found else content.council.words["no_answer"]
    helpers = [content.services[name] for name in (found.services if found else ())]
    card = cards.no_answer(content, words, kind or "", (), helpers)
    return Found(card.text, people=card.contacts)


def _journey(content: Content, intent: str | None) -> str:
    name = next((journey.name for journey in JOURNEYS if journey.intent == intent), None)
    return content.journeys.named(name).title if name else ""


def _pages(content: Content, hits: Iterable[Hit]) -> tuple[FoundPage, ...]:
    found = {content.entries[hit.entry].id: _page(content.entries[hit.entry], hit.section) for hit in hits}
    return tuple(found.values())[:MOST_PAGES]


def _beginnings(content: Content, entries: Iterable[str]) -> tuple[FoundPage, ...]:
    return tuple(_page(content.entries[name], content.entries[name].sections[0].id) for name in entries)


def _page(entry: Entry, section: str) -> FoundPage:
    shown = next((part for part in entry.sections if part.id == section), entry.sections[0])
    return FoundPage(entry, shown.id, next(passages(shown.blocks)))
