"""What parents ask, answered by the real processes over HTTP."""

from __future__ import annotations

import pytest
from jsonschema import Draft7Validator

from actions.card_schema import CARD
from actions.wire import WireCard
from knowledge.files.records import Content
from tests.support.asked_by_parents import ASKED_BY_PARENTS
from tests.support.content import SHIPPED
from tests.support.reading import made_up
from tests.support.running import System

pytestmark = pytest.mark.system

SHOWN_OF_ITS_OWN_QUESTION = 49
"""How many of the 89 entries must be shown where their own button is pressed."""


def first(cards: list[WireCard]) -> WireCard:
    """The card that replies, after any notice."""
    return next(card for card in cards if card["type"] != "notice")


def test_draft_notice_opens_the_conversation(system: System, shipped: Content) -> None:
    _, cards = system.begin()
    assert shipped.council.status == "draft"
    assert (cards[0]["type"], cards[0]["text"]) == ("notice", shipped.council.notices["draft"])
    assert cards[1]["text"] == shipped.council.words["greet"]
    topics, journeys = list(shipped.council.first_topics), [journey.title for journey in shipped.journeys.all]
    assert [option.get("entry", option["title"]) for option in cards[1]["options"]] == topics + journeys


@pytest.mark.parametrize(("question", "entries"), ASKED_BY_PARENTS)
def test_question_of_a_parent_is_answered_with_sources(system: System, question: str, entries: set[str]) -> None:
    card = first(system.ask(question))
    assert card["type"] == "answer"
    assert card["entry"] in entries
    assert all(source["title"] for source in card["sources"])
    assert card["checked"]


def test_question_about_bins_is_politely_not_answered(system: System, shipped: Content) -> None:
    card = first(system.ask("wheres the bins calendar"))
    assert card["type"] == "no_answer"
    assert card["text"] in {*(kind.words for kind in shipped.out_of_scope), shipped.council.words["no_answer"]}
    numbers = [phone["number"] for contact in card["contacts"] for phone in contact.get("phones", [])]
    assert shipped.council.main_contact["phone"] in numbers


QUESTIONS = """
my lad is 6 and the school says he might be dyslexic what should they be doing
how do i get an ehcp for my daughter
the plan is late its been 25 weeks
they turned us down for a plan
do we have to go to mediation before a tribunal
annual review is next week what happens
who pays for the taxi to his special school
can i get money instead of a service
is there a social worker for disabled kids
shes 17 and leaving school what next
help for a 2 year old not talking
my little one cant walk yet and nursery has no clue
waiting forever for an autism assessment
adhd meds review who do we see
camhs waiting list
my son is anxious and wont leave the house
i cant cope as a carer is there an assessment for me
brothers and sisters of disabled children get nothing
is there a youth club she could join
toddler group for kids with down syndrome
the dentist wont see him
bladder and bowel nurse at home
how do i complain about the council
can i speak to somebody independent
what is early help
the school excluded my son again
dla and carers allowance
we are a raf family moving in january
do the council use barristers against parents
how many children have a plan in the county
OT for sensory problems
EHCP
help
thanks
are you a real person
who will see what i write
what can you do
services for deaf children aged 7
i want to talk to someone
what is the weather tomorrow
""".strip().splitlines()


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_word_of_every_reply_stands_in_the_content_files(system: System, question: str) -> None:
    cards = system.ask(question)
    assert cards
    for card in cards:
        Draft7Validator(CARD).validate(card)
        assert card.get("asked", "") in question, "Above one of two answers is the parent's own half of the message."
        assert made_up({**card, "asked": ""}, SHIPPED) == []


def test_there_are_40_questions_of_our_own() -> None:
    assert len(set(QUESTIONS)) == 40


def test_button_of_an_entry_shows_that_entry(system: System, shipped: Content) -> None:
    token, _ = system.begin()
    replies = {entry.id: first(system.ask(entry.ask, token)) for entry in shipped.entries.values()}
    missed = {
        entry: f"{shipped.entries[entry].ask} -> {card['type']} {card.get('entry', '')}"
        for entry, card in replies.items()
        if card.get("entry") != entry
    }
    print("\n".join(missed.values()))
    assert len(replies) - len(missed) >= SHOWN_OF_ITS_OWN_QUESTION, missed


def test_turns_of_talk_get_the_words_of_the_content(system: System, shipped: Content) -> None:
    token, _ = system.begin()
    for typed, words in (("thank you", "thanks"), ("bye", "bye"), ("are you a robot", "are_you_a_robot")):
        assert first(system.ask(typed, token))["text"] == shipped.council.words[words]


def test_language_is_noticed_before_words_that_look_like_names_are_taken_out(system: System) -> None:
    (card,) = system.ask("moja corka potrzebuje pomocy w szkole")
    assert (card["type"], card["language"]) == ("services", "pl")
