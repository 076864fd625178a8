"""Finds everything that is wrong with the content: the form of each file, then how the files fit together."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from knowledge.faults import ContentInvalid, Fault
from knowledge.files import emergency, law, loading, markdown, page_form_faults, timetable_faults
from knowledge.files.journey_descriptions import JOURNEYS
from knowledge.files.layers import Layer, layer_of
from knowledge.files.placeholders import Names
from knowledge.files.records import Content, Entry, Service
from knowledge.files.sources import Source
from knowledge.files.strays import strays
from knowledge.files.unread import unread
from knowledge.text.comparing import normalised
from knowledge.text.sentences import sentences, short_forms

LONGEST_SENTENCE_WORDS = 25
FEWEST_QUESTIONS = 10
MOST_QUESTIONS = 200
LONGEST_QUOTATION_WORDS = 25
SAME_PASSAGE_WORDS = 25
FEWEST_FOLLOW_UPS = 2

LIVE = "live"
"""The status of a council that has approved its answers."""
NEEDED_ROLES = ("sendiass", "send-team", "duty-team")
"""Without these, parents could not be told whom to ring."""

_QUOTATION = re.compile(r"[\"“]([^\"”]+)[\"”]")


@dataclass(frozen=True)
class CheckReport:
    """What `check` found.

    Attributes:
        faults: what stops the content from going live.
        care: what staff should deal with, though it stops nothing, such as a contact that is not known.
        missing: the services that parents cannot be told about, because none fills the role; most asked for first.
        national: the fields of council.yml that are as every council has them.
    """

    faults: tuple[Fault, ...]
    care: tuple[Fault, ...]
    missing: tuple[Fault, ...] = ()
    national: tuple[str, ...] = ()


def check(folder: Path, today: date) -> CheckReport:
    """Check every file in `folder`.

    Args:
        folder: the content folder.
        today: the day to compare dates with.
    """
    try:
        content = loading.load(folder)
    except ContentInvalid as error:
        return CheckReport(error.faults, ())
    missing = tuple(fault for role, fault in _roles_without_a_service(content) if role not in NEEDED_ROLES)
    care = tuple(sorted((*_care(content, today), *unread(content, folder))))
    return CheckReport(faults_between(content, today), care, missing, _as_every_council(content))


def load_checked(folder: Path, today: date) -> Content:
    """The content of `folder`, all of it or none.

    Raises:
        ContentInvalid: with every fault.
    """
    content = loading.load(folder)
    faults = faults_between(content, today)
    if faults:
        raise ContentInvalid(folder, faults)
    return content


def faults_between(content: Content, today: date) -> tuple[Fault, ...]:
    """What is wrong with content whose files are each in the right form."""
    faults = [*_broken_references(content), *_repeated_questions(content), *_impossible_dates(content, today)]
    for entry in content.entries.values():
        faults += _hard_to_read(content, entry)
    faults += [*_repeated_passages(content), *law.faults(content), *emergency.faults_of(content)]
    faults += [*page_form_faults.faults(content, today), *_hard_in_easy_read(content)]
    faults += [fault for role, fault in _roles_without_a_service(content) if role in NEEDED_ROLES]
    faults += emergency.not_compared(content, Layer.COUNCIL) if content.council.status == LIVE else ()
    return tuple(sorted(faults))


def _page(entry: Entry) -> str:
    return f"topics/{entry.id}.md"


def _record(service: Service) -> str:
    return f"services/{service.id}.yml"


def _fault(content: Content, file: str, path: tuple[str | int, ...], problem: str, remedy: str) -> Fault:
    document = content.lines.get(file)
    place = document.place(path) if document else (file, 1)
    return Fault(*place, ".".join(str(part) for part in path), problem, remedy)


def _broken_references(content: Content) -> Iterator[Fault]:
    for entry in content.entries.values():
        yield from _unknown(content, _page(entry), ("services",), entry.services, content.services)
        yield from _unknown(content, _page(entry), ("follow_ups",), entry.follow_ups, content.entries)
        yield from _unknown(content, _page(entry), ("statutory",), entry.statutory, content.statutory)
        if entry.id in entry.follow_ups:
            yield _fault(content, _page(entry), ("follow_ups",), "It names this page itself.", "Choose another topic.")
        elif len(entry.follow_ups) < FEWEST_FOLLOW_UPS:
            problem = "Two of its topics have been merged, so it now names fewer than two."
            yield _fault(content, _page(entry), ("follow_ups",), problem, "Choose another topic.")
    for service in content.services.values():
        yield from _unknown(content, _record(service), ("topics",), service.topics, content.entries)
    council = content.council
    yield from _unknown(content, "council.yml", ("first_topics",), council.first_topics, content.entries)
    yield from _unknown(content, "council.yml", ("carer_topics",), council.carer_topics, content.entries)
    if council.advice_service not in content.services:
        remedy = "Use the name of a file in the services folder, without its ending."
        yield _fault(content, "council.yml", ("advice_service",), f'"{council.advice_service}" does not exist.', remedy)
    for index, kind in enumerate(content.out_of_scope):
        yield from _unknown(content, "out_of_scope.yml", (index, "services"), kind.services, content.services)
    yield from _unknown(content, "danger.yml", ("topics",), content.danger.topics, content.entries)
    for index, danger in enumerate(content.danger.kinds):
        yield from _unknown(content, "danger.yml", ("kinds", index, "services"), danger.services, content.services)
    yield from _broken_in_retired(content, "entries", content.entries)
    yield from _broken_in_retired(content, "services", content.services)
    yield from timetable_faults.faults(content)
    yield from _broken_in_journeys(content)


def _broken_in_retired(content: Content, kind: str, current: Mapping[str, Any]) -> Iterator[Fault]:
    for index, (old, successor) in enumerate(content.retired[kind].items()):
        if old in list(current):
            remedy = "Delete the file, or remove this line."
            yield _fault(content, "retired.yml", (kind, index, "id"), f'"{old}" is still in use.', remedy)
        elif successor not in current:
            remedy = "Choose one that is in use."
            problem = f'"{successor}" is not in use.'
            yield _fault(content, "retired.yml", (kind, index, "successor"), problem, remedy)


def _broken_in_journeys(content: Content) -> Iterator[Fault]:
    file, guided = "journeys.yml", content.journeys
    for journey in JOURNEYS:
        pages = guided.named(journey.name).offered_under
        yield from _unknown(content, file, (journey.name, "offered_under"), pages, content.entries)
    for number, option in enumerate(guided.talk.steps["about"].options):
        path = ("talk", "steps", "about", "options", number, "services")
        yield from _unknown(content, file, path, option.services, content.services)
    if guided.assessment.entry not in content.entries:
        remedy = "Use the name of a file in the topics folder, without its ending."
        yield _fault(content, file, ("assessment", "entry"), f'"{guided.assessment.entry}" does not exist.', remedy)


def _unknown(
    content: Content, file: str, path: tuple[str | int, ...], ids: Sequence[str], known: Container[str]
) -> Iterator[Fault]:
    for index, identifier in enumerate(ids):
        if identifier not in known:
            remedy = "Correct the id, or add the file it names."
            yield _fault(content, file, (*path, index), f'"{identifier}" does not exist.', remedy)


def _roles_without_a_service(content: Content) -> Iterator[tuple[str, Fault]]:
    """Each role that nobody fills, those that are asked for most first."""
    asked = Counter(role for role, _, _ in content.without)
    for role, times in asked.most_common():
        problem = f'No service fills the role "{role}". It is asked for {times} time(s), first in '
        file, line = next((file, line) for name, file, line in content.without if name == role)
        remedy = f"Add services/{role}.yml, or name the service that does this under roles."
        yield role, Fault("council.yml", 1, f"roles.{role}", f"{problem}{file}, line {line}.", remedy)


def _as_every_council(content: Content) -> tuple[str, ...]:
    """The fields of council.yml that the council has not written itself."""
    document = content.lines.get("council.yml")
    fields = document.data if document else {}
    return tuple(name for name in fields if document and layer_of(document.place((name,))[0]) is Layer.ENGLAND)


def _repeated_questions(content: Content) -> Iterator[Fault]:
    first: dict[str, str] = {}
    for entry in content.entries.values():
        asked = [(("ask",), entry.ask), *_places_of_wordings(entry)]
        own: set[str] = set()
        for path, question in asked:
            key = normalised(question)
            owner = first.setdefault(key, entry.id)
            if owner != entry.id:
                problem = f'"{question}" is already on the page {owner}.'
                yield _fault(content, _page(entry), path, problem, "Keep it on the page that answers it best.")
            elif key in own and path != ("ask",):
                yield _fault(content, _page(entry), path, f'"{question}" is here twice.', "Remove one.")
            own.add(key)
        yield from _too_few_or_many(content, entry)


def _places_of_wordings(entry: Entry) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """The place of each wording in the file, and its text."""
    counts: dict[str, int] = {}
    for wording in entry.wordings:
        number = counts[wording.section] = counts.get(wording.section, -1) + 1
        yield ("questions", wording.section, number), wording.text
    for number, text in enumerate(entry.not_here):
        yield ("not_here", number), text


def _too_few_or_many(content: Content, entry: Entry) -> Iterator[Fault]:
    count = len(entry.wordings)
    if count < FEWEST_QUESTIONS:
        problem = f"It has {count} wordings."
        remedy = f"Write at least {FEWEST_QUESTIONS}."
        yield _fault(content, _page(entry), ("questions",), problem, remedy)
    if count > MOST_QUESTIONS:
        problem = f"It has {count} wordings."
        remedy = f"Keep at most {MOST_QUESTIONS}: those that differ most."
        yield _fault(content, _page(entry), ("questions",), problem, remedy)


def _impossible_dates(content: Content, today: date) -> Iterator[Fault]:
    for entry in content.entries.values():
        file = _page(entry)
        if entry.checked > today:
            yield _fault(
                content, file, ("checked",), f"{entry.checked} is in the future.", "Enter the day it was checked."
            )
        if entry.review_due <= entry.checked:
            remedy = "Enter a day after the day it was checked."
            yield _fault(
                content, file, ("review_due",), f"{entry.review_due} is not after the day it was checked.", remedy
            )
        yield from _future_sources(content, file, entry.sources, today)
    for service in content.services.values():
        file = _record(service)
        if service.assured_date and service.assured_date > today:
            problem = f"{service.assured_date} is in the future."
            yield _fault(content, file, ("assured_date",), problem, "Enter the day it was checked.")
        yield from _future_sources(content, file, service.sources, today)
    if content.timetable.checked > today:
        problem = f"{content.timetable.checked} is in the future."
        yield _fault(content, "timetable.yml", ("checked",), problem, "Enter the day it was checked.")


def _future_sources(content: Content, file: str, sources: Sequence[Source], today: date) -> Iterator[Fault]:
    for index, source in enumerate(sources):
        if source.published != "undated" and source.published > today.isoformat():
            problem = f"{source.published} is in the future."
            yield _fault(content, file, ("sources", index, "published"), problem, "Enter the date it was published.")


def _known_forms(content: Content) -> set[str]:
    """The words of the glossary, in small letters."""
    forms = [form.lower() for term in content.glossary for form in (term.term, *term.also)]
    return {word for form in forms for word in (form, *form.split())}


def _hard_in_easy_read(content: Content) -> Iterator[Fault]:
    """Short forms that nobody explains. `easy_read` has looked at how long the lines are."""
    known = _known_forms(content)
    for form in content.easy_read.values():
        lines = tuple(markdown.Paragraph(line.spans) for part in form.parts for line in part.lines)
        for problem, remedy in _hard_in(lines, known, Names()):
            yield Fault(form.origin.file, form.origin.first_line, "text", problem, remedy)


def _hard_to_read(content: Content, entry: Entry) -> Iterator[Fault]:
    known = _known_forms(content)
    own = _own_names(content)
    for section in entry.sections:
        where = section.heading or "answer"
        for part in section.said:
            names = own if part.layer is Layer.ENGLAND else Names()
            for problem, remedy in _hard_in(part.blocks, known, names):
                yield Fault(part.file, part.line, where, problem, remedy)


def _own_names(content: Content) -> Names:
    """The council's own names for things: the placeholders that no national service fills."""
    national = {
        role
        for role, identifier in content.names.service_of.items()
        if identifier in content.services and content.services[identifier].layer is Layer.ENGLAND
    }
    return Names(tuple(word for word in content.names.words if word[0].partition(".")[0] not in national))


