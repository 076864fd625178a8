"""What a search shows is what the chat would reply to a first message."""

from __future__ import annotations

from dataclasses import replace

import pytest

from knowledge.files.records import FEELINGS, Content
from knowledge.search.search import Hit, SearchResults, Verdict
from tests.conftest import Ask
from web_widget.gateway.looking_up import MOST_PAGES, found_by

HITS = (
    Hit("short-breaks", "how-to-ask", 0.7, "", 0.9),
    Hit("carers-assessment", "answer", 0.1, "", 0.5),
    Hit("dentist", "answer", 0.001, "", 0.1),
)
JUDGED = SearchResults(
    verdict=Verdict.ANSWERED,
    reason="",
    hits=HITS,
    readings=(),
    out_of_scope=None,
    intent=None,
    sure=True,
    chosen=False,
    no_subject=False,
    leans_back=False,
    signs=(),
    asks=True,
    words=4,
    sections=("answer",),
    section_of={},
    near={},
    version="v",
)


def names(shown: Content, results: SearchResults) -> list[str]:
    return [page.entry.id for page in found_by(results, shown).pages]


def test_answer_is_shown_with_the_section_that_answers_and_what_else_is_worth_it(shipped: Content) -> None:
    found = found_by(JUDGED, shipped)
    first = found.pages[0]
    assert [page.entry.id for page in found.pages] == ["short-breaks", "carers-assessment"]
    section = next(part for part in first.entry.sections if part.id == "how-to-ask")
    assert first.section == "how-to-ask"
    assert section.text.startswith(first.beginning)
    assert found.words == ""


def test_unsure_judgement_shows_near_pages_and_people(shipped: Content) -> None:
    found = found_by(replace(JUDGED, verdict=Verdict.NOT_SURE), shipped)
    assert found.words == shipped.council.words["unclear"]
    assert len(found.pages) == 3
    assert [person.id for person in found.people] == ["council", shipped.council.advice_service]


def test_gap_shows_the_nearest_page_and_who_may_know(shipped: Content) -> None:
    found = found_by(replace(JUDGED, verdict=Verdict.GAP), shipped)
    assert found.words == shipped.council.words["not_found_out"]
    assert [page.entry.id for page in found.pages] == ["short-breaks"]
    assert {"aiming-high", "council"} <= {person.id for person in found.people}


@pytest.mark.parametrize("number", [0, -1])
def test_what_is_not_answered_here_has_its_own_words_and_no_page(shipped: Content, number: int) -> None:
    kind = shipped.out_of_scope[number]
    found = found_by(replace(JUDGED, verdict=Verdict.OUT_OF_SCOPE, out_of_scope=kind.id), shipped)
    assert (found.words, found.pages) == (kind.words, ())
    assert found.people


@pytest.mark.parametrize("feeling", sorted(FEELINGS))
def test_feeling_gets_kind_words_pages_for_carers_and_people(shipped: Content, feeling: str) -> None:
    found = found_by(replace(JUDGED, verdict=Verdict.TALK, intent=feeling), shipped)
    assert found.words == shipped.council.words[feeling]
    assert tuple(page.entry.id for page in found.pages) == shipped.council.carer_topics
    assert found.people


def test_wish_for_a_person_gets_people(shipped: Content) -> None:
    found = found_by(replace(JUDGED, verdict=Verdict.TALK, intent="talk_to_person"), shipped)
    assert (found.words, found.pages) == (shipped.council.words["talk_to_person"], ())
    assert found.people


def test_journey_is_named_so_that_the_chat_can_go_through_it(shipped: Content) -> None:
    found = found_by(replace(JUDGED, verdict=Verdict.JOURNEY, intent="ehc_dates"), shipped)
    assert found.journey == shipped.journeys.timetable.title


@pytest.mark.parametrize("changes", [{"no_subject": True}, {"verdict": Verdict.TALK, "intent": "bye"}])
def test_what_names_no_subject_gets_the_first_topics(shipped: Content, changes: dict[str, object]) -> None:
    results = replace(JUDGED, **changes)  # type: ignore[arg-type]
    assert found_by(results, shipped).words == shipped.council.words["choose_topic"]
    assert names(shipped, results) == list(shipped.council.first_topics)


def test_page_that_is_not_in_the_content_any_more_is_passed_over(shipped: Content) -> None:
    gone = replace(HITS[0], entry="gone")
    assert names(shipped, replace(JUDGED, hits=(gone, *HITS[1:]))) == ["carers-assessment"]
    found = found_by(replace(JUDGED, hits=(gone,)), shipped)
    assert (found.words, found.pages) == (shipped.council.words["no_answer"], ())


def test_no_more_pages_are_shown_than_can_be_chosen_from(shipped: Content) -> None:
    many = tuple(Hit(name, "answer", 0.1, "", 0.5) for name in shipped.entries)
    assert len(names(shipped, replace(JUDGED, hits=many))) == MOST_PAGES


def test_judgement_of_a_real_index_is_shown(ask: Ask, small: Content) -> None:
    assert names(small, ask("toothache and no dentist"))[0] == "dentist"
    bins = found_by(ask("recycling bins collection"), small)
    assert (bins.words, bins.pages) == ("Bins are for another page.", ())
