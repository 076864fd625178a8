"""Who may use the staff pages: accounts with a role, passwords as argon2 hashes, and the lock after wrong ones."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from functools import cached_property

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
    """What someone may do: an editor all that a tester may, and change the content."""

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
        stamp: changes when all sessions of theirs must end.
    """

    name: str
    full_name: str
    role: Role
    stamp: str

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
        """What a session keeps of them."""
        return f"{self.name} {self.stamp}"


class Accounts:
    """The one way to the accounts.

    Args:
        engine: of a database whose tables are up to date.
        settings: how many attempts there are, and the like.
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
            raise AccountRefused(f'"{name}" cannot be a name. Use small letters, digits and . _ @ - such as jo.smith')
        values = {"name": name, "full_name": full_name.strip() or name, "role": role.value, "attempts": 0}
        try:
            with self._engine.begin() as connection:
                connection.execute(sa.insert(ACCOUNTS).values(**values, **self._secrets(password)))
        except IntegrityError as error:
            raise AccountRefused(f'"{name}" is taken. Choose another name, or change its password.') from error

    def change_password(self, name: str, password: str) -> None:
        """Set a new password; whoever was logged in by the old one no longer is, and a lock is taken off.

        Raises:
            AccountRefused: there is no such account, or the password is too short or too long.
        """
        self._change(name, attempts=0, **self._secrets(password))

    def remove(self, name: str) -> None:
        """Delete an account; whoever was logged in by it no longer is.

        Raises:
            AccountRefused: there is no such account.
        """
        with self._engine.begin() as connection:
            if not connection.execute(sa.delete(ACCOUNTS).where(ACCOUNTS.c.name == name)).rowcount:
                raise _unknown(name)

    def all(self) -> list[Account]:
        """Every account, by name."""
        with self._engine.connect() as connection:
            return [_account(row) for row in connection.execute(sa.select(ACCOUNTS).order_by(ACCOUNTS.c.name))]

    def find(self, identifier: str) -> Account | None:
        """The account that a session speaks of, unless its sessions have been ended since."""
        name, _, stamp = identifier.partition(" ")
        row = self._row(name)
        return _account(row) if row and secrets.compare_digest(row.stamp, stamp) else None

    def end_sessions(self, name: str) -> None:
        """Log someone out wherever they are logged in."""
        self._change(name, stamp=secrets.token_urlsafe(24))

    def log_in(self, name: str, password: str) -> Account | None:
        """The account, where the password is right and there were not too many wrong ones before.

        It takes as long, and says as little, where there is no such account.
        """
        may_try = self._take_attempt(name)
        row = self._row(name)
        try:
            self._hasher.verify(row.password if row else self._nobody, password[:LONGEST_PASSWORD])
        except VerifyMismatchError:
            return None
        if not row or not may_try:
            return None
        self._change(name, attempts=0)
        return _account(row)

    def _take_attempt(self, name: str) -> bool:
        """Count an attempt before it is made, so that many at once are no more than their number."""
        now = self._now().astimezone(UTC).replace(tzinfo=None)
        mine = ACCOUNTS.c.name == name
        with self._engine.begin() as connection:
            over = mine & (ACCOUNTS.c.last_attempt <= now - self._settings.locked)
            connection.execute(sa.update(ACCOUNTS).where(over).values(attempts=0))
            left = mine & (ACCOUNTS.c.attempts < self._settings.attempts)
            counted = sa.update(ACCOUNTS).where(left).values(attempts=ACCOUNTS.c.attempts + 1, last_attempt=now)
            return bool(connection.execute(counted).rowcount)

    @cached_property
    def _nobody(self) -> str:
        """A hash that no password fits."""
        return self._hasher.hash(secrets.token_urlsafe(24))

    def _secrets(self, password: str) -> dict[str, str]:
        shortest = self._settings.shortest_password
        if not shortest <= len(password) <= LONGEST_PASSWORD:
            raise AccountRefused(
                f"A password needs {shortest} to {LONGEST_PASSWORD} characters. Three random words do well."
            )
        return {"password": self._hasher.hash(password), "stamp": secrets.token_urlsafe(24)}

    def _row(self, name: str) -> sa.engine.Row | None:
        with self._engine.connect() as connection:
            return connection.execute(sa.select(ACCOUNTS).where(ACCOUNTS.c.name == name)).first()

    def _change(self, name: str, **values: object) -> None:
        with self._engine.begin() as connection:
            if not connection.execute(sa.update(ACCOUNTS).where(ACCOUNTS.c.name == name).values(**values)).rowcount:
                raise _unknown(name)


def _account(row: sa.engine.Row) -> Account:
    return Account(row.name, row.full_name, Role(row.role), row.stamp)


def _unknown(name: str) -> AccountRefused:
    return AccountRefused(f'There is no account "{name}". See who there is: python -m web_widget users list')
