"""The redactor of the content that goes live, with the real model: made once."""

from __future__ import annotations

import pytest

from knowledge.files.records import Content
from web_widget.privacy.redactor import Redactor, redactors


@pytest.fixture(scope="session")
def redactor(shipped: Content) -> Redactor:
    """Redacts as the gateway does."""
    return redactors().of("shipped", shipped)
