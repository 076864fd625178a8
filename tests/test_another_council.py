"""Another council brings a content folder of its own and nothing else."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from knowledge.files.records import Content
from knowledge.settings import ENGLAND, ROOT

LEARNT = ROOT / "web_widget" / "privacy" / "learnt"
"""What the tagger of names has learnt from: places and made-up messages from all over England, this council's too."""
CODE = sorted(
    path
    for place in ("bot", "actions", "web_widget", "deploy", "config.yml", "domain.yml", "Makefile")
    for path in ([ROOT / place] if (ROOT / place).is_file() else (ROOT / place).rglob("*"))
    if path.is_file() and "__pycache__" not in path.parts and LEARNT not in path.parents
) + sorted((ROOT / "knowledge").glob("*.py"))

NATIONAL = sorted(path for path in ENGLAND.rglob("*.*") if path.name != "council_areas.yml")
"""All of it but the list of the areas of England."""


def names_of(content: Content) -> re.Pattern[str]:
    """The council's name, area, numbers, addresses and places, in any case."""
    council = content.council
    known = {council.name, council.area, council.assistant, *council.places, *council.main_contact.values()}
    known |= {value.replace(" ", "") for value in council.main_contact.values()} | {council.local_offer["url"]}
    known |= {service.url for service in content.services.values() if service.url}
    return re.compile("|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in sorted(known)), re.IGNORECASE)


@pytest.mark.parametrize("path", CODE, ids=lambda path: str(path.relative_to(ROOT)))
def test_council_and_its_places_are_not_named_in_code(shipped: Content, path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert [match.group() for match in names_of(shipped).finditer(text)] == []


@pytest.mark.parametrize("path", NATIONAL, ids=lambda path: str(path.relative_to(ENGLAND)))
def test_council_and_its_places_are_not_named_in_the_national_layer(shipped: Content, path: Path) -> None:
    council = replace(shipped, services={})
    assert [match.group() for match in names_of(council).finditer(path.read_text(encoding="utf-8"))] == []


def test_the_check_itself_knows_the_council_when_it_sees_it(shipped: Content) -> None:
    council = shipped.council
    for name in (council.area.lower(), council.places[1].upper(), council.main_contact["phone"].replace(" ", "")):
        assert names_of(shipped).search(f"we live in {name}.")
