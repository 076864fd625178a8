"""The form of each content file, as JSON Schema (draft 7)."""

from __future__ import annotations

from typing import Any

_ID = {"type": "string", "pattern": r"^[a-z0-9]+(-[a-z0-9]+)*$"}
_IDS = {"type": "array", "items": _ID, "uniqueItems": True}
_WORDS = {"type": "string", "minLength": 1, "pattern": r"\S"}
_MANY_WORDS = {"type": "array", "items": _WORDS}
_DAY = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
_URL = {"type": "string", "pattern": r"^https?://[^\s<>\"']+$"}
_PHONE = {"type": "string", "pattern": r"^[0-9+][0-9 ]{2,}$"}
_EMAIL = {"type": "string", "pattern": r"^[^@\s]+@[^@\s]+\.[^@\s]+$"}
_TIME = {"type": "string", "pattern": r"^([01]\d|2[0-3]):[0-5]\d$"}


def _record(required: dict[str, Any], optional: dict[str, Any] | None = None) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {**required, **(optional or {})},
        "required": list(required),
        "additionalProperties": False,
    }


_SOURCE = _record(
    {
        "title": _WORDS,
        "published": {"anyOf": [{"type": "integer"}, {"type": "string", "pattern": r"^(undated|\d{4}(-\d{2}){0,2})$"}]},
    },
    {"url": _URL},
)
_SOURCES = {"type": "array", "items": _SOURCE, "minItems": 1}
_OPENING_HOURS = {
    "type": "array",
    "items": _record(
        {
            "days": {
                "type": "array",
                "items": {"enum": ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]},
                "minItems": 1,
            },
            "opens": _TIME,
            "closes": _TIME,
        }
    ),
}

NEEDS = (
    "any",
    "autism",
    "adhd",
    "communication",
    "learning",
    "mental-health",
    "physical",
    "sensory",
    "health",
    "behaviour",
)

ENTRY = _record(
    {
        "id": _ID,
        "title": _WORDS,
        "ask": {"type": "string", "pattern": r"\?$", "maxLength": 70},
        "questions": {**_MANY_WORDS, "minItems": 10},
        "services": _IDS,
        "follow_ups": {**_IDS, "minItems": 2, "maxItems": 3},
        "rights": {"type": "boolean"},
        "sources": _SOURCES,
        "statutory": _IDS,
        "checked": _DAY,
        "checked_by": _WORDS,
        "review_due": _DAY,
    },
    {"intent": {"type": "string", "pattern": r"^[a-z0-9]+(_[a-z0-9]+)*$"}, "owner": _WORDS},
)

SERVICE = _record(
    {
        "id": _ID,
        "name": _WORDS,
        "organization": _WORDS,
        "status": {"enum": ["active", "inactive", "defunct", "temporarily closed"]},
        "description": _WORDS,
        "needs": {"type": "array", "items": {"enum": list(NEEDS)}, "minItems": 1},
        "topics": _IDS,
        "sources": _SOURCES,
        "assured_date": _DAY,
    },
    {
        "minimum_age": {"type": "integer", "minimum": 0, "maximum": 120},
        "maximum_age": {"type": "integer", "minimum": 0, "maximum": 120},
        "eligibility": _WORDS,
        "fees": _WORDS,
        "how_to_ask": _WORDS,
        "url": _URL,
        "email": _EMAIL,
        "phones": {"type": "array", "items": _record({"number": _PHONE}, {"description": _WORDS})},
        "text": _record({"number": _PHONE}, {"description": _WORDS}),
        "opening_hours": _OPENING_HOURS,
        "address": _WORDS,
        "notes": _WORDS,
        "missing": {"type": "array", "items": {"enum": ["phone", "email", "url", "address", "opening_hours"]}},
    },
)

