"""Accounts hold no password, lock after wrong ones, and let in who knows the right one."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from web_widget.staff.accounts import AccountRefused, Accounts, Role
from web_widget.staff.settings import StaffSettings
from web_widget.store.keeping import Stores

PASSWORD = "correct horse battery"
SETTINGS = StaffSettings()


class Clock:
    """Time that passes when it is told to."""

    def __init__(self) -> None:
        self.time = datetime(2026, 11, 23, 9, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.time


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def people(stores: Stores, clock: Clock) -> Accounts:
    made = Accounts(stores.engine, SETTINGS, clock)
    made.add("jo.smith", "Jo Smith", Role.EDITOR, PASSWORD)
    return made


def fail(people: Accounts, times: int) -> None:
    for _ in range(times):
        assert people.log_in("jo.smith", "wrong") is None


def test_right_password_lets_in(people: Accounts) -> None:
    account = people.log_in("jo.smith", PASSWORD)
    assert account
    assert (account.full_name, account.role) == ("Jo Smith", Role.EDITOR)


@pytest.mark.parametrize("password", ["", "wrong", PASSWORD + " ", PASSWORD.upper(), "x" * 100_000])
def test_wrong_password_does_not(people: Accounts, password: str) -> None:
    assert people.log_in("jo.smith", password) is None


def test_unknown_name_is_answered_as_a_wrong_password_is(people: Accounts) -> None:
    assert people.log_in("nobody", PASSWORD) is None


def test_nobody_is_there_at_first(stores: Stores) -> None:
    assert Accounts(stores.engine, SETTINGS).all() == []


def test_password_is_kept_as_an_argon2_hash_alone(people: Accounts, stores: Stores) -> None:
    with stores.engine.connect() as connection:
        row = connection.execute(sa.text("SELECT * FROM accounts")).one()
    assert row.password.startswith("$argon2id$")
    assert PASSWORD not in str(row)


def test_account_is_locked_after_too_many_wrong_passwords_and_opens_by_itself(people: Accounts, clock: Clock) -> None:
    fail(people, SETTINGS.attempts)
    assert people.log_in("jo.smith", PASSWORD) is None
    clock.time += SETTINGS.locked - timedelta(seconds=1)
    assert people.log_in("jo.smith", PASSWORD) is None
    clock.time += timedelta(seconds=2)
    assert people.log_in("jo.smith", PASSWORD)


def test_right_password_takes_wrong_ones_back(people: Accounts) -> None:
    for _ in range(3):
        fail(people, SETTINGS.attempts - 1)
        assert people.log_in("jo.smith", PASSWORD)


def test_new_password_opens_a_lock(people: Accounts) -> None:
    fail(people, SETTINGS.attempts)
    people.change_password("jo.smith", "another good one")
    assert people.log_in("jo.smith", PASSWORD) is None
    assert people.log_in("jo.smith", "another good one")


def test_new_password_ends_the_sessions_of_the_old_one(people: Accounts) -> None:
    account = people.log_in("jo.smith", PASSWORD)
    assert account
    assert people.find(account.get_id()) == account
    people.change_password("jo.smith", "another good one")
    assert people.find(account.get_id()) is None


def test_removed_account_is_gone_with_its_sessions(people: Accounts) -> None:
    account = people.log_in("jo.smith", PASSWORD)
    assert account
    people.remove("jo.smith")
    assert people.find(account.get_id()) is None
    assert people.log_in("jo.smith", PASSWORD) is None


@pytest.mark.parametrize("name", ["", "x", "Jo", "jo smith", "jo/..", "-jo", "jo'--", "j" * 81])
def test_name_of_the_wrong_form_is_refused(people: Accounts, name: str) -> None:
    with pytest.raises(AccountRefused, match="cannot be a name"):
        people.add(name, "Jo", Role.TESTER, PASSWORD)


@pytest.mark.parametrize("password", ["", "short", "x" * 201])
def test_password_of_the_wrong_length_is_refused(people: Accounts, password: str) -> None:
    with pytest.raises(AccountRefused, match="12 to 200"):
        people.add("jo.jones", "Jo", Role.TESTER, password)
    with pytest.raises(AccountRefused, match="12 to 200"):
        people.change_password("jo.smith", password)


def test_name_that_is_taken_is_refused_and_the_account_stays_as_it_is(people: Accounts) -> None:
    with pytest.raises(AccountRefused, match="is taken"):
        people.add("jo.smith", "Somebody Else", Role.TESTER, "another good one")
    assert people.log_in("jo.smith", PASSWORD)


def test_unknown_account_cannot_be_changed_or_removed(people: Accounts) -> None:
    with pytest.raises(AccountRefused, match='no account "nobody"'):
        people.remove("nobody")
    with pytest.raises(AccountRefused, match='no account "nobody"'):
        people.change_password("nobody", PASSWORD)


def test_an_editor_may_do_all_that_a_tester_may_and_not_the_other_way_round() -> None:
    assert Role.EDITOR.includes(Role.TESTER)
    assert not Role.TESTER.includes(Role.EDITOR)


def test_locked_account_says_nothing_about_the_password(people: Accounts, stores: Stores, clock: Clock) -> None:
    strict = Accounts(stores.engine, replace(SETTINGS, attempts=0), clock)
    assert strict.log_in("jo.smith", PASSWORD) is None
