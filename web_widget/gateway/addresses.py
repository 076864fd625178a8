"""Reads addresses that a browser, or whoever writes content, sends as they please."""

from __future__ import annotations

from urllib.parse import urlsplit


def website_of(address: str) -> str:
    """The website that an address belongs to, with its port if it has one; empty if it is not an address."""
    try:
        return urlsplit(address).netloc
    except ValueError:
        return ""
