"""The pages that stand in the navigation of the staff pages, in its order."""

from __future__ import annotations

from dataclasses import dataclass

from web_widget.staff.accounts import Role


@dataclass(frozen=True)
class Page:
    """A page of the navigation.

    Attributes:
        title: as it stands there.
        endpoint: of its view.
        role: who may see it.
    """

    title: str
    endpoint: str
    role: Role


PAGES = (
    Page("Home", "staff.home.show", Role.TESTER),
    Page("Entries", "staff.entries.show_all", Role.TESTER),
    Page("Services", "staff.entries.show_services", Role.TESTER),
    Page("Statutory map", "staff.statutory.show", Role.TESTER),
    Page("Coverage", "staff.coverage.show", Role.TESTER),
    Page("Unanswered", "staff.unanswered.show", Role.TESTER),
    Page("You said, we did", "staff.said.show", Role.EDITOR),
    Page("Use", "staff.use.show", Role.TESTER),
    Page("Links", "staff.links.show", Role.EDITOR),
    Page("Import", "staff.import_services.show", Role.EDITOR),
)


def pages_for(role: Role) -> list[Page]:
    """The pages that a role may see."""
    return [page for page in PAGES if role.includes(page.role)]
