"""Log in with a council account: to the council's provider and back."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import timedelta
from threading import BoundedSemaphore
from typing import Any

from flask import Blueprint, redirect, render_template, request, session, url_for

from web_widget.staff.accounts.access import begin_session, own_address
from web_widget.staff.accounts.council_accounts import CouncilAccounts, CouncilPerson
from web_widget.staff.accounts.login import log_in_page
from web_widget.staff.accounts.provider import Departure, LoginRefused, Provider, ProviderAway
from web_widget.staff.accounts.sso_settings import SsoSettings
from web_widget.staff.parts import StaffParts

ON_THE_WAY = "sso"
"""What a session stores about somebody who is at the provider."""
LONGEST_WAY = timedelta(minutes=10)
MOST_AT_ONCE = 4
"""How many log-ins may wait for the provider at once."""
AWAY = "The council's log-in does not answer at the moment. Try again in a few minutes."
REFUSED = "Logging in with your council account did not work. Nothing has been changed. Please try again."

logger = logging.getLogger(__name__)


def pages(parts: StaffParts) -> Blueprint:
    """The routes; none where there is no single sign-on."""
    sso = Blueprint("sso", __name__, url_prefix="/sso")
    settings = parts.settings.sso
    if settings is None:
        return sso
    provider, accounts = Provider(settings, parts.now), CouncilAccounts(parts.stores.engine)
    at_once = BoundedSemaphore(MOST_AT_ONCE)

    @sso.get("/start")
    def start() -> Any:
        with _turn(at_once):
            departure = provider.depart(_back(settings))
        left = {"at": parts.now().timestamp(), "next": own_address(request.args.get("next"))}
        session[ON_THE_WAY] = {**asdict(departure), "address": "", **left}
        return redirect(departure.address)

    @sso.get("/back")
    def come_back() -> Any:
        left = session.pop(ON_THE_WAY, None) or {}
        departure = _departure(left, parts.now().timestamp())
        with _turn(at_once):
            claims = provider.claims(departure, _back(settings), request.args)
        person, role = CouncilPerson.of(claims), settings.role_of(claims)
        if role is None:
            accounts.turn_away(person)
            return render_template("staff/no_group.html"), 403
        begin_session(accounts.welcome(person, role), parts.now())
        return redirect(own_address(left["next"]) or url_for("staff.home.show"))

    @sso.errorhandler(ProviderAway)
    def away(error: ProviderAway) -> Any:
        logger.warning("Staff cannot log in with council accounts: %s", error)
        return log_in_page(AWAY), 503

    @sso.errorhandler(LoginRefused)
    def refused(error: LoginRefused) -> Any:
        logger.warning("A log-in with a council account was refused: %s", error)
        return log_in_page(REFUSED), 400

    return sso


@contextmanager
def _turn(at_once: BoundedSemaphore) -> Iterator[None]:
    """A turn to ask the provider, if one is free. Waiting for a slow provider must leave room for parents.

    Raises:
        ProviderAway: as many as may ask already do.
    """
    if not at_once.acquire(blocking=False):
        raise ProviderAway("too many wait for its answer")
    try:
        yield
    finally:
        at_once.release()


def _departure(left: dict[str, Any], now: float) -> Departure:
    """The departure of this browser.

    Raises:
        LoginRefused: it did not, or too long ago.
    """
    if not left or not 0 <= now - left["at"] <= LONGEST_WAY.total_seconds():
        raise LoginRefused("The browser did not leave from here within the last minutes.")
    return Departure(left["address"], left["state"], left["nonce"], left["verifier"])


def _back(settings: SsoSettings) -> str:
    """The address that the provider sends people back to, letter by letter as it is entered there."""
    return settings.origin + url_for("staff.sso.come_back")
