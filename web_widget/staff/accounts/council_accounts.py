"""`CouncilAccounts` keeps who logs in with a council account: by issuer and subject, never by an e-mail address."""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from argon2 import PasswordHasher
from sqlalchemy.engine import Engine
from sqlalchemy.exc import IntegrityError

from web_widget.staff.accounts.accounts import Account, Role, account_of
from web_widget.store.tables import ACCOUNTS

LONGEST_NAME = 70
LONGEST_FULL_NAME = 120
_NOT_IN_NAMES = re.compile(r"[^a-z0-9._@-]+")


@dataclass(frozen=True)
class CouncilPerson:
    """A person as their council knows them.

    Attributes:
        issuer: who says so.
        subject: which the issuer gives to nobody else, ever.
        name: for the list of what staff did, if nobody has it yet.
        full_name: as shown to others.
    """

    issuer: str
    subject: str
    name: str
    full_name: str

    @classmethod
    def of(cls, claims: Mapping[str, Any]) -> CouncilPerson:
        """The person of a checked ID token."""
        called = str(claims.get("preferred_username") or claims.get("email") or "")
        name = _NOT_IN_NAMES.sub("-", called.lower())[:LONGEST_NAME].lstrip("._@-")
        name = name if len(name) > 1 else "council-account"
        return cls(claims["iss"], claims["sub"], name, _plain(str(claims.get("name") or "")) or name)


class CouncilAccounts:
    """The accounts of those who log in with the council's provider.

    Args:
        engine: of a database whose tables are up to date.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def welcome(self, person: CouncilPerson, role: Role) -> Account:
        """The account of a person, made if there is none. Role and full name become what the council says today."""
        return self._updated(person, role) or self._made(person, role)

    def turn_away(self, person: CouncilPerson) -> None:
        """End the sessions of a person who may no longer log in."""
        with self._engine.begin() as connection:
            connection.execute(sa.update(ACCOUNTS).where(_is(person)).values(stamp=_stamp()))

    def _updated(self, person: CouncilPerson, role: Role) -> Account | None:
        values = {"role": role.value, "full_name": person.full_name}
        with self._engine.begin() as connection:
            connection.execute(sa.update(ACCOUNTS).where(_is(person)).values(**values))
            row = connection.execute(sa.select(ACCOUNTS).where(_is(person))).first()
        return account_of(row) if row else None

    def _made(self, person: CouncilPerson, role: Role) -> Account:
        """A new account, under the first name that nobody has; the one that another request made meanwhile, if any."""
        values = {
            "full_name": person.full_name,
            "role": role.value,
            "password": PasswordHasher().hash(secrets.token_urlsafe(24)),  # nobody knows it
            "stamp": _stamp(),
            "issuer": person.issuer,
            "subject": person.subject,
        }
        number, name = 1, person.name
        while True:
            self._add({**values, "name": name})
            if account := self._updated(person, role):
                return account
            number += 1
            name = f"{person.name}-{number}"

    def _add(self, values: Mapping[str, object]) -> None:
        """Add a row, unless its name, or its person, is there already."""
        with suppress(IntegrityError), self._engine.begin() as connection:
            connection.execute(sa.insert(ACCOUNTS).values(**values))


def _is(person: CouncilPerson) -> Any:
    return (ACCOUNTS.c.issuer == person.issuer) & (ACCOUNTS.c.subject == person.subject)


def _stamp() -> str:
    return secrets.token_urlsafe(24)


def _plain(name: str) -> str:
    """A name as it can stand on one line, also as the author of a change."""
    shown = "".join(sign if sign.isprintable() and sign not in "<>" else " " for sign in name)
    return " ".join(shown.split())[:LONGEST_FULL_NAME]
