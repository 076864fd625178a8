"""Faults in files other than pages are reported too."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.knowledge.files.test_check import Break, added, faults, replaced

OTHER_FILES: dict[str, tuple[Break, str, str]] = {
    "service of an unknown topic": (
        replaced("services/breaks-team.yml", "- short-breaks", "- nowhere"),
        "services/breaks-team.yml",
        "topics.0",
    ),
    "service checked in the future": (
        replaced("services/breaks-team.yml", "2020-01-05", "2098-01-05"),
        "services/breaks-team.yml",
        "assured_date",
    ),
    "service with a source of the future": (
        replaced("services/breaks-team.yml", "2024-05", "2098"),
        "services/breaks-team.yml",
        "sources.0.published",
    ),
    "service with a wrong status": (
        replaced("services/breaks-team.yml", "active", "asleep"),
        "services/breaks-team.yml",
        "status",
    ),
    "service with another name": (
        replaced("services/breaks-team.yml", "id: breaks-team", "id: other-team"),
        "services/breaks-team.yml",
        "id",
    ),
    "website that is no address": (
        added("url: 'https://[help'\n", "services/breaks-team.yml"),
        "services/breaks-team.yml",
        "url",
    ),
    "phone with letters": (
        replaced("services/family-advice.yml", "01234 111111", "ring us"),
        "services/family-advice.yml",
        "phones.0.number",
    ),
    "unknown first topic": (
        replaced("council.yml", "- dentist", "- nowhere"),
        "council.yml",
        "first_topics.2",
    ),
    "journey that is offered below an unknown page": (
        replaced("journeys.yml", "- legal-advice", "- nowhere"),
        "journeys.yml",
        "assessment.offered_under.0",
    ),
    "unknown advice service": (
        replaced("council.yml", "advice_service: family-advice", "advice_service: nobody"),
        "council.yml",
        "advice_service",
    ),
    "status neither draft nor live": (replaced("council.yml", "draft", "maybe"), "council.yml", "status"),
    "out of scope names an unknown service": (
        added("  services: [nobody]\n", "out_of_scope.yml"),
        "out_of_scope.yml",
        "1.services",
    ),
    "danger names an unknown service": (
        replaced("danger.yml", "- crisis-line", "- nobody"),
        "danger.yml",
        "kinds.0.services",
    ),
    "unknown need": (replaced("needs.yml", "id: autism", "id: magic"), "needs.yml", "0.id"),
    "file gone": (lambda folder: (folder / "glossary.yml").unlink(), "glossary.yml", "file"),
}


@pytest.mark.parametrize("name", OTHER_FILES)
def test_broken_file_other_than_a_page_is_reported(content_folder: Path, name: str) -> None:
    break_it, file, field = OTHER_FILES[name]
    break_it(content_folder)
    found = [fault for fault in faults(content_folder) if fault.file == file and fault.field.startswith(field)]
    assert found
    assert all(fault.line >= 1 and fault.problem and fault.remedy for fault in found)
