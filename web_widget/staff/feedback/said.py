"""You said, we did: staff write what parents said and what was done about it, and publish it or take it back."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_login import current_user
from flask_wtf import FlaskForm
from wtforms import IntegerField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length, NumberRange, Optional, Regexp

from web_widget.gateway.said_and_done import FEWEST, HEADINGS, is_publishable
from web_widget.staff.accounts.access import role_required
from web_widget.staff.accounts.accounts import Role
from web_widget.staff.parts import StaffParts
from web_widget.store.statements import Heading, Statement, Statements, Text

LONGEST = 1000
_RECOGNISED = f"fewer than {FEWEST} people said it, so somebody might recognise them."
TOO_FEW = f"This cannot be published: {_RECOGNISED}"
WITHDRAWN = f"Saved, and no longer published: {_RECOGNISED}"


class SaidForm(FlaskForm):
    """What was said and what was done."""

    month = StringField(
        "Month it was said", [Regexp(r"20\d\d-(0[1-9]|1[0-2])$", message="Enter a month, such as 2026-11.")]
    )
    heading = SelectField("What it is about", choices=[(heading.value, words) for heading, words in HEADINGS.items()])
    said = TextAreaField("You said", [DataRequired("Enter what people said."), Length(max=LONGEST)])
    done = TextAreaField("We did", [DataRequired("Enter what you did."), Length(max=LONGEST)])
    people = IntegerField(
        "How many people said this", [Optional(), NumberRange(1, 100_000, "Enter a number, 1 or more.")]
    )
    entry = SelectField("Entry with more information", validate_choice=True)


def pages(parts: StaffParts) -> Blueprint:
    """The routes."""
    said = Blueprint("said", __name__, url_prefix="/you-said")
    statements = Statements(parts.stores.engine)

    def find(identifier: int) -> Statement:
        return statements.find(identifier) or abort(404)

    def form_page(form: SaidForm, statement: Statement | None) -> tuple[str, int]:
        return render_template("staff/said_form.html", form=form, statement=statement), 422 if form.errors else 200

    @said.context_processor
    def words() -> dict[str, Any]:
        return {"headings": HEADINGS, "fewest": FEWEST, "is_publishable": is_publishable}

    @said.get("/")
    @role_required(Role.EDITOR)
    def show() -> str:
        return render_template("staff/said.html", statements=statements.all())

    @said.route("/new", methods=["GET", "POST"])
    @role_required(Role.EDITOR)
    def new() -> Any:
        form = _form(parts, None)
        if form.validate_on_submit():
            statements.add(_redacted(parts, form), current_user.full_name, parts.today())
            flash("Saved. Only staff can see this until you publish it.")
            return redirect(url_for("staff.said.show"))
        return form_page(form, None)

    @said.route("/<int:identifier>", methods=["GET", "POST"])
    @role_required(Role.EDITOR)
    def edit(identifier: int) -> Any:
        statement = find(identifier)
        form = _form(parts, statement)
        if form.validate_on_submit():
            text = _redacted(parts, form)
            is_withdrawn = statement.published and not is_publishable(text.people)
            if is_withdrawn:
                statements.withdraw(identifier)
            statements.change(identifier, text, current_user.full_name, parts.today())
            flash(WITHDRAWN if is_withdrawn else "Saved.")
            return redirect(url_for("staff.said.show"))
        return form_page(form, statement)

    @said.post("/<int:identifier>/publish")
    @role_required(Role.EDITOR)
    def publish(identifier: int) -> Any:
        if is_publishable(find(identifier).text.people):
            statements.publish(identifier)
            flash("Published.")
        else:
            flash(TOO_FEW)
        return redirect(url_for("staff.said.show"))

    @said.post("/<int:identifier>/withdraw")
    @role_required(Role.EDITOR)
    def withdraw(identifier: int) -> Any:
        statements.withdraw(find(identifier).id)
        flash("This is no longer published.")
        return redirect(url_for("staff.said.show"))

    return said


def _form(parts: StaffParts, statement: Statement | None) -> SaidForm:
    """The form with what is kept or, for a new one, with the month and number of people that the address names."""
    _, content = parts.live.current()
    if statement:
        values: dict[str, Any] = {**vars(statement.text), "heading": statement.text.heading.value}
    else:
        people = request.args.get("people", None, int)
        values = {"month": f"{parts.today():%Y-%m}", "heading": Heading.GAPS.value, "people": people}
    form = SaidForm(data=values)
    titles = sorted(((entry.id, entry.title) for entry in content.entries.values()), key=lambda pair: pair[1].lower())
    form.entry.choices = [("", "None"), *titles]
    return form


def _redacted(parts: StaffParts, form: SaidForm) -> Text:
    """What was written, without anything that identifies somebody; tells the user what was removed."""
    said, done = (parts.redacted(field.data.strip()) for field in (form.said, form.done))
    if kinds := dict.fromkeys((*said.kinds, *done.kinds)):
        named = ", ".join(kind.replace("_", " ") for kind in kinds)
        flash(
            f"We removed something that might identify somebody ({named}). Read the text again before you publish it."
        )
    heading, people, entry = Heading(form.heading.data), form.people.data, form.entry.data or None
    return Text(form.month.data, heading, said.text, done.text, people, entry)
