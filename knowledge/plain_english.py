"""Advice on plain words, for people who write answers. It stops nothing; what stops a page is in `check.py`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from knowledge import markdown
from knowledge.check import LONGEST_SENTENCE_WORDS, sentences, short_forms
from knowledge.documents import Term
from knowledge.shorthand import Shorthand

LONG_SENTENCE_WORDS = 20
OLDEST_READER = 11
"""Reading age, in years, up to which nothing is said: the age at which most adults read with ease."""
FEWEST_WORDS = 40
"""A reading age says little of fewer words."""
_GRADE_TO_AGE = 5
"""A child begins the first grade, which the formula counts from, at the age of six."""
_PLAINER = {
    "service users": "people, or children and families",
    "service user": "person, or child",
    "signposted": "told about, or sent to",
    "signpost": "tell people about",
    "pathways": "steps, or ways to get help",
    "pathway": "steps, or way to get help",
    "provision": "help, or support",
    "utilise": "use",
    "prior to": "before",
    "in order to": "to",
    "commence": "start",
    "regarding": "about",
    "access support": "get help",
    "eligibility criteria": "who can get it",
}
_JARGON = re.compile(r"\b(" + "|".join(map(re.escape, _PLAINER)) + r")\b", re.IGNORECASE)
_PASSIVE = re.compile(
    r"\b(?:is|are|was|were|be|been|being) (?:\w+ly )?(?:\w+(?:ed|en)|made|paid|held|done|run|led|put) by\b", re.I
)


@dataclass(frozen=True)
class Advice:
    """One thing that could be said more plainly.

    Attributes:
        heading: of the section in which it stands; empty for the answer.
        sentence: the words it is about.
        problem: what makes them hard.
        remedy: what to do.
    """

    heading: str
    sentence: str
    problem: str
    remedy: str


@dataclass(frozen=True)
class Reading:
    """How a page reads.

    Attributes:
        age: the reading age in years, about; None of too few words.
        advice: what could be plainer, in the order of the page.
    """

    age: int | None
    advice: tuple[Advice, ...]


def read(sections: Mapping[str, str], glossary: Iterable[Term]) -> Reading:
    """Look over the sections of a page.

    Args:
        sections: the Markdown below each heading. A section whose Markdown cannot be shown is passed over.
        glossary: the short forms that are explained.
    """
    passages = {heading: _passages(text) for heading, text in sections.items()}
    terms = tuple(glossary)
    advice = [item for heading, found in passages.items() for item in _hard(heading, found)]
    advice += _not_spelt_out(passages, terms)
    return Reading(reading_age(" ".join(p for found in passages.values() for p in found)), tuple(advice))


def reading_age(text: str) -> int | None:
    """The age in years at which most people can read `text`, by the Flesch-Kincaid grade; None of too few words."""
    from textstat import textstat

    if len(text.split()) < FEWEST_WORDS:
        return None
    return max(5, round(textstat.flesch_kincaid_grade(text) + _GRADE_TO_AGE))


def _passages(text: str) -> tuple[str, ...]:
    try:
        return tuple(p for section in markdown.parse(text) for p in markdown.passages(section.blocks))
    except markdown.MarkdownFault:
        return ()


def _hard(heading: str, passages: Iterable[str]) -> Iterator[Advice]:
    found = tuple(passages)
    for sentence in (sentence for passage in found for sentence in sentences(passage)):
        words = len(sentence.split())
        if words > LONG_SENTENCE_WORDS:
            most = f"{LONGEST_SENTENCE_WORDS} is the most, and 15 is better."
            yield Advice(heading, sentence, f"{words} words in one sentence.", f"Split it in two; {most}")
        for word in dict.fromkeys(match.group(1) for match in _JARGON.finditer(sentence)):
            yield Advice(heading, sentence, f'"{word}" is office language.', f"Say: {_PLAINER[word.lower()]}.")
        if passive := _PASSIVE.search(sentence):
            yield Advice(heading, sentence, f'"{passive.group(0)}" hides who does it.', "Begin with who does it.")
    age = reading_age(" ".join(found))
    if age is not None and age > OLDEST_READER:
        remedy = "Shorter sentences and shorter words bring it down. Aim for 9 to 11."
        yield Advice(heading, found[0], f"This part has a reading age of about {age}.", remedy)


def _not_spelt_out(passages: Mapping[str, Iterable[str]], glossary: tuple[Term, ...]) -> Iterator[Advice]:
    """Short forms that a page uses and never spells out."""
    shorthand = Shorthand(glossary)
    known = {form.lower() for term in glossary for form in (term.term, *term.also)}
    whole = " ".join(passage for found in passages.values() for passage in found).lower()
    told: set[str] = set()
    for heading, found in passages.items():
        for sentence in (sentence for passage in found for sentence in sentences(passage)):
            for term in shorthand.terms_in(sentence):
                if term.term not in told and term.stands_for.lower() not in whole:
                    told.add(term.term)
                    remedy = f'Write "{term.stands_for} ({term.term})" the first time.'
                    yield Advice(heading, sentence, f'"{term.term}" is not spelt out on this page.', remedy)
            for form in short_forms(sentence):
                if form.lower() not in known and form.rstrip("s").lower() not in known and form not in told:
                    told.add(form)
                    yield Advice(
                        heading,
                        sentence,
                        f'"{form}" is not in the glossary.',
                        "Write it out, or ask for it to be added.",
                    )
