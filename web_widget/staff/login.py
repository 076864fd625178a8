"""Log in and log out."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_wtf import FlaskForm
from wtforms import PasswordField, StringField
from wtforms.validators import InputRequired, Length

from web_widget.staff.access import begin_session, end_session, own_address
from web_widget.staff.accounts import LONGEST_PASSWORD
from web_widget.staff.parts import Parts

WRONG = (
    "The name or the password is not right, or there were too many attempts. After {attempts}, wait {minutes} minutes."
)


class LoginForm(FlaskForm):
    """Who, and the password."""

    name = StringField("Your user name", [InputRequired("Enter your user name."), Length(max=80)])
    password = PasswordField("Your password", [InputRequired("Enter your password."), Length(max=LONGEST_PASSWORD)])


def pages(parts: Parts) -> Blueprint:
    """The routes."""
    login = Blueprint("login", __name__)
    strict = parts.settings.staff

    def page(form: LoginForm) -> str:
        return render_template("staff/login.html", form=form, minutes=int(strict.idle.total_seconds() // 60))

    @login.get("/login")
    def show() -> str:
        return page(LoginForm())

    @login.post("/login")
    def log_in() -> Any:
        form = LoginForm()
        if form.validate():
            account = parts.accounts.log_in(form.name.data.strip().lower(), form.password.data)
            if account:
                begin_session(account, parts.now())
                return redirect(own_address(request.args.get("next")) or url_for("staff.home.show"))
            minutes = int(strict.locked.total_seconds() // 60)
            form.password.errors = [WRONG.format(attempts=strict.attempts, minutes=minutes)]
        return page(form), 422

    @login.post("/logout")
    def log_out() -> Any:
        end_session(parts.accounts)
        flash("You are logged out.")
        return redirect(url_for("staff.login.show"))

    return login
