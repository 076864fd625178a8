"""A page or service that was taken away: whatever still names it leads to its successor."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from actions import cards
from actions.card_types import to_wire
from actions.memory import Memory
from actions.reply import Replier
from knowledge.files import loading
from knowledge.files.check import check
from knowledge.files.retired import Current
from tests.support.content import change

TODAY = date(2026, 11, 23)
GONE = "entries:\n- {id: dentist, successor: legal-advice}\nservices: []\n"


def retire_dentist(folder: Path) -> None:
    (folder / "topics" / "dentist.md").unlink()
    (folder / "retired.yml").write_text(GONE, encoding="utf-8")
    change(folder, "topics/school-transport.md", "- dentist\n", "")
    page = folder / "topics" / "school-transport.md"
    if "follow_ups:\n- short-breaks\nrights" in page.read_text(encoding="utf-8"):
        change(folder, "topics/school-transport.md", "- short-breaks\nrights", "- short-breaks\n- legal-advice\nrights")


def test_old_id_leads_to_the_successor_and_is_not_listed() -> None:
    current = Current({"c": 3}, {"a": "b", "b": "c"})
    assert current["a"] == current["b"] == current["c"] == 3
    assert list(current) == ["c"]
    assert "a" in current
    assert "x" not in current


def test_circle_of_successors_leads_nowhere_and_ends() -> None:
    assert "a" not in Current({"c": 3}, {"a": "b", "b": "a"})


def test_ids_that_became_one_are_named_once() -> None:
    assert Current({"c": 3}, {"a": "c"}).all_now(["a", "c", "x"]) == ("c", "x")


def test_content_that_still_names_what_was_retired_is_in_order(content_folder: Path) -> None:
    retire_dentist(content_folder)
    found = check(content_folder, TODAY)
    content = loading.load(content_folder)
    assert found.faults == ()
    assert "dentist" not in list(content.entries)
    assert content.council.first_topics == ("short-breaks", "school-transport", "legal-advice")


def test_journey_is_offered_below_the_successor_of_a_page(content_folder: Path) -> None:
    change(content_folder, "journeys.yml", "- legal-advice", "- dentist")
    retire_dentist(content_folder)
    assert loading.load(content_folder).journeys.assessment.offered_under == ("legal-advice",)


def test_talk_about_what_was_retired_goes_on_with_the_successor(content_folder: Path) -> None:
    retire_dentist(content_folder)
    content = loading.load(content_folder)
    (button,) = cards.options(content, ["dentist"])
    assert button.entry == "legal-advice"
    hit = {"entry": "legal-advice", "section": "how-to-ask", "confidence": 0.5, "matched": "", "similarity": 0.5}
    asked = {
        "hits": [hit],
        "verdict": "not_sure",
        "no_subject": True,
        "leans_back": True,
        "asks": True,
        "sure": True,
        "chosen": False,
        "sections": ["how-to-ask"],
        "words": 4,
    }
    (card,) = Replier(content, TODAY).reply(asked, Memory("dentist", (), 0)).cards
    assert to_wire(card)["entry"] == "legal-advice"


@pytest.mark.parametrize(
    ("said", "problem"),
    [
        ("- {id: dentist, successor: legal-advice}", '"dentist" is still in use.'),
        ("- {id: old-page, successor: nowhere}", '"nowhere" is not in use.'),
    ],
)
def test_successor_must_be_in_use_and_what_was_retired_must_not(content_folder: Path, said: str, problem: str) -> None:
    (content_folder / "retired.yml").write_text(f"entries:\n{said}\nservices: []\n", encoding="utf-8")
    (fault,) = check(content_folder, TODAY).faults
    assert (fault.file, fault.line, fault.problem) == ("retired.yml", 2, problem)


def test_page_whose_two_follow_ups_became_one_needs_another(content_folder: Path) -> None:
    retire_dentist(content_folder)
    change(
        content_folder,
        "topics/school-transport.md",
        "- short-breaks\n- legal-advice\nrights",
        "- dentist\n- legal-advice\nrights",
    )
    (fault,) = check(content_folder, TODAY).faults
    assert (fault.file, fault.field) == ("topics/school-transport.md", "follow_ups")
