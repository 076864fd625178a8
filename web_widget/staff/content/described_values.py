"""What a described form shows of a file, and the file that it makes. The national file is never changed."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from knowledge.editing import entry_file
from knowledge.editing.yaml_fields import with_fields
from knowledge.files import yaml_lines
from knowledge.files.layers import REPLACED
from web_widget.staff.content.form_description import MANY, Field, Item, Place

_LIST = "records"


@dataclass(frozen=True)
class Shown:
    """A value as the form shows it.

    Attributes:
        value: what is in the field.
        national: what every council has; None if there is nothing national.
    """

    value: Any
    national: Any

    @property
    def own(self) -> bool:
        """Whether the council says something other than the national words."""
        return self.value != self.national


def read(text: str | None) -> Any:
    """What a file holds; None if it is not there or empty.

    Raises:
        YamlFault: it cannot be read.
    """
    return yaml_lines.read(entry_file.plain(text or "")).data


def shown(field: Field, own: Any, national: Any, roles: Mapping[str, str]) -> Shown:
    """What a field shows.

    Args:
        field: of a form.
        own, national: the council's file and the national one, as `read` gave them.
        roles: the service that fills each role.
    """
    mine, below = at(own, field.path), at(national, field.path)
    if field.kind in MANY:
        mine, below = _texts(mine, roles), _texts(below, roles)
        return Shown(mine if field.added or mine else below, below)
    return Shown(below if mine is None else mine, below)


def changed(own: Any, national: Any, sent: Mapping[Field, Any], roles: Mapping[str, str]) -> Any:
    """What the council's file should hold.

    Args:
        own, national: as `read` gave them.
        sent: the value of each field. A value left as it was shown is not touched. One that is empty, or the
            same as the national one again, is taken out.
        roles: the service that fills each role.
    """
    for field in sorted(sent, key=_is_key):  # the key last: a record is found by it
        value, before = sent[field], shown(field, own, national, roles)
        if value == before.value or not (value or before.value):
            continue
        drop = value == before.national and not field.added
        empty = not value and (value is not False or not before.national)
        own = put(_begun(own, national, field.path), field.path, None if drop or empty else value)
    return own


def _is_key(field: Field) -> bool:
    """Whether the field is the record's key."""
    return len(field.path) == 2 and isinstance(field.path[0], Item) and field.path[0].field == field.path[1]


def _begun(own: Any, national: Any, path: Place) -> Any:
    """The council's file, with the national records where its own list would take their place."""
    for number, part in enumerate(path):
        above = path[:number]
        if isinstance(part, Item) and above and above[-1] in REPLACED and at(own, above) is None:
            own = put(own, above, at(national, above))
    return own


def written(text: str | None, data: Any) -> str | None:
    """The text of a file that holds `data`; lines that do not change stay as they are. None where it holds nothing."""
    plain = entry_file.plain(text or "")
    if not data:
        return None
    if isinstance(data, list):
        whole = with_fields(f"{_LIST}:\n{plain}", {_LIST: data}, [_LIST])
        return textwrap.dedent(whole.removeprefix(f"{_LIST}:\n"))
    return with_fields(plain, data, list(data))


def at(data: Any, path: Place) -> Any:
    """The value at a path; None if there is none."""
    for part in path:
        if isinstance(part, Item):
            data = next((one for one in data or () if _is(one, part)), None)
        else:
            data = data.get(part) if isinstance(data, dict) else None
    return data


def put(data: Any, path: Place, value: Any) -> Any:
    """The same data with another value at a path. None takes it out, along with anything that is then empty."""
    if not path:
        return value
    part, rest = path[0], path[1:]
    if isinstance(part, Item):
        return _put_in_list(list(data or ()), part, rest, value)
    inner = dict(data or {})
    new = put(inner.get(part), rest, value)
    if new is None:
        inner.pop(part, None)
    else:
        inner[part] = new
    return inner or None


def _put_in_list(records: list[Any], item: Item, rest: Place, value: Any) -> list[Any] | None:
    number = next((n for n, one in enumerate(records) if _is(one, item)), len(records))
    before = records[number] if number < len(records) else ({item.field: item.key} if item.key else {})
    new = put(before, rest, value)
    said = new if new and set(new) != {item.field} else None
    return [*records[:number], *([said] if said else []), *records[number + 1 :]] or None


def _is(record: Any, item: Item) -> bool:
    return isinstance(record, dict) and str(record.get(item.field, "")) == item.key


def _texts(value: Any, roles: Mapping[str, str]) -> list[str]:
    """The items of a list; a role is the service that fills it, and left out where none does."""
    found = (roles.get(item.get("role", ""), "") if isinstance(item, dict) else str(item) for item in value or ())
    return [text for text in found if text]
