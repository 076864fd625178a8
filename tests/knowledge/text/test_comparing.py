"""Two ways of typing a question are the same question."""

from __future__ import annotations

from knowledge.text.comparing import normalised


def test_wordings_are_compared_without_case_and_punctuation() -> None:
    assert normalised("He's TOO ill, isn’t he?") == normalised("hes too ill isnt he")
