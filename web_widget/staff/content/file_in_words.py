"""A content file as staff read it: each value below the label that its form has, with titles in place of ids.

Differences, histories and collisions are shown in these words, never as the file has them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from knowledge.editing import entry_file
from knowledge.editing.differences import Line, difference
from knowledge.files import front_matter, yaml_lines
from knowledge.files.records import Content
from web_widget.staff.content import labels, place_names
from web_widget.staff.content.described_forms import DANGER, NEED_TITLES, TALK

NOT_READABLE = "This was changed outside the staff pages and cannot be shown here."
_HIDDEN = frozenset({"id", "term", "intent", "replaces", "country", "kind", "detected_as", "code"})
"""Fields that only the program needs, and those that name a record anyway."""
_ENTRIES = frozenset({"follow_ups", "topics", "first_topics", "carer_topics", "offered_under", "entry", "entries"})
_SERVICES = frozenset({"services", "advice_service", "roles"})
_PAGES = ("topics/", "easy_read/", "translations/")
"""Where files have a text below their fields."""
_WITH_PICTURE = re.compile(r"^\[(\w+)\](?!\() *", re.MULTILINE)
_EMERGENCY = "emergency-contacts.yml"


def in_words(file: str, text: str | None, content: Content) -> str:
    """A file as lines of words.

    Args:
        file: its path in the content folder.
        text: what is in it; None if it is not there.
        content: what is live, for titles.
    """
    if not text:
        return ""
    plain = entry_file.plain(text)
    page = front_matter.split(plain) if file.startswith(_PAGES) else None
    try:
        data = yaml_lines.read(page.front if page else plain).data
    except yaml_lines.YamlFault:
        return NOT_READABLE
    said = list(_FileWords(file, content).lines(data, ()))
    return "\n".join([*said, *(_body(page.body, content) if page else ())])


def differing(
    files: Mapping[str, str | None], before: Mapping[str, str | None], content: Content
) -> dict[str, tuple[tuple[Line, ...], ...]]:
    """The places where files differ, in words, by the files."""
    return {
        file: difference(in_words(file, before.get(file), content), in_words(file, text, content))
        for file, text in files.items()
    }


def named(identifier: str) -> str:
    """Words for an id whose page or service no longer exists."""
    return identifier.replace("-", " ").capitalize()


def _body(body: str, content: Content) -> Iterator[str]:
    """The text of a page; a heading is said as the form says it."""
    for line in _WITH_PICTURE.sub(r"Picture “\1”: ", body.strip()).splitlines():
        yield line.removeprefix("## ") if line.startswith("## ") else line


def _row(item: Mapping[str, Any]) -> str:
    """A row, such as a source or the hours on some days."""
    cells = (
        ", ".join(labels.DAYS.get(day, day) for day in cell) if isinstance(cell, list) else str(cell)
        for cell in item.values()
        if not isinstance(cell, bool)
    )
    ticked = (labels.ROWS.get(name, name).lower() for name, cell in item.items() if cell is True)
    return "; ".join([*cells, *ticked])


class _FileWords:
    """Says the values of one file.

    Args:
        file: its path.
        content: for titles.
    """

    def __init__(self, file: str, content: Content) -> None:
        self._file = file
        self._content = content

    def lines(self, value: Any, path: tuple[str, ...]) -> Iterator[str]:
        """A value below its label; fields of its own each below theirs."""
        if self._file == "retired.yml" and len(path) == 1:
            yield from (f"“{named(item['id'])}” is now “{self._title(path, item['successor'])}”" for item in value)
        elif isinstance(value, dict):
            for name, inner in value.items():
                if name not in _HIDDEN:
                    yield from self.lines(inner, (*path, name))
        elif isinstance(value, list):
            yield from self._list(value, path)
        else:
            yield f"{self._label(path)}: {self._title(path, value)}"

    def _list(self, values: Sequence[Any], path: tuple[str, ...]) -> Iterator[str]:
        if values and all(isinstance(item, dict) and {"id", "term"} & set(item) for item in values):
            for number, item in enumerate(values):
                yield self._record(item)
                yield from self.lines(item, (*path, str(number)))
            return
        if values:
            yield self._label(path)
        for item in values:
            yield f"- {_row(item) if isinstance(item, dict) else self._title(path, item)}"

    def _record(self, item: Mapping[str, Any]) -> str:
        key = str(item.get("id") or item.get("term"))
        if self._file.endswith(_EMERGENCY):
            return self._title(("services",), key)
        found: Sequence[Any] = {"out_of_scope.yml": self._content.out_of_scope}.get(self._file, ())
        title = next((one.title for one in found if one.id == key), "")
        known = {**DANGER, **TALK, **NEED_TITLES}
        return title or item.get("title") or known.get(key) or (key if "term" in item else named(key))

    def _label(self, path: tuple[str, ...]) -> str:
        if self._file.endswith(_EMERGENCY):
            agreed = {"cards": "Emergency cards", "checked": "Checked on", "agreed_by": "Agreed by"}
            inner = path[2:] if path[1:2] == ("shown",) else path[1:]
            return agreed.get(inner[0]) or labels.of_field(labels.SERVICE, inner, {}) or named(inner[-1])
        found = place_names.part(self._file, ".".join(path), self._content)
        return found or named(path[-1].replace("_", "-"))

    def _title(self, path: tuple[str, ...], value: Any) -> str:
        """A value; an id by its title, a yes as one."""
        if isinstance(value, bool):
            return "yes" if value else "no"
        for names, title in self._titles():
            if names & set(path):
                return title(str(value))
        return str(value)

    def _titles(self) -> tuple[tuple[frozenset[str], Callable[[str], str]], ...]:
        content = self._content
        entries = {name: entry.title for name, entry in content.entries.items()}
        services = {name: service.name for name, service in content.services.items()}
        laws = {name: provision.title for name, provision in content.provisions.items()}
        return (
            (_SERVICES, lambda name: services.get(name) or named(name)),
            (_ENTRIES, lambda name: entries.get(name) or named(name)),
            (frozenset({"law"}), lambda name: laws.get(name) or named(name)),
            (frozenset({"statutory"}), lambda name: content.statutory.get(name) or named(name)),
            (frozenset({"needs"}), lambda name: NEED_TITLES.get(name) or named(name)),
            (frozenset({"missing"}), lambda name: labels.CONTACTS.get(name) or named(name)),
            (frozenset({"days"}), lambda name: labels.DAYS.get(name) or named(name)),
            (frozenset({"cards"}), lambda name: DANGER.get(name) or named(name)),
        )
