"""The way of a member of staff through every page of editing, for the tests and for the pictures of the guide."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import expect

from tests.web_widget.staff.people import Person

Look = Callable[[str, Person], object]
"""Is given each page once it stands there, under a name."""

LONG = (
    "You can ring the team and tell them all about your child and about what you need and about when you need it "
    "and why."
)
OLD, NEW = "01234 111111", "01234 222333"


def walk(edith: Person, colleague: Person, look: Look) -> None:
    """All of it, on the small content. Both are logged in as editors."""
    read(edith, look)
    write(edith, look)
    correct_number(edith, look)
    undo(edith, look)
    collide(edith, colleague, look)
    begin_and_end(edith, look)
    say(edith, look)


def read(edith: Person, look: Look) -> None:
    """From the list to the form."""
    edith.go("/staff/entries/short-breaks")
    look("entry", edith)
    edith.page.get_by_role("link", name="Edit", exact=True).click()
    expect(edith.page.get_by_role("heading", level=1)).to_have_text("Edit Short breaks")
    look("edit", edith)


def write(edith: Person, look: Look) -> None:
    """The preview follows what is typed; a mistake is said and leads to its field."""
    page = edith.page
    page.get_by_label("How to ask", exact=True).fill(LONG)
    expect(page.locator("#preview")).to_contain_text("This sentence has 25 words.")
    expect(page.locator("#preview .as-seen")).to_contain_text("tell them all about your child")
    look("edit-advice", edith)
    page.get_by_label("Title", exact=True).first.fill("")
    edith.press("Before publishing")
    expect(page.get_by_role("alert")).to_contain_text("There is a problem")
    look("edit-fault", edith)
    page.get_by_role("link", name="Title: this is empty. Fill it in.").click()
    expect(page.get_by_label("Title", exact=True).first).to_be_focused()


def correct_number(edith: Person, look: Look) -> None:
    """A number is corrected, the answers that it changes are seen, and it is published."""
    page = edith.go("/staff/services/family-advice/edit").page
    page.get_by_label("Number of phone 1").fill(NEW)
    edith.press("Before publishing")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Before publishing")
    expect(page.locator("#tried")).to_have_attribute("data-working", "no")
    expect(page.locator("#tried")).to_contain_text("3 of 3 questions would get a different answer.")
    expect(page.locator("#tried del").first).to_contain_text("111111")
    expect(page.locator("#tried ins").first).to_contain_text("222333")
    look("before-publishing", edith)
    edith.press("Publish")
    expect(page.get_by_role("alert")).to_contain_text("Say why in a few words.")
    look("publish-without-reason", edith)
    page.get_by_label("Why are you making this change?").fill("The team has a new number")
    edith.press("Publish")
    expect(page.get_by_role("status").first).to_contain_text("Published.")
    look("published", edith)


def undo(edith: Person, look: Look) -> None:
    """The change is taken back."""
    edith.press("Undo the last change")
    expect(edith.page.get_by_label("Why are you making this change?")).to_have_value(
        re.compile("^Bring back the version of")
    )
    look("undo", edith)
    edith.press("Publish")
    expect(edith.page.get_by_role("status").first).to_contain_text("Published.")


def collide(edith: Person, colleague: Person, look: Look) -> None:
    """Two people write at the same time: the second is told, and chooses."""
    for person, title in ((edith, "Breaks"), (colleague, "Rests")):
        person.go("/staff/entries/short-breaks/edit")
        person.page.get_by_label("Title", exact=True).first.fill(title)
    edith.press("Before publishing")
    edith.page.get_by_label("Why are you making this change?").fill("A shorter title")
    edith.press("Publish")
    expect(edith.page.get_by_role("status").first).to_contain_text("Published.")
    colleague.press("Before publishing")
    expect(colleague.page.get_by_role("alert")).to_contain_text(
        "Somebody else changed this while you were working on it"
    )
    look("collision", colleague)
    colleague.press("Use my version instead of theirs")
    expect(colleague.page.get_by_role("heading", level=1)).to_contain_text("Before publishing")
    colleague.press("Discard this change")
    expect(colleague.page.get_by_role("status").first).to_contain_text("Nothing was published.")


def begin_and_end(edith: Person, look: Look) -> None:
    """The form of something new, and of taking something away."""
    edith.go("/staff/new/entries")
    look("new", edith)
    edith.go("/staff/services/family-advice/edit")
    look("edit-service", edith)
    edith.go("/staff/entries/dentist/retire")
    look("retire", edith)


def say(edith: Person, look: Look) -> None:
    """The list of forms, and one of them with its preview."""
    page = edith.go("/staff/words/").page
    look("words", edith)
    page.get_by_role("link", name="Greeting", exact=True).click()
    page.get_by_label("The greeting").fill("Hello from {council.name}. What would you like to know?")
    expect(page.locator("#preview")).to_contain_text("Hello from Testshire County Council.")
    look("words-form", edith)
