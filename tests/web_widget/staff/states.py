"""Every page of the staff pages in every state that it has, as a way to come there in Chromium."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import expect

from tests.web_widget.staff.busy import today
from tests.web_widget.staff.people import Person


def fail_to_log_in(person: Person) -> None:
    """Try to log in with nothing typed."""
    person.page.context.clear_cookies()
    person.go("/staff/login")
    person.press("Log in")
    expect(person.page.get_by_role("alert")).to_contain_text("There is a problem")


def log_in_page(person: Person) -> None:
    """The page for log in, to somebody who has not."""
    person.page.context.clear_cookies()
    person.go("/staff/login")


def opened(path: str) -> Callable[[Person], None]:
    """A page with everything on it unfolded."""

    def way(person: Person) -> None:
        person.go(path)
        person.page.evaluate("() => document.querySelectorAll('details').forEach((details) => (details.open = true))")

    return way


def page(path: str) -> Callable[[Person], None]:
    """A page as it comes."""

    def way(person: Person) -> None:
        person.go(path)

    return way


def gap(question: str) -> Callable[[Person], None]:
    """The page of a group of unanswered questions."""

    def way(person: Person) -> None:
        person.go("/staff/unanswered/")
        person.page.get_by_role("link", name=question, exact=True).click()
        expect(person.page.get_by_role("heading", level=1)).to_have_text(question)

    return way


def nothing_written(person: Person) -> None:
    """Save a form of "You said, we did" in which nothing was written."""
    person.go("/staff/you-said/new")
    person.press("Save")
    expect(person.page.get_by_role("alert")).to_contain_text("There is a problem")


def nothing_chosen(person: Person) -> None:
    """Add no wording of a group to an entry."""
    gap("who pays for swimming lessons")(person)
    for box in person.page.get_by_role("checkbox").all():
        box.uncheck()
    person.press("Add these wordings to the entry")
    expect(person.page.get_by_role("alert")).to_contain_text("Choose at least one wording")


STATES: dict[str, Callable[[Person], None]] = {
    "log-in": log_in_page,
    "log-in-error": fail_to_log_in,
    "home": page("/staff/"),
    "entries": page("/staff/entries"),
    "entries-found": page("/staff/entries?review=overdue"),
    "entries-none": page("/staff/entries?words=unicorn"),
    "entry": page("/staff/entries/short-breaks"),
    "entry-unfolded": opened("/staff/entries/short-breaks"),
    "services": page("/staff/services"),
    "service": page("/staff/services/breaks-team"),
    "statutory-map": page("/staff/statutory"),
    "background-work": page("/staff/jobs/"),
    "unanswered": page("/staff/unanswered/"),
    "unanswered-group": gap("who pays for swimming lessons"),
    "unanswered-nothing-chosen": nothing_chosen,
    "you-said": page("/staff/you-said/"),
    "you-said-new": page("/staff/you-said/new"),
    "you-said-error": nothing_written,
    "you-said-published": page("/you-said-we-did"),
    "you-said-year": page(f"/you-said-we-did/{today().year}"),
    "use": page("/staff/use/"),
    "links": page("/staff/links"),
    "words": page("/staff/words/"),
    "retired": page("/staff/retired/"),
    "wrong-reply": page("/staff/unanswered/wrong-reply"),
    "no-such-page": page("/staff/nowhere"),
}
