"""A content folder for another council, from a dozen facts, on top of England's law. All else can come later."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from knowledge.faults import ContentInvalid, KnowledgeError
from knowledge.files import emergency, loading
from knowledge.files.opening_hours import hours_typed


class FolderInUse(KnowledgeError):
    """The folder is not empty, or cannot be written; the message says what to do."""


def look_at(folder: Path) -> None:
    """See whether a council's folder can be written here.

    Args:
        folder: new, or empty but for hidden files.

    Raises:
        FolderInUse: it cannot.
    """
    if folder.exists() and not folder.is_dir():
        raise FolderInUse(f"{folder} is a file. Name a new folder.")
    if folder.exists() and any(not path.name.startswith(".") for path in folder.iterdir()):
        raise FolderInUse(f"{folder} is not empty. Name a new folder.")


def write(folder: Path, facts: Mapping[str, str], today: date) -> tuple[str, ...]:
    """Write the folder.

    Args:
        folder: new, or empty but for hidden files.
        facts: by the names of FACTS.
        today: the day on which they were checked.

    Returns:
        the files that were written.

    Raises:
        FolderInUse: the folder cannot be written, or has something in it.
        ContentInvalid: a fact is not in the right form. Nothing was written.
    """
    look_at(folder)
    files = {"council.yml": _council(facts), **_services(facts, today), emergency.FILE: []}
    with tempfile.TemporaryDirectory() as scratch:
        for file, data in files.items():
            _write(Path(scratch) / file, data)
        try:
            content = loading.load(Path(scratch))
        except ContentInvalid as error:
            raise ContentInvalid(folder, error.faults) from error
        agreed = f"set up by {facts['checked_by']} and {emergency.NOT_SIGNED_OFF}"
        (Path(scratch) / emergency.FILE).write_text(emergency.written(content, agreed), encoding="utf-8")
        try:
            for file in files:
                (folder / file).parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(Path(scratch) / file, folder / file)
        except OSError as error:
            raise FolderInUse(f"{folder} cannot be written ({error.strerror}). Name another folder.") from error
    return tuple(files)


def _council(facts: Mapping[str, str]) -> dict[str, Any]:
    contact = {"name": facts["name"], "phone": facts["phone"], "email": facts["email"], "url": facts["website"]}
    hours = hours_typed(facts["hours"])
    return {
        "country": "england",
        "name": facts["name"],
        "area": facts["area"],
        "status": "draft",
        "assistant": f"{facts['area']} Local Offer assistant",
        "main_contact": {name: value for name, value in contact.items() if value},
        **({"opening_hours": hours} if hours else {}),
        "local_offer": {"title": f"{facts['area']} Local Offer", "url": facts["local_offer"]},
        "advice_service": "sendiass",
        "places": [facts["area"], *(place.strip() for place in facts["places"].split(",") if place.strip())],
    }


def _services(facts: Mapping[str, str], today: date) -> dict[str, Any]:
    """The services that every council has: the national pages and danger cards name them."""
    source = {"title": f"{facts['name']}: facts given when the assistant was set up", "published": today.isoformat()}
    common = {"needs": ["any"], "topics": [], "sources": [source], "assured_date": today.isoformat()}
    duty = [{"number": facts["duty_team_phone"], "description": "Day and night"}]
    if facts["duty_team_night_phone"]:
        duty[0]["description"] = "Office hours"
        duty.append({"number": facts["duty_team_night_phone"], "description": "Emergencies out of hours"})
    sendiass = {
        **{"id": "sendiass", "name": facts["sendiass_name"], "organization": facts["sendiass_name"]},
        "status": "active",
        "description": "Free, impartial advice about special educational needs and disabilities, for families.",
        "url": facts["sendiass_website"],
        "phones": [{"number": facts["sendiass_phone"]}],
    }
    send_team = {
        **{"id": "send-team", "name": "SEND team", "organization": facts["name"], "status": "active"},
        "description": "The council's special educational needs and disabilities (SEND) team.",
        "how_to_ask": "Ring and ask for the SEND team.",
        "phones": [{"number": facts["send_team_phone"] or facts["phone"]}],
    }
    duty_team = {
        **{"id": "duty-team", "name": "Children's duty team", "organization": facts["name"], "status": "active"},
        "description": "Ring if you are worried that a child is being harmed. In danger now, ring 999.",
        "phones": duty,
    }
    services = (sendiass, send_team, duty_team)
    return {f"services/{service['id']}.yml": {**service, **common} for service in services}


def _write(path: Path, data: Any) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    text = yaml.safe_dump(data, sort_keys=False, allow_unicode=True, width=1000)
    path.write_text(text, encoding="utf-8")
