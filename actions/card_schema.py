"""The cards that the assistant sends, as JSON Schema (draft 7): the one place where their form is written down."""

from __future__ import annotations

from typing import Any

_TEXT = {"type": "string", "minLength": 1}
_DAY = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"}


def _object(required: dict[str, Any], optional: dict[str, Any] | None = None) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {**required, **(optional or {})},
        "required": list(required),
        "additionalProperties": False,
    }


def _list(items: dict[str, Any], **limits: int) -> dict[str, Any]:
    return {"type": "array", "items": items, **limits}


_SPAN = _object({"text": _TEXT}, {"href": _TEXT, "strong": {"type": "boolean"}})
_PARAGRAPH = _object({"type": {"const": "paragraph"}, "spans": _list(_SPAN, minItems=1)})
_BULLETS = _object(
    {"type": {"const": "list"}, "ordered": {"type": "boolean"}, "items": _list(_list(_SPAN, minItems=1), minItems=1)}
)
_SECTION = _object(
    {
        "type": {"const": "section"},
        "id": _TEXT,
        "heading": {"type": "string"},
        "blocks": _list({"anyOf": [_PARAGRAPH, _BULLETS]}, minItems=1),
    }
)
_SOURCE = _object({"title": _TEXT, "published": _TEXT}, {"url": _TEXT})
_SERVICE = _object(
    {"id": _TEXT, "name": _TEXT},
    {
        "description": _TEXT,
        "phones": _list(_object({"number": _TEXT}, {"description": _TEXT})),
        "text": _object({"number": _TEXT}, {"description": _TEXT}),
        "email": _TEXT,
        "url": _TEXT,
        "address": _TEXT,
        "note": _TEXT,
        "why": _list(_object({"title": _TEXT}, {"detail": _TEXT}), minItems=1),
        "hours": _list(_object({"days": _list(_TEXT, minItems=1), "opens": _TEXT, "closes": _TEXT}), minItems=1),
        "open": {"type": "boolean"},
        "open_words": _TEXT,
    },
)
_FOLLOW_UP = _object({"title": _TEXT, "message": _TEXT})
_OPTION = _object({"title": _TEXT, "message": _TEXT}, {"entry": _TEXT})
_BUTTON = _object({"title": _TEXT, "message": _TEXT})
_REASON = _object({"title": _TEXT, "words": _TEXT, "regulation": _TEXT})
_DEADLINE = _object(
    {
        "id": _TEXT,
        "title": _TEXT,
        "due": _DAY,
        "passed": {"type": "boolean"},
        "whose": {"enum": ["council", "parent"]},
        "rule": _TEXT,
        "regulation": _TEXT,
        "notes": _list(_TEXT),
        "if_late": _object({"title": _TEXT, "steps": _list(_TEXT, minItems=1), "services": _list(_SERVICE)}),
        "sources": _list(_SOURCE, minItems=1),
        "more": _list(_OPTION),
    },
    {
        "passed_words": _TEXT,
        "exceptions": _object({"text": _TEXT, "limit": _TEXT, "reasons": _list(_REASON, minItems=1)}),
    },
)
_TERM = _object({"term": _TEXT, "stands_for": _TEXT, "meaning": _TEXT})

_FORMS: dict[str, dict[str, Any]] = {
    "answer": _object(
        {
            "type": {"const": "answer"},
            "entry": _TEXT,
            "topic": _TEXT,
            "section": _TEXT,
            "title": _TEXT,
            "body": _list(_SECTION, minItems=1),
            "sources": _list(_SOURCE, minItems=1),
            "checked": _DAY,
            "checked_by": _TEXT,
            "stale": {"type": "boolean"},
            "notices": _list(_TEXT),
            "services": _list(_SERVICE, minItems=1),
            "follow_ups": _list(_FOLLOW_UP, minItems=2, maxItems=3),
            "alternatives": _list(_OPTION),
            "terms": _list(_TERM),
            "confidence": {"type": "number", "minimum": 0, "maximum": 1},
        },
        {"asked": _TEXT},
    ),
    "crisis": _object(
        {
            "type": {"const": "crisis"},
            "kind": _TEXT,
            "title": _TEXT,
            "text": _TEXT,
            "contacts": _list(_SERVICE),
        }
    ),
    "choice": _object({"type": {"const": "choice"}, "text": _TEXT, "options": _list(_OPTION, minItems=2)}),
    "no_answer": _object(
        {
            "type": {"const": "no_answer"},
            "text": _TEXT,
            "reason": _TEXT,
            "contacts": _list(_SERVICE, minItems=1),
            "options": _list(_OPTION),
        }
    ),
    "services": _object(
        {"type": {"const": "services"}, "text": _TEXT, "services": _list(_SERVICE, minItems=1)},
        {"language": _TEXT, "notes": _list(_TEXT), "options": _list(_BUTTON)},
    ),
    "form": _object(
        {
            "type": {"const": "form"},
            "journey": _TEXT,
            "field": _TEXT,
            "label": _TEXT,
            "hint": _TEXT,
            "kind": {"enum": ["choice", "text", "number", "date", "yes_no"]},
            "options": _list(_BUTTON),
            "skippable": {"type": "boolean"},
            "skip": _BUTTON,
            "number": {"type": "integer", "minimum": 1},
            "of": {"type": "integer", "minimum": 1},
            "changes": _list(_BUTTON),
        },
        {"fault": _TEXT, "text": _TEXT, "contacts": _list(_SERVICE, minItems=1)},
    ),
    "dates": _object(
        {
            "type": {"const": "dates"},
            "title": _TEXT,
            "start": _TEXT,
            "counted_from_words": _TEXT,
            "counted_from": _DAY,
            "confirm": _TEXT,
            "guide": _TEXT,
            "deadlines": _list(_DEADLINE, minItems=1),
            "notes": _list(_TEXT),
            "limits": _list(_TEXT),
            "checked": _DAY,
            "stale": {"type": "boolean"},
            "notices": _list(_TEXT),
            "services": _list(_SERVICE, minItems=1),
            "ics": _object({"title": _TEXT, "file": _TEXT, "text": _TEXT}),
            "options": _list(_BUTTON),
        }
    ),
    "letter": _object({"type": {"const": "letter"}, "title": _TEXT, "note": _TEXT, "lines": _list(_TEXT, minItems=1)}),
    "text": _object({"type": {"const": "text"}, "text": _TEXT, "options": _list(_OPTION)}),
    "notice": _object({"type": {"const": "notice"}, "text": _TEXT}),
}
CARDS: dict[str, dict[str, Any]] = {
    name: {**form, "properties": {**form["properties"], "version": _TEXT}} for name, form in _FORMS.items()
}
"""The schema of each type of card, by its type. Actions send each with the version of the content that made it."""

CARD: dict[str, Any] = {"oneOf": list(CARDS.values())}
"""Any card."""
