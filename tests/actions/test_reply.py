"""A turn depends on what the search found and on what was shown before."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from jsonschema import Draft7Validator

from actions import cards
from actions.card_schema import CARD
from actions.crisis import SURE_OF_DANGER, ActionCrisis, question_below
from actions.feedback import ActionFeedback
from actions.memory import SHOWN_KEPT, Memory
from actions.other_language import ActionOtherLanguage
from actions.reply import ANYTHING_ELSE, CHOICES, Replier, Turn
from knowledge.danger import DangerSettings
from knowledge.documents import Content
from knowledge.live import Live
from tests.actions.turn import run
from tests.content import SHIPPED
from tests.reading import made_up

TODAY = date(2026, 11, 22)


def hit(entry: str, section: str = "answer", confidence: float = 0.8) -> dict[str, Any]:
    return {"entry": entry, "section": section, "confidence": confidence, "matched": "", "similarity": 0.8}


def found(*hits: dict[str, Any], **changes: Any) -> dict[str, Any]:
    first = hits[0] if hits else {"entry": None, "section": None, "confidence": 0.0}
    usual = {"verdict": "answered", "chosen": False, "no_subject": False, "leans_back": False, "parts": []}
    return {**first, **usual, "sections": ["how-to-ask", "answer"], "hits": list(hits), "out_of_scope": None, **changes}


@pytest.fixture
def replier(shipped: Content) -> Replier:
    return Replier(shipped, "v", TODAY)


def valid(turn: Turn) -> Turn:
    for card in turn.cards:
        Draft7Validator(CARD).validate(card)
    return turn


def test_follow_up_stays_on_the_topic_and_shows_the_section_asked_for(replier: Replier) -> None:
    asked = found(hit("dentist", confidence=0.02), no_subject=True)
    (card,) = valid(replier.reply(asked, Memory("short-breaks"))).cards
    assert (card["entry"], card["section"], card["body"][0]["id"]) == ("short-breaks", "how-to-ask", "how-to-ask")


def test_follow_up_on_what_the_page_does_not_say_names_who_to_ask(replier: Replier) -> None:
    asked = found(hit("dentist"), no_subject=True, sections=["how-long-it-takes"])
    (card,) = valid(replier.reply(asked, Memory("short-breaks"))).cards
    assert card["section"] == "who-to-contact"
    assert card["notices"][0] == replier.content.council.notices["not_on_page"]


def test_new_topic_takes_over_at_once(replier: Replier) -> None:
    turn = replier.reply(found(hit("camhs")), Memory("short-breaks", ("short-breaks/answer",)))
    assert (turn.cards[0]["entry"], turn.memory.topic) == ("camhs", "camhs")


def test_message_that_leans_back_and_says_too_little_is_about_the_last_topic(replier: Replier) -> None:
    asked = found(hit("dentist", confidence=0.2), verdict="not_sure", leans_back=True)
    assert replier.reply(asked, Memory("short-breaks")).cards[0]["entry"] == "short-breaks"


def test_how_do_i_apply_with_nothing_before_it_asks_what_about(replier: Replier) -> None:
    (card,) = valid(replier.reply(found(hit("dentist"), no_subject=True), Memory())).cards
    assert (card["type"], card["text"]) == ("choice", replier.content.council.words["choose_topic"])


def test_who_do_i_ring_with_nothing_before_it_names_people(replier: Replier) -> None:
    (card,) = valid(replier.reply(found(hit("dentist"), no_subject=True, sections=["who-to-contact"]), Memory())).cards
    assert card["type"] == "services"


def test_unclear_message_is_asked_back_with_few_choices_and_something_else(replier: Replier) -> None:
    near = [hit(entry, confidence=0.1) for entry in ("camhs", "dentist", "sendiass", "portage-early-years", "post-16")]
    (card,) = valid(replier.reply(found(*near, verdict="unclear"), Memory())).cards
    assert [option.get("entry") for option in card["options"]] == [*(h["entry"] for h in near[:CHOICES]), None]


def out_of_scope(kind: str) -> dict[str, Any]:
    return found(hit("dentist", confidence=0.02), verdict="out_of_scope", out_of_scope=kind)


@pytest.mark.parametrize("before", [out_of_scope(ANYTHING_ELSE), found(hit("dentist"), verdict="not_sure"), found()])
def test_keys_hit_at_random_after_a_miss_hand_over_to_people(replier: Replier, before: dict[str, Any]) -> None:
    first = valid(replier.reply(before, Memory()))
    second = valid(replier.reply(out_of_scope(ANYTHING_ELSE), first.memory))
    assert (second.cards[0]["reason"], second.memory.misses) == ("handover", 0)


def test_what_others_do_is_understood_and_does_not_hand_over(replier: Replier) -> None:
    memory = Memory()
    for kind in (one.id for one in replier.content.out_of_scope if one.id != ANYTHING_ELSE):
        turn = valid(replier.reply(out_of_scope(kind), memory))
        assert (turn.cards[0]["reason"], turn.memory.misses) == (kind, 0)
        memory = turn.memory


def test_the_content_has_a_kind_for_what_belongs_to_no_other(shipped: Content) -> None:
    assert ANYTHING_ELSE in {kind.id for kind in shipped.out_of_scope}


def test_second_miss_in_a_row_hands_over_to_people(replier: Replier) -> None:
    turn = replier.reply(found(hit("camhs"), verdict="not_sure"), Memory(misses=1))
    assert (turn.cards[0]["reason"], turn.memory.misses) == ("handover", 0)


def test_answer_ends_the_row_of_misses(replier: Replier) -> None:
    assert replier.reply(found(hit("camhs")), Memory(misses=1)).memory.misses == 0


def test_same_card_is_not_shown_twice_but_its_sections_and_a_person_are_offered(replier: Replier) -> None:
    (card,) = valid(replier.reply(found(hit("camhs")), Memory("camhs", ("camhs/answer",)))).cards
    assert card["type"] == "choice"
    assert card["options"][-1]["title"] == replier.content.council.words["talk_to_person_button"]


def test_two_questions_get_two_cards_that_say_which_is_which(replier: Replier) -> None:
    parts = [
        {"text": text, **found(hit(entry, confidence=0.95))}
        for text, entry in (("can he get DLA", "benefits-money"), ("who", "camhs"))
    ]
    turn = valid(replier.reply(found(hit("camhs"), parts=parts), Memory()))
    assert [(card.get("entry"), card.get("asked")) for card in turn.cards[1:]] == [
        ("benefits-money", "can he get DLA"),
        ("camhs", "who"),
    ]


def test_half_a_question_in_a_story_gets_no_card_of_its_own(replier: Replier) -> None:
    parts = [
        {"text": text, **found(hit(entry, confidence=0.95))}
        for text, entry in (("a", "benefits-money"), ("b", "dentist"))
    ]
    (card,) = replier.reply(found(hit("camhs"), parts=parts), Memory()).cards
    assert card["entry"] == "camhs"


def test_two_questions_about_the_same_page_get_one_card(replier: Replier) -> None:
    parts = [{"text": text, **found(hit("camhs"))} for text in ("a", "b")]
    assert len(replier.reply(found(hit("camhs"), parts=parts), Memory()).cards) == 1


def test_memory_keeps_only_what_was_shown_lately() -> None:
    memory = Memory()
    for number in range(SHOWN_KEPT + 3):
        memory = memory.answered("camhs", str(number))
    assert len(memory.shown) == SHOWN_KEPT
    assert memory.has_shown("camhs", str(SHOWN_KEPT + 2))


def test_every_kind_of_danger_has_a_card_whose_words_stand_in_the_content(shipped: Content) -> None:
    for kind in shipped.danger.kinds:
        card = cards.crisis(shipped, kind.id)
        Draft7Validator(CARD).validate(card)
        assert made_up(card, SHIPPED) == []
        assert "999" in card["text"]


def test_danger_comes_first_and_the_answer_below(small_live: Live[tuple[str, Content]]) -> None:
    asked = {"text": "can we get short breaks", **found(hit("short-breaks", confidence=0.9))}
    sent, _ = run(ActionCrisis(small_live), knowledge=found(hit("camhs"), parts=[asked]))
    assert [card["type"] for card in sent] == ["crisis", "text", "answer"]


def test_danger_is_sure_where_a_phrase_means_it_by_itself() -> None:
    assert DangerSettings().strong_probability == SURE_OF_DANGER


def test_danger_that_asks_nothing_gets_the_emergency_card_alone(small_live: Live[tuple[str, Content]]) -> None:
    assert (
        question_below("dad hit her again last night", found(hit("short-breaks", confidence=0.9)), SURE_OF_DANGER)
        is None
    )
    assert question_below("he hit me, can we get a break?", found(hit("short-breaks", confidence=0.2)), 0.8) is None
    assert [card["type"] for card in run(ActionCrisis(small_live))[0]] == ["crisis"]


def test_what_may_be_no_danger_gets_its_answer_below_the_emergency_card(small_live: Live[tuple[str, Content]]) -> None:
    said = {
        "text": "she is a danger to my sanity, we need a break",
        "danger": {"kind": "breaking-point", "probability": 0.8},
    }
    sent, _ = run(ActionCrisis(small_live), **said, knowledge=found(hit("short-breaks", confidence=0.9)))
    assert [card["type"] for card in sent] == ["crisis", "text", "answer"]


def test_other_language_and_feedback_send_valid_cards(small_live: Live[tuple[str, Content]]) -> None:
    for action in (ActionOtherLanguage(small_live), ActionFeedback(small_live)):
        (card,) = run(action)[0]
        Draft7Validator(CARD).validate(card)


def test_every_card_says_which_version_of_the_content_made_it(small_live: Live[tuple[str, Content]]) -> None:
    version, _ = small_live.current()
    danger = {"danger": {"kind": "missing-child"}, "text": "he has gone, what is a short break?"}
    sent, _ = run(ActionCrisis(small_live), **danger, knowledge=found(hit("short-breaks", confidence=0.95)))
    assert len(sent) == 3
    assert {card["version"] for card in sent} == {version}


def without(content: Content, entry: str) -> Content:
    return replace(content, entries={name: page for name, page in content.entries.items() if name != entry})


def test_search_that_is_a_version_behind_or_ahead_never_shows_another_page_as_the_answer(replier: Replier) -> None:
    """The page found first is not in the content of the actions: it was taken out, or is not there yet."""
    here = replace(replier, content=without(replier.content, "short-breaks"))
    (card,) = valid(here.reply(found(hit("short-breaks"), hit("dentist", confidence=0.1)), Memory())).cards
    assert card["type"] == "choice"
    (card,) = valid(here.reply(found(hit("short-breaks")), Memory())).cards
    assert card["type"] == "no_answer"


def test_section_that_the_content_does_not_have_shows_the_page_from_its_beginning(replier: Replier) -> None:
    page = replier.content.entries["short-breaks"]
    (card,) = valid(replier.reply(found(hit("short-breaks", "a-section-yet-to-come")), Memory())).cards
    assert (card["entry"], card["section"]) == ("short-breaks", page.sections[0].id)
    assert [block["id"] for block in card["body"]] == [section.id for section in page.sections]


def test_one_of_two_questions_whose_page_is_not_there_is_left_out(replier: Replier) -> None:
    here = replace(replier, content=without(replier.content, "dentist"))
    parts = [found(hit(name, confidence=0.95), text=name) for name in ("short-breaks", "dentist")]
    (card,) = valid(here.reply(found(hit("short-breaks"), hit("dentist"), parts=parts), Memory())).cards
    assert (card["type"], card["entry"]) == ("answer", "short-breaks")
