"""One service of a directory that does not exist, in each version and dialect."""

from __future__ import annotations

import uuid
from typing import Any

Json = dict[str, Any]

ORGANIZATION = "Testshire Play Association"
NAME = "Saturday play club"


def identifier(number: int) -> str:
    """A stable id."""
    return str(uuid.UUID(int=number + 1))


def v3_flat(number: int = 0, **more: Any) -> Json:
    """As on a page."""
    return {
        "id": identifier(number),
        "name": f"{NAME} {number}" if number else NAME,
        "status": "active",
        "description": "<p>Play for <b>disabled</b> children &amp; their friends.</p>",
        "url": "https://play.testshire.example/club",
        "minimum_age": 5,
        "maximum_age": 11,
        "assured_date": "2024-05-02",
        "last_modified": "2024-06-01T10:30:45.123Z",
        "organization": {"id": identifier(9_000_000), "name": ORGANIZATION, "description": "A charity."},
        **more,
    }


def v3(number: int = 0, **more: Any) -> Json:
    """As at its own address."""
    return {
        **v3_flat(number),
        "email": "club@play.testshire.example",
        "fees_description": "£3 a session.",
        "eligibility_description": "Children who live in Testshire.",
        "phones": [{"id": identifier(1), "number": "+44 (0)1234 567890", "description": "Office"}],
        "contacts": [
            {
                "id": identifier(2),
                "name": "Ann Persona",
                "title": "Club manager",
                "phones": [{"number": "01234 222222"}],
            },
            {"id": identifier(3), "name": "Ben Persona", "phones": [{"number": "07700 900123"}]},
        ],
        "schedules": [
            {"id": identifier(4), "freq": "WEEKLY", "byday": "SA", "opens_at": "10:00:00", "closes_at": "12:30"},
            {"id": identifier(5), "freq": "MONTHLY", "byday": "1SU", "opens_at": "10:00", "closes_at": "12:00"},
        ],
        "service_at_locations": [
            {
                "id": identifier(6),
                "location": {
                    "id": identifier(7),
                    "name": "Village hall",
                    "addresses": [
                        {
                            "id": identifier(8),
                            "address_1": "1 High Street",
                            "city": "Much Testing",
                            "state_province": "Testshire",
                            "postal_code": "TE5 7AA",
                            "country": "GB",
                            "address_type": "physical",
                        }
                    ],
                },
            }
        ],
        "attributes": [
            {
                "id": identifier(10),
                "taxonomy_term": {"id": identifier(11), "taxonomy": "SEND", "term": "Autism support"},
            }
        ],
        **more,
    }


def v1(number: int = 0, **more: Any) -> Json:
    """Version 1, with the plurals that it began with."""
    return {
        "id": identifier(number),
        "name": f"{NAME} {number}" if number else NAME,
        "status": "active",
        "description": "Play for disabled children & their friends.",
        "url": "https://play.testshire.example/club",
        "email": "club@play.testshire.example",
        "attending_access": "referral",
        "assured_date": "2024-05-02",
        "organization": {"id": identifier(9_000_000), "name": ORGANIZATION, "url": "https://play.testshire.example"},
        "eligibilitys": [{"eligibility": "Children who live in Testshire.", "minimum_age": 5, "maximum_age": 11}],
        "cost_options": [{"option": "Member", "amount": 3.5, "amount_description": "a session"}],
        "contacts": [{"name": ORGANIZATION, "phones": [{"number": "01234 567890"}]}],
        "regular_schedules": [{"byday": "SA", "freq": "WEEKLY", "opens_at": "10:00", "closes_at": "12:30"}],
        "service_at_locations": [
            {
                "location": {
                    "physical_addresses": [
                        {"address_1": "1 High Street", "city": "Much Testing", "postal_code": "TE5 7AA"}
                    ]
                }
            }
        ],
        "service_taxonomys": [{"taxonomy": {"id": "1", "name": "Hearing loss", "vocabulary": "send"}}],
        **more,
    }


def outpost(number: int = 0, **more: Any) -> Json:
    """Outpost: numbers as ids, British spelling, fields of its own."""
    return {
        "id": number + 1,
        "name": f"{NAME} {number}" if number else NAME,
        "description": "Play for disabled children & their friends.",
        "status": "active",
        "url": None,
        "min_age": 5,
        "max_age": 11,
        "free": True,
        "needs_referral": True,
        "updated_at": "2024-06-01T10:30:45.123Z",
        "visible_from": "2024-01-01",
        "visible_to": None,
        "organisation": {"id": 7, "name": ORGANIZATION, "email": "club@play.testshire.example"},
        "contacts": [
            {"name": "Ann Persona", "title": "Club manager", "visible": True, "phone": "01234 567890"},
            {"name": "Ben Persona", "title": "Trustee", "visible": False, "phone": "01234 333333"},
        ],
        "locations": [
            {"name": "Hall", "address_1": "1 High Street", "city": "Much Testing", "postal_code": "TE5 7AA"},
            {"name": "Home", "address_1": "***", "city": "Much Testing", "mask_exact_address": True},
        ],
        "regular_schedules": [{"weekday": "Saturday", "opens_at": "10:00", "closes_at": "12:30"}],
        "taxonomies": [{"id": 3, "name": "Things to do", "slug": "things-to-do"}],
        "send_needs": [{"id": 1, "name": "Hearing impairment", "slug": "hearing"}],
        "local_offer": {
            "description": "We have a quiet room.",
            "link": "https://play.testshire.example/send",
            "survey_answers": [{"question": "How do you help?", "answer": "With a quiet room."}],
        },
        **more,
    }


def localgov_drupal(number: int = 0, **more: Any) -> Json:
    """LocalGov Drupal: a list of one stands as the one thing in it, and texts are HTML."""
    old = v1(number)
    location = {"physical_addresses": old["service_at_locations"][0]["location"]["physical_addresses"]}
    return {
        **old,
        "description": "<p>Play for disabled children &amp; their friends.</p>\n",
        "contacts": {"name": ORGANIZATION, "phones": {"number": "01234 567890"}},
        "eligibilitys": old["eligibilitys"][0],
        "cost_options": old["cost_options"][0],
        "regular_schedules": old["regular_schedules"][0],
        "service_at_locations": {"location": location},
        "service_taxonomys": old["service_taxonomys"][0],
        **more,
    }