def _hard_in(blocks: Sequence[markdown.Block], known: Container[str], names: Names) -> Iterator[tuple[str, str]]:
    """What is hard to read, and the remedy.

    Args:
        blocks: what is read.
        known: the words of the glossary, in small letters.
        names: each counts as one word: a national sentence cannot be made shorter for a council with a long name.
    """
    for passage in markdown.passages(blocks):
        for sentence in sentences(passage):
            words = len(names.shortened(sentence).split())
            if words > LONGEST_SENTENCE_WORDS:
                problem = f'{words} words in one sentence: "{sentence[:60]}…".'
                yield problem, f"Split it. The limit is {LONGEST_SENTENCE_WORDS} words."
        for short in short_forms(passage):
            if short.lower() not in known and short.rstrip("s").lower() not in known:
                yield f'"{short}" is not in the glossary.', "Write it out in full, or add it to glossary.yml."
        for quotation in _QUOTATION.findall(passage):
            if len(quotation.split()) > LONGEST_QUOTATION_WORDS:
                problem = f'This quotation is too long: "{quotation[:40]}…".'
                yield problem, "Say it in your own words and name the source."


def _repeated_passages(content: Content) -> Iterator[Fault]:
    first: dict[str, str] = {}
    for entry in content.entries.values():
        for heading, part in ((section.heading, part) for section in entry.sections for part in section.said):
            for passage in markdown.passages(part.blocks):
                if len(passage.split()) < SAME_PASSAGE_WORDS:
                    continue
                owner = first.setdefault(normalised(passage), entry.id)
                if owner != entry.id:
                    problem = f'This passage is also on the page {owner}: "{passage[:50]}…".'
                    remedy = "Keep it on one page and link to it from the other."
                    yield Fault(part.file, part.line, heading or "answer", problem, remedy)


