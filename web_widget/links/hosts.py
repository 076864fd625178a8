"""Whose links may be checked."""

from __future__ import annotations

import os


def link_hosts() -> tuple[str, ...]:
    """Websites that may be asked whether links to them work (ASSISTANT_LINK_HOSTS)."""
    return tuple(os.environ.get("ASSISTANT_LINK_HOSTS", "").lower().split())
