"""Log in and log out. What somebody wrote while their session ended is not lost."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_wtf import FlaskForm
from wtforms import PasswordField, StringField
from wtforms.validators import InputRequired, Length

from web_widget.staff.access import begin_session, end_session, own_address
from web_widget.staff.accounts import LONGEST_PASSWORD
from web_widget.staff.parts import Parts

WRONG = (
    "The name or the password is not right, or there were too many attempts. "
    "After {attempts} of them, wait {minutes} minutes."
)
KEPT = "kept:"
"""Stands before the names of fields that are kept while somebody logs in again."""

Fields = list[tuple[str, str]]


class LoginForm(FlaskForm):
    """Who, and the password."""

    name = StringField("Your user name", [InputRequired("Enter your user name."), Length(max=80)])
    password = PasswordField("Your password", [InputRequired("Enter your password."), Length(max=LONGEST_PASSWORD)])


def pages(parts: Parts) -> Blueprint:
    """The routes."""
    login = Blueprint("login", __name__)
    strict = parts.settings.staff

    @login.context_processor
    def limits() -> dict[str, int]:
        return {"minutes": int(strict.idle.total_seconds() // 60)}

    @login.get("/login")
    def show() -> str:
        return _page(LoginForm(), request.args.get("next"), [])

    @login.post("/login")
    def log_in() -> Any:
        form = LoginForm()
        target, kept = request.args.get("next"), _kept()
        account = form.validate() and parts.accounts.log_in(form.name.data.strip().lower(), form.password.data)
        if account:
            begin_session(account, parts.now())
            if kept and own_address(target):
                return render_template("staff/send_again.html", target=target, kept=kept)
            return redirect(own_address(target) or url_for("staff.home.show"))
        if not form.errors:
            minutes = int(strict.locked.total_seconds() // 60)
            form.password.errors = [WRONG.format(attempts=strict.attempts, minutes=minutes)]
        return _page(form, target, kept), 422

    @login.post("/logout")
    def log_out() -> Any:
        end_session(parts.accounts)
        flash("You are logged out.")
        return redirect(url_for("staff.login.show"))

    return login


def ask_first() -> Any:
    """What a visitor gets who must log in for what they asked."""
    if request.method == "POST" and (written := _written()):
        return _page(LoginForm(formdata=None), request.path, written), 401
    return redirect(
        url_for("staff.login.show", next=request.full_path.rstrip("?") if request.method == "GET" else None)
    )


def _page(form: LoginForm, target: str | None, kept: Fields) -> str:
    return render_template("staff/login.html", form=form, target=target, kept=kept, prefix=KEPT)


def _written() -> Fields:
    """The fields of a form of ours. One that another website had somebody send is not taken up."""
    if urlsplit(request.headers.get("Origin", "")).netloc != request.host:
        return []
    return [field for field in request.form.items(multi=True) if field[0] != "csrf_token"]


def _kept() -> Fields:
    fields = request.form.items(multi=True)
    return [(name.removeprefix(KEPT), value) for name, value in fields if name.startswith(KEPT)]
