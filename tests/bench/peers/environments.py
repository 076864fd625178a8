"""The environments of the peers that are programs of their own; `make bench` installs them, outside the product's."""

from __future__ import annotations

from pathlib import Path

from knowledge.settings import ROOT

FOLDER = ROOT / "var" / "bench"


class PeerNotInstalled(Exception):
    """The environment of a peer is not there; the message says how to install it."""


def python_of(peer: str) -> Path:
    """The Python of a peer's environment.

    Raises:
        PeerNotInstalled: it is not there.
    """
    python = FOLDER / peer / "bin" / "python"
    if not (FOLDER / peer / ".installed").exists():
        raise PeerNotInstalled(f"{peer} is not installed for the benchmark. Run: make bench-peers")
    return python