def _care(content: Content, today: date) -> Iterator[Fault]:
    yield from strays(content)
    yield from _not_compared(content)
    yield from page_form_faults.care(content)
    for entry in content.entries.values():
        yield from _law_changed(content, entry)
        yield from _rates_over(content, entry, today)
        yield from _page_overdue(content, entry, today)
        yield from _overtaken(entry)
        yield from _sections_nobody_asks_for(content, entry)
    yield from _no_opening_hours(content)
    yield from _contacts_not_known(content)
    yield from _timetable_overdue(content, today)
    yield from _uncited(content)
    yield from _uncovered(content)


def _not_compared(content: Content) -> Iterator[Fault]:
    """Emergency contacts that two people have not compared. If the council is live, its own are faults instead."""
    yield from emergency.not_compared(content, Layer.ENGLAND)
    if content.council.status != LIVE:
        yield from emergency.not_compared(content, Layer.COUNCIL)


def _law_changed(content: Content, entry: Entry) -> Iterator[Fault]:
    for provision in law.changed_since(content, entry):
        problem = f"{provision.title} changed on {provision.changed}, after the page was checked."
        yield _fault(content, _page(entry), ("law",), problem, "Compare them, then update the day it was checked.")


def _rates_over(content: Content, entry: Entry, today: date) -> Iterator[Fault]:
    for rate in entry.rates_over(today):
        problem = f"It names {rate.value} ({rate.id}), which was right until {rate.valid_to}."
        yield _fault(content, _page(entry), ("review_due",), problem, "Correct rates.yml.")


