"""Rasa with the patches that `python -m bot run` applies, for one test alone."""

from __future__ import annotations

import inspect

import pytest

from bot.patching import apply
from bot.rasa_patches import PATCHES


def patch(monkeypatch: pytest.MonkeyPatch) -> None:
    """Apply every patch; after the test, Rasa is as it was."""
    for each in PATCHES:
        if each.replacement is not None:
            original = inspect.getattr_static(each.owner, each.name)
            monkeypatch.setattr(each.owner, each.name, original)
    apply(PATCHES)
