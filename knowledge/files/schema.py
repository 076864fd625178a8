"""The form of each content file, as JSON Schema (draft 7)."""

from __future__ import annotations

from typing import Any, get_args

from knowledge.files import journey_descriptions
from knowledge.files.journey_descriptions import ASSESSMENT, TALK, JourneyDescription
from knowledge.files.opening_hours import DAYS
from knowledge.files.timetable_records import UNITS, Whose

ID = r"^[a-z0-9]+(-[a-z0-9]+)*$"
INTENT = r"^[a-z0-9]+(_[a-z0-9]+)*$"
DAY = r"^\d{4}-\d{2}-\d{2}$"
NOT_KNOWN = "not known"
"""In place of the day on which a service was checked, if its feed does not say, or says it unreadably."""
DAY_OR_NOT = r"^(not known|\d{4}-\d{2}-\d{2})$"
PUBLISHED = r"^(undated|\d{4}(-\d{2}){0,2})$"
TIME = r"^([01]\d|2[0-3]):[0-5]\d$"
POINT = r"^[^:]*[^:\s]: -?\d{1,2}\.\d{1,5}, -?\d{1,2}\.\d{1,5}$"
"""A place with its latitude and longitude."""
URL = r"^https?://[^\s<>\"'\[\]/?#]+([/?#][^\s<>\"']*)?$"
PHONE = r"^[0-9+][0-9 ]{2,}$"
EMAIL = r"^[^@\s]+@[^@\s]+\.[^@\s]+$"
QUESTION = r"\?$"
SOMETHING = r"\S"
"""The patterns of texts. `schema_words` says what each is called."""

ANYTHING: dict[str, Any] = {}
_ID = {"type": "string", "pattern": ID}
_IDS = {"type": "array", "items": _ID, "uniqueItems": True}
_WORDS = {"type": "string", "minLength": 1, "pattern": SOMETHING}
_MANY_WORDS = {"type": "array", "items": _WORDS}
_DAY = {"type": "string", "pattern": DAY}
_URL = {"type": "string", "pattern": URL}
_PHONE = {"type": "string", "pattern": PHONE}
_EMAIL = {"type": "string", "pattern": EMAIL}
_TIME = {"type": "string", "pattern": TIME}


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
        "published": {"anyOf": [{"type": "integer"}, {"type": "string", "pattern": PUBLISHED}]},
    },
    {"url": _URL},
)
_SOURCES = {"type": "array", "items": _SOURCE, "minItems": 1}
_HOURS = {
    "days": {"type": "array", "items": {"enum": list(DAYS)}, "minItems": 1},
    "opens": _TIME,
    "closes": _TIME,
}
_ALL_YEAR = {"type": "array", "items": _record(_HOURS)}
_OPENING_HOURS = {
    "type": "array",
    "items": _record(_HOURS, {"valid_from": _DAY, "valid_to": _DAY, "term_time_only": {"type": "boolean"}}),
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
        "ask": {"type": "string", "pattern": QUESTION, "maxLength": 70},
        "questions": {"type": "object", "propertyNames": _ID, "additionalProperties": _MANY_WORDS, "minProperties": 1},
        "services": _IDS,
        "follow_ups": {**_IDS, "minItems": 2, "maxItems": 3},
        "rights": {"type": "boolean"},
        "sources": _SOURCES,
        "statutory": _IDS,
        "checked": _DAY,
        "checked_by": _WORDS,
        "review_due": _DAY,
    },
    {
        "intent": {"type": "string", "pattern": INTENT},
        "owner": _WORDS,
        "not_here": _MANY_WORDS,
        "law": _IDS,
        "replaces": {"type": "object", "propertyNames": _ID, "additionalProperties": _WORDS},
    },
)
ADDITION = {**ENTRY, "required": ["id"]}
DATES = ("checked", "checked_by", "review_due")
"""What a council adds to a national page, and what it needs where it says anything of its own."""

EASY_READ = _record({"id": _ID, "checked": _DAY, "checked_by": _WORDS})
TRANSLATION = _record(
    {"id": _ID, "ask": _WORDS, "translator": _WORDS, "translated": _DAY, "english_changed": _WORDS},
    {"english": _WORDS},
)
"""The other forms of a page. A translation without `english` is refused with what to write there."""

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
        "assured_date": {"type": "string", "pattern": DAY_OR_NOT},
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
RATES = {
    "type": "array",
    "items": _record(
        {
            "id": {"type": "string", "pattern": INTENT},
            "value": _WORDS,
            "unit": _WORDS,
            "valid_from": _DAY,
            "source": _SOURCE,
        },
        {"valid_to": _DAY},
    ),
}
LAW = {
    "type": "array",
    "items": _record({"id": _ID, "title": _WORDS, "url": _URL, "checked": _DAY}, {"changed": _DAY}),
}
STATUTORY = {"type": "array", "items": _record({"id": _ID, "title": _WORDS}, {"law": _WORDS})}
OUT_OF_SCOPE = {
    "type": "array",
    "items": _record({"id": _ID, "title": _WORDS, "words": _WORDS, "questions": _MANY_WORDS}, {"services": _IDS}),
}
CONVERSATION = {
    "type": "array",
    "items": _record(
        {
            "id": {"type": "string", "pattern": r"^[a-z0-9]+(_[a-z0-9]+)*$"},
            "kind": {"enum": ["talk", "journey", "none"]},
            "examples": {**_MANY_WORDS, "minItems": 1},
        }
    ),
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
                    "line": _WORDS,
                    "services": _IDS,
                }
            ),
        },
        "cannot_speak": _WORDS,
    },
    {"topics": _IDS},
)
EMERGENCY_CONTACTS = {
    "type": "array",
    "items": _record(
        {"id": _ID, "cards": _IDS, "checked": _DAY, "agreed_by": _WORDS, "shown": {"type": "object"}},
    ),
}
DANGER_EXAMPLES = _record({"card": {**_MANY_WORDS, "minItems": 10}, "line": _MANY_WORDS})
NO_DANGER = _MANY_WORDS
_BY_KIND = {"type": "object", "additionalProperties": _MANY_WORDS}
KEPT_MESSAGES = _record({"card": _BY_KIND, "line": _BY_KIND, "none": _MANY_WORDS})

