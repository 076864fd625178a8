"""Looks over the settings of single sign-on: the council's own log-in for staff."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import requests

from knowledge.settings_file import SettingFault
from web_widget.staff.accounts.provider import PATIENCE_SECONDS, description_fault, discovery_address, is_safe

NEEDED = {
    "SSO_CLIENT_ID": "Give the id that the provider shows for the assistant.",
    "SSO_CLIENT_SECRET": "Make one at the provider, for the assistant.",
    "PUBLIC_ORIGIN": "Give the address of the assistant: the provider sends people back to it.",
}
"""What single sign-on needs."""
GROUPS = ("SSO_EDITORS", "SSO_TESTERS")
OTHERS = ("SSO_CLIENT_ID", "SSO_CLIENT_SECRET", *GROUPS)


def sso_faults(values: Mapping[str, str]) -> Iterator[SettingFault]:
    """What is wrong with how these settings fit together.

    Args:
        values: the settings by name.
    """
    if values.get("SSO_ISSUER"):
        yield from _incomplete(values)
        return
    for name in OTHERS:
        if values.get(name):
            yield SettingFault(name, "It is set, but SSO_ISSUER is not.", "Give SSO_ISSUER, too, or remove this.")
    if values.get("STAFF_PASSWORDS") == "off":
        yield SettingFault(
            "STAFF_PASSWORDS",
            "It is off, and there is no single sign-on: nobody could log in.",
            "Set SSO_ISSUER and what belongs to it (docs/running.md), or remove this.",
        )


def _incomplete(values: Mapping[str, str]) -> Iterator[SettingFault]:
    for name, remedy in NEEDED.items():
        if not values.get(name):
            yield SettingFault(name, "It is missing, and SSO_ISSUER is set.", remedy)
    if not any(values.get(name, "").strip("; ") for name in GROUPS):
        yield SettingFault(
            "SSO_EDITORS",
            "No group gives anybody a role, so single sign-on lets nobody in.",
            "Name groups in SSO_EDITORS or SSO_TESTERS, separated by semicolons.",
        )


def issuer_faults(name: str, value: str) -> Iterator[SettingFault]:
    """What is wrong with an issuer in itself."""
    if value and (not is_safe(value) or "?" in value or "#" in value):
        remedy = "Give the issuer as the provider writes it, beginning with https://"
        yield SettingFault(name, f'It is "{value}".', remedy)


def provider_faults(values: Mapping[str, str]) -> list[SettingFault]:
    """Whether the provider answers as the one that SSO_ISSUER names.

    Args:
        values: the settings by name. An issuer that is wrong in itself is skipped; other checks report it.
    """
    issuer = values.get("SSO_ISSUER", "")
    if not issuer or list(issuer_faults("SSO_ISSUER", issuer)):
        return []
    address = discovery_address(issuer)
    try:
        reply = requests.get(address, timeout=PATIENCE_SECONDS)
        reply.raise_for_status()
        fault = description_fault(reply.json(), issuer)
    except (requests.RequestException, ValueError) as error:
        fault = f"{address} did not answer ({type(error).__name__})."
    remedy = "Compare it with what the provider's own page says, letter by letter; can this machine reach it?"
    return [SettingFault("SSO_ISSUER", fault, remedy)] if fault else []
