"""Another council replaces the content folder and nothing else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from knowledge.documents import Content
from knowledge.settings import ROOT

CODE = sorted(
    path
    for place in ("bot", "actions", "web_widget", "deploy", "config.yml", "domain.yml", "Makefile")
    for path in ([ROOT / place] if (ROOT / place).is_file() else (ROOT / place).rglob("*"))
    if path.is_file() and "__pycache__" not in path.parts
) + sorted((ROOT / "knowledge").glob("*.py"))


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


def test_the_check_itself_knows_the_council_when_it_sees_it(shipped: Content) -> None:
    council = shipped.council
    for name in (council.area.lower(), council.places[1].upper(), council.main_contact["phone"].replace(" ", "")):
        assert names_of(shipped).search(f"we live in {name}.")
