"""What stands in the phrase files is found, however it is typed."""

from __future__ import annotations

import pytest

from knowledge.danger.patterns import FOLDER, OWN_LIFE, DangerPatterns
from knowledge.danger.phrases import END, Phrases, words_of

PATTERNS = DangerPatterns()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("he says he's going to kill himself", OWN_LIFE),
        ("hes gonna hang hisself", OWN_LIFE),
        ("i dont wanna wake up", OWN_LIFE),
        ("kms tonight", OWN_LIFE),
        ("everyone would be better off without me", OWN_LIFE),
        ("she took a load of paracetamol", OWN_LIFE),
        ("my uncle touches me", "child-harmed"),
        ("a man on snapchat wants pictures", "child-harmed"),
        ("there are bruises on his back", "child-harmed"),
        ("lads have him carrying drugs", "child-harmed"),
        ("my husband punched me", "violence-at-home"),
        ("he has got a knife and says he will stab us", "violence-at-home"),
        ("i cant find my son", "missing"),
        ("shes run away again", "missing"),
        ("im scared i will hurt him", "breaking-point"),
        ("i nearly shook the baby", "breaking-point"),
        ("somebody come and take him tonight", "breaking-point"),
        ("baby isnt breething", "medical-emergency"),
        ("she swollowed a batterys", "medical-emergency"),
        ("he wont wake up", "medical-emergency"),
        ("siezure wont stop, 10 mins now", "medical-emergency"),
    ],
)
def test_strong_phrase_is_found(text: str, kind: str) -> None:
    assert kind in PATTERNS.find(text).strong


@pytest.mark.parametrize(
    "text",
    [
        "dying to know if we got the place",
        "the wait is killing me",
        "could murder that senco",
        "suicide prevention course for parents",
        "what is the self harm policy",
        "he kills zombies on minecraft all day",
        "she is never in danger and has no injuries",
        "that was years ago and we are safe now",
    ],
)
def test_harmless_use_is_seen_and_no_strong_phrase(text: str) -> None:
    signs = PATTERNS.find(text)
    assert signs.harmless
    assert not signs.strong


def test_who_is_meant_is_told_by_age_and_by_kin() -> None:
    assert PATTERNS.find("i am 14 and in year 9").young
    assert PATTERNS.find("my husband said it").grown
    assert not PATTERNS.find("he said it").grown


def test_every_line_of_every_file_is_a_phrase_that_compiles() -> None:
    assert {path.stem for path in FOLDER.glob("*.txt")} >= {OWN_LIFE, "harmless", "missing"}


def test_short_forms_and_misspellings_are_spelt_out() -> None:
    assert words_of("Im suiside, cant") == ["i", "am", "suicide", "can", "not", END]
    assert words_of("I’ll go. HEEELP!!") == ["i", "will", "go", END, "help", END, END]


@pytest.mark.parametrize(
    ("phrase", "text", "found"),
    [
        ("a|b c", "x b c", "b c"),
        ("a? c", "x c", "c"),
        ("cut* it", "cutting it", "cutting it"),
        ("a !b", "a b", None),
        ("a !b", "a d", "a d"),
        ("a .. d", "a b c d", "a b c d"),
        ("a .. d", "a b. d", None),
        ("a .. d", "a b c e f d", None),
        ("a ... d", "a b c e f d", "a b c e f d"),
        ("PET ran", "my cat ran", "cat ran"),
    ],
)
def test_notation(phrase: str, text: str, found: str | None) -> None:
    assert Phrases({"x": [phrase]}, {"PET": "cat|dog"}).find(words_of(text)) == ({"x": (found,)} if found else {})
