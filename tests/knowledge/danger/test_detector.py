"""Danger is noticed at two levels, and ordinary messages are left in peace."""

from __future__ import annotations

from dataclasses import replace

import pytest

from knowledge.danger.detector import DangerDetector, Level, Notice
from knowledge.danger.explaining import explained
from knowledge.danger.kept_vectors import vectors_of
from knowledge.danger.learning import LearntDanger, Wordings, learn, texts_of
from knowledge.danger.settings import DangerSettings
from knowledge.danger.watch import DangerWatch
from knowledge.encoder.sentence_encoder import SentenceEncoder
from knowledge.files.records import Danger, DangerKind
from knowledge.search import index
from knowledge.settings import Paths, SearchSettings
from tests.support.fake_encoder import FakeEncoder

SETTINGS = DangerSettings()
WHO = ("my son", "our daughter", "my nephew", "her brother", "the boy")
SMALL = Danger(
    (
        DangerKind(
            "missing",
            "Missing",
            "Ring 999.",
            (),
            tuple(f"{who} has run away and nobody can find them" for who in WHO),
            tuple(f"{who} was late home again" for who in WHO),
            "If somebody is missing: 999.",
        ),
        DangerKind(
            "medical-emergency",
            "Ring",
            "Ring 999.",
            (),
            tuple(f"{who} swallowed a battery" for who in WHO),
            tuple(f"{who} seems rather poorly" for who in WHO),
            "If someone is very ill: 999.",
        ),
    ),
    tuple(f"{who} lost a {thing}" for who in WHO for thing in ("bus pass", "coat", "book")),
    ordinary=tuple(f"when does the {club} club for {who} begin" for who in WHO for club in ("chess", "swimming")),
)
ORDINARY = ("how do i ask for a plan", "when is the club", "who pays for the taxi", "what is portage")


def learnt(danger: Danger = SMALL) -> LearntDanger:
    encoder = FakeEncoder()
    vectors = vectors_of(texts_of(danger), {}, encoder)
    return learn(danger, vectors, Wordings(ORDINARY, encoder.encode(ORDINARY)), SETTINGS)


@pytest.fixture(scope="module")
def detector() -> DangerDetector:
    return DangerDetector(learnt(), SETTINGS)


@pytest.fixture
def watch(detector: DangerDetector) -> DangerWatch:
    return DangerWatch(FakeEncoder(), lambda: detector)


def looked(watch: DangerWatch, text: str) -> Notice:
    found = watch.look(text)
    assert found is not None
    return found.notice


def test_sure_danger_gets_the_card_of_its_kind(watch: DangerWatch) -> None:
    notice = looked(watch, "my cousin swallowed a battery")
    assert (notice.level, notice.kind) == (Level.CARD, "medical-emergency")


def test_possible_danger_gets_less_than_the_card(watch: DangerWatch) -> None:
    notice = looked(watch, "my cousin was late home again")
    assert (notice.level, notice.kind) == (Level.LINE, "missing")


def test_ordinary_question_gets_nothing(watch: DangerWatch) -> None:
    assert looked(watch, "when does the chess club begin").level is Level.NONE


def test_danger_among_ordinary_sentences_is_found_in_its_own_right(watch: DangerWatch) -> None:
    notice = looked(watch, "When does the chess club begin? Our daughter has run away. Who pays for the taxi?")
    assert notice.level is not Level.NONE
    assert notice.evidence.part == "Our daughter has run away"


def test_message_without_words_is_not_looked_at(watch: DangerWatch) -> None:
    assert watch.look("  \n ") is None


def test_explanation_names_the_outcome_the_part_and_what_each_feature_added(
    watch: DangerWatch, detector: DangerDetector
) -> None:
    text = explained(looked(watch, "my cousin swallowed a battery"), detector)
    assert "The emergency card is shown. Likeliest kind: medical-emergency." in text
    assert "strong phrase of medical-emergency: swallowed a battery" in text
    assert "whole message like danger" in text


def test_learning_twice_gives_the_same() -> None:
    first, again = learnt(), learnt()
    assert (first.likeness == again.likeness).all()
    assert (first.evidence == again.evidence).all()


def test_higher_thresholds_notice_less(detector: DangerDetector) -> None:
    deaf = DangerDetector(learnt(), replace(SETTINGS, card_at=1.0, line_at=1.0))
    notice = looked(DangerWatch(FakeEncoder(), lambda: deaf), "my cousin swallowed a battery")
    assert notice.level is Level.NONE


def test_message_that_is_nearly_a_calm_one_is_none_however_high_its_scores() -> None:
    eager = replace(SETTINGS, card_at=0.0, line_at=0.0)
    watch = DangerWatch(FakeEncoder(), lambda: DangerDetector(learnt(), eager))
    calm = looked(watch, "when does the chess club for my son begin")
    assert (calm.level, calm.calm) == (Level.NONE, True)
    assert looked(watch, "my cousin swallowed a battery").level is Level.CARD


def test_long_message_is_not_calm_for_the_calm_clause_in_it() -> None:
    eager = replace(SETTINGS, card_at=0.0, line_at=0.0)
    watch = DangerWatch(FakeEncoder(), lambda: DangerDetector(learnt(), eager))
    assert not looked(watch, "When does the chess club for my son begin? Our daughter has run away.").calm


def test_strong_phrase_brings_the_card_only_where_sure_danger_is_likely_enough() -> None:
    text = "my cousin swallowed a battery"
    strict = replace(SETTINGS, card_at=1.0, line_at=0.0)
    heard = DangerDetector(learnt(), replace(strict, outright_at=0.0))
    doubted = DangerDetector(learnt(), replace(strict, outright_at=1.0))
    assert looked(DangerWatch(FakeEncoder(), lambda: heard), text).level is Level.CARD
    assert looked(DangerWatch(FakeEncoder(), lambda: doubted), text).level is Level.LINE


@pytest.mark.model
def test_sisters_who_hit_each_other_get_no_emergency_card() -> None:
    used = index.load(Paths.from_environment().index, SearchSettings()).danger
    notice = looked(DangerWatch(SentenceEncoder(), lambda: used), "shes always hitting her sister")
    assert notice.level is not Level.CARD


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("i want to die, im 13", "own-life-child"),
        ("he wants to die", "own-life-child"),
        ("my husband wants to die", "own-life-adult"),
    ],
)
def test_kind_of_own_life_follows_who_is_meant(text: str, kind: str) -> None:
    used = index.load(Paths.from_environment().index, SearchSettings()).danger
    notice = looked(DangerWatch(SentenceEncoder(), lambda: used), text)
    assert (notice.level, notice.kind) == (Level.CARD, kind)


@pytest.mark.model
def test_wish_to_die_gets_the_card_though_nobody_says_how_old_they_are() -> None:
    used = index.load(Paths.from_environment().index, SearchSettings()).danger
    notice = looked(DangerWatch(SentenceEncoder(), lambda: used), "i want to die")
    assert notice.level is Level.CARD
    assert notice.kind.startswith("own-life")
