"""What was embedded for one build is not embedded again for the next."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from knowledge.danger import kept_vectors
from knowledge.danger.kept_vectors import Kept
from tests.support.fake_encoder import FakeEncoder

TEXTS = ("he has run away", "Is the club open? Nobody knows where she went, and it is dark.")


def test_vectors_are_of_the_text_and_of_each_piece() -> None:
    made = kept_vectors.vectors_of(TEXTS, {}, FakeEncoder())
    assert [len(made[text]) for text in TEXTS] == [1, 4 + 1]


def test_what_was_kept_is_not_made_again(tmp_path: Path) -> None:
    made = kept_vectors.vectors_of(TEXTS, {}, FakeEncoder())
    kept_vectors.save(tmp_path / "danger.npz", made)
    again = FakeEncoder()
    read = kept_vectors.vectors_of((*TEXTS, "a new one"), kept_vectors.read(tmp_path / "danger.npz"), again)
    assert again.embedded == ["a new one"]
    assert all(np.allclose(read[text], made[text], atol=1e-3) for text in TEXTS)


def test_text_that_was_cut_in_another_way_is_made_again() -> None:
    kept: Kept = {(TEXTS[1], "Is the club"): np.zeros((2, 256), dtype=np.float32)}
    encoder = FakeEncoder()
    kept_vectors.vectors_of(TEXTS[1:], kept, encoder)
    assert TEXTS[1] in encoder.embedded
