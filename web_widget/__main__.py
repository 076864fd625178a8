"""`python -m web_widget`: the commands of the gateway, for whoever looks after the assistant."""

from __future__ import annotations

import argparse
import json
import os
import signal
import sys
import time
from dataclasses import asdict

import requests

from knowledge.settings_file import into_environment
from web_widget.coverage import command as coverage
from web_widget.staff.accounts import users

PATIENCE_SECONDS = 180
FIRST_QUESTION = "What is the Local Offer?"
LOOKS_AT_SETTINGS_ITSELF = "check-settings"
"""The command that says what is wrong with a settings file, even one with which no other command starts."""


def main() -> int:
    """Run one command. The settings come first: what a command assumes unless told otherwise is in them."""
    if sys.argv[1:2] != [LOOKS_AT_SETTINGS_ITSELF]:
        into_environment()
    options = _parser().parse_args()
    return int(options.run(options))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m web_widget", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="command")
    announcing = commands.add_parser("announce", help="report when the first question has been answered")
    announcing.set_defaults(run=lambda options: announce(f"http://127.0.0.1:{os.environ['PORT']}", PATIENCE_SECONDS))
    looking = commands.add_parser(LOOKS_AT_SETTINGS_ITSELF, help="list everything that is wrong with the settings")
    looking.add_argument("--json", action="store_true")
    looking.set_defaults(run=check_settings)
    tidying = commands.add_parser("tidy", help="delete conversations that are too old now, not at the next full hour")
    tidying.set_defaults(run=lambda options: tidy_now())
    mailing = commands.add_parser("mail", help="send staff the e-mails that are due now, not within the hour")
    mailing.set_defaults(run=lambda options: send_mails())
    migrating = commands.add_parser("migrate", help="bring the tables of the database up to date now")
    migrating.set_defaults(run=lambda options: migrate_now())
    tags = commands.add_parser("snippet", help="print the tags that show the widget on a page")
    tags.add_argument("address", help="of the gateway as browsers see it, such as https://assistant.example")
    tags.add_argument("--classic", action="store_true", help='for pages whose editor takes type="module" out of a tag')
    tags.set_defaults(run=lambda options: print_snippet(options.address, options.classic))
    links = commands.add_parser("links", help="check whether the links in the content still work")
    links.set_defaults(run=lambda options: look_at_links())
    working = commands.add_parser("job", help="do a piece of slow work; the staff pages start this")
    working.add_argument("id", type=int, help="of the job")
    working.add_argument("--gateway", type=int, metavar="GROUP", help="process group of the gateway; it stops with it")
    working.set_defaults(run=lambda options: do_job(options.id, options.gateway or os.getpgrp()))
    users.add_commands(commands)
    coverage.add_arguments(
        commands.add_parser("coverage", help="ask a list of questions and see how well it is covered")
    )
    return parser


def check_settings(options: argparse.Namespace) -> int:
    """Print every fault of the settings with its remedy; 1 if there is any."""
    from web_widget.settings_check import Given, folder_faults, start_faults
    from web_widget.settings_services import service_faults
    from web_widget.settings_sso import provider_faults

    given = Given.of(os.environ)
    values = given.values
    faults = [*start_faults(given), *folder_faults(values), *service_faults(values), *provider_faults(values)]
    if options.json:
        print(json.dumps({"faults": [asdict(fault) for fault in faults]}, indent=2, ensure_ascii=False))
    else:
        print(*faults, f"{len(faults)} fault(s)." if faults else "The settings are in order.", sep="\n")
    return bool(faults)


def migrate_now() -> int:
    """Bring the tables up to date. Whatever starts first does this anyway; an upgrade needs it done earlier."""
    from web_widget.store.keeping import KeepSettings, Stores

    Stores(KeepSettings.from_environment()).close()
    print("The tables are up to date.")
    return 0


def tidy_now() -> int:
    """Delete what is too old."""
    from web_widget.store.keeping import KeepSettings, tidy

    done = tidy(KeepSettings.from_environment())
    print(f"Deleted {done.events} events of old conversations; made {done.rows} rows anonymous.")
    return 0


def send_mails() -> int:
    """Send staff what is due; 1 if something could not be sent."""
    from web_widget.mail.command import send_now

    return send_now()


def print_snippet(address: str, classic: bool) -> int:
    """Print the two tags.

    Args:
        address: of the gateway.
        classic: whether the page cannot have a tag with type="module".
    """
    from knowledge.versions.live import live_content
    from web_widget.app import create_app
    from web_widget.widget.bundle import build
    from web_widget.widget.delivery import classic_snippet, snippet

    tags = classic_snippet if classic else snippet
    with create_app().app_context():
        print(tags(build(), live_content().current()[1].council, address))
    return 0


def do_job(identifier: int, gateway_group: int) -> int:
    """Do a job that waits.

    Args:
        identifier: of the job.
        gateway_group: the process group of the gateway that began it.
    """
    from web_widget.slow_work import do

    return do(identifier, gateway_group)


def look_at_links() -> int:
    """Check all links and print the result of each. The staff page shows them too."""
    from knowledge.versions.live import live_content
    from web_widget.jobs.job import JobRunning, JobState, Order
    from web_widget.jobs.job_table import JobTable
    from web_widget.jobs.worker import carry_out
    from web_widget.links.checker import Checker
    from web_widget.links.content_links import links_of
    from web_widget.links.job import LINKS, TITLE
    from web_widget.links.look import look_at_all
    from web_widget.settings import Settings
    from web_widget.store.keeping import Stores
    from web_widget.store.links import LinkResults

    settings = Settings.from_environment()
    engine = Stores(settings.keep).engine
    jobs, results, checker = JobTable(engine), LinkResults(engine), Checker(frozenset(settings.link_hosts))
    urls = links_of(live_content().current()[1])
    try:
        job = jobs.add(LINKS, Order(TITLE, "the terminal"))
    except JobRunning:
        print("Another check is still running. Its results are on the staff page.", file=sys.stderr)
        return 1
    ended = carry_out(
        *(jobs, LINKS, job),
        steps=lambda: look_at_all(urls, checker, results, job.began),
        say=lambda step: step.words and print(step.words),
    )
    if ended and ended.problem:
        print(ended.problem, file=sys.stderr)
    return 0 if ended and ended.state is JobState.DONE else 1


def announce(address: str, patience: float) -> int:
    """Ask a first question until it is answered; after `patience` seconds stop everything.

    Args:
        address: of the gateway.
        patience: seconds.
    """
    print("Starting. This takes about half a minute.", flush=True)
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline:
        if answered(address):
            print(f"\nThe assistant is ready: {address}\nPress Ctrl-C to stop it.", flush=True)
            return 0
        time.sleep(0.5)
    print(f"\nNothing answered within {patience:.0f} seconds. The reason is in var/log/. Stopping.", flush=True)
    os.kill(os.getppid(), signal.SIGTERM)
    return 1


def answered(address: str) -> bool:
    """Whether a question gets an answer card."""
    try:
        opened = requests.post(f"{address}/api/conversations", json={}, timeout=15).json()
        body = {"conversation": opened["conversation"], "text": FIRST_QUESTION}
        reply = requests.post(f"{address}/api/messages", json=body, timeout=15).json()
        return any(card["type"] == "answer" for card in reply["messages"])
    except (requests.RequestException, ValueError, KeyError):
        return False


if __name__ == "__main__":
    sys.exit(main())
