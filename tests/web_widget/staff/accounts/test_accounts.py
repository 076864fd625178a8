"""Accounts hold no password, and let in who knows the right one and, where there is a second factor, its code."""

from __future__ import annotations

from datetime import timedelta

import pyotp
import pytest
import sqlalchemy as sa

from tests.web_widget.staff.accounts.told_time import Clock
from web_widget.staff.accounts.accounts import AccountRefused, Accounts, Role
from web_widget.staff.settings import StaffSettings
from web_widget.store.keeping import Stores

PASSWORD = "correct horse battery"
SETTINGS = StaffSettings()


@pytest.fixture
def people(stores: Stores, clock: Clock) -> Accounts:
    made = Accounts(stores.engine, SETTINGS, clock)
    made.add("jo.smith", "Jo Smith", Role.EDITOR, PASSWORD)
    return made


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
    with pytest.raises(AccountRefused, match="cannot be used as a name"):
        people.add(name, "Jo", Role.TESTER, PASSWORD)


@pytest.mark.parametrize("password", ["", "short", "x" * 201])
def test_password_of_the_wrong_length_is_refused(people: Accounts, password: str) -> None:
    with pytest.raises(AccountRefused, match="12 to 200"):
        people.add("jo.jones", "Jo", Role.TESTER, password)
    with pytest.raises(AccountRefused, match="12 to 200"):
        people.change_password("jo.smith", password)


def test_name_that_is_taken_is_refused_and_the_account_stays_as_it_is(people: Accounts) -> None:
    with pytest.raises(AccountRefused, match="is already in use"):
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


@pytest.fixture
def app_of_jo(people: Accounts, clock: Clock) -> pyotp.TOTP:
    """The authenticator app of somebody who has turned the second factor on."""
    app = pyotp.TOTP(pyotp.random_base32())
    assert people.add_second_factor("jo.smith", app.secret, app.at(clock.time))
    clock.time += timedelta(minutes=5)
    return app


def test_second_factor_wants_the_code_beside_the_password(
    people: Accounts, clock: Clock, app_of_jo: pyotp.TOTP
) -> None:
    for code in ("", "000000", "abcdef", "١٢٣٤٥٦", app_of_jo.at(clock.time - timedelta(minutes=5))):
        assert people.log_in("jo.smith", PASSWORD, code) is None
    assert people.log_in("jo.smith", "wrong", app_of_jo.at(clock.time)) is None
    right = app_of_jo.at(clock.time)
    assert people.log_in("jo.smith", PASSWORD, f"{right[:3]} {right[3:]}")


def test_no_code_is_taken_twice(people: Accounts, clock: Clock, app_of_jo: pyotp.TOTP) -> None:
    code = app_of_jo.at(clock.time)
    assert people.log_in("jo.smith", PASSWORD, code)
    assert people.log_in("jo.smith", PASSWORD, code) is None


def test_second_factor_that_is_on_is_not_replaced(people: Accounts, clock: Clock, app_of_jo: pyotp.TOTP) -> None:
    other = pyotp.TOTP(pyotp.random_base32())
    assert not people.add_second_factor("jo.smith", other.secret, other.at(clock.time))
    assert people.log_in("jo.smith", PASSWORD, app_of_jo.at(clock.time))


def test_second_factor_is_turned_on_and_off_by_a_code_only(
    people: Accounts, clock: Clock, app_of_jo: pyotp.TOTP
) -> None:
    assert not people.add_second_factor("jo.smith", pyotp.random_base32(), "000000")
    assert not people.remove_second_factor("jo.smith", "000000")
    assert people.has_second_factor("jo.smith")
    assert people.remove_second_factor("jo.smith", app_of_jo.at(clock.time))
    assert people.log_in("jo.smith", PASSWORD)
