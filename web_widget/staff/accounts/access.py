"""Who may see what: sessions, cookies, tokens against forged forms, and roles."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any, TypeVar

from flask import Flask, Response, abort, current_app, request, session
from flask.sessions import SecureCookieSessionInterface, SessionMixin
from flask_login import LoginManager, current_user, login_user, logout_user
from flask_wtf import CSRFProtect

from web_widget.gateway.addresses import website_of
from web_widget.staff.accounts.accounts import Account, Accounts, Role
from web_widget.staff.settings import StaffSettings

PREFIX = "/staff"
View = TypeVar("View", bound=Callable[..., Any])


class StaffSessions(SecureCookieSessionInterface):
    """Sessions for the staff pages only: pages for parents set no cookie and do not depend on one."""

    def get_cookie_secure(self, app: Flask) -> bool:
        """The cookie is for https only if the page was sent over https."""
        return request.is_secure

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """As Flask does it, on staff pages only."""
        if request.path.startswith(PREFIX):
            super().save_session(app, session, response)


class StaffForms(CSRFProtect):
    """Checks the tokens of forms. Over https, if the browser says where a form was, it must have been here.

    A browser that does not say so is let in by the token alone: some networks and browsers remove the Referer.
    """

    def protect(self) -> None:
        """Refuse the request with a CSRFError where it is not from a form of ours."""
        if request.is_secure and request.method in current_app.config["WTF_CSRF_METHODS"]:
            said = (request.referrer, request.headers.get("Origin"))
            if any(website_of(given) != request.host for given in said if given and given != "null"):
                self._error_response("The form was on another website.")
        super().protect()


def prepare(app: Flask, accounts: Accounts, settings: StaffSettings, now: Callable[[], datetime]) -> CSRFProtect:
    """Set up sessions.

    Args:
        app: its secret key signs the cookies.
        accounts: who may have a session.
        settings: how long one lasts.
        now: tells the time.

    Returns:
        Checks the tokens of forms. It checks none on its own: the API has no forms.
    """
    app.session_interface = StaffSessions()
    app.config.update(
        SESSION_COOKIE_NAME="staff",
        SESSION_COOKIE_PATH=PREFIX,
        SESSION_COOKIE_SAMESITE="Lax",
        PERMANENT_SESSION_LIFETIME=settings.idle,
        WTF_CSRF_CHECK_DEFAULT=False,
        WTF_CSRF_SSL_STRICT=False,  # StaffForms looks where a form was
        WTF_CSRF_TIME_LIMIT=None,  # as long as the session
    )
    manager = LoginManager(app)

    @manager.user_loader
    def load(identifier: str) -> Account | None:
        began = session.get("began")
        if not isinstance(began, float) or now().timestamp() - began > settings.longest.total_seconds():
            return None
        return accounts.find(identifier)

    return StaffForms(app)


def begin_session(account: Account, now: datetime) -> None:
    """Log someone in; nothing of an earlier session is kept."""
    session.clear()
    session.permanent = True
    session["began"] = now.timestamp()
    login_user(account)


def end_session(accounts: Accounts) -> None:
    """Log someone out, here and everywhere else."""
    accounts.end_sessions(current_user.name)
    logout_user()
    session.clear()


def role_required(role: Role) -> Callable[[View], View]:
    """A decorator for views, below the one for the route: others get a page that says who may see it."""

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(*given: Any, **named: Any) -> Any:
            if not current_user.role.includes(role):
                abort(403)
            return view(*given, **named)

        return guarded  # type: ignore[return-value]

    return guard


def own_address(address: str | None) -> str | None:
    """The address to continue to, if it is a staff page and cannot end a header."""
    plain = address and address.startswith(f"{PREFIX}/") and "\\" not in address and address.isprintable()
    return address if plain else None
