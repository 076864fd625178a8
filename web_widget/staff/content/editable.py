"""What can be edited in the browser: entries, services, and the files that described forms change."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from flask import url_for

from knowledge.files.records import Content
from web_widget.staff.content.described_forms import LANGUAGES, forms

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True)
class Editable:
    """A kind of file.

    Attributes:
        kind: as addresses have it.
        folder, ending: where its files are, and how their names end.
        one: what one of them is called.
    """

    kind: str
    folder: str
    ending: str
    one: str

    def file(self, identifier: str) -> str:
        """The path of one in the content folder."""
        return f"{self.folder}/{identifier}{self.ending}"

    def all(self, content: Content) -> dict[str, str]:
        """The title of each that is in use, by its id, in the order of the titles."""
        named: dict[str, Any] = dict(content.entries if self is ENTRIES else content.services)
        titles = {identifier: _title(record) for identifier, record in named.items()}
        return dict(sorted(titles.items(), key=lambda pair: pair[1].lower()))

    def address(self, identifier: str) -> str:
        """The address of the page that shows one."""
        if self is ENTRIES:
            return url_for("staff.entries.show", identifier=identifier)
        return url_for("staff.entries.show_service", identifier=identifier)

    def listed(self) -> str:
        """The address of the page that lists them."""
        return url_for("staff.entries.show_all" if self is ENTRIES else "staff.entries.show_services")

    def writing(self, identifier: str | None, part: str, token: str | None = None) -> str:
        """The address of the form.

        Args:
            identifier: of one; None for a new one.
            part: unused here; see `Words`.
            token: of the draft to continue.
        """
        return url_for("staff.editing.show", kind=self.kind, identifier=identifier, draft=token)


class Words(Editable):
    """The files that described forms change. An identifier is the name of a form."""

    def file(self, identifier: str) -> str:
        return forms()[identifier].file if identifier in forms() else "nowhere.yml"

    def all(self, content: Content) -> dict[str, str]:
        return {name: form.title for name, form in forms().items()}

    def address(self, identifier: str) -> str:
        records = forms()[identifier].records
        return url_for("staff.words.show" if records else "staff.words.edit", name=identifier)

    def listed(self) -> str:
        return url_for("staff.words.show_all")

    def writing(self, identifier: str | None, part: str, token: str | None = None) -> str:
        """The form, or that of a record, which `part` names."""
        if part:
            return url_for("staff.words.edit", name=identifier, key=part, draft=token)
        form = forms()[identifier or ""]
        return url_for("staff.words.add" if form.records else "staff.words.edit", name=identifier, draft=token)


@dataclass(frozen=True)
class PageForm(Editable):
    """Another form of pages. An identifier is that of the page.

    Attributes:
        language: its code, of a translation; empty for easy read.
        named: what it is called beside the title of the page.
    """

    language: str = ""
    named: str = ""

    def all(self, content: Content) -> dict[str, str]:
        return {name: f"{content.entries[name].title}: {self.named}" for name in self._written(content)}

    def _written(self, content: Content) -> list[str]:
        if not self.language:
            return [name for name in content.easy_read if name in content.entries]
        translated = content.translations.items()
        named = (name for name, forms in translated if self.language in {form.language for form in forms})
        return [name for name in named if name in content.entries]

    def address(self, identifier: str) -> str:
        return url_for("staff.page_forms.show_all", identifier=identifier)

    def listed(self) -> str:
        return url_for("staff.entries.show_all")

    def writing(self, identifier: str | None, part: str, token: str | None = None) -> str:
        return url_for("staff.page_forms.edit", kind=self.kind, identifier=identifier, draft=token)


ENTRIES = Editable("entries", "topics", ".md", "entry")
SERVICES = Editable("services", "services", ".yml", "service")
WORDS = Words("words", "", ".yml", "form")
EASY = PageForm("easy_read", "easy_read", ".md", "easy-read version", "", "easy read")
PAGE_FORMS: dict[str, PageForm] = {
    form.kind: form
    for form in (
        EASY,
        *(
            PageForm(f"in_{code}", f"translations/{code}", ".md", "translation", code, name)
            for code, name in LANGUAGES.items()
        ),
    )
}
KINDS: dict[str, Editable] = {**{one.kind: one for one in (ENTRIES, SERVICES, WORDS)}, **PAGE_FORMS}
ANY = f"<any({ENTRIES.kind}, {SERVICES.kind}):kind>"
"""An entry or a service, in the rule of an address."""
ANY_PAGE_FORM = f"<any({', '.join(PAGE_FORMS)}):kind>"
"""Another form of a page, in the rule of an address."""
ANY_WORDS = f"<any({', '.join(KINDS)}):kind>"
"""Anything that can be edited, in the rule of an address."""


def is_id(identifier: str) -> bool:
    """Whether a file can have this name."""
    return bool(_ID.fullmatch(identifier)) and len(identifier) <= 60


def id_from(title: str) -> str:
    """An id made from a title: "Short breaks (Aiming High)" becomes "short-breaks-aiming-high"."""
    return "-".join(re.findall(r"[a-z0-9]+", title.lower().replace("'", "").replace("’", "")))[:60].strip("-")


def _title(record: Any) -> str:
    return str(getattr(record, "title", None) or record.name)