def _page_overdue(content: Content, entry: Entry, today: date) -> Iterator[Fault]:
    if today > entry.review_due:
        problem = f"It was due for review on {entry.review_due}."
        yield _fault(content, _page(entry), ("review_due",), problem, "Check it, then update both dates.")


def _overtaken(entry: Entry) -> Iterator[Fault]:
    for section_id in entry.overtaken:
        problem = f"Our words on {section_id} replace national text that has changed since, or was not recorded."
        remedy = f"Compare them: python -m knowledge compare {entry.id}"
        yield Fault(entry.files[-1], 1, "replaces", problem, remedy)


def _sections_nobody_asks_for(content: Content, entry: Entry) -> Iterator[Fault]:
    asked_for = {wording.section for wording in entry.wordings}
    for section in entry.sections:
        if section.id not in asked_for:
            problem = f'No wording leads to the section "{section.heading or section.id}".'
            remedy = f"Add wordings that it answers under {section.id}."
            yield _fault(content, _page(entry), ("questions",), problem, remedy)


def _no_opening_hours(content: Content) -> Iterator[Fault]:
    if not content.council.opening_hours:
        problem = "Nobody has said when the main number is answered, so parents are not told."
        yield Fault("council.yml", 1, "opening_hours", problem, "Find it out, and add opening_hours.")


def _contacts_not_known(content: Content) -> Iterator[Fault]:
    remedy = "Find it, add it, and remove it from this list."
    for service in content.services.values():
        for name in service.missing:
            verb = "are" if name == "opening_hours" else "is"
            problem = f"{service.name}: the {name.replace('_', ' ')} {verb} not known."
            yield _fault(content, _record(service), ("missing",), problem, remedy)


def _timetable_overdue(content: Content, today: date) -> Iterator[Fault]:
    if content.timetable.overdue(today):
        problem = f"It was due for review on {content.timetable.review_due}."
        yield _fault(content, "timetable.yml", ("review_due",), problem, "Check it, then update both dates.")


def _uncited(content: Content) -> Iterator[Fault]:
    for provision in content.provisions.values():
        if not law.cited_by(content, provision.id):
            problem = f"No page cites {provision.title}."
            yield Fault(f"england/{law.LAW.name}", provision.line, provision.id, problem, "Cite it, or remove it.")


def _uncovered(content: Content) -> Iterator[Fault]:
    remedy = "Write one, or add the item to the page that covers it."
    covered = {item for entry in content.entries.values() for item in entry.statutory}
    for index, item in enumerate(content.statutory):
        if item not in covered:
            yield _fault(content, "statutory.yml", (index,), f'No page covers "{content.statutory[item]}".', remedy)
