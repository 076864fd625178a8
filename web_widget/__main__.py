"""`announce` says when a question is answered, `snippet` prints the tags for a page, `tidy` deletes old chats,
`users` adds, lists and removes those who may use the staff pages, `links` looks whether links still work."""

from __future__ import annotations

import argparse
import os
import signal
import sys
import time

import requests

from knowledge.live import live_content
from web_widget.app import create_app
from web_widget.bundle import build
from web_widget.delivery import snippet
from web_widget.links.checker import Checker
from web_widget.links.content_links import links_of
from web_widget.links.look import look_at_all
from web_widget.settings import Settings
from web_widget.staff import users
from web_widget.store.keeping import KeepSettings, Stores, tidy
from web_widget.store.links import LinkResults

PATIENCE_SECONDS = 180
FIRST_QUESTION = "What is the Local Offer?"


def main() -> int:
    """Run one command."""
    parser = argparse.ArgumentParser(prog="python -m web_widget", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="command", dest="command")
    commands.add_parser("announce", help="say when all is ready")
    commands.add_parser("tidy", help="delete conversations that are too old, now; it is done every hour by itself")
    tags = commands.add_parser("snippet", help="print the tags that show the widget on a page")
    tags.add_argument("address", help="of the gateway as browsers see it, such as https://assistant.example")
    users.add_commands(commands)
    commands.add_parser("links", help="look whether the links of the content still lead somewhere")
    options = parser.parse_args()
    if options.command == "snippet":
        return print_snippet(options.address)
    if options.command == "users":
        return users.run(options)
    if options.command == "links":
        return look_at_links()
    if options.command == "tidy":
        done = tidy(KeepSettings.from_environment())
        print(f"Deleted {done.events} events of old conversations; made {done.rows} rows anonymous.")
        return 0
    return announce(f"http://127.0.0.1:{os.environ['PORT']}", PATIENCE_SECONDS)


def print_snippet(address: str) -> int:
    """Print the two tags.

    Args:
        address: of the gateway.
    """
    with create_app().app_context():
        print(snippet(build(), live_content().current()[1].council, address))
    return 0


def look_at_links() -> int:
    """Look at all links, and print what came of each; the staff page shows it too."""
    settings = Settings.from_environment()
    checker = Checker(frozenset(settings.link_hosts))
    urls = links_of(live_content().current()[1])
    if look_at_all(urls, checker, LinkResults(Stores(settings.keep).engine), print):
        return 0
    print("Another look is still under way. Its results are on the staff page.", file=sys.stderr)
    return 1


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
    print(f"\nNothing answered within {patience:.0f} seconds. The reason stands in var/log/. Stopping.", flush=True)
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
