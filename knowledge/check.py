"""Everything that is wrong with the content, at once: the form of each file, then what lies between files."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from knowledge import documents, markdown
from knowledge.documents import Content, Entry, Service
from knowledge.faults import ContentInvalid, Fault

LONGEST_SENTENCE_WORDS = 25
MOST_QUESTIONS = 100
LONGEST_QUOTATION_WORDS = 25
SAME_PASSAGE_WORDS = 25
FEWEST_FOLLOW_UPS = 2

_EVERYONE_KNOWS = frozenset({"UK", "TV", "USA"})
_CAPITALISED = re.compile(r"\b[A-Z][A-Za-z]+\b")
_QUOTATION = re.compile(r"[\"“]([^\"”]+)[\"”]")
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"”')]*\s+(?=[\"“'(]?[A-Z0-9])")


@dataclass(frozen=True)
class Report:
    """What `check` found.

    Attributes:
        faults: what stops the content from going live.
        care: what staff should look after but which stops nothing, such as a contact that is not known.
    """

    faults: tuple[Fault, ...]
    care: tuple[Fault, ...]


def check(folder: Path, today: date) -> Report:
    """Check every file in `folder`.

    Args:
        folder: the content folder.
        today: the day against which dates are held.
    """
    try:
        content = documents.load(folder)
    except ContentInvalid as error:
        return Report(error.faults, ())
    return Report(faults_between(content, today), tuple(sorted(_care(content, today))))


def load_checked(folder: Path, today: date) -> Content:
    """The content of `folder`, all of it or none.

    Raises:
        ContentInvalid: with every fault.
    """
    content = documents.load(folder)
    faults = faults_between(content, today)
    if faults:
        raise ContentInvalid(folder, faults)
    return content


def faults_between(content: Content, today: date) -> tuple[Fault, ...]:
    """What is wrong with content whose files are in form, each by itself."""
    faults = [*_broken_references(content), *_repeated_questions(content), *_impossible_dates(content, today)]
    for entry in content.entries.values():
        faults += _hard_to_read(content, entry)
    faults += _repeated_passages(content)
    return tuple(sorted(faults))


def normalised(question: str) -> str:
    """A question as it counts for comparison: lower case, without punctuation."""
    return " ".join(re.findall(r"[a-z0-9]+", question.lower().replace("'", "").replace("’", "")))


def _page(entry: Entry) -> str:
    return f"topics/{entry.id}.md"


def _record(service: Service) -> str:
    return f"services/{service.id}.yml"


def _fault(content: Content, file: str, path: tuple[str | int, ...], problem: str, remedy: str) -> Fault:
    document = content.lines.get(file)
    line = document.line(path) if document else 1
    return Fault(file, line, ".".join(str(part) for part in path), problem, remedy)


def _broken_references(content: Content) -> Iterator[Fault]:
    for entry in content.entries.values():
        yield from _unknown(content, _page(entry), ("services",), entry.services, content.services)
        yield from _unknown(content, _page(entry), ("follow_ups",), entry.follow_ups, content.entries)
        yield from _unknown(content, _page(entry), ("statutory",), entry.statutory, content.statutory)
        if entry.id in entry.follow_ups:
            yield _fault(content, _page(entry), ("follow_ups",), "It names this page itself.", "Name another topic.")
        elif len(entry.follow_ups) < FEWEST_FOLLOW_UPS:
            problem = "It names fewer than two pages, as two of them have become one."
            yield _fault(content, _page(entry), ("follow_ups",), problem, "Name another topic.")
    for service in content.services.values():
        yield from _unknown(content, _record(service), ("topics",), service.topics, content.entries)
    council = content.council
    yield from _unknown(content, "council.yml", ("first_topics",), council.first_topics, content.entries)
    if council.advice_service not in content.services:
        remedy = "Name a file of the services folder."
        yield _fault(content, "council.yml", ("advice_service",), f'"{council.advice_service}" is not known.', remedy)
    for index, kind in enumerate(content.out_of_scope):
        yield from _unknown(content, "out_of_scope.yml", (index, "services"), kind.services, content.services)
    yield from _unknown(content, "danger.yml", ("topics",), content.danger.topics, content.entries)
    for index, danger in enumerate(content.danger.kinds):
        yield from _unknown(content, "danger.yml", ("kinds", index, "services"), danger.services, content.services)
    yield from _broken_in_retired(content, "entries", content.entries)
    yield from _broken_in_retired(content, "services", content.services)
    yield from _broken_in_timetable(content)
    yield from _broken_in_journeys(content)


def _broken_in_retired(content: Content, kind: str, current: Mapping[str, Any]) -> Iterator[Fault]:
    for index, (old, successor) in enumerate(content.retired[kind].items()):
        if old in list(current):
            remedy = "Take the file away, or this line."
            yield _fault(content, "retired.yml", (kind, index, "id"), f'"{old}" is still in use.', remedy)
        elif successor not in current:
            remedy = "Name one that is in use."
            problem = f'"{successor}" is not in use.'
            yield _fault(content, "retired.yml", (kind, index, "successor"), problem, remedy)


def _broken_in_timetable(content: Content) -> Iterator[Fault]:
    file, timetable = "timetable.yml", content.timetable
    for who, late in timetable.if_late.items():
        yield from _unknown(content, file, ("if_late", who, "services"), late.services, content.services)
    for index, start in enumerate(timetable.starts.values()):
        for number, rule in enumerate(start.deadlines):
            path = ("starts", index, "deadlines", number)
            yield from _unknown(content, file, (*path, "exceptions"), rule.exceptions, timetable.exceptions)
            if rule.entry not in content.entries:
                remedy = "Name a file of the topics folder."
                yield _fault(content, file, (*path, "entry"), f'"{rule.entry}" is not known.', remedy)
            if rule.also and not start.also:
                remedy = "Ask for the second date with also: at the start."
                yield _fault(content, file, (*path, "also"), "No second date is asked for.", remedy)


def _broken_in_journeys(content: Content) -> Iterator[Fault]:
    file, guided = "journeys.yml", content.journeys
    for number, option in enumerate(guided.talk.steps["about"].options):
        path = ("talk", "steps", "about", "options", number, "services")
        yield from _unknown(content, file, path, option.services, content.services)
    for number, option in enumerate(guided.timetable.steps["start"].options):
        if option.id not in content.timetable.starts:
            remedy = "Use an id of the starts in timetable.yml."
            path = ("timetable", "steps", "start", "options", number, "id")
            yield _fault(content, file, path, f'"{option.id}" is not known.', remedy)
    if guided.assessment.entry not in content.entries:
        remedy = "Name a file of the topics folder."
        yield _fault(content, file, ("assessment", "entry"), f'"{guided.assessment.entry}" is not known.', remedy)


def _unknown(
    content: Content, file: str, path: tuple[str | int, ...], ids: Sequence[str], known: Container[str]
) -> Iterator[Fault]:
    for index, identifier in enumerate(ids):
        if identifier not in known:
            remedy = "Correct the id, or add the file that it names."
            yield _fault(content, file, (*path, index), f'"{identifier}" is not known.', remedy)


def _repeated_questions(content: Content) -> Iterator[Fault]:
    first: dict[str, str] = {}
    for entry in content.entries.values():
        asked = [(("ask",), entry.ask), *((("questions", i), q) for i, q in enumerate(entry.questions))]
        own: set[str] = set()
        for path, question in asked:
            key = normalised(question)
            owner = first.setdefault(key, entry.id)
            if owner != entry.id:
                problem = f'"{question}" is already claimed by {owner}.'
                yield _fault(content, _page(entry), path, problem, "Keep it on the page that answers it best.")
            elif key in own and path != ("ask",):
                yield _fault(content, _page(entry), path, f'"{question}" stands here twice.', "Take one out.")
            own.add(key)
        if len(entry.questions) > MOST_QUESTIONS:
            problem = f"{len(entry.questions)} wordings are more than {MOST_QUESTIONS}."
            yield _fault(content, _page(entry), ("questions",), problem, "Keep those that differ most.")


def _impossible_dates(content: Content, today: date) -> Iterator[Fault]:
    for entry in content.entries.values():
        file = _page(entry)
        if entry.checked > today:
            yield _fault(
                content, file, ("checked",), f"{entry.checked} is in the future.", "Write the day it was checked."
            )
        if entry.review_due <= entry.checked:
            remedy = "Write a day after the day it was checked."
            yield _fault(content, file, ("review_due",), f"{entry.review_due} is too early.", remedy)
        yield from _future_sources(content, file, entry.sources, today)
    for service in content.services.values():
        file = _record(service)
        if service.assured_date > today:
            problem = f"{service.assured_date} is in the future."
            yield _fault(content, file, ("assured_date",), problem, "Write the day it was checked.")
        yield from _future_sources(content, file, service.sources, today)
    if content.timetable.checked > today:
        problem = f"{content.timetable.checked} is in the future."
        yield _fault(content, "timetable.yml", ("checked",), problem, "Write the day it was checked.")


def _future_sources(content: Content, file: str, sources: Sequence[documents.Source], today: date) -> Iterator[Fault]:
    for index, source in enumerate(sources):
        if source.published != "undated" and source.published > today.isoformat():
            problem = f"{source.published} is in the future."
            yield _fault(content, file, ("sources", index, "published"), problem, "Write when it was published.")


def sentences(passage: str) -> list[str]:
    """The sentences of a paragraph or list item."""
    return [sentence for sentence in _SENTENCE_END.split(passage.strip()) if sentence]


def short_forms(passage: str) -> list[str]:
    """The short forms in a passage, such as "EHC" or "CiN": words with two capitals or more, and mostly capitals."""
    words = set(_CAPITALISED.findall(passage)) - _EVERYONE_KNOWS
    capitals = {word: sum(letter.isupper() for letter in word) for word in words}
    return sorted(word for word in words if capitals[word] >= 2 and capitals[word] * 2 >= len(word))


def _hard_to_read(content: Content, entry: Entry) -> Iterator[Fault]:
    forms = [form.lower() for term in content.glossary for form in (term.term, *term.also)]
    known = {word for form in forms for word in (form, *form.split())}
    for section in entry.sections:
        where = section.heading or "answer"
        for passage in markdown.passages(section.blocks):
            for sentence in sentences(passage):
                words = len(sentence.split())
                if words > LONGEST_SENTENCE_WORDS:
                    problem = f'{words} words in one sentence: "{sentence[:60]}…".'
                    yield Fault(
                        _page(entry), section.line, where, problem, f"Split it; {LONGEST_SENTENCE_WORDS} is the most."
                    )
            for short in short_forms(passage):
                if short.lower() not in known and short.rstrip("s").lower() not in known:
                    remedy = "Add it to glossary.yml, or write it out."
                    yield Fault(_page(entry), section.line, where, f'"{short}" is not in the glossary.', remedy)
            for quotation in _QUOTATION.findall(passage):
                if len(quotation.split()) > LONGEST_QUOTATION_WORDS:
                    problem = f'A long passage is quoted: "{quotation[:40]}…".'
                    yield Fault(
                        _page(entry), section.line, where, problem, "Say it in your own words and name the source."
                    )


def _repeated_passages(content: Content) -> Iterator[Fault]:
    first: dict[str, str] = {}
    for entry in content.entries.values():
        for section in entry.sections:
            for passage in markdown.passages(section.blocks):
                if len(passage.split()) < SAME_PASSAGE_WORDS:
                    continue
                owner = first.setdefault(normalised(passage), entry.id)
                if owner != entry.id:
                    problem = f'A passage is copied from {owner}: "{passage[:50]}…".'
                    remedy = "Say it on one page and point to it from the other."
                    yield Fault(_page(entry), section.line, section.heading or "answer", problem, remedy)


def _care(content: Content, today: date) -> Iterator[Fault]:
    for entry in content.entries.values():
        if entry.overdue(today):
            problem = f"It was due for review on {entry.review_due}."
            yield _fault(content, _page(entry), ("review_due",), problem, "Check it and set both dates.")
    for service in content.services.values():
        for name in service.missing:
            problem = f"{service.name}: the {name.replace('_', ' ')} is not known."
            yield _fault(
                content, _record(service), ("missing",), problem, "Find it, add it, and take it off this list."
            )
    if content.timetable.overdue(today):
        problem = f"It was due for review on {content.timetable.review_due}."
        yield _fault(content, "timetable.yml", ("review_due",), problem, "Check it and set both dates.")
    covered = {item for entry in content.entries.values() for item in entry.statutory}
    for index, item in enumerate(content.statutory):
        if item not in covered:
            problem = f'No page covers "{content.statutory[item]}".'
            yield _fault(content, "statutory.yml", (index,), problem, "Write one, or name the item on a page.")