GLOSSARY = {
    "type": "array",
    "items": _record(
        {"term": _WORDS, "stands_for": _WORDS, "also": _MANY_WORDS, "meaning": _WORDS},
        {"capitals_only": {"type": "boolean"}},
    ),
}
SECTIONS = {
    "type": "array",
    "items": _record({"id": _ID, "heading": {"type": "string"}, "words": _MANY_WORDS, "questions": _MANY_WORDS}),
}
NEED_WORDS = {"type": "array", "items": _record({"id": {"enum": list(NEEDS)}, "title": _WORDS, "words": _MANY_WORDS})}
STATUTORY = {"type": "array", "items": _record({"id": _ID, "title": _WORDS}, {"law": _WORDS})}
OUT_OF_SCOPE = {
    "type": "array",
    "items": _record({"id": _ID, "title": _WORDS, "words": _WORDS, "questions": _MANY_WORDS}, {"services": _IDS}),
}
_RETIRED = {"type": "array", "items": _record({"id": _ID, "successor": _ID})}
RETIRED = _record({"entries": _RETIRED, "services": _RETIRED})

DANGER = _record(
    {
        "kinds": {
            "type": "array",
            "items": _record(
                {
                    "id": _ID,
                    "title": _WORDS,
                    "words": _WORDS,
                    "services": _IDS,
                    "examples": {**_MANY_WORDS, "minItems": 10},
                }
            ),
        },
        "near_misses": _MANY_WORDS,
    },
    {"topics": _IDS},
)

_LENGTHS: dict[str, Any] = {
    name: {"type": "integer", "minimum": 1, "maximum": 366} for name in ("days", "weeks", "months")
}
_PERIOD = {
    "type": "object",
    "properties": _LENGTHS,
    "additionalProperties": False,
    "minProperties": 1,
    "maxProperties": 1,
}
_TIME_LIMIT = _record(
    {
        "id": _ID,
        "title": _WORDS,
        "rule": _WORDS,
        "whose": {"enum": ["council", "parent"]},
        "regulation": _WORDS,
        "entry": _ID,
        "sources": _SOURCES,
    },
    {**_LENGTHS, "also": _PERIOD, "tribunal": {"type": "boolean"}, "exceptions": _IDS},
) | {"oneOf": [{"required": [name]} for name in _LENGTHS]}
_START = _record(
    {
        "id": _ID,
        "title": _WORDS,
        "label": {"type": "string", "pattern": r"\?$"},
        "hint": _WORDS,
        "deadlines": {"type": "array", "items": _TIME_LIMIT, "minItems": 1},
    },
    {
        "also": _record({"label": {"type": "string", "pattern": r"\?$"}, "hint": _WORDS, "missing": _WORDS}),
        "notes": _MANY_WORDS,
    },
)
_IF_LATE = _record({"steps": {**_MANY_WORDS, "minItems": 1}, "services": _IDS})
TIMETABLE_WORDS = (
    "confirm",
    "not_a_date",
    "wrong_order",
    "passed",
    "before_5pm",
    "moved_working_day",
    "moved_closed",
    "exceptions",
    "exceptions_limit",
    "school_closed",
)
TIMETABLE = _record(
    {
        "title": _WORDS,
        "ask": _WORDS,
        "guide": _WORDS,
        "limits": _MANY_WORDS,
        "checked": _DAY,
        "checked_by": _WORDS,
        "review_due": _DAY,
        "words": _record(dict.fromkeys(TIMETABLE_WORDS, _WORDS)),
        "calendar": _record(dict.fromkeys(("name", "reminder"), _WORDS)),
        "extra_bank_holidays": {"type": "array", "items": _DAY, "uniqueItems": True},
        "if_late": _record({"council": _IF_LATE, "parent": _IF_LATE}),
        "exceptions": {
            "type": "array",
            "items": _record({"id": _ID, "title": _WORDS, "words": _WORDS, "regulation": _WORDS}),
        },
        "starts": {"type": "array", "items": _START, "minItems": 1},
    }
)