_LENGTHS: dict[str, Any] = {name: {"type": "integer", "minimum": 1, "maximum": 366} for name in UNITS}
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
        "whose": {"enum": list(get_args(Whose))},
        "if_late": _ID,
        "regulation": _WORDS,
        "entry": _ID,
        "sources": _SOURCES,
    },
    {
        **_LENGTHS,
        "first_day_counts": {"type": "boolean"},
        "also": _PERIOD,
        "tribunal": {"type": "boolean"},
        "exceptions": _IDS,
    },
) | {"oneOf": [{"required": [name]} for name in _LENGTHS]}
_START = _record(
    {
        "id": _ID,
        "group": _ID,
        "title": _WORDS,
        "label": {"type": "string", "pattern": QUESTION},
        "hint": _WORDS,
        "deadlines": {"type": "array", "items": _TIME_LIMIT, "minItems": 1},
    },
    {
        "also": _record({"label": {"type": "string", "pattern": QUESTION}, "hint": _WORDS, "missing": _WORDS}),
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
    "school_days",
    "counts_every_day",
    "counts_working_days",
    "counts_from_next_day",
    "counts_first_day",
    "council_should_not_wait",
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
        "if_late": {"type": "object", "propertyNames": _ID, "additionalProperties": _IF_LATE, "minProperties": 1},
        "exceptions": {
            "type": "array",
            "items": _record({"id": _ID, "title": _WORDS, "words": _WORDS, "regulation": _WORDS}),
        },
        "groups": {"type": "array", "items": _record({"id": _ID, "title": _WORDS}), "minItems": 1},
        "starts": {"type": "array", "items": _START, "minItems": 1},
    }
)

_OPTION = _record({"id": _ID, "words": _MANY_WORDS}, {"title": _WORDS, "services": _IDS})
_STEP = _record(
    {"label": {"type": "string", "pattern": QUESTION}, "hint": _WORDS, "change": _WORDS},
    {"drop": _WORDS, "options": {"type": "array", "items": _OPTION, "minItems": 2}},
)

_OF_ONE_JOURNEY = {
    ASSESSMENT: {"entry": _ID, "letter": _record({"title": _WORDS, "lines": {**_MANY_WORDS, "minItems": 1}})},
    TALK: {"days": _record(dict.fromkeys(DAYS, _WORDS))},
}
"""Fields that only one journey has in its part of journeys.yml."""


def _journey(journey: JourneyDescription) -> dict[str, Any]:
    return _record(
        {
            "title": _WORDS,
            "steps": _record(dict.fromkeys(journey.slots, _STEP)),
            "words": _record(dict.fromkeys(journey.words, _WORDS)),
            **_OF_ONE_JOURNEY.get(journey, {}),
        },
        {"offered_under": _IDS},
    )


JOURNEYS = _record(
    {
        "words": _record(
            dict.fromkeys(
                ("skip", "said_yes", "said_no", "not_sure", "not_understood", "stopped", "nothing_open"), _WORDS
            )
        ),
        **{journey.name: _journey(journey) for journey in journey_descriptions.JOURNEYS},
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
    "not_found_out",
    "unclear",
    "choose_section",
    "more_of_page",
    "choose_topic",
    "something_else_button",
    "talk_to_person_button",
    "something_else",
    "easy_read",
    "anger",
    "hard_time",
    "guilt",
    "handover",
    "two_questions",
    "feedback_yes",
    "feedback_no",
    "other_language",
    "danger_also",
    "danger_eased",
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
    "removed_reference",
    "removed_profile",
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
        "carer_topics": {**_IDS, "minItems": 1, "maxItems": 4},
        "notices": _record(
            dict.fromkeys(("draft", "overdue", "old_rates", "advice", "not_on_page", "perhaps", "no_contact"), _WORDS)
        ),
        "words": _record(dict.fromkeys(SPOKEN, _WORDS)),
        "languages": {
            "type": "array",
            "items": _record({"name": _WORDS, "code": _WORDS, "detected_as": _MANY_WORDS, "text": _WORDS}),
        },
        "errors": _record(
            dict.fromkeys(
                ("empty", "too_long", "too_hard", "not_text", "conversation", "not_found", "method", "origin", "busy"),
                _WORDS,
            )
        ),
    },
    {
        "country": {"enum": ["england"]},
        "opening_hours": _ALL_YEAR,
        "neighbours": _MANY_WORDS,
        "place_points": {"type": "array", "items": {"type": "string", "pattern": POINT}},
        "names": {"type": "object", "propertyNames": {"pattern": INTENT}, "additionalProperties": _WORDS},
        "roles": {"type": "object", "propertyNames": _ID, "additionalProperties": _ID},
    },
)
