"""The peers get the content as it is, and what they say is read rightly."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import yaml
from scipy.sparse import csr_matrix

from knowledge.files.records import Content
from tests.bench.peers import bm25, environments
from tests.bench.peers.bare_model import BareModel
from tests.bench.peers.environments import PeerNotInstalled, python_of
from tests.bench.peers.passages import Passage, ranked, sections, wordings
from tests.bench.peers.stock_rasa import ranking_of
from tests.bench.peers.stock_rasa_project import TrainingFailed, trained, write_project
from tests.support.fake_encoder import FakeEncoder

PASSAGES = [Passage("a", None, ""), Passage("a", "who", ""), Passage("b", "answer", ""), Passage("a", "answer", "")]


def test_topics_come_by_their_best_passage_and_sections_by_the_best_of_the_first_topic() -> None:
    ranking = ranked(PASSAGES, np.array([0.9, 0.1, 0.5, 0.3]))
    assert (ranking.shown, ranking.offered, ranking.section, ranking.confidence) == ("a", ("a", "b"), "answer", 0.9)


def test_passages_are_every_wording_and_every_section(small: Content) -> None:
    entry = next(iter(small.entries.values()))
    assert {entry.title, entry.ask, *entry.questions} <= {passage.text for passage in wordings(small)}
    assert len(sections(small)) == sum(len(entry.sections) for entry in small.entries.values())


@pytest.mark.parametrize("system", ["BM25", "bare model"])
def test_wording_finds_its_own_topic(system: str, small: Content) -> None:
    peer = bm25.Bm25(small) if system == "BM25" else BareModel(small, FakeEncoder())
    for entry in small.entries.values():
        [ranking] = peer.rank([entry.questions[0]])
        assert ranking.shown == entry.id


def test_bm25_weighs_rare_words_above_common_ones_and_repeats_ever_less() -> None:
    weights = bm25.weights(csr_matrix(np.array([[1, 1], [1, 0], [2, 0]]))).toarray()
    assert weights[0, 1] > weights[0, 0]
    assert weights[1, 0] < weights[2, 0] < 2 * weights[1, 0]


def test_bm25_weight_is_the_formula() -> None:
    [[weight]] = bm25.weights(csr_matrix(np.array([[3]]))).toarray()
    assert weight == pytest.approx(np.log(1 + 0.5 / 1.5) * 3 * 2.5 / (3 + 1.5))


def test_stock_rasa_gets_every_wording_as_an_example_of_its_response(small: Content, tmp_path: Path) -> None:
    write_project(small, tmp_path)
    nlu = yaml.safe_load((tmp_path / "data" / "nlu.yml").read_text(encoding="utf-8"))["nlu"]
    examples = {intent["intent"]: intent["examples"] for intent in nlu}
    responses = yaml.safe_load((tmp_path / "domain.yml").read_text(encoding="utf-8"))["responses"]
    for entry in small.entries.values():
        assert f"- {entry.questions[0]}\n" in examples[f"faq/{entry.id}"]
        assert responses[f"utter_faq/{entry.id}"][0]["text"] == entry.sections[0].text


def stand_in(folder: Path, script: str) -> Path:
    """A program that is run instead of Python with Rasa."""
    program = folder / "python"
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    program.chmod(0o755)
    return program


def test_stock_rasa_is_trained_once_for_the_same_content(small: Content, tmp_path: Path) -> None:
    program = stand_in(tmp_path, f"echo trained >> {tmp_path}/runs")
    first = trained(small, tmp_path / "kept", program)
    assert trained(small, tmp_path / "kept", program) == first
    trained(replace(small, out_of_scope=()), tmp_path / "kept", program)
    assert (tmp_path / "runs").read_text(encoding="utf-8").count("trained") == 2


def test_stock_rasa_that_does_not_train_is_not_kept(small: Content, tmp_path: Path) -> None:
    program = stand_in(tmp_path, "echo no room; exit 1")
    with pytest.raises(TrainingFailed, match="no room"):
        trained(small, tmp_path / "kept", program)
    assert list((tmp_path / "kept").iterdir()) == []


def parsed(intent: str) -> dict[str, Any]:
    best = [{"intent_response_key": "faq/a", "confidence": 0.5}, {"intent_response_key": "faq/b", "confidence": 0.4}]
    return {
        "intent": {"name": intent, "confidence": 0.8},
        "intent_ranking": [{"name": "nlu_fallback", "confidence": 0.2}, {"name": "faq", "confidence": 0.8}],
        "response_selector": {"default": {"ranking": best}},
    }


def test_stock_rasa_answers_where_the_intent_is_faq() -> None:
    ranking = ranking_of(parsed("faq"))
    assert (ranking.shown, ranking.offered, ranking.answered) == ("a", ("a", "b"), True)
    assert ranking.confidence == pytest.approx(0.4)


def test_stock_rasa_that_falls_back_refuses() -> None:
    assert not ranking_of(parsed("nlu_fallback")).answered


def test_peer_that_is_not_installed_says_how(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(environments, "FOLDER", tmp_path)
    with pytest.raises(PeerNotInstalled, match="make bench-peers"):
        python_of("rasa")
