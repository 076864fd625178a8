"""The clock is moved under a running conversation."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
import requests

from tests.supervised import Supervised, supervised
from tests.system.journey import THIRD, Journey

pytestmark = pytest.mark.system

LIBRARIES = Path("/usr/lib")


@dataclass(frozen=True)
class Clock:
    """The clock of the processes, as libfaketime shows it to them; what has run since a start is not changed.

    Attributes:
        file: says how far it is off.
    """

    file: Path

    @property
    def environment(self) -> dict[str, str]:
        """For the processes."""
        found = sorted(LIBRARIES.glob("*/faketime/libfaketimeMT.so.1"))
        assert found, "The clock is moved by libfaketime, which is not here. Run: apt-get install faketime"
        return {
            "LD_PRELOAD": str(found[0]),
            "FAKETIME_TIMESTAMP_FILE": str(self.file),
            "FAKETIME_NO_CACHE": "1",
            "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        }

    @contextmanager
    def moved(self, by: str) -> Iterator[None]:
        """Moved for a while, such as by "-2d" or "+3h"."""
        self.file.write_text(by)
        try:
            yield
        finally:
            self.file.write_text("+0")


@pytest.fixture(scope="module")
def clock(tmp_path_factory: pytest.TempPathFactory) -> Clock:
    file = tmp_path_factory.mktemp("clock") / "offset"
    file.write_text("+0")
    return Clock(file)


@pytest.fixture(scope="module")
def assistant(clock: Clock, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Supervised]:
    """An assistant that goes by this clock."""
    with supervised(tmp_path_factory.mktemp("state"), clock.environment) as started:
        yield started


def shown(assistant: Supervised) -> float:
    """The time by the gateway's clock, in seconds of Unix."""
    date = requests.get(f"{assistant.system.address}/healthz", timeout=10).headers["Date"]
    return time.mktime(time.strptime(date, "%a, %d %b %Y %H:%M:%S GMT")) - time.timezone


@pytest.mark.parametrize(("by", "hours"), [("-2d", -48), ("-90s", -0.025), ("+3h", 3)])
def test_journey_goes_on_and_nothing_is_lost_when_the_clock_is_moved(
    assistant: Supervised, clock: Clock, by: str, hours: float
) -> None:
    journey = Journey(assistant).begun()
    with clock.moved(by):
        assert shown(assistant) - time.time() == pytest.approx(hours * 3600, abs=30)
        journey.goes_on("I am not sure", THIRD)
        assert journey.send("no").ok
        assert journey.is_kept()
    assert journey.send("who do i ring").ok
    assert journey.is_kept()


def test_conversation_begun_in_the_future_goes_on_once_the_clock_is_right(assistant: Supervised, clock: Clock) -> None:
    with clock.moved("+400d"):
        journey = Journey(assistant).begun()
    journey.goes_on("I am not sure", THIRD)
    assert journey.is_kept()
