"""How e-mails for staff are sent. Without MAIL_HOST none are."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

USUAL_PORT = "587"
ADDRESS = re.compile(r"[A-Za-z0-9._%+'-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")


class Security(StrEnum):
    """How the way to the mail server is encrypted."""

    STARTTLS = "starttls"
    TLS = "tls"
    NONE = "none"


@dataclass(frozen=True)
class MailSettings:
    """The mail server and the addresses.

    Attributes:
        host: of the server (MAIL_HOST).
        port: of the server (MAIL_PORT); usually 587, and 465 with TLS.
        security: whether the connection is encrypted after it is opened, from its start, or not (MAIL_SECURITY).
        user: who logs in to the server (MAIL_USER); nobody if empty.
        password: of the user (MAIL_PASSWORD).
        sender: the address that e-mails come from (MAIL_FROM).
        to: where everything goes that is for no owner of a page (MAIL_TO).
        origin: under which browsers reach the staff pages (PUBLIC_ORIGIN), for links.
    """

    host: str
    port: int
    security: Security
    user: str
    password: str = field(repr=False)
    sender: str
    to: str
    origin: str

    @classmethod
    def of(cls, values: Mapping[str, str]) -> MailSettings | None:
        """The settings in an environment; None if no e-mails are sent.

        Raises:
            ValueError: MAIL_PORT or MAIL_SECURITY is wrong.
        """
        if not values.get("MAIL_HOST"):
            return None
        port, security = values.get("MAIL_PORT") or USUAL_PORT, values.get("MAIL_SECURITY") or Security.STARTTLS
        if not port.isdecimal():
            raise ValueError(f'MAIL_PORT is "{port}". Give a number, such as {USUAL_PORT}.')
        if security not in tuple(Security):
            raise ValueError(f'MAIL_SECURITY is "{security}". Give one of: {", ".join(Security)}.')
        return cls(
            host=values["MAIL_HOST"],
            port=int(port),
            security=Security(security),
            user=values.get("MAIL_USER", ""),
            password=values.get("MAIL_PASSWORD", ""),
            sender=values.get("MAIL_FROM", ""),
            to=values.get("MAIL_TO", ""),
            origin=values.get("PUBLIC_ORIGIN", ""),
        )
