"""How often one visitor, and all visitors together, may ask."""

from __future__ import annotations

import ipaddress
import os
import time
from dataclasses import dataclass

from flask import Flask, Response, current_app, request
from flask_limiter import ApplicationLimit, Limiter
from limits import parse_many

from web_widget.gateway import trial_signature as trials

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
COSTLY_TO_READ = frozenset({"/readyz", "/staff/sso/start", "/staff/sso/back"})
"""Pages for which other parts, or the council's log-in, are asked."""
SEARCHED, ASKED = "/answers", "q"
"""The path that is a search, and so costs as much as a message, if it comes with this parameter."""
VISITORS_BITS = 64
"""One household gets this much of an IPv6 address, and could otherwise be a new visitor with every message."""


@dataclass(frozen=True)
class LimitSettings:
    """How much is too much.

    Attributes:
        visitor: how often one address may ask (LIMIT_VISITOR). A school or a hospital can be a single address, so
            this only stops programs.
        everyone: how often all together may (LIMIT_EVERYONE): about what one Rasa can answer.
        storage: where requests are counted (LIMITS_URL): "memory://" for each process separately, or "redis://..." for
            all of them together.
        proxies: how many of our proxies are in front (TRUSTED_PROXIES). With 0 nothing that a visitor says about
            their own address is believed.
    """

    visitor: str = "300 per minute; 6000 per hour"
    everyone: str = "1500 per minute"
    storage: str = "memory://"
    proxies: int = 0

    @classmethod
    def from_environment(cls) -> LimitSettings:
        """The settings of this installation.

        Raises:
            ValueError: one of them cannot be understood.
        """
        proxies = os.environ.get("TRUSTED_PROXIES", str(cls.proxies))
        if not proxies.isdecimal():
            raise ValueError(f'TRUSTED_PROXIES is "{proxies}". Give the number of proxies in front, such as 1.')
        return cls(
            visitor=_rate("LIMIT_VISITOR", cls.visitor),
            everyone=_rate("LIMIT_EVERYONE", cls.everyone),
            storage=os.environ.get("LIMITS_URL", cls.storage),
            proxies=int(proxies),
        )


def limit(app: Flask, settings: LimitSettings) -> None:
    """Refuse with 429 requests that come too often. Reading a page is not counted: it asks nobody else.

    Args:
        app: the gateway.
        settings: how much is too much.
    """
    clock = _Clock()

    @app.before_request
    def count_anew() -> None:
        if settings.storage.startswith("memory") and clock.was_set_back():
            limiter.reset()

    limiter = Limiter(
        key_func=lambda: visitor_of(request.remote_addr or ""),
        app=app,
        application_limits=[
            ApplicationLimit(settings.visitor, exempt_when=_is_free),
            ApplicationLimit(settings.everyone, key_function=lambda: "everyone", exempt_when=_is_free),
        ],
        storage_uri=settings.storage,
        in_memory_fallback_enabled=True,  # Redis away: each process counts for itself
        fail_on_first_breach=True,  # so that one visitor who asks too much uses up nobody else's share
    )

    @app.after_request
    def say_when(response: Response) -> Response:
        if response.status_code == 429 and limiter.current_limit:
            seconds = max(1, limiter.current_limit.reset_at - int(time.time()))
            response.headers["Retry-After"] = str(seconds)
        return response


class _Clock:
    """Notices that the clock was set back. Older counts would otherwise hold until it has caught up."""

    def __init__(self) -> None:
        self._seen = time.time()

    def was_set_back(self) -> bool:
        """Whether the clock was set back by more than a second since the last call."""
        seen, self._seen = self._seen, time.time()
        return self._seen < seen - 1


def visitor_of(address: str) -> str:
    """What counts as one visitor: an IPv4 address, or the network that one household has of IPv6."""
    try:
        parsed = ipaddress.ip_address(_without_port(address))
    except ValueError:
        return "unknown"
    if parsed.version == 4:
        return str(parsed)
    if parsed.ipv4_mapped:
        return str(parsed.ipv4_mapped)
    return str(ipaddress.IPv6Network((int(parsed), VISITORS_BITS), strict=False).network_address)


def _without_port(address: str) -> str:
    """Some proxies add the port to the address that they saw: 192.0.2.1:4711, [2001:db8::1]:4711."""
    if address.startswith("["):
        return address[1:].partition("]")[0]
    return address.partition(":")[0] if address.count(":") == 1 else address


def _is_free() -> bool:
    if request.path == trials.PATH:
        return trials.holds(str(current_app.secret_key), request.headers.get(trials.HEADER))
    searches = request.path == SEARCHED and ASKED in request.args
    return request.method in SAFE_METHODS and request.path not in COSTLY_TO_READ and not searches


def _rate(name: str, default: str) -> str:
    given = os.environ.get(name, default)
    try:
        parse_many(given)
    except ValueError as error:
        raise ValueError(f'{name} is "{given}". Give how often, such as "{default}".') from error
    return given
