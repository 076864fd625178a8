"""Looks over the settings of e-mail: each by itself, and whether they fit together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from knowledge.settings import THIS_MACHINE
from knowledge.settings_file import SettingFault
from web_widget.mail.settings import ADDRESS, Security

NEEDED = {
    "MAIL_FROM": "Give the address that e-mails come from.",
    "MAIL_TO": "Give the address of staff that e-mails go to.",
    "PUBLIC_ORIGIN": "Give the address under which browsers reach the assistant; e-mails link to the staff pages.",
}
"""What MAIL_HOST needs."""


def address_faults(name: str, value: str) -> Iterator[SettingFault]:
    """Whether a setting is an e-mail address."""
    if value and not ADDRESS.fullmatch(value):
        yield SettingFault(
            name, f'"{value}" is not an e-mail address.', "Give it alone, as in local-offer@testshire.example"
        )


def mail_faults(values: Mapping[str, str]) -> Iterator[SettingFault]:
    """What is missing or does not fit, if e-mails are to be sent.

    Args:
        values: the settings by name.
    """
    host = values.get("MAIL_HOST", "")
    if not host:
        return
    for name, remedy in NEEDED.items():
        if not values.get(name):
            yield SettingFault(name, "It is missing, and MAIL_HOST is set.", remedy)
    if bool(values.get("MAIL_USER")) != bool(values.get("MAIL_PASSWORD")):
        missing = "MAIL_PASSWORD" if values.get("MAIL_USER") else "MAIL_USER"
        yield SettingFault(missing, "It is missing.", "Give both MAIL_USER and MAIL_PASSWORD, or neither.")
    if values.get("MAIL_SECURITY") == Security.NONE and values.get("MAIL_PASSWORD") and host not in THIS_MACHINE:
        yield SettingFault(
            "MAIL_SECURITY",
            f'It is "none", so the password would be sent to {host} unencrypted.',
            "Give starttls or tls.",
        )
