"""What the forms of pages and services call their fields. Faults and differences use the same words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

ENTRY: Mapping[str, str] = {
    "title": "Title",
    "ask": "Question on the button that leads here",
    "questions": "Wordings",
    "not_here": "Questions this page does not answer yet",
    "services": "Services that help",
    "follow_ups": "What parents often want next",
    "rights": "This affects parents' legal rights: show the impartial advice line",
    "law": "The law it states",
    "sources": "Sources",
    "statutory": "Legal requirements that this page covers",
    "owner": "Owner",
    "checked": "Checked on",
    "checked_by": "Checked by",
    "review_due": "Review by",
}
SERVICE: Mapping[str, str] = {
    "name": "Name",
    "organization": "Run by",
    "status": "Status",
    "description": "What it does",
    "phones": "Phone numbers",
    "text": "Number for text messages",
    "email": "E-mail",
    "url": "Website",
    "address": "Address",
    "opening_hours": "Opening hours",
    "minimum_age": "Youngest age",
    "maximum_age": "Oldest age",
    "eligibility": "Who can get it",
    "fees": "What it costs",
    "how_to_ask": "How to ask",
    "notes": "Note on the card",
    "needs": "Needs",
    "topics": "Topics",
    "missing": "Contacts we could not find",
    "sources": "Sources",
    "assured_date": "Checked on",
}
EASY_READ: Mapping[str, str] = {
    "checked": "Compared with the page on",
    "checked_by": "Compared by",
    "text": "Lines",
    "picture": "Picture",
}
TRANSLATION: Mapping[str, str] = {
    "ask": "Question that the page answers",
    "translator": "Translated by",
    "translated": "Translated on",
    "english": "The English page that was translated, by its mark",
    "english_changed": "What readers are told once the English page has changed",
    "text": "The words",
}
ROWS: Mapping[str, str] = {
    "title": "Title",
    "url": "Web address",
    "published": "Published",
    "number": "Number",
    "description": "What it is for",
    "days": "Days",
    "opens": "Opens",
    "closes": "Closes",
    "valid_from": "First day",
    "valid_to": "Last day",
    "term_time_only": "In term time only",
}
"""The fields of a row, such as a source or a phone number."""
CONTACTS: Mapping[str, str] = {
    "phone": "Phone",
    "email": "E-mail",
    "url": "Website",
    "address": "Address",
    "opening_hours": "Opening hours",
}
DAYS: Mapping[str, str] = {
    "mon": "Mon",
    "tue": "Tue",
    "wed": "Wed",
    "thu": "Thu",
    "fri": "Fri",
    "sat": "Sat",
    "sun": "Sun",
}
ANSWER = "The answer"


def of_field(known: Mapping[str, str], path: Sequence[str], headings: Mapping[str, str]) -> str:
    """What a form calls the place at a path; "" if the form does not have it.

    Args:
        known: the labels of the form.
        path: from the fields of the file, such as ("sources", "0", "url").
        headings: the heading of each section by its id.
    """
    name, *inner = path
    label = known.get(name, "")
    if not label or not inner:
        return label
    if name == "questions":
        return f"{label} for “{headings[inner[0]] or ANSWER}”" if inner[0] in headings else label
    if name == "text":
        return f"{label}: {ROWS.get(inner[-1], '')}".removesuffix(": ")
    numbered = f"{label}, number {int(inner[0]) + 1}" if inner[0].isdigit() else label
    return f"{numbered}: {ROWS[inner[1]]}" if len(inner) > 1 and inner[1] in ROWS else numbered
