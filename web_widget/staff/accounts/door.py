"""`Door` decides about an attempt to log in: who waits, and how many passwords are checked at once."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from flask import Request, Response
from itsdangerous import BadSignature, URLSafeSerializer

from web_widget.gateway.limits import visitor_of
from web_widget.staff.accounts.accounts import Account, Accounts
from web_widget.staff.accounts.throttle import Bucket, Throttle
from web_widget.staff.settings import StaffSettings

DEVICE = "staff_device"
PATH = "/staff/login"
YEAR_SECONDS = 365 * 24 * 3600
AT_ONCE = 2
"""How many passwords are checked at once: each takes 64 MB and a tenth of a second of processor time."""
PATIENCE_SECONDS = 3.0


class MustWait(Exception):
    """There were too many wrong attempts from there, or too many people are logging in right now.

    Attributes:
        seconds: how long to wait.
    """

    def __init__(self, seconds: int) -> None:
        self.seconds = seconds
        super().__init__(f"Too many attempts. Wait {seconds} seconds, then try again.")


@dataclass(frozen=True)
class Attempt:
    """Somebody who wants in.

    Attributes:
        name: as typed, in small letters.
        address: of the visitor.
        device: of an earlier log-in with this name from the same browser; "" if there was none.
    """

    name: str
    address: str
    device: str


class Door:
    """Lets people in.

    A stranger's wrong attempts slow down that stranger alone. They count by address and name; a browser that has
    logged in with the name before is counted by itself, so nobody else can make its owner wait.

    Args:
        accounts: who may come in.
        settings: how many attempts are free, and how long the waits get.
        secret: signs what a browser keeps of an earlier log-in.
        now: tells the time.
    """

    def __init__(self, accounts: Accounts, settings: StaffSettings, secret: str, now: Callable[[], datetime]) -> None:
        self._accounts = accounts
        self._settings = settings
        self._signer = URLSafeSerializer(secret, salt="staff device")
        self._throttle = Throttle(now, settings.longest_wait, settings.failures_forgotten)
        self._places = threading.BoundedSemaphore(AT_ONCE)

    def attempt(self, request: Request, name: str) -> Attempt:
        """Who is at the door, by a request."""
        name = name.strip().lower()
        return Attempt(name, visitor_of(request.remote_addr or ""), self._device(request, name))

    def let_in(self, attempt: Attempt, password: str, code: str) -> Account | None:
        """The account, if the password and, where there is a second factor, its code are right.

        Raises:
            MustWait: it was not looked at.
        """
        buckets = self._buckets(attempt)
        if wait := self._throttle.wait(buckets):
            raise MustWait(ceil(wait / timedelta(seconds=1)))
        self._throttle.failed(buckets)  # before it is tried, so that simultaneous attempts are all counted
        with self._place():
            account = self._accounts.log_in(attempt.name, password, code)
        if account:
            for bucket in buckets:
                self._throttle.succeeded(bucket)
        return account

    def remember(self, response: Response, name: str, secure: bool) -> None:
        """Let the browser prove, next time, that it has logged in with this name before."""
        kept = self._signer.dumps([name, secrets.token_urlsafe(12)])
        response.set_cookie(
            DEVICE, kept, max_age=YEAR_SECONDS, path=PATH, secure=secure, httponly=True, samesite="Strict"
        )

    def _device(self, request: Request, name: str) -> str:
        try:
            known, device = self._signer.loads(request.cookies.get(DEVICE, ""))
        except (BadSignature, ValueError, TypeError):
            return ""
        return str(device) if known == name else ""

    def _buckets(self, attempt: Attempt) -> list[Bucket]:
        free = self._settings.free_attempts
        if attempt.device:
            return [Bucket(("device", attempt.device), free)]
        return [
            Bucket(("name", attempt.address, attempt.name), free),
            Bucket(("address", attempt.address), free * 4),
        ]

    @contextmanager
    def _place(self) -> Iterator[None]:
        if not self._places.acquire(timeout=PATIENCE_SECONDS):
            raise MustWait(ceil(PATIENCE_SECONDS))
        try:
            yield
        finally:
            self._places.release()
