"""Time for the tests of accounts and of the door."""

from __future__ import annotations

import pytest

from tests.web_widget.staff.accounts.told_time import Clock


@pytest.fixture
def clock() -> Clock:
    return Clock()
