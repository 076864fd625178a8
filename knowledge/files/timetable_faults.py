"""What is wrong with the timetable, once it is in the right form: what its ids name, and how its starts are offered."""

from __future__ import annotations

from collections.abc import Container, Iterator

from knowledge.faults import Fault
from knowledge.files.records import Content
from knowledge.files.timetable_records import Rule, Start

TIMETABLE, JOURNEYS = "timetable.yml", "journeys.yml"

Path = tuple[str | int, ...]


def faults(content: Content) -> Iterator[Fault]:
    """Ids that name nothing, and starts that parents could not choose or would find under no heading."""
    timetable = content.timetable
    for name, late in timetable.if_late.items():
        for number, service in enumerate(late.services):
            path: Path = ("if_late", name, "services", number)
            yield from _unknown(content, path, service, content.services, "Correct the id, or add the file it names.")
    for index, start in enumerate(timetable.starts.values()):
        path = ("starts", index)
        remedy = f"Use one of: {', '.join(timetable.groups)}."
        yield from _unknown(content, (*path, "group"), start.group, timetable.groups, remedy)
        for number, rule in enumerate(start.deadlines):
            yield from _in_rule(content, (*path, "deadlines", number), rule, start)
    yield from _in_choices(content)


def _in_rule(content: Content, path: Path, rule: Rule, start: Start) -> Iterator[Fault]:
    timetable = content.timetable
    for number, name in enumerate(rule.exceptions):
        remedy = "Correct the id, or add it under exceptions."
        yield from _unknown(content, (*path, "exceptions", number), name, timetable.exceptions, remedy)
    listed = f"Use one of: {', '.join(timetable.if_late)}. Or add it under if_late, with its steps and services."
    yield from _unknown(content, (*path, "if_late"), rule.if_late, timetable.if_late, listed)
    pages = "Use the name of a file in the topics folder, without its ending."
    yield from _unknown(content, (*path, "entry"), rule.entry, content.entries, pages)
    if rule.also and not start.also:
        problem, remedy = "The journey does not ask for a second date.", "Add also: to this start, to ask for it."
        yield _fault(content, TIMETABLE, (*path, "also"), problem, remedy)


def _in_choices(content: Content) -> Iterator[Fault]:
    timetable, options = content.timetable, content.journeys.timetable.steps["start"].options
    path: Path = ("timetable", "steps", "start", "options")
    order = list(timetable.groups)
    headings: list[str] = []
    for number, option in enumerate(options):
        if option.id not in timetable.starts:
            remedy = f"Use the id of a start in {TIMETABLE}."
            yield _fault(content, JOURNEYS, (*path, number, "id"), f'"{option.id}" does not exist.', remedy)
        elif (group := timetable.starts[option.id].group) in order:
            if headings and order.index(group) < order.index(headings[-1]):
                problem = f'"{option.id}" is not beside the others of its group, "{group}".'
                remedy = f"Move it, so that the groups come in this order: {', '.join(order)}."
                yield _fault(content, JOURNEYS, (*path, number, "id"), problem, remedy)
            else:
                headings.append(group)
    offered = {option.id for option in options}
    for index, start in enumerate(timetable.starts.values()):
        if start.id not in offered:
            problem = f'Parents cannot choose "{start.id}".'
            remedy = f"Add it to the options of the step start in {JOURNEYS}."
            yield _fault(content, TIMETABLE, ("starts", index, "id"), problem, remedy)


def _unknown(content: Content, path: Path, name: str, known: Container[str], remedy: str) -> Iterator[Fault]:
    if name not in known:
        yield _fault(content, TIMETABLE, path, f'"{name}" does not exist.', remedy)


def _fault(content: Content, file: str, path: Path, problem: str, remedy: str) -> Fault:
    document = content.lines.get(file)
    place = document.place(path) if document else (file, 1)
    return Fault(*place, ".".join(str(part) for part in path), problem, remedy)
