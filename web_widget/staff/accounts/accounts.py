"""Who may use the staff pages: accounts with a role, passwords as argon2 hashes, and codes as a second factor."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from functools import cached_property

import pyotp
import sqlalchemy as sa
from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError
from sqlalchemy.engine import Engine
from sqlalchemy.exc import IntegrityError

from web_widget.staff.settings import StaffSettings
from web_widget.store.tables import ACCOUNTS

LONGEST_PASSWORD = 200
_NAME = re.compile(r"[a-z0-9][a-z0-9._@-]{1,79}")


class Role(StrEnum):
    """What someone may do. Editors may do all that testers may, and change the content."""

    EDITOR = "editor"
    TESTER = "tester"

    def includes(self, other: Role) -> bool:
        """Whether someone with this role may do what another role may."""
        return self in (other, Role.EDITOR)


class AccountRefused(Exception):
    """An account cannot be made or changed in this way; the message says why and what to do."""


@dataclass(frozen=True)
class Account:
    """Someone who may log in.

    Attributes:
        name: what is typed to log in.
        full_name: as shown to others, and as the author of changes.
        role: what they may do.
        stamp: changes when all their sessions must end.
        of_council: whether they log in with their council account, and have no password here.
    """

    name: str
    full_name: str
    role: Role
    stamp: str
    of_council: bool = False

    @property
    def is_active(self) -> bool:
        """As Flask-Login asks."""
        return True

    @property
    def is_authenticated(self) -> bool:
        """As Flask-Login asks."""
        return True

    @property
    def is_anonymous(self) -> bool:
        """As Flask-Login asks."""
        return False

    def get_id(self) -> str:
        """What a session stores about them."""
        return f"{self.name} {self.stamp}"


class Accounts:
    """The one way to the accounts.

    Args:
        engine: of a database whose tables are up to date.
        settings: how long a password must be.
        now: tells the time, with its zone.
    """

    def __init__(
        self, engine: Engine, settings: StaffSettings, now: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        self._engine = engine
        self._settings = settings
        self._now = now
        self._hasher = PasswordHasher()

    def add(self, name: str, full_name: str, role: Role, password: str) -> None:
        """Make an account.

        Raises:
            AccountRefused: the name is taken or has the wrong form, or the password is too short or too long.
        """
        if not _NAME.fullmatch(name):
            raise AccountRefused(
                f'"{name}" cannot be used as a name. Use small letters, digits and . _ @ - as in jo.smith'
            )
        values = {"name": name, "full_name": full_name.strip() or name, "role": role.value}
        try:
            with self._engine.begin() as connection:
                connection.execute(sa.insert(ACCOUNTS).values(**values, **self._secrets(password)))
        except IntegrityError as error:
            raise AccountRefused(f'"{name}" is already in use. Choose another name, or change its password.') from error

    def change_password(self, name: str, password: str) -> None:
        """Set a new password; sessions with the old one end.

        Raises:
            AccountRefused: there is no such account, it is a council account, or the password is too short or too long.
        """
        row = self._row(name)
        if row and row.subject:
            raise AccountRefused(
                f"{name} logs in with a council account. Its password is changed where the council has it."
            )
        self._change(name, **self._secrets(password))

    def remove(self, name: str) -> None:
        """Delete an account and end its sessions.

        Raises:
            AccountRefused: there is no such account.
        """
        with self._engine.begin() as connection:
            if not connection.execute(sa.delete(ACCOUNTS).where(ACCOUNTS.c.name == name)).rowcount:
                raise _unknown(name)

    def all(self) -> list[Account]:
        """Every account, by name."""
        with self._engine.connect() as connection:
            return [account_of(row) for row in connection.execute(sa.select(ACCOUNTS).order_by(ACCOUNTS.c.name))]

    def find(self, identifier: str) -> Account | None:
        """The account of a session, unless its sessions have been ended since."""
        name, _, stamp = identifier.partition(" ")
        row = self._row(name)
        return account_of(row) if row and secrets.compare_digest(row.stamp, stamp) else None

    def end_sessions(self, name: str) -> None:
        """Log someone out everywhere."""
        self._change(name, stamp=secrets.token_urlsafe(24))

    def log_in(self, name: str, password: str, code: str = "") -> Account | None:
        """The account, if the password is right and, where there is a second factor, its code.

        It takes as long, and says as little, if there is no such account.
        """
        row = self._row(name)
        try:
            self._hasher.verify(row.password if row else self._nobody, password[:LONGEST_PASSWORD])
        except VerifyMismatchError:
            return None
        if not row or row.subject or (row.second_factor and not self._uses_code(name, row.second_factor, code)):
            return None
        return account_of(row)

    def has_second_factor(self, name: str) -> bool:
        """Whether logging in with this name asks for a code."""
        row = self._row(name)
        return bool(row and row.second_factor)

    def add_second_factor(self, name: str, secret: str, code: str) -> bool:
        """Ask for a code from now on, if this one shows that the app has the secret; return whether it does.

        A second factor that is on is not replaced: whoever has taken over a session does not know its code.

        Args:
            name: of the account.
            secret: of the app, in base 32.
            code: six digits that the app shows now.
        """
        step = _step_of(secret, code, self._now())
        if step is None:
            return False
        without = (ACCOUNTS.c.name == name) & ACCOUNTS.c.second_factor.is_(None)
        turning_on = sa.update(ACCOUNTS).where(without).values(second_factor=secret, code_used=step)
        with self._engine.begin() as connection:
            return bool(connection.execute(turning_on).rowcount)

    def remove_second_factor(self, name: str, code: str) -> bool:
        """Ask for no code any more, if this one is right; return whether it is."""
        row = self._row(name)
        right = bool(row and row.second_factor and self._uses_code(name, row.second_factor, code))
        if right:
            self.forget_second_factor(name)
        return right

    def forget_second_factor(self, name: str) -> None:
        """Ask for no code any more, because somebody lost their phone.

        Raises:
            AccountRefused: there is no such account.
        """
        self._change(name, second_factor=None, code_used=None)

    def _uses_code(self, name: str, secret: str, code: str) -> bool:
        """Whether a code is right and was not used before; it is used now."""
        step = _step_of(secret, code, self._now())
        if step is None:
            return False
        unused = (ACCOUNTS.c.name == name) & (sa.func.coalesce(ACCOUNTS.c.code_used, 0) < step)
        with self._engine.begin() as connection:
            return bool(connection.execute(sa.update(ACCOUNTS).where(unused).values(code_used=step)).rowcount)

    @cached_property
    def _nobody(self) -> str:
        """A hash that no password matches."""
        return self._hasher.hash(secrets.token_urlsafe(24))

    def _secrets(self, password: str) -> dict[str, str]:
        shortest = self._settings.shortest_password
        if not shortest <= len(password) <= LONGEST_PASSWORD:
            raise AccountRefused(
                f"A password must have {shortest} to {LONGEST_PASSWORD} characters. Three random words work well."
            )
        return {"password": self._hasher.hash(password), "stamp": secrets.token_urlsafe(24)}

    def _row(self, name: str) -> sa.engine.Row | None:
        with self._engine.connect() as connection:
            return connection.execute(sa.select(ACCOUNTS).where(ACCOUNTS.c.name == name)).first()

    def _change(self, name: str, **values: object) -> None:
        with self._engine.begin() as connection:
            if not connection.execute(sa.update(ACCOUNTS).where(ACCOUNTS.c.name == name).values(**values)).rowcount:
                raise _unknown(name)


def _step_of(secret: str, code: str, now: datetime) -> int | None:
    """The half minute to which a code belongs: this one, or the one before or after; None if the code is wrong."""
    totp, typed = pyotp.TOTP(secret), "".join(code.split())
    steps = [totp.timecode(now) + beside for beside in (0, -1, 1)]
    return next(
        (
            step
            for step in steps
            if secrets.compare_digest(totp.generate_otp(step), typed.encode("ascii", "replace").decode())
        ),
        None,
    )


def account_of(row: sa.engine.Row) -> Account:
    """The account of a row of the table."""
    return Account(row.name, row.full_name, Role(row.role), row.stamp, row.subject is not None)


def _unknown(name: str) -> AccountRefused:
    return AccountRefused(f'There is no account "{name}". To list the accounts, run: python -m web_widget users list')
