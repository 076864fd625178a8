"""What the law says a Local Offer must cover, and which entries do."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, render_template

from knowledge.files.records import Content, Entry
from web_widget.staff.parts import StaffParts


@dataclass(frozen=True)
class Item:
    """An item of the law, and the entries that cover it; `law` says where in the law it is, if that is known."""

    id: str
    title: str
    law: str | None
    entries: tuple[Entry, ...]


def pages(parts: StaffParts) -> Blueprint:
    """The routes."""
    statutory = Blueprint("statutory", __name__)

    @statutory.get("/statutory")
    def show() -> str:
        version, content = parts.live.current()
        items = covered(content)
        gaps = [item for item in items if not item.entries]
        return render_template(
            "staff/statutory.html", items=items, gaps=gaps, version=version, today=parts.today(), content=content
        )

    return statutory


def covered(content: Content) -> list[Item]:
    """Every item, in the order of the law."""
    return [
        Item(
            identifier,
            title,
            content.law.get(identifier),
            tuple(entry for entry in content.entries.values() if identifier in entry.statutory),
        )
        for identifier, title in content.statutory.items()
    ]
