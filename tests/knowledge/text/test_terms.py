"""What a question shares with texts is what scikit-learn's own way gives."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from sklearn.feature_extraction.text import TfidfVectorizer

from knowledge.text.terms import Terms

TEXTS = ("short breaks for my son", "breaks at the weekend", "who pays for transport", "my son my son my son")


def vectorizer() -> TfidfVectorizer:
    return TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True)


@pytest.fixture
def terms() -> Terms:
    return Terms.learnt(vectorizer(), TEXTS)


@pytest.mark.parametrize("question", ["can my son my son get short breaks", "transport", "", "qqqq", TEXTS[0]])
def test_cosines_are_those_of_the_vectorizer(terms: Terms, question: str) -> None:
    expected = (terms.rows @ terms.vectorizer.transform([question]).T).toarray().ravel()
    assert np.allclose(terms.shared(question), expected)


def test_a_text_is_as_like_itself_as_can_be(terms: Terms) -> None:
    assert terms.shared(TEXTS[1])[1] == pytest.approx(1.0)


def test_what_was_saved_measures_the_same(terms: Terms, tmp_path: Path) -> None:
    terms.save(tmp_path / "terms.npz")
    kept = Terms.read(tmp_path / "terms.npz", vectorizer())
    assert np.allclose(kept.shared("short transport"), terms.shared("short transport"))


def test_rows_of_changed_texts_are_made_with_the_same_terms(terms: Terms) -> None:
    changed = terms.of(["a break for my daughter", *TEXTS[:2]], before=TEXTS)
    assert np.allclose(changed.shared(TEXTS[0])[1:], terms.shared(TEXTS[0])[:2])
