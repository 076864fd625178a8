"""Decides what to show for a message: a pure function of the search's verdict and of what was shown before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from actions import cards
from actions.card_types import AnswerCard, Card, ChoiceCard, OptionPart
from actions.memory import Memory
from actions.wire import Outcome
from knowledge.files.records import ANYTHING_ELSE, Content, Entry
from knowledge.search.follow_up import Ties

CHOICES = 4
MOST_MISSES = 2
SURE_OF_PART = 0.5
CARRIES_ON_AT = 0.55
"""From this probability on, a message follows up the page that was shown before. Higher: more changes of topic.

Of 626 conversations of two turns, each judged by what was learnt from the others, 94% of the follow-ups and 85% of the
changes of topic are told. With 0.45 these are 95% and 81%, with 0.65 91% and 87%.
"""
CARRIES_ON_UNANSWERED_AT = 0.5
"""The same where the message alone has no answer, so that a change of topic would only be asked back."""
SURE_BY_ITSELF = 0.5
"""From this probability on, general words mean a page with nothing before them: "is there any money for me".

After a page, too, if it would only say again what it has said. Lower than this costs true follow-ups.
"""
SEARCH_WORDS = 2
ELSE_MEANT = 2
"""So many other pages are offered beside the parts of the page that was shown."""
MEANT_INSTEAD = 0.15
"""From this probability on, another page is offered in place of what the page before has said already."""
PERHAPS_ABOUT = 0.2
"""From this probability on, the next message may go on about the likeliest page of one that was asked back."""
CONTACT = "who-to-contact"
FALLBACK_SECTIONS = (CONTACT, "answer")

Knowledge = Mapping[str, Any]
"""A search result as `SearchResults.to_json` gives it, with "parts": the PART_FIELDS of the result for each question of
the message, its "text" and whether it "wants" something. A part that wants nothing often has no more than these two.
"""


@dataclass(frozen=True)
class Decision:
    """What to send, and what to remember.

    Attributes:
        cards: what the parent sees.
        outcome: of the message.
        memory: of the talk from now on.
        entry: id of the page that is shown, if one is.
    """

    cards: tuple[Card, ...]
    outcome: Outcome
    memory: Memory
    entry: str | None = None


@dataclass(frozen=True)
class Replier:
    """Replies from the content of one version.

    The search may have been of the version before or after, for a moment: what is not in this one is not shown.

    Attributes:
        content: what the cards are made of.
        today: for telling whether an entry is past its review date.
    """

    content: Content
    today: date

    def reply(self, knowledge: Knowledge, memory: Memory) -> Decision:
        """What to send in reply to a message.

        Args:
            knowledge: what the search found; empty where none was made.
            memory: of the talk so far.
        """
        hits = [hit for hit in knowledge.get("hits", ()) if hit["entry"] in self.content.entries]
        if not hits:
            return self._unknown(memory)
        if knowledge["hits"][0]["entry"] not in self.content.entries:
            return self._ask_back(hits, memory)
        if self._follows_up(knowledge, memory):
            return self._follow_up(knowledge, memory)
        if knowledge["no_subject"] and not knowledge["chosen"] and hits[0]["confidence"] < SURE_BY_ITSELF:
            return self._about_what(knowledge["sections"], memory)
        if knowledge["verdict"] == "out_of_scope":
            return self._out_of_scope(str(knowledge["out_of_scope"]), memory)
        if separate := self._separate(knowledge):
            return self._both(separate, memory)
        if knowledge["verdict"] == "gap":
            return self._gap(hits[0]["entry"], memory)
        if knowledge["verdict"] != "answered":
            return self._ask_back(hits, memory)
        entry, section = self.content.entries[hits[0]["entry"]], hits[0]["section"]
        if entry.id == memory.topic and self._said_before(entry, section, memory):
            return self._said_again(knowledge, entry, section, memory)
        return self._answer(hits, memory, knowledge["sure"])

    def _follows_up(self, knowledge: Knowledge, memory: Memory) -> bool:
        """Whether the message follows up the page shown before. One that names no subject always does.

        With a subject of its own it never does if it is part of a longer message, if it is a word or two, as typed
        into a search box, or if the message before it was not understood.
        """
        if memory.topic not in self.content.entries or knowledge["chosen"]:
            return False
        if knowledge["no_subject"]:
            return True
        is_part = "near" not in knowledge
        if is_part or (not knowledge["leans_back"] and (knowledge["words"] <= SEARCH_WORDS or memory.misses)):
            return False
        tied = ties(knowledge, str(memory.topic))
        answered = knowledge["verdict"] == "answered"
        enough = CARRIES_ON_AT if answered else CARRIES_ON_UNANSWERED_AT
        here_by_itself = answered and tied.topic > tied.other
        elsewhere = answered and tied.other >= SURE_BY_ITSELF and self._would_repeat(knowledge, memory)
        return not here_by_itself and not elsewhere and tied.probability >= enough

    def _would_repeat(self, knowledge: Knowledge, memory: Memory) -> bool:
        """Whether going on about the page before would show a part of it that the parent has had."""
        section, _ = self._part_asked_for(knowledge, self.content.entries[str(memory.topic)])
        return memory.shown_lately(str(memory.topic), section)

    def _part_asked_for(self, knowledge: Knowledge, entry: Entry) -> tuple[str, bool]:
        """Id of the part of a page that a follow-up asks for, and whether the page tells what it asks."""
        asked, has = knowledge["sections"][0], {section.id for section in entry.sections}
        told = asked in has or not knowledge["no_subject"]
        wanted = [knowledge.get("section_of", {}).get(entry.id, asked)] if told else []
        return next((kind for kind in (*wanted, *FALLBACK_SECTIONS) if kind in has), entry.sections[0].id), told

    def _follow_up(self, knowledge: Knowledge, memory: Memory) -> Decision:
        entry = self.content.entries[str(memory.topic)]
        section, told = self._part_asked_for(knowledge, entry)
        if self._said_before(entry, section, memory):
            return self._further(knowledge, entry, section, memory)
        card = self._further_part(knowledge, entry, section)
        if not told:
            card = replace(card, notices=(self.content.council.notices["not_on_page"], *card.notices))
        return _shown((card,), memory)

    def _further(self, knowledge: Knowledge, entry: Entry, said: str, memory: Memory) -> Decision:
        """The next likeliest part that the parent has not seen, or other pages they may mean."""
        has = {part.id for part in entry.sections}
        unseen = [kind for kind in knowledge["sections"] if kind in has and not memory.shown_lately(entry.id, kind)]
        elsewhere = self._else_meant(knowledge, entry.id, MEANT_INSTEAD)
        if knowledge["asks"] and unseen and not elsewhere:
            return _shown((self._further_part(knowledge, entry, unseen[0]),), memory)
        return self._more_of(entry.id, said, elsewhere, memory)

    def _further_part(self, knowledge: Knowledge, entry: Entry, section: str) -> AnswerCard:
        confidence = next((hit["confidence"] for hit in knowledge["hits"] if hit["entry"] == entry.id), 0.0)
        return self._page(entry.id, section, confidence, self._else_meant(knowledge, entry.id, cards.WORTH_OFFERING))

    def _said_before(self, entry: Entry, section: str, memory: Memory) -> bool:
        """Whether a part was just shown, or is the opening of the page and was shown at all.

        The opening is what is left where no part fits: once read, it answers no second question. Any other part does.
        """
        opening = section == entry.sections[0].id
        return memory.shown_lately(entry.id, section) if opening else memory.shown_last(entry.id, section)

    def _else_meant(self, knowledge: Knowledge, entry: str, least: float) -> list[str]:
        """The other pages that a follow-up may mean, from a probability on; none if it has no subject of its own."""
        if knowledge["no_subject"]:
            return []
        return [hit["entry"] for hit in knowledge["hits"] if hit["entry"] != entry and hit["confidence"] >= least]

    def _about_what(self, asked: Sequence[str], memory: Memory) -> Decision:
        """For "how do I apply" with nothing before it: asks what about; for "who do I ring", names people."""
        council = self.content.council
        if asked[0] == CONTACT:
            people = cards.contacts(self.content, council.words["talk_to_person"])
            return Decision((people,), Outcome.HANDED_OVER, memory)
        topics = cards.options(self.content, council.first_topics)
        return Decision((cards.choice(council.words["choose_topic"], topics),), Outcome.ASKED_BACK, memory)

    def _answer(self, hits: Sequence[Knowledge], memory: Memory, sure: bool) -> Decision:
        first = hits[0]
        card = self._page(first["entry"], first["section"], first["confidence"], _worth_offering(hits[1:]))
        if not sure:
            card = replace(card, notices=(self.content.council.notices["perhaps"], *card.notices))
        return _shown((card,), memory)

    def _page(self, entry: str, section: str, confidence: float, also: Sequence[str] = ()) -> AnswerCard:
        page = self.content.entries[entry]
        if section not in {part.id for part in page.sections}:
            section = page.sections[0].id
        return cards.answer(self.content, page, section, confidence, also, self.today)

    def _said_again(self, knowledge: Knowledge, entry: Entry, section: str, memory: Memory) -> Decision:
        """Instead of the same card again. A button that is pressed again gets the sections to choose from."""
        if not knowledge["chosen"]:
            return self._further(knowledge, entry, section, memory)
        card = self._parts_of(entry.id, "choose_section")
        return Decision((card,), Outcome.ASKED_BACK, Memory(memory.topic, (), memory.misses))

    def _more_of(self, entry: str, shown: str, else_meant: Sequence[str], memory: Memory) -> Decision:
        """For what the page has no further answer to: other pages that may be meant, its other parts, and people."""
        pages = cards.options(self.content, else_meant[:ELSE_MEANT])
        card = self._parts_of(entry, "unclear" if pages else "more_of_page", shown, pages)
        return Decision((card,), Outcome.ASKED_BACK, replace(memory, topic=entry))

    def _parts_of(self, entry: str, words: str, shown: str = "", pages: Sequence[OptionPart] = ()) -> ChoiceCard:
        said, sections = self.content.council.words, self.content.entries[entry].sections
        headings = [section.heading for section in sections if section.heading and section.id != shown]
        person = said["talk_to_person_button"]
        return cards.choice(said[words], [*pages, *(OptionPart(h, h) for h in headings), OptionPart(person, person)])

    def _separate(self, knowledge: Knowledge) -> list[Knowledge]:
        """The questions of a message that have different answers, two at the most.

        The likeliest answer to the whole message is the first of them, as a story often holds half a question. It may
        be that of the whole alone, where one half cannot be understood by itself.
        """
        parts = knowledge.get("parts", ())
        sure = [part for part in parts if self._is_of_its_own(part)]
        different = _first_of_each_page(sure)
        likeliest = knowledge["hits"][0]["entry"]
        others = [part for part in different if part["entry"] != likeliest]
        found = [part for part in different if part["entry"] == likeliest] or self._rest(knowledge, parts, others)
        return [*found, others[0]] if found and others else []

    def _is_of_its_own(self, part: Knowledge) -> bool:
        if not part["wants"]:
            return False
        sure = part["verdict"] == "answered" and part["confidence"] >= SURE_OF_PART
        return sure and not part["no_subject"] and part["entry"] in self.content.entries

    def _rest(self, knowledge: Knowledge, parts: Sequence[Knowledge], others: Sequence[Knowledge]) -> list[Knowledge]:
        """What the whole message asks besides the one other question in it, with the words of the part beside that."""
        if knowledge["verdict"] != "answered" or len(others) != 1:
            return []
        beside = next(part for part in parts if part != others[0])
        return [{**knowledge["hits"][0], "text": beside["text"]}]

    def _both(self, parts: Sequence[Knowledge], memory: Memory) -> Decision:
        pages = [
            replace(self._page(part["entry"], part["section"], part["confidence"]), asked=part["text"])
            for part in parts
        ]
        return _shown(pages, memory, cards.say(self.content.council.words["two_questions"]))

    def _gap(self, entry: str, memory: Memory) -> Decision:
        """On the subject of a page that does not tell it: says so, with the page and the people who may know."""
        page = self.content.entries[entry]
        helpers = [self.content.services[identifier] for identifier in page.services]
        words = self.content.council.words["not_found_out"]
        card = cards.no_answer(self.content, words, "not_found_out", [entry], helpers)
        return Decision((card,), Outcome.NOT_KNOWN, replace(memory, topic=entry, misses=0))

    def _ask_back(self, hits: Sequence[Knowledge], memory: Memory) -> Decision:
        if memory.misses + 1 >= MOST_MISSES:
            return self._hand_over(memory)
        near = cards.options(self.content, [hit["entry"] for hit in hits])[:CHOICES]
        words = self.content.council.words
        more = [OptionPart(words[name], words[name]) for name in ("something_else_button", "talk_to_person_button")]
        card = cards.choice(words["unclear"], [*near, *more])
        return Decision((card,), Outcome.ASKED_BACK, self._perhaps_about(hits[0], memory).missed())

    def _perhaps_about(self, likeliest: Knowledge, memory: Memory) -> Memory:
        """What follows on a message that was asked back is read as being about its likeliest page."""
        nothing_before = memory.topic not in self.content.entries
        known = nothing_before and likeliest["confidence"] >= PERHAPS_ABOUT
        return replace(memory, topic=likeliest["entry"]) if known else memory

    def _unknown(self, memory: Memory) -> Decision:
        if memory.misses + 1 >= MOST_MISSES:
            return self._hand_over(memory)
        card = cards.no_answer(self.content, self.content.council.words["no_answer"], "not_sure", [])
        return Decision((card,), Outcome.NOT_KNOWN, memory.missed())

    def _hand_over(self, memory: Memory) -> Decision:
        card = cards.no_answer(self.content, self.content.council.words["handover"], "handover", [])
        return Decision((card,), Outcome.HANDED_OVER, Memory(memory.topic, memory.shown, 0))

    def _out_of_scope(self, kind: str, memory: Memory) -> Decision:
        """Says what is not done here. What belongs to no kind may not have been understood, and counts as a miss."""
        missed = memory.missed() if kind == ANYTHING_ELSE else memory
        if missed.misses >= MOST_MISSES:
            return self._hand_over(memory)
        found = next((known for known in self.content.out_of_scope if known.id == kind), None)
        words = found.words if found else self.content.council.words["no_answer"]
        helpers = [self.content.services[identifier] for identifier in (found.services if found else ())]
        card = cards.no_answer(self.content, words, kind, [], helpers)
        return Decision((card,), Outcome.OUT_OF_SCOPE, missed)


def _worth_offering(hits: Sequence[Knowledge]) -> list[str]:
    """The pages that are probable enough to be offered below another."""
    return [hit["entry"] for hit in hits if hit["confidence"] >= cards.WORTH_OFFERING]


def _first_of_each_page(parts: Sequence[Knowledge]) -> list[Knowledge]:
    first: dict[str, Knowledge] = {}
    for part in parts:
        first.setdefault(part["entry"], part)
    return list(first.values())


def _about(knowledge: Knowledge) -> dict[str, float]:
    """How likely a message is about each page by itself, whether the page answers it or not."""
    pages = {hit["entry"]: hit["confidence"] for hit in knowledge["hits"]}
    for reading in knowledge.get("readings", ()):
        kind, _, page = reading["label"].partition(":")
        if kind == "gap":
            pages[page] = pages.get(page, 0.0) + reading["probability"]
    return pages


def ties(knowledge: Knowledge, before: str) -> Ties:
    """What ties a message to the page that was shown before it."""
    about, near = _about(knowledge), dict(knowledge["near"])
    topic, near_topic = about.pop(before, 0.0), near.pop(before, 0.0)
    return Ties(
        other=max(about.values(), default=0.0),
        topic=topic,
        near_other=max(near.values(), default=0.0),
        near_topic=near_topic,
        no_subject=knowledge["no_subject"],
        words=knowledge["words"],
        signs=knowledge["signs"],
    )


def _shown(pages: Sequence[AnswerCard], memory: Memory, *above: Card) -> Decision:
    """The decision to show pages, perhaps with a card above them. The next message may go on about the first one."""
    for page in reversed(pages):
        memory = memory.answered(page.entry, page.section)
    return Decision((*above, *pages), Outcome.ANSWERED, memory, pages[0].entry)
