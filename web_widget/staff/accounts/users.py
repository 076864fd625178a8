"""`python -m web_widget users`: who may use the staff pages. Passwords are asked for in the terminal only."""

from __future__ import annotations

import argparse
import getpass
import sys
from typing import Any

from web_widget.staff.accounts.accounts import Account, AccountRefused, Accounts, Role
from web_widget.staff.settings import StaffSettings
from web_widget.store.keeping import KeepSettings, Stores


def add_commands(commands: Any) -> None:
    """Add `users` and what belongs to it to the commands of a parser."""
    users = commands.add_parser("users", help="add, list or remove people who may use the staff pages")
    actions = users.add_subparsers(required=True, metavar="action", dest="action")
    add = actions.add_parser("add", help="create an account; you are asked for the password")
    add.add_argument("name", help="the name to log in with, such as jo.smith")
    add.add_argument("--role", type=Role, choices=list(Role), required=True, help="tester: the forum; editor: staff")
    add.add_argument("--full-name", default="", help="shown to others and as the author of changes")
    users.set_defaults(run=run)
    actions.add_parser("list", help="list the accounts")
    actions.add_parser("remove", help="delete an account").add_argument("name")
    actions.add_parser("code-off", help="stop asking for a code, after somebody lost a phone").add_argument("name")
    actions.add_parser("password", help="set a new password; you are asked for it").add_argument("name")


def run(options: argparse.Namespace) -> int:
    """Run the command; 1 if it could not be done."""
    accounts = Accounts(Stores(KeepSettings.from_environment()).engine, StaffSettings())
    try:
        print(_do(accounts, options))
    except AccountRefused as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _do(accounts: Accounts, options: argparse.Namespace) -> str:
    if options.action == "list":
        lines = [_line(account) for account in accounts.all()]
        return (
            "\n".join(lines)
            or "There are no accounts yet. Add one: python -m web_widget users add jo.smith --role editor"
        )
    if options.action == "remove":
        accounts.remove(options.name)
        return f"{options.name} has been removed and logged out."
    if options.action == "code-off":
        accounts.forget_second_factor(options.name)
        return f"{options.name} can log in without a code now."
    if options.action == "password":
        accounts.change_password(options.name, _asked())
        return f"{options.name} has a new password and has been logged out everywhere."
    accounts.add(options.name, options.full_name, options.role, _asked())
    return f"{options.name} can now log in at /staff as {options.role.value}."


def _line(account: Account) -> str:
    of_council = " (council account)" if account.of_council else ""
    return f"{account.name:30} {account.role.value:8} {account.full_name}{of_council}"


def _asked() -> str:
    password = getpass.getpass("Password: ")
    if getpass.getpass("Once more: ") != password:
        raise AccountRefused("The two passwords are not the same, so nothing was changed. Try again.")
    return password
