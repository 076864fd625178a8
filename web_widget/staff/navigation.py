"""The pages in the navigation of the staff pages, in order."""

from __future__ import annotations

from dataclasses import dataclass

from web_widget.staff.accounts.accounts import Role


@dataclass(frozen=True)
class NavigationPage:
    """A page of the navigation.

    Attributes:
        title: as shown there.
        endpoint: of its view.
        role: who may see it.
    """

    title: str
    endpoint: str
    role: Role


PAGES = (
    NavigationPage("Home", "staff.home.show", Role.TESTER),
    NavigationPage("Entries", "staff.entries.show_all", Role.TESTER),
    NavigationPage("Services", "staff.entries.show_services", Role.TESTER),
    NavigationPage("Words and lists", "staff.words.show_all", Role.EDITOR),
    NavigationPage("Statutory map", "staff.statutory.show", Role.TESTER),
    NavigationPage("Coverage", "staff.coverage.show", Role.TESTER),
    NavigationPage("Unanswered", "staff.unanswered.show", Role.TESTER),
    NavigationPage("You said, we did", "staff.said.show", Role.EDITOR),
    NavigationPage("Use", "staff.use.show", Role.TESTER),
    NavigationPage("Links", "staff.links.show", Role.EDITOR),
    NavigationPage("Import", "staff.import_services.show", Role.EDITOR),
    NavigationPage("What staff did", "staff.acts.show", Role.EDITOR),
    NavigationPage("A code when you log in", "staff.second_factor.show", Role.TESTER),
    NavigationPage("Background work", "staff.background_work.show", Role.EDITOR),
)


def pages_for(role: Role) -> list[NavigationPage]:
    """The pages that a role may see."""
    return [page for page in PAGES if role.includes(page.role)]
