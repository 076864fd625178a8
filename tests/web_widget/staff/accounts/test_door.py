"""Wrong passwords slow down whoever sends them, and nobody else; few passwords are checked at once."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from tests.web_widget.staff.accounts.told_time import Clock
from web_widget.staff.accounts.accounts import Account, Role
from web_widget.staff.accounts.door import AT_ONCE, Attempt, Door, MustWait
from web_widget.staff.settings import StaffSettings

SETTINGS = StaffSettings()
RIGHT = "three random words"
JO = Account("jo", "Jo", Role.EDITOR, "stamp")


class People:
    """Knows one password, and counts how many are checked at once."""

    def __init__(self) -> None:
        self.asked = self.now = self.most = 0
        self.let = threading.Event()
        self.let.set()
        self._lock = threading.Lock()

    def log_in(self, name: str, password: str, code: str) -> Account | None:
        with self._lock:
            self.asked, self.now = self.asked + 1, self.now + 1
            self.most = max(self.most, self.now)
        self.let.wait(5)
        with self._lock:
            self.now -= 1
        return JO if (name, password) == ("jo", RIGHT) else None


@pytest.fixture
def people() -> People:
    return People()


@pytest.fixture
def door(people: People, clock: Clock) -> Door:
    return Door(people, SETTINGS, "secret", clock)  # type: ignore[arg-type]


def wrong(door: Door, address: str, times: int, name: str = "jo") -> None:
    for _ in range(times):
        assert door.let_in(Attempt(name, address, ""), "wrong", "") is None


def test_each_further_wrong_password_doubles_the_wait(door: Door, clock: Clock) -> None:
    wrong(door, "192.0.2.1", SETTINGS.free_attempts)
    waits = []
    for _ in range(6):
        with pytest.raises(MustWait) as must:
            door.let_in(Attempt("jo", "192.0.2.1", ""), RIGHT, "")
        waits.append(must.value.seconds)
        clock.time += timedelta(seconds=must.value.seconds)
        wrong(door, "192.0.2.1", 1)
    assert waits == [1, 2, 4, 8, 16, 32]


def test_owner_elsewhere_or_with_a_known_browser_waits_for_nobody(door: Door) -> None:
    wrong(door, "192.0.2.1", SETTINGS.free_attempts)
    assert door.let_in(Attempt("jo", "198.51.100.1", ""), RIGHT, "") is JO
    assert door.let_in(Attempt("jo", "192.0.2.1", "known browser"), RIGHT, "") is JO


def test_one_address_cannot_try_one_password_on_many_names(door: Door) -> None:
    for number in range(SETTINGS.free_attempts * 4):
        wrong(door, "192.0.2.1", 1, f"name{number}")
    with pytest.raises(MustWait):
        door.let_in(Attempt("another", "192.0.2.1", ""), "wrong", "")


def test_wait_is_never_longer_than_is_said_and_is_forgotten(door: Door, clock: Clock) -> None:
    waits = []
    for _ in range(30):
        try:
            wrong(door, "192.0.2.1", 1)
        except MustWait as must:
            waits.append(timedelta(seconds=must.seconds))
            clock.time += waits[-1]
    assert max(waits) == SETTINGS.longest_wait
    clock.time += SETTINGS.failures_forgotten
    assert door.let_in(Attempt("jo", "192.0.2.1", ""), RIGHT, "") is JO


def test_few_passwords_are_checked_at_once(door: Door, people: People, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("web_widget.staff.accounts.door.PATIENCE_SECONDS", 0.2)
    people.let.clear()
    with ThreadPoolExecutor(16) as crowd:
        asked = [crowd.submit(door.let_in, Attempt("jo", f"192.0.2.{n}", ""), RIGHT, "") for n in range(16)]
        failed = [future.exception() for future in asked[AT_ONCE:]]
        people.let.set()
    assert people.most == AT_ONCE
    assert sum(isinstance(error, MustWait) for error in failed) >= 16 - 2 * AT_ONCE
