"""Secrets that an installation makes for itself, so that none is in the repository and none is a default."""

from __future__ import annotations

import os
import secrets
import tempfile
from pathlib import Path

from knowledge.settings import ROOT


def kept_secret(path: Path) -> str:
    """The secret in `path`; on first run it is made, readable by its owner alone.

    Where several processes start at once, all of them get the one that was there first.
    """
    if kept := _read(path):
        return kept
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=path.parent, delete=False) as file:
        file.write(secrets.token_urlsafe(32))
    made = Path(file.name)  # a file that mkstemp makes is readable by its owner alone
    try:
        os.link(made, path)
    except FileExistsError:
        if not _read(path):
            made.replace(path)
    finally:
        made.unlink(missing_ok=True)
    return _read(path)


def rasa_token() -> str:
    """What the gateway shows to Rasa (RASA_TOKEN, or a file made on first run)."""
    return os.environ.get("RASA_TOKEN") or kept_secret(ROOT / "var" / "rasa-token")


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8").strip() if path.exists() else ""
