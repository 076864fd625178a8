"""Log in and log out. What somebody wrote while their session ended is not lost."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, flash, make_response, redirect, render_template, request, url_for
from flask_login import current_user
from flask_wtf import FlaskForm
from wtforms import PasswordField, StringField
from wtforms.validators import InputRequired, Length

from web_widget.gateway.addresses import website_of
from web_widget.settings import Settings
from web_widget.staff.accounts.access import begin_session, end_session, own_address
from web_widget.staff.accounts.accounts import LONGEST_PASSWORD
from web_widget.staff.accounts.door import Door, MustWait
from web_widget.staff.parts import StaffParts

WRONG = "Your user name, password or code is wrong. Check them and try again."
STILL_THERE = " Your council account is still open in this browser: on a shared computer, log out of it, too."
KEPT = "kept:"
"""Prefix of the names of fields that are kept while somebody logs in again."""

Fields = list[tuple[str, str]]


class LoginForm(FlaskForm):
    """The name and the password."""

    name = StringField("Your user name", [InputRequired("Enter your user name."), Length(max=80)])
    password = PasswordField("Your password", [InputRequired("Enter your password."), Length(max=LONGEST_PASSWORD)])
    code = StringField("The code from your app, if you use one", [Length(max=20)])


def pages(parts: StaffParts) -> Blueprint:
    """The routes."""
    login = Blueprint("login", __name__)
    strict = parts.settings.staff
    door = Door(parts.accounts, strict, parts.settings.secret, parts.now)

    @login.get("/login")
    def show() -> str:
        return _page(LoginForm(), request.args.get("next"), [])

    @login.post("/login")
    def log_in() -> Any:
        if not strict.passwords:
            abort(404)
        form = LoginForm()
        target, kept = request.args.get("next"), _kept()
        if not form.validate():
            return _page(form, target, kept), 422
        try:
            account = door.let_in(door.attempt(request, form.name.data), form.password.data, form.code.data or "")
        except MustWait as error:
            form.password.errors = [str(error)]
            return _page(form, target, kept), 429, {"Retry-After": str(error.seconds)}
        if account is None:
            form.password.errors = [WRONG]
            return _page(form, target, kept), 422
        begin_session(account, parts.now())
        response = make_response(_after(target, kept))
        door.remember(response, account.name, request.is_secure)
        return response

    @login.post("/login/go-on")
    def go_on() -> Any:
        """What was kept for somebody who has since logged in in another tab."""
        target, kept = request.args.get("next"), _kept() if _is_ours() else []
        return _after(target, kept) if current_user.is_authenticated else _page(LoginForm(formdata=None), target, kept)

    @login.post("/logout")
    def log_out() -> Any:
        of_council = current_user.of_council
        end_session(parts.accounts)
        flash("You have logged out." + (STILL_THERE if of_council else ""))
        return redirect(url_for("staff.login.show"))

    return login


def _after(target: str | None, kept: Fields) -> Any:
    """Where to send somebody who has just logged in."""
    if kept and own_address(target):
        return render_template("staff/send_again.html", target=target, kept=kept)
    return redirect(own_address(target) or url_for("staff.home.show"))


def doors(settings: Settings) -> dict[str, Any]:
    """What a log-in page needs to know: which ways in there are, and when a session ends."""
    minutes = int(settings.staff.idle.total_seconds() // 60)
    return {"sso": settings.sso is not None, "passwords": settings.staff.passwords, "minutes": minutes}


def log_in_page(trouble: str) -> str:
    """The log-in page, with what went wrong with another way in."""
    return _page(LoginForm(formdata=None), None, [], trouble)


def ask_first() -> Any:
    """The reply to a visitor who must log in first."""
    if request.method == "POST" and (written := _written()):
        return _page(LoginForm(formdata=None), request.path, written), 401
    return redirect(
        url_for("staff.login.show", next=request.full_path.rstrip("?") if request.method == "GET" else None)
    )


def _page(form: LoginForm, target: str | None, kept: Fields, trouble: str = "") -> str:
    return render_template("staff/login.html", form=form, target=target, kept=kept, prefix=KEPT, trouble=trouble)


def _written() -> Fields:
    """The fields of one of our forms. A form sent from another website is ignored."""
    if not _is_ours():
        return []
    return [field for field in request.form.items(multi=True) if field[0] != "csrf_token"]


def _is_ours() -> bool:
    """Whether a form was sent from one of our pages."""
    return website_of(request.headers.get("Origin", "")) == request.host


def _kept() -> Fields:
    fields = request.form.items(multi=True)
    return [(name.removeprefix(KEPT), value) for name, value in fields if name.startswith(KEPT)]
