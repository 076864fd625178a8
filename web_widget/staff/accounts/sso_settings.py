"""What single sign-on needs to know. Entra ID, Google and Keycloak differ in nothing else."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from web_widget.staff.accounts.accounts import Role

GROUPS_CLAIM = "groups"


@dataclass(frozen=True)
class SsoSettings:
    """The council's provider of accounts, and which of its groups may do what.

    Attributes:
        issuer: its address, as its tokens name it (SSO_ISSUER).
        client_id: by which it knows the assistant (SSO_CLIENT_ID).
        client_secret: shows that it is the assistant that asks (SSO_CLIENT_SECRET).
        groups_claim: the claim of its ID tokens that holds the groups or roles of a person (SSO_GROUPS_CLAIM).
        editors: groups whose members are editors (SSO_EDITORS, separated by semicolons).
        testers: groups whose members are testers (SSO_TESTERS, separated by semicolons).
        origin: the address under which browsers reach the assistant (PUBLIC_ORIGIN).
    """

    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    origin: str
    groups_claim: str = GROUPS_CLAIM
    editors: frozenset[str] = frozenset()
    testers: frozenset[str] = frozenset()

    @classmethod
    def from_environment(cls) -> SsoSettings | None:
        """The settings of this installation; None if it has no single sign-on."""
        if not os.environ.get("SSO_ISSUER"):
            return None
        return cls(
            issuer=os.environ["SSO_ISSUER"],
            client_id=os.environ.get("SSO_CLIENT_ID", ""),
            client_secret=os.environ.get("SSO_CLIENT_SECRET", ""),
            origin=os.environ.get("PUBLIC_ORIGIN", ""),
            groups_claim=os.environ.get("SSO_GROUPS_CLAIM") or GROUPS_CLAIM,
            editors=_groups("SSO_EDITORS"),
            testers=_groups("SSO_TESTERS"),
        )

    def role_of(self, claims: Mapping[str, Any]) -> Role | None:
        """The highest role that the groups of a person give; None if they give none.

        Args:
            claims: of a checked ID token.
        """
        groups = self._groups_of(claims)
        if groups & self.editors:
            return Role.EDITOR
        return Role.TESTER if groups & self.testers else None

    def _groups_of(self, claims: Mapping[str, Any]) -> set[str]:
        """An e-mail address counts as a group only where the provider has verified it."""
        if self.groups_claim == "email" and claims.get("email_verified") is not True:
            return set()
        given = claims.get(self.groups_claim)
        listed = given if isinstance(given, list) else [given]
        return {group for group in listed if isinstance(group, str)}


def _groups(name: str) -> frozenset[str]:
    listed = (group.strip() for group in os.environ.get(name, "").split(";"))
    return frozenset(group for group in listed if group)
