"""The report of a file: for people, in Markdown, or as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from knowledge.evaluation.messages import Message
from tests.bench.table import share, table
from tests.evaluation.figure import Figure
from tests.evaluation.replies import Reply


def as_text(replies: Sequence[Reply], figures: Sequence[Figure]) -> str:
    """How many messages of each kind, the table of the figures, and what failed."""
    kinds = sorted({reply.message.kind for reply in replies})
    counts = ", ".join(f"{sum(reply.message.kind == kind for reply in replies)} {kind}" for kind in kinds)
    rows = [(figure.name, _count(figure), share(figure.estimate)) for figure in figures]
    failures = [_failure(reply, names) for reply, names in failed(figures)]
    head = ("Figure", "Messages", "Share (95% interval)")
    return "\n".join([f"{len(replies)} messages: {counts}", "", table(head, rows), "", "Failed:", *failures])


def as_json(replies: Sequence[Reply], figures: Sequence[Figure]) -> dict[str, Any]:
    """The same, for programs."""
    return {
        "messages": len(replies),
        "figures": {figure.name: _numbers(figure) for figure in figures},
        "failed": [_failure_fields(reply, names) for reply, names in failed(figures)],
    }


def failed(figures: Sequence[Figure]) -> list[tuple[Reply, list[str]]]:
    """Each reply that is not as it should be in some figure, and the names of those figures."""
    found: dict[str, tuple[Reply, list[str]]] = {}
    for figure in figures:
        for reply in figure.failed:
            found.setdefault(reply.message.id, (reply, []))[1].append(figure.name)
    return list(found.values())


def wanted(message: Message) -> str:
    """What was labelled as right."""
    if message.parts:
        return " and ".join(_pages(part.topics, part.sections) for part in message.parts)
    if message.topics:
        return _pages(message.topics, message.sections)
    danger = f"{message.danger_kind} ({message.level})" if message.level else ""
    nearest = f"(nearest: {'/'.join(message.related)})" if message.related else ""
    return f"{message.kind} {message.scope or message.talk or nearest or danger}".strip()


def shown(reply: Reply) -> str:
    """What the assistant showed."""
    pages = " and ".join(f"{page.entry}#{page.section}" for page in reply.shown)
    offered = ", ".join(reply.offered[:4])
    alarm = f"emergency {reply.emergency}; " if reply.emergency is not None else "line; " if reply.line else ""
    return alarm + " ".join(
        part for part in (reply.kind.value, pages or reply.said, offered and f"({offered})") if part
    )


def _pages(topics: Sequence[str], sections: Sequence[str]) -> str:
    return "/".join(topics) + (f"#{'/'.join(sections)}" if sections else "")


def _count(figure: Figure) -> str:
    return f"{sum(figure.met)} of {len(figure.met)}"


def _numbers(figure: Figure) -> dict[str, float | int | None]:
    found = figure.estimate
    interval = {"value": found.value, "low": found.low, "high": found.high} if found else {"value": None}
    return {**interval, "count": sum(figure.met), "of": len(figure.met)}


def _failure(reply: Reply, names: Sequence[str]) -> str:
    message = reply.message
    before = f"[{message.first}] " if message.first else ""
    lines = [f"{message.id}  {before}{message.text}", f"    wanted {wanted(message)}", f"    got    {shown(reply)}"]
    return "\n".join([*lines, *(f"    - {name}" for name in names)])


def _failure_fields(reply: Reply, names: Sequence[str]) -> dict[str, Any]:
    message = reply.message
    first = {"first": message.first} if message.first else {}
    told = {"wanted": wanted(message), "shown": shown(reply), "failed": list(names)}
    return {"id": message.id, "kind": message.kind, **first, "text": message.text, **told}
