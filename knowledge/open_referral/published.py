"""Our own directory in the form of version 3 (HSDS-UK-3.0)."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from knowledge.files import opening_hours
from knowledge.files.records import Content, Council, Service

Json = dict[str, Any]

VERSION = "HSDS-UK-3.0"
PROFILE = "https://docs.openreferraluk.org"
OPENAPI = "https://raw.githubusercontent.com/openreferral/uk-profile/main/schema/openapi.json"
DEFAULT_PER_PAGE = 50
MOST_PER_PAGE = 100
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")

_POSTCODE = re.compile(r"^[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}$")
_BYDAY = dict(zip(opening_hours.DAYS, DAYS, strict=True))
_NEEDS = "Special educational needs and disabilities"
_TOPICS = "Local Offer topics"


@dataclass(frozen=True)
class ServiceFilter:
    """Which part of the directory is wanted; None matches everything.

    Attributes:
        search: words that a service must contain, all of them.
        minimum_age, maximum_age: in years. Services count whose own limit is at least, or at most, that.
        taxonomy_id, taxonomy_term_id: ids of a classification, or of a term of it.
        day: MO to SU, on which a service is open.
        start_time, end_time: HH:MM, a service opens no earlier or closes no later than that.
        page: counted from 1.
        per_page: 1 to MOST_PER_PAGE.
    """

    search: str | None = None
    minimum_age: float | None = None
    maximum_age: float | None = None
    taxonomy_id: str | None = None
    taxonomy_term_id: str | None = None
    day: str | None = None
    start_time: str | None = None
    end_time: str | None = None
    page: int = 1
    per_page: int = DEFAULT_PER_PAGE


def about() -> Json:
    """What this API is."""
    return {"version": VERSION, "profile": PROFILE, "openapi_url": OPENAPI}


def page(content: Content, wanted: ServiceFilter) -> Json:
    """One page of the services that fit, by name, with the fields that are plain values."""
    found = sorted((s for s in content.services.values() if _fits(content, s, wanted)), key=lambda s: (s.name, s.id))
    pages = -(-len(found) // wanted.per_page)
    chosen = found[(wanted.page - 1) * wanted.per_page : wanted.page * wanted.per_page]
    return {
        "total_items": len(found),
        "total_pages": pages,
        "page_number": wanted.page,
        "size": len(chosen),
        "first_page": wanted.page == 1,
        "last_page": wanted.page >= pages,
        "empty": not chosen,
        "contents": [_flat(content.council, service) for service in chosen],
    }


def whole(content: Content, identifier: str) -> Json | None:
    """All of a service, or of its successor if it was retired, by its id in this form or our own."""
    ours = (*content.services, *content.retired["services"])
    known = {id_of(content.council, "service", name): name for name in ours}
    service = content.services.get(known.get(identifier, identifier))
    return _whole(content, service) if service else None


def id_of(council: Council, *name: str) -> str:
    """The id of a thing: the same for as long as the council and the thing keep their names."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, "/".join(("open-referral", council.name, *name))))


def _flat(council: Council, service: Service) -> Json:
    fields = {
        "id": id_of(council, "service", service.id),
        "name": service.name,
        "description": service.description,
        "url": service.url,
        "email": service.email,
        "status": service.status,
        "fees": service.fees,
        "minimum_age": service.minimum_age,
        "maximum_age": service.maximum_age,
        "assured_date": service.assured_date.isoformat() if service.assured_date else None,
        "organization": {
            "id": id_of(council, "organization", service.organization),
            "name": service.organization,
            "description": service.organization,
        },
    }
    return {name: value for name, value in fields.items() if value is not None}


def _whole(content: Content, service: Service) -> Json:
    council = content.council
    own = id_of(council, "service", service.id)
    lists = {
        "schedules": [_schedule(council, service, index) for index in range(len(service.opening_hours))],
        "service_at_locations": [_place(council, service)] if service.address else [],
        "phones": [_phone(council, service, index, phone) for index, phone in enumerate(_phones(service))],
        "attributes": [
            {"id": id_of(council, "attribute", service.id, term["id"]), "link_id": own, "taxonomy_term": term}
            for term in _terms(content, service)
        ],
    }
    words = {
        "eligibility_description": service.eligibility,
        "fees_description": service.fees,
        "application_process": service.how_to_ask,
        "alert": service.notes,
    }
    return {
        **_flat(council, service),
        **{name: value for name, value in words.items() if value is not None},
        **{name: value for name, value in lists.items() if value},
    }


