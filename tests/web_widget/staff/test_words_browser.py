"""The greeting and a short form are changed by clicks, seen in the preview and after publishing; axe finds nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from knowledge.files import loading
from tests.support.content import change
from tests.web_widget.staff.editors import go_live, try_at_once
from tests.web_widget.staff.people import Person
from web_widget.jobs.workshop import Workshop
from web_widget.staff.content.described_forms import forms

HELLO = "Hello from all of us at {council.name}."
SEEN = "Hello from all of us at Testshire County Council."
MEANING = "The paper that says what help a child must get."


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Workshop, "launch", try_at_once)
    monkeypatch.setattr("web_widget.staff.content.try_draft.OUR_TESTS", Path("/nowhere"))


def publish(edith: Person, why: str) -> None:
    """Through the page before publishing, which axe looks at."""
    edith.press("Before publishing")
    expect(edith.page.get_by_role("heading", level=1)).to_contain_text("Before publishing")
    assert edith.axe() == []
    edith.page.get_by_label("Why are you making this change?").fill(why)
    edith.press("Publish")
    expect(edith.page.get_by_role("status").first).to_contain_text("Published.")


def test_greeting_and_short_form_are_changed_by_clicks(edith: Person, content_folder: Path) -> None:
    page = edith.go("/staff/").page
    page.get_by_role("link", name="Words and lists").click()
    assert edith.axe() == []
    page.get_by_role("link", name="Greeting", exact=True).click()
    page.get_by_label("The greeting").fill(HELLO)
    expect(page.locator("#preview")).to_contain_text(SEEN)
    assert edith.axe() == []
    publish(edith, "Warmer")
    expect(page.locator("main")).to_contain_text("Greeting")
    assert edith.axe() == []

    page.get_by_role("link", name="Words and lists").click()
    page.get_by_role("link", name="Short forms").click()
    assert edith.axe() == []
    page.get_by_role("link", name="EHC plan", exact=True).click()
    page.get_by_label("What it means").fill(MEANING)
    expect(page.locator("#preview")).to_contain_text(MEANING)
    publish(edith, "Plainer")

    content = loading.load(content_folder)
    assert content.council.words["greet"] == SEEN
    assert {term.term: term.meaning for term in content.glossary}["EHC plan"] == MEANING
    edith.press("Undo the last change")
    expect(page.get_by_label("Why are you making this change?")).not_to_be_empty()
    edith.press("Publish")
    expect(page.get_by_role("status").first).to_contain_text("Published.")
    assert {term.term: term.meaning for term in loading.load(content_folder).glossary}["EHC plan"] != MEANING


def test_axe_finds_nothing_on_any_form_and_all_fit_a_small_screen(edith: Person) -> None:
    found = {}
    for name in forms():
        edith.go(f"/staff/words/{name}")
        edith.resize(1280, 2400)  # tall: of what the preview cuts off, axe cannot tell the colours
        found[name] = edith.axe()
        found[f"{name} on a small screen"] = edith.resize(320).misfits()
        edith.resize(1280, 1024)
    assert {name: faults for name, faults in found.items() if faults} == {}


def test_page_is_retired_and_brought_back_from_the_list(
    edith: Person, content_folder: Path, index_folder: Path
) -> None:
    change(content_folder, "topics/school-transport.md", "- dentist\n", "- legal-advice\n")
    page = edith.go("/staff/entries/dentist/retire").page
    page.get_by_label("What takes its place?").select_option("legal-advice")
    publish(edith, "They are one now")
    go_live(content_folder, index_folder)
    page.get_by_role("link", name="Entries", exact=True).click()
    page.get_by_role("link", name="Retired entries and services").click()
    expect(page.get_by_role("row", name="Dental care")).to_contain_text("Free legal advice")
    assert edith.axe() == []
    assert edith.resize(320).misfits() == []
    edith.resize(1280, 1024)
    edith.press("Bring back Dental care")
    page.get_by_label("Why are you making this change?").fill("They are two after all")
    edith.press("Publish")
    expect(page.get_by_role("status").first).to_contain_text("Published.")
    assert (content_folder / "topics" / "dentist.md").exists()


def test_wrong_reply_is_put_right(edith: Person, content_folder: Path) -> None:
    page = edith.go("/staff/unanswered/").page
    page.get_by_role("link", name="Correct a wrong reply").click()
    assert edith.axe() == []
    assert edith.resize(320).misfits() == []
    edith.resize(1280, 1024)
    page.get_by_label("What was typed").fill("ta very much love")
    page.get_by_label("Kind of small talk").select_option(label="Thank you")
    edith.press("Add to small talk")
    expect(page.get_by_role("heading", level=1)).to_have_text("Before publishing: Small talk: Thank you")
    edith.press("Publish")
    expect(page.get_by_role("status").first).to_contain_text("Published.")
    thanks = next(talk for talk in loading.load(content_folder).talk if talk.id == "thanks")
    assert "ta very much love" in thanks.examples


def test_empty_name_is_told_at_its_field(edith: Person) -> None:
    page = edith.go("/staff/words/council/edit").page
    page.get_by_label("Name of the council").fill("")
    edith.press("Before publishing")
    page.get_by_role("link", name="Name of the council: this is empty. Fill it in.").click()
    expect(page.get_by_label("Name of the council")).to_be_focused()
    assert edith.axe() == []
