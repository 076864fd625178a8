"""What speaks against taking a word for a name."""

from __future__ import annotations

import pytest

from web_widget.privacy.evidence import Evidence
from web_widget.privacy.tokens import tokens_of
from web_widget.privacy.usage import FEWEST_TEXTS, usage

CONTENT = usage(["where is my blue badge from snorfleigh"] * FEWEST_TEXTS + ["ask brindlemoor about the blue badge"])


def looked_at(text: str, word: str) -> tuple[Evidence, int]:
    tokens = tokens_of(text)
    place = next(number for number, token in enumerate(tokens) if token.lower == word)
    return Evidence(tokens, CONTENT), place


@pytest.mark.parametrize(
    ("text", "word", "kind"),
    [
        ("who pays for snorfleigh", "snorfleigh", "unknown"),
        ("section B says nothing", "b", "unknown"),
    ],
)
def test_word_that_the_content_uses_and_no_list_of_names_has_is_no_name(text: str, word: str, kind: str) -> None:
    evidence, place = looked_at(text, word)
    assert evidence.never(place, kind)


@pytest.mark.parametrize(
    ("text", "word", "kind"),
    [
        ("my son Snorfleigh is 4", "snorfleigh", "unknown"),
        ("who pays for snorfleigh", "snorfleigh", "given"),
        ("who pays for brindlemoor", "brindlemoor", "unknown"),
        ("B is 4", "b", "unknown"),
    ],
)
def test_word_may_be_a_name_where_grammar_or_a_list_says_so_or_one_text_alone_has_it(
    text: str, word: str, kind: str
) -> None:
    evidence, place = looked_at(text, word)
    assert not evidence.never(place, kind)


@pytest.mark.parametrize(
    ("text", "word", "kind"),
    [
        ("the blue badge is late", "blue", "also"),
        ("we paid for her kit", "kit", "also"),
        ("nothing since April", "april", "also"),
        ("on 3 June we wrote", "june", "also"),
        ("between May and June", "may", "also"),
        ("who pays for snorfleig", "snorfleig", "unknown"),
        ("he is at Wexley Academy", "wexley", "unknown"),
        ("we lived in Brindlemoor", "brindlemoor", "unknown"),
    ],
)
def test_place_month_or_thing_is_a_name_only_where_that_is_very_likely(text: str, word: str, kind: str) -> None:
    evidence, place = looked_at(text, word)
    assert evidence.against(place, kind)


@pytest.mark.parametrize(
    ("text", "word", "kind"),
    [
        ("Blue is 4", "blue", "also"),
        ("April is 3 and cannot walk", "april", "also"),
        ("June and her brother are late", "june", "also"),
        ("can Oliver go to college", "oliver", "given"),
        ("Oliver school is full", "oliver", "given"),
    ],
)
def test_nothing_speaks_against_a_name_that_stands_like_one(text: str, word: str, kind: str) -> None:
    evidence, place = looked_at(text, word)
    assert not evidence.against(place, kind)
