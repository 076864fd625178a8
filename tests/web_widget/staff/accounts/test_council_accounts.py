"""A person has one account however many log-ins come at once, and shares no name with anybody."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from web_widget.staff.accounts.accounts import Accounts, Role
from web_widget.staff.accounts.council_accounts import CouncilAccounts, CouncilPerson
from web_widget.staff.settings import StaffSettings
from web_widget.store.keeping import Stores

ISSUER = "https://login.testshire.example"


def person(subject: str, issuer: str = ISSUER) -> CouncilPerson:
    return CouncilPerson(issuer, subject, "jo.smith", "Jo Smith")


def test_log_ins_at_once_make_one_account(stores: Stores) -> None:
    accounts = CouncilAccounts(stores.engine)
    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(lambda _: accounts.welcome(person("a"), Role.TESTER), range(4)))
    assert {account.name for account in made} == {"jo.smith"}
    assert len(Accounts(stores.engine, StaffSettings()).all()) == 1


def test_same_name_or_same_subject_elsewhere_is_another_person(stores: Stores) -> None:
    accounts = CouncilAccounts(stores.engine)
    people = [person("a"), person("b"), person("a", "https://other.example"), person("A")]
    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(lambda one: accounts.welcome(one, Role.TESTER), people))
    assert {account.name for account in made} == {"jo.smith", "jo.smith-2", "jo.smith-3", "jo.smith-4"}


def test_turned_away_person_is_logged_out_and_others_are_not(stores: Stores) -> None:
    accounts, sessions = CouncilAccounts(stores.engine), Accounts(stores.engine, StaffSettings())
    leaver, other = accounts.welcome(person("a"), Role.EDITOR), accounts.welcome(person("b"), Role.EDITOR)
    accounts.turn_away(person("a"))
    assert sessions.find(leaver.get_id()) is None
    assert sessions.find(other.get_id()) == other
