"""Settings of the gateway. The environment sets them; the defaults are for one machine."""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from knowledge.kept_secret import kept_secret, rasa_token
from knowledge.settings import ROOT, THIS_MACHINE
from web_widget.gateway.limits import LimitSettings
from web_widget.gateway.office_hours import OfficeHours
from web_widget.links.hosts import link_hosts
from web_widget.staff.accounts.sso_settings import SsoSettings
from web_widget.staff.settings import StaffSettings
from web_widget.store.keeping import KeepSettings

OWN_HOSTS = tuple(f"[{name}]" if ":" in name else name for name in THIS_MACHINE)
"""This machine, as a Host header names it."""


@dataclass(frozen=True)
class Settings:
    """Where the parts are, and the limits.

    Attributes:
        rasa_url: address of Rasa (RASA_URL).
        actions_url: address of the action server (ACTIONS_URL), asked only whether it is alive.
        rasa_seconds: how long to wait for a reply; with all else a parent waits 10 at most for calm words.
        longest_message: in characters.
        conversation_days: how long a conversation can be continued.
        origins: other websites that may show the widget (ASSISTANT_ORIGINS, separated by spaces), such as
            "https://www.testshire.example". The gateway's own address always may.
        hosts: names under which the gateway is asked for; with none, under any. Those of PUBLIC_ORIGIN and of this
            machine; without PUBLIC_ORIGIN, only those of this machine where nobody else can reach it.
        public_origin: address that browsers use (PUBLIC_ORIGIN); without one, the one that a request names.
        widgets: where each version of the widget that was ever served is kept, for pages that still name it.
        link_hosts: websites on which links may be checked (ASSISTANT_LINK_HOSTS, separated by spaces).
        keep: where conversations are kept, and for how long.
        limits: how often one visitor, and all of them, may ask.
        staff: how strict the staff pages are.
        sso: the council's own log-in for staff (SSO_ISSUER and others); None where there is none.
        office_hours: when questions do not come out of hours (OFFICE_HOURS).
        metrics_token: who shows it may read the metrics from elsewhere (METRICS_TOKEN); without one, only this machine.
        rasa_token: what Rasa's channel wants to see (RASA_TOKEN, or a file made on first run).
        secret: signs the conversation tokens and the sessions of staff (ASSISTANT_SECRET, or a file made on first run).
    """

    rasa_url: str = "http://127.0.0.1:5005"
    actions_url: str = "http://127.0.0.1:5055"
    rasa_seconds: float = 7.0
    longest_message: int = 1000
    conversation_days: int = 30
    origins: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    public_origin: str = ""
    widgets: Path = ROOT / "var" / "widget"
    link_hosts: tuple[str, ...] = ()
    keep: KeepSettings = field(repr=False, default_factory=KeepSettings.from_environment)
    limits: LimitSettings = field(default_factory=LimitSettings)
    staff: StaffSettings = field(default_factory=StaffSettings)
    sso: SsoSettings | None = None
    office_hours: OfficeHours = field(default_factory=OfficeHours)
    metrics_token: str = field(repr=False, default="")
    rasa_token: str = field(repr=False, default="")
    secret: str = field(repr=False, default_factory=lambda: secrets.token_urlsafe(32))

    @classmethod
    def from_environment(cls) -> Settings:
        """The settings of this installation."""
        return cls(
            rasa_url=os.environ.get("RASA_URL", cls.rasa_url),
            actions_url=os.environ.get("ACTIONS_URL", cls.actions_url),
            origins=tuple(os.environ.get("ASSISTANT_ORIGINS", "").split()),
            hosts=hosts(),
            public_origin=os.environ.get("PUBLIC_ORIGIN", "").rstrip("/"),
            link_hosts=link_hosts(),
            limits=LimitSettings.from_environment(),
            staff=StaffSettings(passwords=os.environ.get("STAFF_PASSWORDS", "on") != "off"),
            sso=SsoSettings.from_environment(),
            office_hours=OfficeHours.from_environment(),
            metrics_token=os.environ.get("METRICS_TOKEN", ""),
            rasa_token=rasa_token(),
            secret=os.environ.get("ASSISTANT_SECRET") or kept_secret(ROOT / "var" / "secret"),
        )


def hosts() -> tuple[str, ...]:
    """The names under which the gateway may be asked for (PUBLIC_ORIGIN, HOST, TRUSTED_PROXIES); () for any.

    Raises:
        ValueError: PUBLIC_ORIGIN is not an address such as https://assistant.example.
    """
    origin = os.environ.get("PUBLIC_ORIGIN", "")
    if origin:
        name = urlsplit(origin).hostname
        if not name or urlsplit(origin).scheme not in ("http", "https"):
            raise ValueError(f'PUBLIC_ORIGIN is "{origin}". Give an address such as https://assistant.example.')
        return (name, *OWN_HOSTS)
    alone = os.environ.get("HOST", "127.0.0.1") in THIS_MACHINE and os.environ.get("TRUSTED_PROXIES", "0") == "0"
    return OWN_HOSTS if alone else ()