def _schedule(council: Council, service: Service, index: int) -> Json:
    hours = service.opening_hours[index]
    return {
        "id": id_of(council, "schedule", service.id, str(index)),
        "service_id": id_of(council, "service", service.id),
        "freq": "WEEKLY",
        "interval": 1,
        "byday": ",".join(_BYDAY[day] for day in hours["days"]),
        "opens_at": hours["opens"],
        "closes_at": hours["closes"],
        **{name: hours[name] for name in ("valid_from", "valid_to") if name in hours},
        **({"description": "In term time only"} if hours.get("term_time_only") else {}),
    }


def _phones(service: Service) -> Iterator[Json]:
    for phone in service.phones:
        yield {**phone, "type": "voice"}
    if service.text:
        yield {**service.text, "type": "text"}


def _phone(council: Council, service: Service, index: int, phone: Json) -> Json:
    return {"id": id_of(council, "phone", service.id, str(index)), **phone}


def _place(council: Council, service: Service) -> Json:
    location: Json = {"id": id_of(council, "location", service.id), "name": service.address}
    address = _address(service.address or "")
    if address:
        location["addresses"] = [{"id": id_of(council, "address", service.id), **address}]
    return {"id": id_of(council, "service_at_location", service.id), "location": location}


def _address(written: str) -> Json | None:
    """The parts of an address that ends with a town and a postcode; its county is not known, and must not be absent."""
    *street, town, postcode = ["", "", *(part.strip() for part in written.split(","))]
    if not _POSTCODE.match(postcode) or not any(street):
        return None
    return {
        "address_1": ", ".join(part for part in street if part),
        "city": town,
        "state_province": "",
        "postal_code": postcode,
        "country": "GB",
        "address_type": "physical",
    }


def _terms(content: Content, service: Service) -> Iterator[Json]:
    council = content.council
    titles = {need.id: need.title for need in content.needs}
    for need in service.needs:
        if need in titles:
            yield _term(council, "needs", _NEEDS, need, titles[need])
    for topic in service.topics:
        yield _term(council, "topics", _TOPICS, topic, content.entries[topic].title)


def _term(council: Council, taxonomy: str, title: str, identifier: str, term: str) -> Json:
    return {
        "id": id_of(council, "term", taxonomy, identifier),
        "taxonomy": title,
        "taxonomy_id": id_of(council, "taxonomy", taxonomy),
        "term": term,
        "name": term,
    }


def _fits(content: Content, service: Service, wanted: ServiceFilter) -> bool:
    return (
        _says(service, wanted.search)
        and (wanted.minimum_age is None or (service.minimum_age or 0) >= wanted.minimum_age)
        and (wanted.maximum_age is None or service.oldest <= wanted.maximum_age)
        and _classified(list(_terms(content, service)), wanted)
        and _open(service.opening_hours, wanted)
    )


def _says(service: Service, search: str | None) -> bool:
    told = f"{service.name} {service.organization} {service.description} {service.eligibility or ''}".casefold()
    return all(word in told for word in (search or "").casefold().split())


def _classified(terms: Sequence[Json], wanted: ServiceFilter) -> bool:
    return (wanted.taxonomy_term_id is None or wanted.taxonomy_term_id in {term["id"] for term in terms}) and (
        wanted.taxonomy_id is None or wanted.taxonomy_id in {term["taxonomy_id"] for term in terms}
    )


def _open(lines: Sequence[Mapping[str, Any]], wanted: ServiceFilter) -> bool:
    if wanted.day is None and wanted.start_time is None and wanted.end_time is None:
        return True
    return any(
        (wanted.day is None or wanted.day in {_BYDAY[day] for day in hours["days"]})
        and (wanted.start_time is None or hours["opens"] >= wanted.start_time)
        and (wanted.end_time is None or opening_hours.end_of_day(hours) <= wanted.end_time)
        for hours in lines
    )
