"""The ten longest conversations, as a parent would have them, with the real processes over HTTP.

They hold what is shown, not its words: the type of each card, what it is about, and where a journey stands.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from jsonschema import Draft7Validator

from actions.card_schema import CARD
from actions.wire import WireCard
from knowledge.files.records import Content
from tests.support.running import System

pytestmark = pytest.mark.system

VALIDATOR = Draft7Validator(CARD)
TALKS: dict[str, Callable[[WireCard], str]] = {
    "answer": lambda card: f"answer {card['entry']} {card['section']}",
    "crisis": lambda card: f"crisis {card['kind']}",
    "no_answer": lambda card: f"no_answer {card['reason']}",
    "form": lambda card: f"form {card['field']}" + (" again" if "fault" in card else ""),
}
"""How a card is told apart from others of its type."""


@dataclass(frozen=True)
class Talk:
    """One conversation with the running assistant."""

    system: System
    conversation: str

    def say(self, text: str) -> list[WireCard]:
        """The cards for a message, each of them valid."""
        cards = self.system.ask(text, self.conversation)
        for card in cards:
            VALIDATOR.validate(card)
        return cards

    def gets(self, text: str, *expected: str) -> list[WireCard]:
        """The cards for a message, which must begin with these words, such as "form age" or "answer short-breaks".

        A line about danger above them has tests of its own.
        """
        cards = [card for card in self.say(text) if card.get("kind") != "danger"]
        shown = [told(card) for card in cards]
        assert len(shown) == len(expected), f"{text!r}: {shown}"
        assert all(map(str.startswith, shown, expected)), f"{text!r}: {shown} and not {expected}"
        return cards

    def judge(self, entry: str, helped: str, **more: str) -> WireCard:
        """The card after "Did this help?"."""
        body = {"conversation": self.conversation, "entry": entry, "helped": helped, **more}
        reply = self.system.session.post(f"{self.system.address}/api/feedback", json=body, timeout=20)
        assert reply.status_code == 200, reply.text
        (card,) = reply.json()["messages"]
        VALIDATOR.validate(card)
        return card


def told(card: WireCard) -> str:
    """The type of a card, and what it is about."""
    about = TALKS.get(card["type"])
    return about(card) if about else str(card["type"])


def ids(card: WireCard) -> list[str]:
    """The ids of the services on a card."""
    return [service["id"] for service in card["services"]]


@pytest.fixture
def talk(system: System) -> Talk:
    """A new conversation."""
    return Talk(system, system.begin()[0])


def test_short_breaks_with_every_follow_up_then_the_same_again_then_a_person(talk: Talk) -> None:
    talk.gets("hello", "notice", "text")
    talk.gets("can my son get short breaks", "answer short-breaks")
    talk.gets("how do i apply", "answer short-breaks how-to-ask")
    talk.gets("what if they say no", "answer short-breaks if-the-answer-is-no")
    talk.gets("thanks", "text")
    talk.gets("and for my daughter who is 16?", "answer short-breaks")
    talk.gets("who do i ring", "answer short-breaks who-to-contact")
    talk.gets("which dentist is good with autistic children", "answer dentist")
    talk.gets("I want to speak to a human being", "form about")


def test_one_word_then_a_choice_then_its_follow_ups_and_no_choice_twice(talk: Talk) -> None:
    (choice,) = talk.gets("assessment", "choice")
    entries = [option["entry"] for option in choice["options"] if "entry" in option]
    assert 2 <= len(entries) <= 4
    talk.gets(choice["options"][0]["message"], f"answer {entries[0]}")
    talk.gets("who do i ring", f"answer {entries[0]} who-to-contact")
    talk.gets("who sees what I type here", "text")
    talk.gets("EHCP", "answer ehc-assessment-request")
    talk.gets("bye", "text")


def test_two_questions_then_a_follow_up_then_feedback_of_every_kind(talk: Talk) -> None:
    _, breaks, money = talk.gets(
        "can he get DLA? and how do i apply for short breaks", "text", "answer short-breaks", "answer benefits-money"
    )
    assert money["asked"].startswith("can he get DLA")
    assert "short breaks" in breaks["asked"]
    talk.gets("what if they say no", "answer short-breaks if-the-answer-is-no")
    for reason in ("not_what_i_asked", "out_of_date", "hard_to_understand", "other"):
        card = talk.judge("short-breaks", "no", reason=reason, comment="the number rings and rings")
        assert (card["type"], ids(card)[0]) == ("services", "council")
    assert talk.judge("benefits-money", "yes")["type"] == "text"
    talk.gets("that did not help at all", "services", "choice")
    talk.gets("Who to contact", "answer short-breaks who-to-contact")
    talk.gets("How to ask", "answer short-breaks how-to-ask")
    talk.gets("how do i apply", "answer short-breaks")


def test_two_misses_hand_over_and_the_talk_goes_on(talk: Talk) -> None:
    (choice,) = talk.gets("assessment", "choice")
    talk.gets("assessment", "no_answer handover")
    talk.gets("assessment", "choice")
    assert "entry" not in choice["options"][-1]
    talk.gets("how long is the wait to be seen by CAMHS", "answer camhs")
    talk.gets("I want to speak to a human being", "form about")
    (card,) = talk.gets("feelings and mental health", "services")
    assert ids(card)[0] == "camhs"


def test_what_belongs_nowhere_hands_over_and_what_others_do_is_said_inside_a_journey(talk: Talk) -> None:
    talk.gets("square root of 144", "no_answer general")
    talk.gets("how tall is mount everest", "no_answer handover")
    talk.gets("can i ask for an assessment myself", "form may_have_needs")
    talk.gets("dsfsdf sdfsdf", "form may_have_needs again")
    (refusal,) = talk.gets("when will you empty my brown bin", "no_answer other-council")
    talk.gets(refusal["options"][-1]["message"], "form may_have_needs")
    talk.gets("yes", "form may_need_plan")


def test_not_in_english_then_out_of_scope_in_each_kind_then_anger_and_a_person(talk: Talk, shipped: Content) -> None:
    (card,) = talk.gets("moje dziecko ma autyzm i potrzebuje pomocy w szkole", "services")
    assert card["language"] == "pl"
    asked = {
        "other-council": "when will you empty my brown bin",
        "other-area": "we live in Nottingham, what is there for my disabled son",
        "medical-advice": "how many ml of calpol should I give a three year old",
        "legal-representation": "will you be my lawyer in court",
        "own-case": "what is happening with my application",
    }
    assert asked.keys() <= {kind.id for kind in shipped.out_of_scope}
    for kind, question in asked.items():
        talk.gets(question, f"no_answer {kind}")
    talk.gets("this is bloody useless", "services")
    talk.gets("let me talk to a person", "form about")
    talk.gets("skip", "services")


def test_find_help_with_everything_in_between_and_answers_changed(talk: Talk) -> None:
    (card,) = talk.gets("find help near me", "form need")
    assert (card["number"], card["of"], card["skippable"]) == (1, 4, True)
    (answer,) = talk.gets("what is a carers assessment", "answer carers-assessment")
    talk.gets(answer["follow_ups"][0]["message"], "form need")
    talk.gets("thank you", "text", "form need")
    talk.gets("Autism", "form age")
    talk.gets("purple", "form age again")
    talk.gets("he is 7", "form place")
    talk.gets(card["skip"]["message"], "form free")
    (found,) = talk.gets("It may cost something", "services")
    assert all(service["why"] for service in found["services"] if service["id"] != "council")
    talk.gets("Change the age", "form age")
    (older,) = talk.gets("17", "services")
    assert ids(older) != ids(found)
    talk.gets("can my son get short breaks", "answer short-breaks")


def test_deadlines_with_days_in_the_wrong_order_and_one_changed_afterwards(talk: Talk) -> None:
    talk.gets("work out my deadlines", "form start")
    talk.gets("I have a mediation certificate", "form start_date")
    (answer,) = talk.gets("what is mediation", "answer ehc-appeal-mediation")
    talk.gets(answer["follow_ups"][0]["message"], "form start_date")
    talk.gets("purple", "form start_date again")
    talk.gets("3 March 2026", "form letter_date")
    talk.gets("4 April 2026", "form start_date again")
    talk.gets("3 March 2026", "form letter_date")
    (dates,) = talk.gets("12 January 2026", "dates")
    assert (dates["counted_from"], [line["due"] for line in dates["deadlines"]]) == ("2026-03-03", ["2026-04-07"])
    assert dates["ics"]["text"].startswith("BEGIN:VCALENDAR")
    talk.gets("Change the date", "form start_date")
    (dates,) = talk.gets("20 March 2026", "dates")
    assert dates["counted_from"] == "2026-03-20"
    talk.gets("thanks", "text")


def test_asking_for_an_assessment_to_the_letter_with_an_answer_taken_back(talk: Talk) -> None:
    talk.gets("can i ask for an assessment myself", "form may_have_needs")
    talk.gets("yes", "form may_need_plan")
    (answer,) = talk.gets("what is an EHC plan", "answer ehc-plan-contents")
    talk.gets(answer["follow_ups"][0]["message"], "form may_need_plan")
    (card,) = talk.gets("I am not sure", "form assessed_lately")
    talk.gets(card["changes"][0]["message"], "form may_have_needs")
    talk.gets("might be", "form assessed_lately")
    *_, letter = talk.gets("no", "services", "answer ehc-assessment-request", "letter")
    assert "[Your name]" in letter["lines"]
    talk.gets("change the answer about more help", "form may_need_plan")
    talk.gets("no", "services", "answer ehc-assessment-request", "letter")
    talk.gets("thank you", "text")


def test_danger_in_the_middle_of_a_journey_ends_it_and_it_can_be_begun_again(talk: Talk) -> None:
    talk.gets("find help near me", "form need")
    talk.gets("speech and language", "form age")
    first, *rest = talk.say("he says he wants to be dead")
    assert told(first) == "crisis own-life-child"
    assert "form" not in {card["type"] for card in rest}
    assert "form" not in {card["type"] for card in talk.say("he is 12")}
    talk.gets("how do i complain about the school", "answer")
    (card,) = talk.gets("find help near me", "form need")
    assert card["changes"] == []
    first, *_ = talk.say("my ex punched me in front of the kids tonight")
    assert told(first) == "crisis violence-at-home"
    talk.gets("stop", "text")


def test_from_each_journey_to_the_next_and_out_again(talk: Talk) -> None:
    talk.gets("find help near me", "form need")
    talk.gets("work out my deadlines", "form start")
    talk.gets("can i ask for an assessment myself", "form may_have_needs")
    talk.gets("can i speak to someone", "form about")
    talk.gets("find help near me", "form need")
    talk.gets("she is deaf", "form age")
    (card,) = talk.gets("start again", "text")
    assert card["options"]
    talk.gets("skip", "text")
    (card,) = talk.gets("find help near me", "form need")
    assert card["changes"] == []
    talk.gets("stop", "text")
    talk.gets("can my son get short breaks", "answer short-breaks")
