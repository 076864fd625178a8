"""`CARD` is any card as JSON Schema, and `written` the cards of the API's description; both are made from `card_types`.

`python -m actions.card_schema` (`make card-schema`) writes that part into web_widget/gateway/openapi.yml.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from pathlib import Path
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

import yaml

from actions import card_types

Schema = dict[str, Any]

OPENAPI = Path(__file__).parent.parent / "web_widget" / "gateway" / "openapi.yml"
BEGINS = "    # The cards. `make card-schema` makes all that follows from actions/card_types.py.\n"
_REFERENCE = "#/components/schemas/"
_TYPES: Mapping[Any, Schema] = {
    str: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    float: {"type": "number"},
}
_NAMED: Mapping[str, Schema] = {
    "Text": {"type": "string", "minLength": 1},
    "Day": {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"},
}
_CARD_TYPES = get_args(card_types.Card)


def _schema(kind: Any) -> Schema:
    """The schema of a type, with a reference to each part that has a name."""
    if kind is date:
        return _reference("Day")
    if is_dataclass(kind) and isinstance(kind, type):
        return _reference(_name(kind))
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is Annotated:
        limited = {**_schema(arguments[0]), **dict(arguments[1:])}
        return _reference("Text") if limited == _NAMED["Text"] else limited
    if origin is Literal:
        return {"enum": list(arguments)}
    if origin is tuple:
        return {"type": "array", "items": _schema(arguments[0])}
    if origin in (Union, UnionType):
        known = [_schema(one) for one in arguments if one is not NoneType]
        return known[0] if len(known) == 1 else {"anyOf": known}
    return dict(_TYPES[kind])


def _object(kind: Any) -> Schema:
    """The schema of a card or a part."""
    hints = get_type_hints(kind, include_extras=True)
    fixed = {"type": {"const": kind.type}} if hasattr(kind, "type") else {}
    required = [*fixed, *(field.name for field in fields(kind) if field.default is MISSING)]
    # Actions send each card with the version of the content that made it.
    version = {"version": _reference("Text")} if kind in _CARD_TYPES else {}
    properties = {**fixed, **{field.name: _schema(hints[field.name]) for field in fields(kind)}, **version}
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


def components() -> dict[str, Schema]:
    """The schemas by name, as OpenAPI has them: any card, each card, and each part."""
    parts = [kind for kind in vars(card_types).values() if isinstance(kind, type) and is_dataclass(kind)]
    one_of = {"oneOf": [_reference(_name(kind)) for kind in _CARD_TYPES]}
    ordered = sorted(parts, key=lambda kind: kind not in _CARD_TYPES)
    return {"Card": one_of, **_NAMED, **{_name(kind): _object(kind) for kind in ordered}}


def written() -> str:
    """The part of openapi.yml."""
    text = yaml.dump(components(), Dumper=_WithoutAnchors, default_flow_style=None, sort_keys=False, width=110)
    return BEGINS + "".join(f"    {line}\n" for line in text.splitlines())


def main() -> int:
    """Write the part of openapi.yml, which is its end."""
    before = OPENAPI.read_text(encoding="utf-8").partition(BEGINS)[0]
    OPENAPI.write_text(before + written(), encoding="utf-8")
    return 0


class _WithoutAnchors(yaml.SafeDumper):
    def ignore_aliases(self, data: Any) -> bool:
        return True


def _name(kind: type) -> str:
    return kind.__name__.removesuffix("Part")


def _reference(name: str) -> Schema:
    return {"$ref": f"{_REFERENCE}{name}"}


def _spelt_out(value: Any, named: Mapping[str, Schema]) -> Any:
    """A schema with every reference replaced by what it names."""
    if isinstance(value, dict) and "$ref" in value:
        return _spelt_out(named[value["$ref"].removeprefix(_REFERENCE)], named)
    if isinstance(value, dict):
        return {name: _spelt_out(part, named) for name, part in value.items()}
    return [_spelt_out(part, named) for part in value] if isinstance(value, list) else value


CARD: Schema = _spelt_out(components()["Card"], components())
"""Any card, as JSON Schema (draft 7) in one piece."""
CARDS: dict[str, Schema] = {card["properties"]["type"]["const"]: card for card in CARD["oneOf"]}
"""The schema of each type of card, by its type."""

if __name__ == "__main__":
    sys.exit(main())
