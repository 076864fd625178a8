"""Cards are read as what a parent sees."""

from __future__ import annotations

from typing import Any

from knowledge.evaluation.messages import LabelledNeed, Message
from tests.evaluation.replies import Kind, Reply, Words, read_cards

GAP = "We have not found that out yet."
DOUBT = "I am not sure that this is what you asked."
WORDS = Words(
    names={"Goodbye.": "bye", "These people can help.": "talk_to_person"},
    refusals=frozenset({"own-case"}),
    gap=GAP,
    doubt=DOUBT,
    journeys={"Work out dates": "timetable"},
)


def message(*topics: str, **labels: Any) -> Message:
    return Message("id", "text", topics or ("a",), labels.pop("kind", "in_scope"), **labels)


def answer(entry: str, *alternatives: str, section: str = "answer", gap: bool = False) -> dict[str, Any]:
    also = [{"entry": other} for other in alternatives]
    notices = [GAP] if gap else []
    card = {"type": "answer", "entry": entry, "section": section, "confidence": 0.8}
    return {**card, "alternatives": also, "notices": notices}


def no_answer(reason: str, *options: str) -> dict[str, Any]:
    return {"type": "no_answer", "reason": reason, "options": [{"entry": option} for option in options]}


def read(*cards: dict[str, Any], **labels: Any) -> Reply:
    return read_cards(message(**labels), cards, WORDS)


def test_page_of_the_right_topic_is_right() -> None:
    reply = read(answer("a", "b"))
    assert (reply.kind, reply.entries, reply.section, reply.confidence) == (Kind.ANSWER, ("a", "b"), "answer", 0.8)
    assert (reply.right_first, reply.right_in_three, reply.wrong_shown) == (True, True, False)


def test_right_page_among_the_alternatives_is_offered_and_not_first() -> None:
    reply = read(answer("b", "c", "a"))
    assert (reply.right_first, reply.right_in_three, reply.right_offered, reply.wrong_shown) == (
        False,
        True,
        True,
        True,
    )


def test_page_below_a_word_of_doubt_is_shown_all_the_same() -> None:
    doubted = read({**answer("b"), "notices": [DOUBT]})
    assert (doubted.wrong_shown, doubted.answered_without_doubt) == (True, False)
    assert read(answer("b")).answered_without_doubt


def test_fourth_offer_is_not_in_three() -> None:
    reply = read(answer("b", "c", "d", "a"))
    assert (reply.right_in_three, reply.right_offered) == (False, True)


def test_second_label_counts_as_right() -> None:
    assert read_cards(message("a", "b"), [answer("b")]).right_first


def test_section_counts_only_on_the_right_page() -> None:
    assert read(answer("a", section="how-to-ask"), sections=("answer", "how-to-ask")).right_section
    assert not read(answer("b", section="how-to-ask"), sections=("how-to-ask",)).right_section
    assert not read(answer("a", section="what-it-costs"), sections=("how-to-ask",)).right_section


def test_page_that_says_it_does_not_tell_is_offered_and_not_shown_as_the_answer() -> None:
    reply = read(answer("a", gap=True))
    assert (reply.kind, reply.answered, reply.offered) == (Kind.CHOICE, False, ("a",))


def test_pages_offered_by_a_refusal_to_guess_are_a_choice() -> None:
    reply = read(no_answer("not_sure", "a"))
    assert (reply.kind, reply.right_first, reply.right_offered) == (Kind.CHOICE, False, True)


def test_nothing_known_and_nothing_offered_is_nothing() -> None:
    reply = read(no_answer("handover"))
    assert (reply.kind, reply.said) == (Kind.NOTHING, "handover")


def test_refusal_is_canned_and_says_of_which_kind() -> None:
    reply = read(no_answer("own-case"))
    assert (reply.kind, reply.refused, reply.said) == (Kind.CANNED, True, "refused: own-case")


def test_fixed_words_are_told_by_their_name() -> None:
    assert read({"type": "text", "text": "Goodbye.", "options": [{"entry": "a"}]}).said == "bye"
    assert read({"type": "services", "text": "These people can help."}).said == "talk_to_person"
    assert read({"type": "text", "text": "Something new."}).said == ""


def test_other_language_is_told_by_its_card() -> None:
    reply = read({"type": "services", "text": "Polski", "language": "pl"})
    assert (reply.kind, reply.said) == (Kind.CANNED, "other_language")


def test_question_of_a_journey_is_a_form() -> None:
    reply = read({"type": "form", "journey": "Work out dates"})
    assert (reply.kind, reply.said) == (Kind.FORM, "timetable")


def test_notice_before_the_answer_is_overlooked() -> None:
    reply = read({"type": "notice", "text": "Draft"}, answer("a"))
    assert (reply.right_first, reply.noticed) == (True, False)


def test_emergency_card_is_noticed_beside_the_answer_below_it() -> None:
    reply = read({"type": "crisis", "kind": "missing"}, {"type": "text", "text": "Also:"}, answer("a"))
    assert (reply.emergency, reply.noticed, reply.kind, reply.right_first) == ("missing", True, Kind.ANSWER, True)


def test_emergency_card_alone_is_canned() -> None:
    reply = read({"type": "crisis", "kind": "missing"})
    assert (reply.kind, reply.said) == (Kind.CANNED, "emergency")


def test_line_about_danger_is_noticed_without_a_card() -> None:
    reply = read({"type": "notice", "kind": "danger", "text": "If ..."}, answer("a"))
    assert (reply.line, reply.emergency, reply.noticed) == (True, None, True)


def test_both_questions_of_a_double_are_met_by_two_pages() -> None:
    reply = read(answer("a"), answer("c"))
    assert [reply.meets(LabelledNeed((topic,), ())) for topic in ("a", "b", "c")] == [True, False, True]


def test_page_only_offered_does_not_meet_a_question() -> None:
    assert not read(answer("a", "b")).meets(LabelledNeed(("b",), ()))
