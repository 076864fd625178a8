"""Checks one link: politely, on allowed websites only, and without following redirects to others."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from urllib.parse import SplitResult, urljoin, urlsplit

import requests

from web_widget.gateway.addresses import website_of
from web_widget.store.links import LinkFinding, State

USER_AGENT = "Local Offer assistant, checking links"
CONNECT_SECONDS, READ_SECONDS = 5.0, 10.0
PAUSE_SECONDS = 1.0
"""The pause between two requests to the same website, in seconds."""
MOST_REDIRECTS = 5
REFUSALS = frozenset({401, 403, 405, 429, 501, 503})
"""The website does not allow automatic checks, or not at the moment. That says nothing about the page."""


@dataclass
class Checker:
    """Checks links, one after the other.

    Attributes:
        hosts: websites that may be checked, such as "www.testshire.example". A port other than the usual one belongs
            to the name.
        pause: seconds between two requests to the same website.
        session: asks.
        sleep: waits.
    """

    hosts: Collection[str]
    pause: float = PAUSE_SECONDS
    session: requests.Session = field(default_factory=requests.Session)
    sleep: Callable[[float], None] = time.sleep
    _asked: dict[str, float] = field(default_factory=dict)

    def look(self, url: str) -> LinkFinding:
        """Check a link."""
        host = website_of(url)
        if host not in self.hosts:
            return LinkFinding(State.NOT_CHECKED, f"{host} is not on the list of websites we may check")
        try:
            return self._follow(url)
        except requests.Timeout:
            return LinkFinding(State.NOT_CHECKED, "it did not answer in time")
        except (requests.RequestException, ValueError) as error:
            return LinkFinding(State.NOT_CHECKED, f"it could not be reached ({type(error).__name__})")

    def _follow(self, url: str) -> LinkFinding:
        for _ in range(MOST_REDIRECTS + 1):
            status, target = self._ask(url)
            if target is None:
                return _judged(status)
            if not _same_website(urlsplit(url), urlsplit(target)):
                return LinkFinding(State.LEADS_AWAY, f"it redirects to {website_of(target) or target}")
            url = target
        return LinkFinding(State.BROKEN, f"it redirects more than {MOST_REDIRECTS} times")

    def _ask(self, url: str) -> tuple[int, str | None]:
        """The status, and where it redirects to; a website that cannot handle HEAD is asked with GET."""
        status, target = self._request("HEAD", url)
        return self._request("GET", url) if status >= 400 else (status, target)

    def _request(self, method: str, url: str) -> tuple[int, str | None]:
        self._wait(website_of(url))
        with self.session.request(
            method,
            url,
            headers={"User-Agent": USER_AGENT},
            timeout=(CONNECT_SECONDS, READ_SECONDS),
            allow_redirects=False,
            stream=True,  # the page itself is not needed
        ) as reply:
            location = reply.headers.get("Location") if reply.is_redirect else None
            return reply.status_code, urljoin(url, location) if location else None

    def _wait(self, host: str) -> None:
        now = time.monotonic()
        left = self._asked.get(host, now - self.pause) + self.pause - now
        if left > 0:
            self.sleep(left)
        self._asked[host] = time.monotonic()


def _judged(status: int) -> LinkFinding:
    if status in REFUSALS:
        return LinkFinding(State.NOT_CHECKED, f"the website does not allow automatic checks (status {status})")
    return (
        LinkFinding(State.BROKEN, f"the page answers with status {status}")
        if status >= 400
        else LinkFinding(State.WORKS)
    )


def _same_website(here: SplitResult, there: SplitResult) -> bool:
    """Whether it is the same host; a change from http to https is the same website."""
    if there.scheme not in ("http", "https") or there.username is not None:
        return False
    return here.netloc == there.netloc or (here.hostname == there.hostname and not here.port and not there.port)