_OPTION = _record({"id": _ID, "words": _MANY_WORDS}, {"title": _WORDS, "services": _IDS})
_STEP = _record(
    {"label": {"type": "string", "pattern": r"\?$"}, "hint": _WORDS, "change": _WORDS},
    {"drop": _WORDS, "options": {"type": "array", "items": _OPTION, "minItems": 2}},
)
JOURNEY_STEPS = {
    "find_help": ("need", "age", "place", "free"),
    "timetable": ("start", "start_date", "letter_date"),
    "assessment": ("may_have_needs", "may_need_plan", "assessed_lately"),
    "talk": ("about",),
}
"""The steps of each guided journey, in the order in which they are asked; they are slots of Rasa as well."""
_JOURNEY_WORDS = {
    "find_help": (
        *("found", "more", "none", "none_at_all", "why_need", "why_any_need", "why_age", "age_unknown"),
        *("why_place", "why_free", "cost_unknown", "place_elsewhere", "place_not_named"),
    ),
    "timetable": (
        *("need_date", "need_start", "counted_from", "overdue", "calendar", "calendar_file"),
        *("if_passed", "if_not_kept"),
    ),
    "assessment": ("can_ask", "meets", "not_sure", "not_met", "lately", "letter_note"),
    "talk": ("first", "found", "independent", "open", "closed", "hours_unknown"),
}
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def _journey(name: str, more: dict[str, Any] | None = None) -> dict[str, Any]:
    return _record(
        {
            "title": _WORDS,
            "steps": _record(dict.fromkeys(JOURNEY_STEPS[name], _STEP)),
            "words": _record(dict.fromkeys(_JOURNEY_WORDS[name], _WORDS)),
            **(more or {}),
        }
    )


JOURNEYS = _record(
    {
        "words": _record(
            dict.fromkeys(
                ("skip", "said_yes", "said_no", "not_sure", "not_understood", "stopped", "nothing_open"), _WORDS
            )
        ),
        "find_help": _journey("find_help"),
        "timetable": _journey("timetable"),
        "assessment": _journey(
            "assessment",
            {"entry": _ID, "letter": _record({"title": _WORDS, "lines": {**_MANY_WORDS, "minItems": 1}})},
        ),
        "talk": _journey("talk", {"days": _record(dict.fromkeys(_DAYS, _WORDS))}),
    }
)

_CONTACT = _record({"name": _WORDS}, {"phone": _PHONE, "email": _EMAIL, "url": _URL, "address": _WORDS})

SPOKEN = (
    "greet",
    "thanks",
    "bye",
    "what_can_you_do",
    "are_you_a_robot",
    "who_sees_this",
    "start_again",
    "did_not_help",
    "too_long",
    "correction",
    "small_talk",
    "affirm",
    "deny",
    "talk_to_person",
    "no_answer",
    "unclear",
    "choose_section",
    "choose_topic",
    "something_else_button",
    "talk_to_person_button",
    "something_else",
    "anger",
    "handover",
    "two_questions",
    "feedback_yes",
    "feedback_no",
    "other_language",
    "danger_also",
    "unavailable",
    "removed",
    "removed_name",
    "removed_date_of_birth",
    "removed_nhs_number",
    "removed_national_insurance_number",
    "removed_phone",
    "removed_email",
    "removed_address",
    "removed_postcode",
    "removed_card_number",
    "removed_bank_account",
    "removed_number",
    "deleted",
)
COUNCIL = _record(
    {
        "name": _WORDS,
        "area": _WORDS,
        "status": {"enum": ["draft", "live"]},
        "assistant": _WORDS,
        "main_contact": _CONTACT,
        "local_offer": _record({"title": _WORDS, "url": _URL}),
        "advice_service": _ID,
        "places": _MANY_WORDS,
        "first_topics": {**_IDS, "minItems": 3, "maxItems": 8},
        "notices": _record(dict.fromkeys(("draft", "overdue", "advice", "not_on_page", "no_contact"), _WORDS)),
        "words": _record(dict.fromkeys(SPOKEN, _WORDS)),
        "languages": {
            "type": "array",
            "items": _record({"name": _WORDS, "code": _WORDS, "detected_as": _MANY_WORDS, "text": _WORDS}),
        },
        "errors": _record(
            dict.fromkeys(
                ("empty", "too_long", "not_text", "conversation", "not_found", "method", "origin", "busy"), _WORDS
            )
        ),
    }
)
