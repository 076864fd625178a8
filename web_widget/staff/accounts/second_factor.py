"""The second factor: a code from an authenticator app (TOTP), for whoever wants one."""

from __future__ import annotations

from typing import Any

import pyotp
from flask import Blueprint, flash, redirect, render_template, session, url_for
from flask_login import current_user
from flask_wtf import FlaskForm
from wtforms import StringField
from wtforms.validators import InputRequired

from web_widget.staff.parts import StaffParts

OFFERED = "offered second factor"


class CodeForm(FlaskForm):
    """A code of the app."""

    code = StringField("The code that the app shows", [InputRequired("Enter the six digits.")])


def pages(parts: StaffParts) -> Blueprint:
    """The routes."""
    second = Blueprint("second_factor", __name__, url_prefix="/second-factor")

    @second.get("/")
    def show() -> str:
        return _page(CodeForm(formdata=None), bool(parts.accounts.has_second_factor(current_user.name)))

    @second.post("/on")
    def turn_on() -> Any:
        form, secret = CodeForm(), session.get(OFFERED, "")
        if form.validate() and secret and parts.accounts.add_second_factor(current_user.name, secret, form.code.data):
            session.pop(OFFERED, None)
            flash("From now on, logging in asks for a code of your app.")
            return redirect(url_for("staff.second_factor.show"))
        if not form.errors:
            form.code.errors = ["This is not the code that the app shows now. Check the clock of your phone."]
        return _page(form, False), 422

    @second.post("/off")
    def turn_off() -> Any:
        form = CodeForm()
        if form.validate() and parts.accounts.remove_second_factor(current_user.name, form.code.data):
            flash("Logging in no longer asks for a code.")
            return redirect(url_for("staff.second_factor.show"))
        if not form.errors:
            form.code.errors = ["This is not the code that the app shows now."]
        return _page(form, True), 422

    return second


def _page(form: CodeForm, on: bool) -> str:
    if on:
        return render_template("staff/second_factor.html", form=form, on=True)
    secret = session.setdefault(OFFERED, pyotp.random_base32())
    address = pyotp.TOTP(secret).provisioning_uri(name=current_user.name, issuer_name="Local Offer assistant")
    spelt = " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))
    return render_template("staff/second_factor.html", form=form, on=False, spelt=spelt, address=address)
