"""A turn depends on what the search found and on what was shown before."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pytest
from jsonschema import Draft7Validator

from actions import cards
from actions.answer import ActionAnswer
from actions.card_schema import CARD
from actions.card_types import to_wire
from actions.crisis import ActionCrisis, question_below
from actions.feedback import ActionFeedback
from actions.memory import SHOWN_KEPT, Memory
from actions.other_language import ActionOtherLanguage
from actions.reply import CHOICES, Decision, Replier
from actions.wire import WireCard
from knowledge.files.records import ANYTHING_ELSE, Content
from knowledge.search.search import PART_FIELDS
from knowledge.versions.live import Live
from tests.actions.turn import reply_of, run
from tests.support.content import SHIPPED
from tests.support.reading import made_up

TODAY = date(2026, 11, 22)


def hit(entry: str, section: str = "answer", confidence: float = 0.8) -> dict[str, Any]:
    return {"entry": entry, "section": section, "confidence": confidence, "matched": "", "similarity": 0.8}


def found(*hits: dict[str, Any], **changes: Any) -> dict[str, Any]:
    first = hits[0] if hits else {"entry": None, "section": None, "confidence": 0.0}
    usual = {
        "verdict": "answered",
        "sure": True,
        "chosen": False,
        "no_subject": False,
        "leans_back": False,
        "signs": [],
        "asks": True,
        "parts": [],
        "wants": True,
        "words": 8,
        "section_of": {"short-breaks": "how-to-ask"},
        "near": {"short-breaks": 0.5} | {one["entry"]: 0.5 + 0.4 * one["confidence"] for one in hits},
    }
    return {**first, **usual, "sections": ["how-to-ask", "answer"], "hits": list(hits), "out_of_scope": None, **changes}


def part_of_message(text: str, *hits: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """A part as the judge keeps it: nothing else of what was found is there."""
    whole = found(*hits, **changes)
    return {"text": text, "wants": True, **{name: whole[name] for name in PART_FIELDS}}


@pytest.fixture
def replier(shipped: Content) -> Replier:
    return Replier(shipped, TODAY)


@dataclass(frozen=True)
class Sent:
    """A decision with its cards as they travel."""

    cards: list[WireCard]
    memory: Memory


def valid(decision: Decision) -> Sent:
    cards = [to_wire(card) for card in decision.cards]
    for card in cards:
        Draft7Validator(CARD).validate(card)
    return Sent(cards, decision.memory)


def test_follow_up_stays_on_the_topic_and_shows_the_section_asked_for(replier: Replier) -> None:
    asked = found(hit("dentist", confidence=0.02), no_subject=True)
    (card,) = valid(replier.reply(asked, Memory("short-breaks"))).cards
    assert (card["entry"], card["section"], card["body"][0]["id"]) == ("short-breaks", "how-to-ask", "how-to-ask")


def test_part_that_goes_on_about_the_last_topic_shows_the_section_that_it_asks_for(replier: Replier) -> None:
    part = part_of_message("how do i ask", hit("dentist"), no_subject=True)
    (card,) = valid(replier.reply(part, Memory("short-breaks"))).cards
    assert (card["entry"], card["section"]) == ("short-breaks", "how-to-ask")


def test_follow_up_on_what_the_page_does_not_say_names_who_to_ask(replier: Replier) -> None:
    asked = found(hit("dentist"), no_subject=True, sections=["how-long-it-takes"])
    (card,) = valid(replier.reply(asked, Memory("short-breaks"))).cards
    assert card["section"] == "who-to-contact"
    assert card["notices"][0] == replier.content.council.notices["not_on_page"]


def test_remark_about_the_section_just_shown_gets_the_other_sections_to_choose_from(replier: Replier) -> None:
    told = found(hit("dentist", confidence=0.01), verdict="not_sure", leans_back=True, asks=False)
    turn = valid(replier.reply(told, Memory("short-breaks", ("short-breaks/how-to-ask",))))
    (card,) = turn.cards
    titles = [option["title"] for option in card["options"]]
    words = replier.content.council.words
    assert (card["type"], card["text"]) == ("choice", words["more_of_page"])
    assert "How to ask" not in titles
    assert {"What you get", words["talk_to_person_button"]} <= set(titles)
    assert turn.memory.topic == "short-breaks"


def test_page_that_may_be_meant_instead_of_what_was_just_shown_comes_first_in_the_choice(replier: Replier) -> None:
    asked = found(hit("dentist", confidence=0.2), verdict="not_sure", leans_back=True)
    (card,) = valid(replier.reply(asked, Memory("short-breaks", ("short-breaks/how-to-ask",)))).cards
    assert (card["type"], card["text"]) == ("choice", replier.content.council.words["unclear"])
    assert card["options"][0]["entry"] == "dentist"
    assert "What you get" in [option["title"] for option in card["options"]]


def test_question_about_the_section_just_shown_gets_the_next_likeliest_one(replier: Replier) -> None:
    asked = found(hit("dentist", confidence=0.01), verdict="not_sure", leans_back=True)
    (card,) = valid(replier.reply(asked, Memory("short-breaks", ("short-breaks/how-to-ask",)))).cards
    assert (card["entry"], card["section"]) == ("short-breaks", "answer")


def test_opening_of_a_page_answers_no_second_question(replier: Replier) -> None:
    had = Memory("short-breaks", ("short-breaks/answer", "short-breaks/how-to-ask"))
    usual = {"verdict": "not_sure", "leans_back": True, "section_of": {"short-breaks": "answer"}}
    told = found(hit("dentist", confidence=0.01), asks=False, **usual)
    (choice,) = valid(replier.reply(told, had)).cards
    assert (choice["type"], choice["text"]) == ("choice", replier.content.council.words["more_of_page"])
    asked = found(hit("dentist", confidence=0.01), sections=["how-to-ask", "answer", "what-you-get"], **usual)
    (answer,) = valid(replier.reply(asked, had)).cards
    assert (answer["entry"], answer["section"]) == ("short-breaks", "what-you-get")


def test_opening_is_not_given_again_where_the_message_alone_leads_to_it(replier: Replier) -> None:
    had = Memory("short-breaks", ("short-breaks/answer", "short-breaks/how-to-ask"))
    told = found(hit("short-breaks", confidence=0.9), asks=False)
    (choice,) = valid(replier.reply(told, had)).cards
    assert (choice["type"], choice["text"]) == ("choice", replier.content.council.words["more_of_page"])


def test_any_other_part_is_shown_again_when_it_is_asked_for_again_later(replier: Replier) -> None:
    had = Memory("short-breaks", ("short-breaks/how-to-ask", "short-breaks/what-you-get"))
    asked = found(hit("dentist", confidence=0.01), no_subject=True)
    (card,) = valid(replier.reply(asked, had)).cards
    assert (card["type"], card["section"]) == ("answer", "how-to-ask")


def test_answer_that_may_not_fit_says_so_first(replier: Replier) -> None:
    doubted = valid(replier.reply(found(hit("dentist", confidence=0.4), sure=False), Memory())).cards[0]
    trusted = valid(replier.reply(found(hit("dentist", confidence=0.8)), Memory())).cards[0]
    doubt = replier.content.council.notices["perhaps"]
    assert doubted["notices"][0] == doubt
    assert doubt not in trusted["notices"]


def test_what_follows_a_message_that_was_asked_back_is_about_its_likeliest_page(replier: Replier) -> None:
    unclear = found(hit("short-breaks", confidence=0.3), verdict="not_sure")
    first = valid(replier.reply(unclear, Memory()))
    second = valid(replier.reply(found(hit("dentist", confidence=0.02), no_subject=True), first.memory))
    assert (second.cards[0]["entry"], second.cards[0]["section"]) == ("short-breaks", "how-to-ask")


def test_message_that_was_asked_back_does_not_change_the_topic_of_the_talk(replier: Replier) -> None:
    unclear = found(hit("dentist", confidence=0.3), hit("camhs", confidence=0.3), verdict="not_sure", words=12)
    assert valid(replier.reply(unclear, Memory("short-breaks"))).memory.topic == "short-breaks"


def test_page_that_is_hardly_likely_is_not_what_the_next_message_is_about(replier: Replier) -> None:
    unclear = found(hit("dentist", confidence=0.1), verdict="not_sure")
    assert valid(replier.reply(unclear, Memory())).memory.topic is None


def test_new_topic_takes_over_at_once(replier: Replier) -> None:
    turn = valid(replier.reply(found(hit("camhs")), Memory("short-breaks", ("short-breaks/answer",))))
    assert (turn.cards[0]["entry"], turn.memory.topic) == ("camhs", "camhs")


def test_message_that_leans_back_and_says_too_little_is_about_the_last_topic(replier: Replier) -> None:
    asked = found(hit("dentist", confidence=0.2), verdict="not_sure", leans_back=True)
    assert valid(replier.reply(asked, Memory("short-breaks"))).cards[0]["entry"] == "short-breaks"


def test_page_that_may_have_been_meant_is_offered_below_that_of_a_follow_up(replier: Replier) -> None:
    likely, unlikely = hit("dentist", confidence=0.2), hit("camhs", confidence=0.01)
    asked = found(likely, unlikely, verdict="not_sure", leans_back=True)
    (card,) = valid(replier.reply(asked, Memory("short-breaks"))).cards
    assert [option["entry"] for option in card["alternatives"]] == ["dentist"]


def test_what_follows_two_answers_is_about_the_likelier_of_them(replier: Replier) -> None:
    parts = [{"text": part, "wants": True, **found(hit(part))} for part in ("short-breaks", "sleep")]
    first = valid(replier.reply(found(hit("short-breaks"), parts=parts), Memory()))
    assert [card["entry"] for card in first.cards[1:]] == ["short-breaks", "sleep"]
    assert first.memory.topic == "short-breaks"
    second = valid(replier.reply(found(hit("dentist", confidence=0.02), no_subject=True), first.memory))
    assert second.cards[0]["entry"] == "short-breaks"


def test_question_that_another_page_does_not_answer_changes_the_topic(replier: Replier) -> None:
    readings = [{"label": "gap:dentist", "probability": 0.7}, {"label": "none", "probability": 0.2}]
    near = {"short-breaks": 0.3, "dentist": 0.8}
    asked = found(hit("dentist", confidence=0.03), verdict="gap", words=9, readings=readings, near=near)
    (card,) = valid(replier.reply(asked, Memory("short-breaks"))).cards
    assert card["text"] == replier.content.council.words["not_found_out"]
    assert [option["entry"] for option in card["options"]] == ["dentist"]


def test_longer_message_with_a_likely_page_of_its_own_changes_the_topic(replier: Replier) -> None:
    near = {"short-breaks": 0.3, "dentist": 0.8}
    asked = found(hit("dentist", confidence=0.9), leans_back=True, words=9, near=near)
    assert valid(replier.reply(asked, Memory("short-breaks"))).cards[0]["entry"] == "dentist"


def test_question_that_a_page_would_only_answer_again_gets_the_page_that_is_likely_by_itself(replier: Replier) -> None:
    asked = found(hit("dentist", confidence=0.5), hit("short-breaks", confidence=0.2), leans_back=True, words=5)
    had = Memory("short-breaks", ("short-breaks/how-to-ask", "short-breaks/answer"))
    assert valid(replier.reply(asked, had)).cards[0]["entry"] == "dentist"


def test_question_about_a_part_not_yet_shown_stays_on_the_page(replier: Replier) -> None:
    likely, before = hit("dentist", confidence=0.5), hit("short-breaks", confidence=0.2)
    asked = found(likely, before, leans_back=True, signs=["points back"], words=5)
    had = Memory("short-breaks", ("short-breaks/answer",))
    (card,) = valid(replier.reply(asked, had)).cards
    assert (card["entry"], card["section"]) == ("short-breaks", "how-to-ask")


def test_how_do_i_apply_with_nothing_before_it_asks_what_about(replier: Replier) -> None:
    (card,) = valid(replier.reply(found(hit("dentist", confidence=0.3), no_subject=True), Memory())).cards
    assert (card["type"], card["text"]) == ("choice", replier.content.council.words["choose_topic"])


def test_general_words_that_surely_mean_a_page_are_answered_with_nothing_before_them(replier: Replier) -> None:
    (card,) = valid(replier.reply(found(hit("benefits-money", confidence=0.6), no_subject=True), Memory())).cards
    assert card["entry"] == "benefits-money"


def test_who_do_i_ring_with_nothing_before_it_names_people(replier: Replier) -> None:
    (card,) = valid(
        replier.reply(found(hit("dentist", confidence=0.3), no_subject=True, sections=["who-to-contact"]), Memory())
    ).cards
    assert card["type"] == "services"


def test_question_that_the_page_does_not_tell_gets_not_found_out_yet_with_the_page_as_nearest(replier: Replier) -> None:
    turn = valid(replier.reply(found(hit("dentist", confidence=0.2), verdict="gap"), Memory()))
    (card,) = turn.cards
    assert card["text"] == replier.content.council.words["not_found_out"]
    assert [option["entry"] for option in card["options"]] == ["dentist"]
    first = replier.content.entries["dentist"].services[0]
    assert card["contacts"][0]["name"] == replier.content.services[first].name
    assert turn.memory.topic == "dentist"


def test_unclear_message_is_asked_back_with_few_choices_and_a_person(replier: Replier) -> None:
    near = [hit(entry, confidence=0.1) for entry in ("camhs", "dentist", "sendiass", "portage-early-years", "post-16")]
    (card,) = valid(replier.reply(found(*near, verdict="not_sure"), Memory())).cards
    assert [option.get("entry") for option in card["options"]] == [*(h["entry"] for h in near[:CHOICES]), None, None]


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
    turn = valid(replier.reply(found(hit("camhs"), verdict="not_sure"), Memory(misses=1)))
    assert (turn.cards[0]["reason"], turn.memory.misses) == ("handover", 0)


def test_answer_ends_the_row_of_misses(replier: Replier) -> None:
    assert replier.reply(found(hit("camhs")), Memory(misses=1)).memory.misses == 0


def test_same_button_again_offers_the_sections_and_a_person(replier: Replier) -> None:
    again = found(hit("camhs", confidence=1.0), chosen=True)
    (card,) = valid(replier.reply(again, Memory("camhs", ("camhs/answer",)))).cards
    assert card["type"] == "choice"
    assert card["options"][-1]["title"] == replier.content.council.words["talk_to_person_button"]


def test_another_question_on_the_page_just_shown_is_answered(replier: Replier) -> None:
    (card,) = valid(replier.reply(found(hit("camhs")), Memory("camhs", ("camhs/answer",)))).cards
    assert (card["type"], card["entry"]) == ("answer", "camhs")


def test_two_questions_get_two_cards_that_say_which_is_which(replier: Replier) -> None:
    parts = [
        {"text": text, **found(hit(entry, confidence=0.95))}
        for text, entry in (("can he get DLA", "benefits-money"), ("who", "camhs"))
    ]
    turn = valid(replier.reply(found(hit("camhs"), parts=parts), Memory()))
    assert [(card.get("entry"), card.get("asked")) for card in turn.cards[1:]] == [
        ("camhs", "who"),
        ("benefits-money", "can he get DLA"),
    ]


def test_half_a_question_in_a_story_gets_no_card_of_its_own(replier: Replier) -> None:
    parts = [
        {"text": text, **found(hit(entry, confidence=0.95))}
        for text, entry in (("a", "benefits-money"), ("b", "dentist"))
    ]
    (card,) = valid(replier.reply(found(hit("camhs"), parts=parts), Memory())).cards
    assert card["entry"] == "camhs"


def test_half_a_sentence_that_says_nothing_by_itself_is_answered_by_the_page_of_the_whole(replier: Replier) -> None:
    half = {"text": "who rings me", **found(hit("dentist", confidence=0.05), verdict="not_sure")}
    other = {"text": "also dla", **found(hit("benefits-money", confidence=0.95))}
    turn = valid(replier.reply(found(hit("camhs"), parts=[half, other]), Memory()))
    assert [(card["entry"], card["asked"]) for card in turn.cards[1:]] == [
        ("camhs", "who rings me"),
        ("benefits-money", "also dla"),
    ]


def test_part_that_only_tells_something_gets_no_card_of_its_own(replier: Replier) -> None:
    told = {"text": "he was excluded", **found(hit("school-exclusion", confidence=0.95), wants=False)}
    asked = {"text": "can he get DLA", **found(hit("benefits-money", confidence=0.95))}
    (card,) = valid(replier.reply(found(hit("benefits-money"), parts=[told, asked]), Memory())).cards
    assert card["entry"] == "benefits-money"


def test_two_questions_about_the_same_page_get_one_card(replier: Replier) -> None:
    parts = [{"text": text, **found(hit("camhs"))} for text in ("a", "b")]
    assert len(replier.reply(found(hit("camhs"), parts=parts), Memory()).cards) == 1


def test_memory_keeps_only_what_was_shown_lately() -> None:
    memory = Memory()
    for number in range(SHOWN_KEPT + 3):
        memory = memory.answered("camhs", str(number))
    assert len(memory.shown) == SHOWN_KEPT
    assert memory.shown_last("camhs", str(SHOWN_KEPT + 2))


def test_every_kind_of_danger_has_a_card_whose_words_stand_in_the_content(shipped: Content) -> None:
    for kind in shipped.danger.kinds:
        card = to_wire(cards.crisis(shipped, kind.id))
        Draft7Validator(CARD).validate(card)
        assert card["text"] == f"{kind.words}\n{shipped.danger.cannot_speak}"
        assert made_up({**card, "text": kind.words}, SHIPPED) == []
        assert "999" in card["text"]


def test_danger_comes_first_and_the_answer_below(small_live: Live[tuple[str, Content]]) -> None:
    asked = part_of_message("can we get short breaks", hit("short-breaks", confidence=0.9))
    sent, _ = run(ActionCrisis(small_live), knowledge=found(hit("camhs"), parts=[asked]))
    assert [card["type"] for card in sent] == ["crisis", "text", "answer"]


def test_question_beside_danger_that_was_answered_before_gets_another_part_of_its_page(
    small_live: Live[tuple[str, Content]],
) -> None:
    asked = part_of_message("can we get short breaks", hit("short-breaks", confidence=0.9))
    before = {"topic": "short-breaks", "shown": ["short-breaks/answer"]}
    sent = reply_of(ActionCrisis(small_live), before, knowledge=found(hit("camhs"), parts=[asked])).cards
    assert [card["type"] for card in sent] == ["crisis", "text", "answer"]
    assert sent[-1]["section"] != "answer"


def test_question_beside_danger_is_about_its_own_page_whatever_was_shown_before(
    small_live: Live[tuple[str, Content]],
) -> None:
    asked = part_of_message("and can we get it", hit("short-breaks", confidence=0.9), leans_back=True)
    sent = reply_of(ActionCrisis(small_live), {"topic": "dentist"}, knowledge=found(hit("camhs"), parts=[asked])).cards
    assert sent[-1]["entry"] == "short-breaks"


def test_danger_that_asks_nothing_gets_the_emergency_card_alone(small_live: Live[tuple[str, Content]]) -> None:
    assert question_below("dad hit her again last night", found(hit("short-breaks", confidence=0.9))) is None
    assert question_below("he hit me, can we get a break?", found(hit("short-breaks", confidence=0.2))) is None
    assert [card["type"] for card in run(ActionCrisis(small_live))[0]] == ["crisis"]


def test_card_that_was_shown_comes_as_one_line_the_second_time(small_live: Live[tuple[str, Content]]) -> None:
    danger: dict[str, Any] = {"danger": {"kind": "missing"}}
    _, events = run(ActionCrisis(small_live), **danger)
    shown = {event["name"]: event["value"] for event in events}
    again = reply_of(ActionCrisis(small_live), shown, **danger)
    assert [(card["type"], card["kind"]) for card in again.cards] == [("notice", "danger")]
    other = reply_of(ActionCrisis(small_live), shown, danger={"kind": "medical-emergency"})
    assert [(card["type"], card["kind"]) for card in other.cards] == [("crisis", "medical-emergency")]


def test_after_a_card_it_is_heard_that_help_has_come(small_live: Live[tuple[str, Content]]) -> None:
    said: dict[str, Any] = {"text": "we are at hospital now, he is all right", "danger": {"kind": "medical-emergency"}}
    eased = reply_of(ActionCrisis(small_live), {"danger_cards": ["own-life-child"]}, **said)
    assert [card["type"] for card in eased.cards] == ["notice", "text"]
    assert [card["type"] for card in run(ActionCrisis(small_live), **said)[0]] == ["crisis"]


@pytest.mark.parametrize(
    "text",
    [
        *("he is home and strangling my daughter", "she is fine, she has a knife", "we're ok, he's smashing the door"),
        *("they found him, he wants to jump", "he is home, he burned her", "im fine. my uncle is forcing me to marry"),
    ],
)
def test_new_danger_after_a_card_gets_its_card_though_something_is_well(
    small_live: Live[tuple[str, Content]], text: str
) -> None:
    said: dict[str, Any] = {"text": text, "danger": {"kind": "medical-emergency"}}
    reply = reply_of(ActionCrisis(small_live), {"danger_cards": ["own-life-child"]}, **said)
    assert reply.cards[0]["type"] == "crisis"


def test_relief_that_sounds_like_no_danger_is_heard_too_and_a_question_is_answered(
    small_live: Live[tuple[str, Content]],
) -> None:
    def first_text(text: str) -> object:
        knowledge = found(hit("dentist", confidence=0.9))
        cards = reply_of(ActionAnswer(small_live), {"danger_cards": ["missing"]}, text=text, knowledge=knowledge).cards
        return cards[0].get("text")

    gentle = small_live.current()[1].council.words["danger_eased"]
    assert first_text("they found him, he's home safe") == gentle
    assert first_text("they found him. which dentist sees him?") != gentle


def test_every_line_names_999_and_every_card_a_way_without_speaking(shipped: Content) -> None:
    for kind in shipped.danger.kinds:
        line = cards.danger_line(shipped, kind.id)
        assert line is not None
        assert "999" in line.text
        assert "999 BSL" in cards.crisis(shipped, kind.id).text


def test_other_language_and_feedback_send_valid_cards(small_live: Live[tuple[str, Content]]) -> None:
    for action in (ActionOtherLanguage(small_live), ActionFeedback(small_live)):
        (card,) = run(action)[0]
        Draft7Validator(CARD).validate(card)


def test_every_card_says_which_version_of_the_content_made_it(small_live: Live[tuple[str, Content]]) -> None:
    version, _ = small_live.current()
    danger = {"danger": {"kind": "missing"}, "text": "he has gone, what is a short break?"}
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
