"""Sends one e-mail. What goes wrong is told without addresses and words."""

from __future__ import annotations

import hashlib
import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime

from web_widget.mail.settings import MailSettings, Security

PATIENCE_SECONDS = 10.0
"""How long the server may take for each step."""
FAILURES = (OSError, UnicodeError)
"""smtplib and ssl raise OSErrors. smtplib also cannot encode some names and passwords."""


@dataclass(frozen=True)
class Mail:
    """An e-mail.

    Attributes:
        to: the address.
        subject: one line.
        body: plain text.
        keys: of what it tells; nothing is told twice.
    """

    to: str
    subject: str
    body: str
    keys: tuple[str, ...]


class MailNotSent(Exception):
    """The server did not take an e-mail."""


class MailServerAway(MailNotSent):
    """The server does not answer, or does not let us in. The next e-mail would fare no better."""


def send(mail: Mail, settings: MailSettings, now: datetime) -> None:
    """Hand an e-mail to the server.

    Args:
        mail: what to send.
        settings: of the server.
        now: when, with its zone.

    Raises:
        MailServerAway: the server does not answer, or refuses the user.
        MailNotSent: the server refuses this e-mail.
    """
    with _connected(settings) as server:
        try:
            server.send_message(message(mail, settings.sender, now))
        except smtplib.SMTPServerDisconnected as error:
            raise MailServerAway(_away(settings, error)) from None
        except smtplib.SMTPException as error:
            raise MailNotSent(f"The mail server did not take an e-mail ({_why(error)}).") from None


def try_server(settings: MailSettings) -> None:
    """Connect and log in, and send nothing.

    Raises:
        MailServerAway: as for `send`.
    """
    with _connected(settings):
        pass


def message(mail: Mail, sender: str, now: datetime) -> EmailMessage:
    """An e-mail as it is sent. Sent again, it has the same id, so that a mailbox can recognise it."""
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = sender, mail.to, mail.subject
    made["Date"] = format_datetime(now)
    digest = hashlib.sha256("\n".join((mail.to, *mail.keys)).encode()).hexdigest()[:32]
    made["Message-ID"] = f"<{digest}@{sender.partition('@')[2]}>"
    made["Auto-Submitted"] = "auto-generated"
    made.set_content(mail.body, cte="quoted-printable")
    return made


@contextmanager
def _connected(settings: MailSettings) -> Iterator[smtplib.SMTP]:
    try:
        server = _open(settings)
        try:
            yield server
            with suppress(OSError):  # what it has taken, it has taken
                server.quit()
        finally:
            server.close()
    except FAILURES as error:
        raise MailServerAway(_away(settings, error)) from None


def _open(settings: MailSettings) -> smtplib.SMTP:
    """A server that is ready to take an e-mail; the password goes only to one whose certificate is right."""
    where = (settings.host, settings.port)
    if settings.security is Security.TLS:
        server: smtplib.SMTP = smtplib.SMTP_SSL(*where, timeout=PATIENCE_SECONDS, context=ssl.create_default_context())
    else:
        server = smtplib.SMTP(*where, timeout=PATIENCE_SECONDS)
    try:
        if settings.security is Security.STARTTLS:
            server.starttls(context=ssl.create_default_context())
        if settings.user:
            server.login(settings.user, settings.password)
    except FAILURES:
        server.close()
        raise
    return server


def _away(settings: MailSettings, error: Exception) -> str:
    return f"The mail server {settings.host}:{settings.port} does not answer as it should ({_why(error)})."


def _why(error: Exception) -> str:
    """What kind of error, and the server's number for it: what the server says may repeat what it was sent."""
    code = getattr(error, "smtp_code", "")
    return f"{type(error).__name__} {code}".strip()
