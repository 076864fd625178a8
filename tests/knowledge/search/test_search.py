"""What the search finds, through its one public way in."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import yaml

from knowledge.encoder.sentence_encoder import SentenceEncoder
from knowledge.search import index
from knowledge.search.search import Search, SearchResults, Verdict
from knowledge.settings import Paths, SearchSettings
from knowledge.versions import building
from tests.conftest import Ask
from tests.support.asked_by_parents import ASKED_BY_PARENTS
from tests.support.content import PAGE, change
from tests.support.content_texts import QUESTIONS
from tests.support.fake_encoder import FakeEncoder


@pytest.mark.parametrize(("entry", "question"), [(entry, q) for entry, asked in QUESTIONS.items() for q in asked])
def test_wording_finds_its_own_entry(ask: Ask, entry: str, question: str) -> None:
    results = ask(question)
    assert results.hits[0].entry == entry
    assert results.answered


@pytest.mark.parametrize("question", ["moon rocket astronauts", "zzz qqq xyzzy", "volcano lava temperatures"])
def test_question_about_something_unknown_is_not_answered(ask: Ask, question: str) -> None:
    assert not ask(question).answered


@pytest.mark.parametrize("question", ["moon rocket astronauts", "zzz qqq xyzzy"])
def test_unknown_question_is_not_answered_where_few_wordings_are_out_of_scope(
    build: Callable[[], building.Built], content_folder: Path, index_folder: Path, question: str
) -> None:
    kinds = yaml.safe_load((content_folder / "out_of_scope.yml").read_text(encoding="utf-8"))
    (content_folder / "out_of_scope.yml").write_text(yaml.safe_dump(kinds[:1]), encoding="utf-8")
    build()
    search = Search(index.load(index_folder, SearchSettings()), SearchSettings())
    assert not search.search(question, FakeEncoder().encode([question])[0]).answered


def test_question_for_somebody_else_is_named_as_out_of_scope(ask: Ask) -> None:
    results = ask("recycling bins collection")
    assert not results.answered
    assert results.out_of_scope == "bins"


def test_reaction_that_is_no_kind_of_talk_for_sure_gets_the_words_of_the_likeliest(ask: Ask) -> None:
    results = ask("tired today astronauts")
    assert (results.verdict, results.intent) == (Verdict.TALK, "hard_time")
    assert results.readings[0].probability < SearchSettings().canned_at


@pytest.mark.parametrize("heading", ["How to ask", "How long it takes"])
def test_button_of_a_part_is_no_small_talk_however_it_sounds(ask: Ask, heading: str) -> None:
    results = ask(heading)
    assert (results.intent, results.out_of_scope, results.no_subject) == (None, None, True)
    assert sum(reading.probability for reading in results.readings) == pytest.approx(1.0, abs=0.05)


def test_short_form_finds_what_is_written_out(ask: Ask) -> None:
    short, spelt_out = ask("help with my ehcp"), ask("help with my education, health and care plan")
    assert short.hits[0].entry == "legal-advice"
    assert [(h.entry, h.confidence) for h in short.hits] == [(h.entry, h.confidence) for h in spelt_out.hits]


def test_question_about_a_part_gets_the_section_that_wordings_like_it_name(
    build: Callable[[], building.Built], content_folder: Path, index_folder: Path
) -> None:
    asked = "".join(f"  - how many weeks {words}\n" for words in ("until they reply", "does it take", "to wait for it"))
    change(content_folder, PAGE, "  answer:\n", f"  how-long-it-takes:\n{asked}  answer:\n")
    build()
    search = Search(index.load(index_folder, SearchSettings()), SearchSettings())
    question = "how many weeks does the short breaks team take"
    assert search.search(question, FakeEncoder().encode([question])[0]).hits[0].section == "how-long-it-takes"


def test_hits_come_best_first_with_probabilities(ask: Ask) -> None:
    confidences = [hit.confidence for hit in ask("respite breaks").hits]
    assert confidences == sorted(confidences, reverse=True)
    assert all(0 <= confidence <= 1 for confidence in confidences)


def test_rejected_hits_are_returned_so_that_the_verdict_can_be_explained(ask: Ask) -> None:
    results = ask("moon rocket astronauts")
    assert results.hits
    assert results.reason


def test_json_form_of_an_answer_names_entry_section_and_confidence(ask: Ask) -> None:
    form = ask("overnight respite weekend").to_json()
    assert {"answered", "entry", "section", "confidence", "hits", "out_of_scope", "version"} <= set(form)
    assert (form["answered"], form["entry"]) == (True, "short-breaks")
    assert form["section"] == form["hits"][0]["section"]
    assert form["confidence"] == form["hits"][0]["confidence"]
    assert json.loads(json.dumps(form)) == form


def test_json_form_of_no_answer_names_no_entry(ask: Ask) -> None:
    form = ask("moon rocket astronauts").to_json()
    assert (form["answered"], form["entry"], form["section"]) == (False, None, None)
    assert form["hits"]


@pytest.mark.parametrize("question", ["?", "...", "a", "👋", "x" * 1000, "the " * 200, "' OR 1=1 --", "\n\t"])
def test_odd_question_is_searched_without_an_error(ask: Ask, question: str) -> None:
    assert isinstance(ask(question), SearchResults)


@pytest.fixture(scope="module")
def real() -> Ask:
    """The search over the index that goes live, with the real sentence model."""
    settings = SearchSettings()
    search = Search(index.load(Paths.from_environment().index, settings), settings)
    encoder = SentenceEncoder()
    return lambda question: search.search(question, encoder.encode([search.spell_out(question)])[0])


@pytest.mark.model
def test_real_vectors_are_float32_and_of_length_one() -> None:
    vectors = SentenceEncoder().encode(["can my son get short breaks", "respite"])
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-5)


@pytest.mark.model
def test_real_vectors_put_the_same_question_in_other_words_nearer_than_another() -> None:
    first, same, other = SentenceEncoder().encode(
        ["my child is too ill for school", "he cannot go to lessons because of his health", "when is bin day"]
    )
    assert first @ same > first @ other


@pytest.mark.model
@pytest.mark.parametrize(("question", "entries"), ASKED_BY_PARENTS)
def test_real_search_answers_what_parents_ask(real: Ask, question: str, entries: set[str]) -> None:
    results = real(question)
    assert results.answered
    assert results.hits[0].entry in entries


@pytest.mark.model
@pytest.mark.parametrize("question", ["wheres the bins calendar", "how tall is the eiffel tower", "asdf qwer zxcv"])
def test_real_search_answers_nothing_else(real: Ask, question: str) -> None:
    assert not real(question).answered
