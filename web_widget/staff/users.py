"""`python -m web_widget users`: who may use the staff pages. Passwords are asked at the terminal alone."""

from __future__ import annotations

import argparse
import getpass
import sys
from typing import Any

from web_widget.staff.accounts import AccountRefused, Accounts, Role
from web_widget.staff.settings import StaffSettings
from web_widget.store.keeping import KeepSettings, Stores


def add_commands(commands: Any) -> None:
    """Add `users` and what belongs to it to the commands of a parser."""
    users = commands.add_parser("users", help="add, list or remove those who may use the staff pages")
    actions = users.add_subparsers(required=True, metavar="action", dest="action")
    add = actions.add_parser("add", help="make an account; the password is asked")
    add.add_argument("name", help="what is typed to log in, such as jo.smith")
    add.add_argument("--role", type=Role, choices=list(Role), required=True, help="tester: the forum; editor: staff")
    add.add_argument("--full-name", default="", help="as shown to others, and as the author of changes")
    actions.add_parser("list", help="who there is")
    actions.add_parser("remove", help="delete an account").add_argument("name")
    actions.add_parser("password", help="set a new password, which is asked").add_argument("name")


def run(options: argparse.Namespace) -> int:
    """Do what was asked; 1 where it could not be done."""
    accounts = Accounts(Stores(KeepSettings.from_environment()).engine, StaffSettings())
    try:
        print(_do(accounts, options))
    except AccountRefused as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _do(accounts: Accounts, options: argparse.Namespace) -> str:
    if options.action == "list":
        lines = [f"{account.name:30} {account.role.value:8} {account.full_name}" for account in accounts.all()]
        return "\n".join(lines) or "Nobody yet. Add someone: python -m web_widget users add jo.smith --role editor"
    if options.action == "remove":
        accounts.remove(options.name)
        return f"{options.name} is removed and logged out."
    if options.action == "password":
        accounts.change_password(options.name, _asked())
        return f"{options.name} has a new password, and is logged out wherever the old one was used."
    accounts.add(options.name, options.full_name, options.role, _asked())
    return f"{options.name} may log in at /staff as {options.role.value}."


def _asked() -> str:
    password = getpass.getpass("Password: ")
    if getpass.getpass("Once more: ") != password:
        raise AccountRefused("The two were not the same. Nothing was changed; try again.")
    return password
