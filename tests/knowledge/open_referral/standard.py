"""What Open Referral UK 3 asks of what is served, restated as JSON Schema.

The rules (types, formats, enumerations, what is required) are those of `schema/openapi.json`,
`schema/compiled/service.json` and `schema/compiled/service_list.json` of OpenReferralUK/uk-profile, which is published
under the Creative Commons Attribution Share-Alike 4.0 licence. Its descriptions and examples are not repeated, nor are
parts that we never serve (funding, languages, service areas, contacts).
"""

from __future__ import annotations

from typing import Any

from jsonschema import Draft202012Validator, FormatChecker

Schema = dict[str, Any]

WORDS: Schema = {"type": "string"}
NUMBER: Schema = {"type": "number"}
ID: Schema = {"type": "string", "format": "uuid"}
URI: Schema = {"type": "string", "format": "uri", "pattern": "^[a-z][a-z0-9+.-]*:"}
EMAIL: Schema = {"type": "string", "format": "email"}
DAY: Schema = {"type": "string", "format": "date"}


def _object(required: str, **properties: Schema) -> Schema:
    return {"type": "object", "properties": properties, "required": required.split()}


def _list(of: Schema) -> Schema:
    return {"type": "array", "items": of}


TERM = _object("id taxonomy", id=ID, parent_id=ID, taxonomy=WORDS, taxonomy_id=ID, term_uri=URI, term=WORDS)
ATTRIBUTE = _object("id", id=ID, link_id=ID, taxonomy_term_id=ID, link_type=WORDS, taxonomy_term=TERM)
ORGANIZATION = _object(
    "id name description",
    **{"id": ID, "name": WORDS, "description": WORDS, "email": EMAIL, "website": URI, "logo": WORDS, "uri": URI},
)
SCHEDULE = _object(
    "id",
    **{"id": ID, "service_id": ID, "service_at_location_id": ID, "valid_from": DAY, "valid_to": DAY, "dtstart": DAY},
    **{"freq": {"enum": ["WEEKLY", "MONTHLY"]}, "interval": NUMBER, "byday": WORDS, "bymonthday": WORDS},
    **{"description": WORDS, "opens_at": WORDS, "closes_at": WORDS, "schedule_link": URI, "notes": WORDS},
)
ADDRESS = _object(
    "id address_1 city state_province postal_code country address_type",
    **{"id": ID, "location_id": ID, "attention": WORDS, "address_1": WORDS, "city": WORDS, "region": WORDS},
    **{"state_province": WORDS, "postal_code": WORDS, "country": {"type": "string", "pattern": "^[A-Z]{2}$"}},
    address_type={"enum": ["physical", "postal", "virtual"]},
)
LOCATION = _object(
    "id", id=ID, name=WORDS, description=WORDS, latitude=NUMBER, longitude=NUMBER, addresses=_list(ADDRESS)
)
PLACE = _object("id", id=ID, service_id=ID, location_id=ID, location=LOCATION)
_FLAT: dict[str, Schema] = {
    **{"id": ID, "organization_id": ID, "name": WORDS, "description": WORDS, "url": URI, "email": EMAIL},
    **{"fees": WORDS, "accreditations": WORDS, "minimum_age": NUMBER, "maximum_age": NUMBER, "alert": WORDS},
    **{"assured_date": DAY, "assurer_email": EMAIL, "last_modified": {"type": "string", "format": "date-time"}},
    "status": {"enum": ["active", "inactive", "defunct", "temporarily closed"]},
    "organization": ORGANIZATION,
}
LISTED_SERVICE = {**_object("id name status organization", **_FLAT), "additionalProperties": False}
SERVICE = _object(
    "id name status",
    **_FLAT,
    schedules=_list(SCHEDULE),
    service_at_locations=_list(PLACE),
    attributes=_list(ATTRIBUTE),
    phones=_list(_object("id number", id=ID, number=WORDS, description=WORDS, type=WORDS)),
)
PAGE = _object(
    "total_items total_pages page_number size first_page last_page empty contents",
    **{name: {"type": "integer", "minimum": 0} for name in ("total_items", "total_pages", "page_number", "size")},
    **{name: {"type": "boolean"} for name in ("first_page", "last_page", "empty")},
    contents=_list(LISTED_SERVICE),
)
ABOUT = _object("version profile openapi_url", version={"const": "HSDS-UK-3.0"}, profile=URI, openapi_url=URI)


def breaches(value: Any, schema: Schema) -> list[str]:
    """Where a value breaks the standard."""
    validator = Draft202012Validator(schema, format_checker=FormatChecker())
    return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(value)]
