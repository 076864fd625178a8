"""How a test question differs from a parent's: it is signed with the secret of the installation."""

from __future__ import annotations

import os
from pathlib import Path

from itsdangerous import BadSignature, TimestampSigner

from knowledge.faults import KnowledgeError
from knowledge.settings import ROOT

PATH = "/api/trials"
HEADER = "X-Trial"
SECONDS = 300
_WORD = "trial"


class NoSecret(KnowledgeError):
    """The secret of the installation is not known; the message says how to get one."""


def signed(secret: str) -> str:
    """A value for the header. It holds for five minutes."""
    return _signer(secret).sign(_WORD).decode()


def holds(secret: str, value: str | None) -> bool:
    """Whether a value of the header was made recently and with the same secret."""
    try:
        return _signer(secret).unsign(value or "", max_age=SECONDS).decode() == _WORD
    except BadSignature:
        return False


def secret_of_installation(path: Path = ROOT / "var" / "secret") -> str:
    """The secret with which the gateway signs: ASSISTANT_SECRET, or the file that it made.

    Raises:
        NoSecret: there is neither.
    """
    given = os.environ.get("ASSISTANT_SECRET") or (path.read_text(encoding="utf-8").strip() if path.exists() else "")
    if not given:
        raise NoSecret(f"There is no {path} and no ASSISTANT_SECRET. Start the assistant once: make run")
    return given


def _signer(secret: str) -> TimestampSigner:
    return TimestampSigner(secret, salt="trial")
