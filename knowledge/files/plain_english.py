"""Advice on plain words, for people who write answers. It stops nothing: `check.py` does that."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from knowledge.files import markdown
from knowledge.files.check import LONGEST_SENTENCE_WORDS
from knowledge.text.abbreviations import Shorthand, Term
from knowledge.text.sentences import sentences, short_forms

LONG_SENTENCE_WORDS = 20
OLDEST_READER = 11
"""The reading age, in years, that most adults read with ease. Up to it, nothing is said."""
FEWEST_WORDS = 40
"""A reading age says little about a shorter text."""
_GRADE_TO_AGE = 5
"""The formula counts from the first grade, which a child begins at six."""
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
    """One thing that could be plainer.

    Attributes:
        heading: of the section it is in; empty for the answer.
        sentence: the words it is about.
        problem: what makes them hard.
        remedy: what to do.
    """

    heading: str
    sentence: str
    problem: str
    remedy: str


@dataclass(frozen=True)
class PageReading:
    """How a page reads.

    Attributes:
        age: the reading age in years, roughly; None if there are too few words.
        advice: what could be plainer, in the order of the page.
    """

    age: int | None
    advice: tuple[Advice, ...]


def read(sections: Mapping[str, str], glossary: Iterable[Term]) -> PageReading:
    """Look for hard words and long sentences in the sections of a page.

    Args:
        sections: the Markdown below each heading. Sections whose Markdown cannot be shown are skipped.
        glossary: the short forms that it explains.
    """
    passages = {heading: _passages(text) for heading, text in sections.items()}
    terms = tuple(glossary)
    advice = [item for heading, found in passages.items() for item in _hard(heading, found)]
    advice += _not_spelt_out(passages, terms)
    return PageReading(reading_age(" ".join(p for found in passages.values() for p in found)), tuple(advice))


def reading_age(text: str) -> int | None:
    """The age in years at which most people can read `text`, by the Flesch-Kincaid grade; None if it is too short."""
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
            most = f"The limit is {LONGEST_SENTENCE_WORDS} words, and 15 is better."
            yield Advice(heading, sentence, f"This sentence has {words} words.", f"Split it in two. {most}")
        for word in dict.fromkeys(match.group(1) for match in _JARGON.finditer(sentence)):
            yield Advice(heading, sentence, f'"{word}" is jargon.', f"Try: {_PLAINER[word.lower()]}.")
        if passive := _PASSIVE.search(sentence):
            yield Advice(heading, sentence, f'"{passive.group(0)}" is passive.', "Start with who does it.")
    age = reading_age(" ".join(found))
    if age is not None and age > OLDEST_READER:
        remedy = "Use shorter sentences and shorter words. Aim for 9 to 11."
        yield Advice(heading, found[0], f"This part has a reading age of about {age}.", remedy)


def _not_spelt_out(passages: Mapping[str, Iterable[str]], glossary: tuple[Term, ...]) -> Iterator[Advice]:
    """Short forms that a page uses but never spells out."""
    shorthand = Shorthand(glossary)
    known = {form.lower() for term in glossary for form in (term.term, *term.also)}
    whole = " ".join(passage for found in passages.values() for passage in found).lower()
    told: set[str] = set()
    for heading, found in passages.items():
        for sentence in (sentence for passage in found for sentence in sentences(passage)):
            for term in shorthand.terms_in(sentence):
                if term.term not in told and term.stands_for.lower() not in whole:
                    told.add(term.term)
                    remedy = f'Write "{term.stands_for} ({term.term})" the first time you use it.'
                    yield Advice(heading, sentence, f'"{term.term}" is not explained on this page.', remedy)
            for form in short_forms(sentence):
                if form.lower() not in known and form.rstrip("s").lower() not in known and form not in told:
                    told.add(form)
                    yield Advice(
                        heading,
                        sentence,
                        f'"{form}" is not in the glossary.',
                        "Write it out in full, or ask for it to be added.",
                    )
