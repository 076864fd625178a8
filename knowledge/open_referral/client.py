"""Fetches JSON from a feed: with time limits, a size limit and retries, and never from another host."""

from __future__ import annotations

import ipaddress
import json
import time
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin, urlsplit

import requests
from urllib3.util import Retry

from knowledge.open_referral.addresses import PublicOnly
from knowledge.open_referral.faults import FeedUnreadable, NotThere

_CHUNK_BYTES = 65_536
_BUSY = (429, 500, 502, 503, 504)
_GONE = (404, 410)


@dataclass(frozen=True)
class ClientSettings:
    """How patient and how trusting the client is.

    Attributes:
        connect_seconds: how long to wait for a connection.
        read_seconds: how long to wait for the next bytes.
        reply_seconds: how long one whole reply may take, so that a very slow feed does not hold us up for ever.
        largest_reply_bytes: of one reply, unpacked.
        retries: how often a busy or unreachable feed is asked again.
        backoff_seconds: the first pause between two tries; it doubles. A feed's Retry-After is kept to.
        redirects: how many are followed, all on the same host.
    """

    connect_seconds: float = 5.0
    read_seconds: float = 20.0
    reply_seconds: float = 60.0
    largest_reply_bytes: int = 20_000_000
    retries: int = 4
    backoff_seconds: float = 0.5
    redirects: int = 3


class Client:
    """One keep-alive session to one feed.

    Args:
        settings: by default, those for a feed on the internet.
    """

    def __init__(self, settings: ClientSettings | None = None) -> None:
        self._settings = settings or ClientSettings()
        retry = Retry(
            total=self._settings.retries,
            redirect=0,
            status_forcelist=_BUSY,
            backoff_factor=self._settings.backoff_seconds,
            raise_on_status=False,
        )
        self._session = requests.Session()
        self._session.headers["Accept"] = "application/json"
        self._session.trust_env = False  # a proxy would look the address up again, and could reach other machines
        for scheme in ("https://", "http://"):
            self._session.mount(scheme, PublicOnly(max_retries=retry))

    def json(self, address: str) -> Any:
        """The JSON at an address.

        Raises:
            FeedUnreadable: it could not be fetched, with the address and why.
            NotThere: there is nothing at that address.
        """
        require_safe(address)
        try:
            body = self._body(address)
        except requests.RequestException as error:
            raise FeedUnreadable(f"{address} could not be read: {error}") from error
        except ValueError as error:  # requests looks at where a redirect leads, too
            raise FeedUnreadable(f"{address} redirects to something that is not an address.") from error
        try:
            return json.loads(body)
        except (ValueError, RecursionError) as error:
            raise FeedUnreadable(f"{address} did not send JSON: {error}") from error

    def _body(self, address: str) -> bytes:
        settings, at = self._settings, address
        timeout = (settings.connect_seconds, settings.read_seconds)
        for _ in range(settings.redirects + 1):
            with self._session.get(at, timeout=timeout, stream=True, allow_redirects=False) as response:
                if response.is_redirect:
                    at = _same_host(at, response.headers["Location"])
                    continue
                if response.status_code in _GONE:
                    raise NotThere(f"There is nothing at {at} (status {response.status_code}).")
                if not response.ok:
                    raise FeedUnreadable(f"{at} could not be read: it answered with status {response.status_code}.")
                return self._limited(at, response)
        raise FeedUnreadable(f"{address} could not be read: it keeps redirecting us in a circle.")

    def _limited(self, address: str, response: requests.Response) -> bytes:
        body, until = bytearray(), time.monotonic() + self._settings.reply_seconds
        for chunk in response.iter_content(_CHUNK_BYTES):
            body += chunk
            if len(body) > self._settings.largest_reply_bytes:
                most = self._settings.largest_reply_bytes
                raise FeedUnreadable(f"{address} sent more than {most:,} bytes. Ask for fewer services on each page.")
            if time.monotonic() > until:
                raise FeedUnreadable(f"{address} took longer than {self._settings.reply_seconds:g} seconds.")
        return bytes(body)


def require_safe(address: str) -> None:
    """Only https addresses are asked, and this machine itself.

    Raises:
        FeedUnreadable: the address is of another kind.
    """
    try:
        parts = urlsplit(address)
        host = parts.hostname
        safe = (
            bool(host) and parts.username is None and (parts.scheme == "https" or _is_this_machine(parts.scheme, host))
        )
    except ValueError:
        safe = False
    if not safe:
        raise FeedUnreadable(f'"{address}" cannot be used. Give an address that begins with https://.')


def _is_this_machine(scheme: str, host: str | None) -> bool:
    if scheme != "http" or host is None:
        return False
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _same_host(address: str, location: str) -> str:
    target = urljoin(address, location)
    here, there = urlsplit(address), urlsplit(target)
    if (there.scheme, there.netloc) != (here.scheme, here.netloc):
        raise FeedUnreadable(
            f"{address} redirects to another host ({there.netloc}). If you trust it, use that address instead."
        )
    return target
