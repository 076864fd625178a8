"""A gateway whose answers are written down beforehand, and a council's website that shows its widget.

Browser tests, screenshots and the measuring of the widget all stand on it.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from flask import Flask, Response, request
from werkzeug.serving import make_server

from actions.wire import Reply, WireCard
from tests.web_widget.conftest import FakeRasa, NoDanger, said
from web_widget.app import create_app
from web_widget.settings import Settings
from web_widget.widget.bundle import Widget, build

CARDS: dict[str, WireCard] = json.loads((Path(__file__).parent / "browser" / "cards.json").read_text(encoding="utf-8"))
PHONE = "01234 567890"
POLICY = (
    "default-src 'none'; script-src {gateway}; style-src 'self'; connect-src {gateway}; "
    "require-trusted-types-for 'script'"
)
PAGE = """<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Short breaks - Testshire</title><link rel="stylesheet" href="/{style}.css">
{script}</head>
<body><header><p>Testshire County Council</p></header>
<main><h1>Short breaks</h1><p>What a short break is, on a page of <a href="/other">the council</a>.</p></main>
{element}
</body></html>"""
SCRIPT = (
    '<script type="module" src="{gateway}/widget/{version}/local-offer-chat.js" integrity="{hash}" crossorigin>'
    "</script>"
)
LOADER = '<script src="{gateway}/widget/{version}/loader.js" {loader_hash} defer></script>'
ELEMENT = (
    '<local-offer-chat gateway="{gateway}" {attributes}><p><a href="{gateway}/chat">Ask the assistant</a>, or ring '
    '<a href="tel:01234567890">' + PHONE + "</a>.</p></local-offer-chat>"
)
STYLES = {
    "plain": "body { font: 18px/1.5 Arial, sans-serif; margin: 0 auto; max-width: 50rem; padding: 1rem; }",
    "hostile": """html { font-size: 62.5% !important; }
* { all: unset !important; display: block !important; font: 40px/3 fantasy !important; color: lime !important;
  background: fuchsia !important; box-sizing: content-box !important; letter-spacing: 1em !important;
  text-transform: uppercase !important; float: right !important; direction: rtl !important; }
button, dialog, local-offer-chat { display: none !important; position: static !important; }
local-offer-chat { transform: scale(3) !important; }""",
}


class Actor(FakeRasa):
    """Plays Rasa: "show dates" gets the card "dates" of cards.json, anything else the answer card."""

    def greet(self, conversation: str) -> Reply:
        self.greeted.append(conversation)
        self._reply()
        return said(CARDS["opening_notice"], CARDS["opening"])

    def reply_to(self, text: str) -> Reply:
        if text == "Talk to a person":
            return said(CARDS["person"])
        return said(CARDS[text.removeprefix("show ")] if text.startswith("show ") else CARDS["answer"])

    def feedback(self, conversation: str, given: Any, seconds: float | None = None) -> Reply:
        self.asked.append((conversation, json.dumps(dict(given))))
        self._reply()
        helped = given["helped"] == "yes"
        glad: WireCard = {"type": "text", "text": "I am glad that helped.", "options": []}
        return said(glad if helped else CARDS["no_answer"])


@dataclass(frozen=True)
class Stage:
    """What is running.

    Attributes:
        gateway: its address.
        site: address of the council's website. "/?attributes=..." sets those of the tag, "/?style=hostile" the style,
            "/?tags=2" how often the tag stands there, "/?scripts=classic" and "/?scripts=both" which scripts do,
            "/?policy=none" that there is no content security policy.
        rasa: what was asked.
        widget: the version that is served.
    """

    gateway: str
    site: str
    rasa: Actor
    widget: Widget


@contextmanager
def stage(kept: Path) -> Iterator[Stage]:
    """Start the gateway and the website, on free ports.

    Args:
        kept: folder for the versions of the widget.
    """
    widget, rasa = build(), Actor()
    with ExitStack() as stack:
        site = Flask("site")
        address = stack.enter_context(served(site))
        settings = Settings(secret="only for tests", widgets=kept)
        app = create_app(replace(settings, origins=(address,)), rasa, NoDanger)
        made = Stage(stack.enter_context(served(app)), address, rasa, widget)
        lay_out(site, made.gateway, widget)
        yield made


@contextmanager
def served(app: Flask) -> Iterator[str]:
    """Serve an application; gives its address."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def lay_out(site: Flask, gateway: str, widget: Widget) -> None:
    """Give a council's website its pages, as Stage.site tells.

    Args:
        site: without pages.
        gateway: its address.
        widget: the version that its pages show.
    """

    @site.get("/")
    @site.get("/other")
    def page() -> Response:
        asked = request.args
        values = {"gateway": gateway, "version": widget.version, "hash": widget.integrity}
        values["loader_hash"] = f'integrity="{widget.loader_integrity}" crossorigin'
        scripts = {"module": SCRIPT, "classic": LOADER, "both": LOADER + SCRIPT + LOADER}
        element = ELEMENT.format(**values, attributes=asked.get("attributes", 'title="Testshire assistant"'))
        html = PAGE.format(
            style=asked.get("style", "plain"),
            script=scripts[asked.get("scripts", "module")].format(**values),
            element=element * int(asked.get("tags", 1)),
        )
        policy = {"Content-Security-Policy": POLICY.format(gateway=gateway)}
        return Response(html, headers={} if asked.get("policy") == "none" else policy)

    @site.get("/<name>.css")
    def style(name: str) -> Response:
        return Response(STYLES[name], mimetype="text/css")
