"""The web forms of a page's other forms: from what a file holds to fields, and from what was sent back to a file."""

from __future__ import annotations

from typing import Any

from wtforms import BooleanField, FieldList, Form, FormField, SelectField, StringField, TextAreaField

from knowledge.editing.page_form_file import EasyRow, EasyText, TextPart, TranslatedText
from knowledge.files.easy_read import PICTURES
from web_widget.staff.content import labels
from web_widget.staff.content.edit_forms import EditForm, add_rows
from web_widget.staff.content.sent_values import filled, one_line

HEADING = "heading"
"""Chosen in place of a picture. No picture has this name."""
_BESIDE = [("", "No picture"), (HEADING, "This line is a heading"), *((name, name.capitalize()) for name in PICTURES)]


class EasyRowForm(Form):
    """A line."""

    picture = SelectField("Picture", choices=_BESIDE, validate_choice=False)
    words = StringField("Words")


class EasyReadForm(EditForm):
    """An easy-read version."""

    rows = FieldList(FormField(EasyRowForm), labels.EASY_READ["text"])
    checked = StringField(labels.EASY_READ["checked"])
    checked_by = StringField(labels.EASY_READ["checked_by"])


class PartForm(Form):
    """A part of a translation."""

    heading = StringField("Heading")
    text = TextAreaField("Words")


class TranslationForm(EditForm):
    """A translation."""

    ask = StringField(labels.TRANSLATION["ask"])
    parts = FieldList(FormField(PartForm), labels.TRANSLATION["text"])
    english_changed = StringField(labels.TRANSLATION["english_changed"])
    translator = StringField(labels.TRANSLATION["translator"])
    translated = StringField(labels.TRANSLATION["translated"])
    as_it_is = BooleanField("This is a translation of the English page as it is now")


def easy_values(easy: EasyText) -> dict[str, Any]:
    """What the form of an easy-read version shows at first."""
    rows = [{"picture": HEADING if row.heading else row.picture, "words": row.words} for row in easy.rows]
    return {**easy.fields, "rows": rows}


def easy_of(form: EasyReadForm, identifier: str) -> EasyText:
    """The easy-read version that was sent; empty rows are left out."""
    sent = form.data
    rows = (
        EasyRow(one_line(row["words"]), "" if row["picture"] == HEADING else row["picture"], row["picture"] == HEADING)
        for row in sent["rows"]
        if row["picture"] or one_line(row["words"])
    )
    return EasyText({"id": identifier, **filled(sent, ("checked", "checked_by"))}, tuple(rows))


def put_row_above(form: EasyReadForm, number: int) -> None:
    """Add an empty row above the row with a number, counted from 0; the rows after it move down."""
    rows = form.data["rows"]
    while form.rows.entries:
        form.rows.pop_entry()
    for row in [*rows[:number], {"picture": "", "words": ""}, *rows[number:]]:
        form.rows.append_entry(row)


def translation_values(translated: TranslatedText, english: str) -> dict[str, Any]:
    """What the form of a translation shows at first.

    Args:
        translated: as the file has it.
        english: the mark of the English page as it is.
    """
    parts = [{"heading": part.heading, "text": part.text} for part in translated.parts]
    as_it_is = translated.fields.get("english", english) == english
    return {**translated.fields, "parts": parts, "as_it_is": as_it_is}


def translation_of(form: TranslationForm, identifier: str, english: str, before: TranslatedText) -> TranslatedText:
    """The translation that was sent.

    Args:
        form: as it was sent.
        identifier: of the page.
        english: the mark of the English page as it is.
        before: the translation as it was, with the mark of the English page that was translated.
    """
    sent = form.data
    mark = english if sent["as_it_is"] else before.fields.get("english", english)
    fields = filled(sent, ("ask", "translator", "translated", "english_changed"))
    parts = [TextPart(one_line(part["heading"]), _lines(part["text"])) for part in sent["parts"]]
    first = TextPart("", parts[0].text if parts else "")
    others = (part for part in parts[1:] if part.heading or part.text)
    return TranslatedText({"id": identifier, **fields, "english": mark}, (first, *others))


def add_empty_rows(form: EditForm) -> None:
    """Put empty rows at the end of each list."""
    for field in form:
        if isinstance(field, FieldList):
            add_rows(field)


def _lines(text: str | None) -> str:
    return "\n".join(line.rstrip() for line in (text or "").splitlines()).strip()
