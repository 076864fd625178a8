"""The second factor: a code from an authenticator app (TOTP), for whoever wants one."""

from __future__ import annotations

from typing import Any

import pyotp
from flask import Blueprint, abort, flash, redirect, render_template, session, url_for
from flask_login import current_user
from flask_wtf import FlaskForm
from wtforms import StringField
from wtforms.validators import InputRequired

from web_widget.staff.parts import StaffParts

OFFERED = "offered second factor"


class CodeForm(FlaskForm):
    """A code from the app."""

    code = StringField("The code that the app shows", [InputRequired("Enter the six digits.")])


def pages(parts: StaffParts) -> Blueprint:
    """The routes."""
    second = Blueprint("second_factor", __name__, url_prefix="/second-factor")

    @second.get("/")
    def show() -> str:
        form = CodeForm(formdata=None)
        return _turned_on(form) if parts.accounts.has_second_factor(current_user.name) else _offered(form)

    @second.post("/on")
    def turn_on() -> Any:
        _refuse_council_accounts()
        form, secret = CodeForm(), session.get(OFFERED, "")
        if parts.accounts.has_second_factor(current_user.name):
            form.code.errors = ["A code is asked for already. To change to another app, turn it off first."]
            return _turned_on(form), 422
        if form.validate() and secret and parts.accounts.add_second_factor(current_user.name, secret, form.code.data):
            session.pop(OFFERED, None)
            flash("From now on, you will need a code from your app to log in.")
            return redirect(url_for("staff.second_factor.show"))
        if not form.errors:
            form.code.errors = ["This is not the code that the app shows now. Check the clock of your phone."]
        return _offered(form), 422

    @second.post("/off")
    def turn_off() -> Any:
        _refuse_council_accounts()
        form = CodeForm()
        if form.validate() and parts.accounts.remove_second_factor(current_user.name, form.code.data):
            flash("Logging in no longer asks for a code.")
            return redirect(url_for("staff.second_factor.show"))
        if not form.errors:
            form.code.errors = ["This is not the code that the app shows now."]
        return _turned_on(form), 422

    return second


def _refuse_council_accounts() -> None:
    """People who log in with a council account are asked for codes by the council, not here."""
    if current_user.of_council:
        abort(403)


def _turned_on(form: CodeForm) -> str:
    return render_template("staff/second_factor.html", form=form, on=True)


def _offered(form: CodeForm) -> str:
    secret = session.setdefault(OFFERED, pyotp.random_base32())
    address = pyotp.TOTP(secret).provisioning_uri(name=current_user.name, issuer_name="Local Offer assistant")
    spelt = " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))
    return render_template("staff/second_factor.html", form=form, on=False, spelt=spelt, address=address)
